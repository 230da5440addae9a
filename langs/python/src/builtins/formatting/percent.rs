//! The conversions of `%` formatting.

use super::Bad;
use super::float::magnitude;
use crate::builtins::num::Int;
use crate::builtins::num::int_text::in_base;
use crate::builtins::wtf8::{count, indices, push_point};

/// `%(key)#0- +width.precision kind`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversion {
    pub key: Option<Vec<u8>>,
    pub left: bool,
    pub plus: bool,
    pub space: bool,
    pub alternate: bool,
    pub zero: bool,
    pub width: Amount,
    pub precision: Amount,
    /// A code point.
    pub kind: u32,
    /// The code point number of `kind` in the format, for messages.
    pub index: usize,
}

/// A width or precision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Amount {
    #[default]
    None,
    Is(usize),
    /// `*`: the next argument.
    Next,
}

/// A piece of a format string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(Vec<u8>),
    Conversion(Conversion),
}

/// Parses a format string.
pub fn parse(s: &[u8]) -> Result<Vec<Piece>, Bad> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < s.len() {
        let end = memchr::memchr(b'%', &s[at..]).map_or(s.len(), |i| at + i);
        if end > at {
            out.push(Piece::Text(s[at..end].to_vec()));
        }
        if end == s.len() {
            break;
        }
        let (conversion, next) = conversion(s, end + 1)?;
        match conversion.kind {
            0x25 => out.push(Piece::Text(b"%".to_vec())),
            _ => out.push(Piece::Conversion(conversion)),
        }
        at = next;
    }
    Ok(out)
}

fn conversion(s: &[u8], mut at: usize) -> Result<(Conversion, usize), Bad> {
    let incomplete = || Bad::value("incomplete format");
    let mut c = Conversion::default();
    if s.get(at) == Some(&b'(') {
        let end = key_end(s, at + 1).ok_or_else(|| Bad::value("incomplete format key"))?;
        c.key = Some(s[at + 1..end].to_vec());
        at = end + 1;
    }
    while let Some(b) = s.get(at) {
        match b {
            b'-' => c.left = true,
            b'+' => c.plus = true,
            b' ' => c.space = true,
            b'#' => c.alternate = true,
            b'0' => c.zero = true,
            _ => break,
        }
        at += 1;
    }
    c.width = amount(s, &mut at, "width too big")?;
    if s.get(at) == Some(&b'.') {
        at += 1;
        c.precision = match amount(s, &mut at, "precision too big")? {
            Amount::None => Amount::Is(0),
            given => given,
        };
    }
    if s.get(at).is_some_and(|b| matches!(b, b'h' | b'l' | b'L')) {
        at += 1;
    }
    let (_, kind) = indices(&s[at..]).next().ok_or_else(incomplete)?;
    c.kind = kind;
    c.index = count(&s[..at]);
    Ok((c, at + crate::builtins::wtf8::width(kind)))
}

/// Keys may hold balanced parentheses.
fn key_end(s: &[u8], from: usize) -> Option<usize> {
    let mut depth = 1;
    s.iter().enumerate().skip(from).find_map(|(i, b)| {
        match b {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(i)
    })
}

fn amount(s: &[u8], at: &mut usize, too_big: &str) -> Result<Amount, Bad> {
    if s.get(*at) == Some(&b'*') {
        *at += 1;
        return Ok(Amount::Next);
    }
    let start = *at;
    while s.get(*at).is_some_and(u8::is_ascii_digit) {
        *at += 1;
    }
    if *at == start {
        return Ok(Amount::None);
    }
    let text = std::str::from_utf8(&s[start..*at]).unwrap_or("");
    text.parse::<i32>().map(|n| Amount::Is(n as usize)).map_err(|_| Bad::value(too_big))
}

/// An integer under `d`, `i`, `u`, `x`, `X` or `o`.
pub fn int(n: Int, c: &Conversion, width: usize, precision: Option<usize>) -> Vec<u8> {
    let (base, prefix) = match c.kind as u8 {
        b'x' => (16, "0x"),
        b'X' => (16, "0X"),
        b'o' => (8, "0o"),
        _ => (10, ""),
    };
    let mut digits = in_base(n, base, c.kind as u8 == b'X');
    let lead = precision.unwrap_or(0).saturating_sub(digits.len());
    digits.insert_str(0, &"0".repeat(lead));
    let prefix = if c.alternate { prefix } else { "" };
    pad(&format!("{}{prefix}", sign(n.signum() < 0, c)), digits.as_bytes(), c, width, c.zero)
}

/// A double under `e`, `f`, `g` and their capitals.
pub fn float(f: f64, c: &Conversion, width: usize, precision: Option<usize>) -> Vec<u8> {
    let body = magnitude(f, Some(c.kind as u8), Some(precision.unwrap_or(6)), c.alternate);
    let sign = sign(f.is_sign_negative() && !f.is_nan(), c);
    pad(sign, body.as_bytes(), c, width, c.zero)
}

/// A string under `s`, `r`, `a`; a character.
pub fn text(s: &[u8], c: &Conversion, width: usize, precision: Option<usize>) -> Vec<u8> {
    pad("", super::text::shorten(s, precision), c, width, false)
}

/// The character of a code point.
pub fn character(p: u32) -> Vec<u8> {
    let mut out = Vec::new();
    push_point(&mut out, p);
    out
}

fn sign(negative: bool, c: &Conversion) -> &'static str {
    match negative {
        true => "-",
        false if c.plus => "+",
        false if c.space => " ",
        false => "",
    }
}

fn pad(prefix: &str, body: &[u8], c: &Conversion, width: usize, zero: bool) -> Vec<u8> {
    let room = width.saturating_sub(prefix.len() + count(body));
    let around = |before: usize, zeros: usize, after: usize| {
        let fill = |b: u8, n: usize| std::iter::repeat_n(b, n);
        let mut out: Vec<u8> = fill(b' ', before).collect();
        out.extend_from_slice(prefix.as_bytes());
        out.extend(fill(b'0', zeros));
        out.extend_from_slice(body);
        out.extend(fill(b' ', after));
        out
    };
    match (c.left, zero) {
        (true, _) => around(0, 0, room),
        (false, true) => around(0, room, 0),
        (false, false) => around(room, 0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(s: &str) -> Conversion {
        match parse(s.as_bytes()).expect("good").remove(0) {
            Piece::Conversion(c) => c,
            Piece::Text(_) => panic!("text"),
        }
    }

    fn show_int(n: i64, s: &str) -> String {
        let c = one(s);
        let get = |a| match a {
            Amount::Is(n) => Some(n),
            _ => None,
        };
        let v = int(Int::Small(n), &c, get(c.width).unwrap_or(0), get(c.precision));
        String::from_utf8(v).expect("text")
    }

    #[test]
    fn integers() {
        assert_eq!(show_int(255, "%#06x"), "0x00ff");
        assert_eq!(show_int(-5, "%05d"), "-0005");
        assert_eq!(show_int(5, "%-4d"), "5   ");
        assert_eq!(show_int(5, "%+.3d"), "+005");
        assert_eq!(show_int(-8, "%#o"), "-0o10");
    }

    #[test]
    fn pieces() {
        let all = parse(b"a%%b%(k(1))s").expect("good");
        assert_eq!(all.len(), 4);
        assert_eq!(one("%(k(1))s").key.as_deref(), Some(&b"k(1)"[..]));
        assert_eq!(one("%*.*f").precision, Amount::Next);
        assert_eq!(parse(b"%"), Err(Bad::value("incomplete format")));
        assert_eq!(parse(b"%(a"), Err(Bad::value("incomplete format key")));
    }
}
