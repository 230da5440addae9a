//! The specifiers that programs use most, for integers, doubles and strings, without a detour.
//!
//! `[<>^0][width][.precision][type]` with a type of its own: `d` or none, `f`, `s`. All others, and
//! whatever is an error, are for [`super::value::format`].

use crate::builtins::num::float_text::fixed;
use trackway::{Kind, Machine, Value};
use trackway_kit::Str;

struct Spec {
    align: u8,
    zeros: bool,
    width: usize,
    precision: Option<usize>,
    kind: u8,
}

/// Larger widths are rare.
const WIDEST: usize = 1 << 10;

fn number(spec: &[u8], at: &mut usize) -> Option<usize> {
    let from = *at;
    let mut n = 0;
    while let Some(d) = spec.get(*at).filter(|d| d.is_ascii_digit()) {
        n = 10 * n + (d - b'0') as usize;
        *at += 1;
        if n > WIDEST {
            return None;
        }
    }
    (*at > from).then_some(n)
}

fn parse(spec: &[u8]) -> Option<Spec> {
    let mut at = 0;
    let align = match spec.first() {
        Some(b @ (b'<' | b'>' | b'^')) => {
            at = 1;
            *b
        }
        _ => 0,
    };
    let zeros = spec.get(at) == Some(&b'0');
    // With both, the zeros are only the filling.
    if zeros && align != 0 {
        return None;
    }
    let width = match spec.get(at) {
        Some(b'0'..=b'9') => number(spec, &mut at)?,
        _ => 0,
    };
    let mut precision = None;
    if spec.get(at) == Some(&b'.') {
        at += 1;
        precision = Some(number(spec, &mut at)?);
    }
    let kind = match &spec[at..] {
        [] => 0,
        [k @ (b'd' | b'f' | b's')] => *k,
        _ => return None,
    };
    Some(Spec { align, zeros, width, precision, kind })
}

/// Adds the formatted text; `false`: nothing was added, the way is another.
pub fn format(machine: &Machine, v: Value, spec: &[u8], out: &mut Vec<u8>) -> bool {
    match v.kind() {
        Kind::Small(i) => match parse(spec) {
            Some(s) if s.precision.is_none() && matches!(s.kind, 0 | b'd') => {
                let i = i.get();
                let mut buffer = itoa::Buffer::new();
                let digits = buffer.format(i.unsigned_abs()).as_bytes();
                pad(out, &s, i < 0, digits, digits.len(), b'>');
                true
            }
            _ => false,
        },
        Kind::Float(f) if f.is_finite() => match parse(spec) {
            Some(s) if s.kind == b'f' => {
                let digits = fixed(f, s.precision.unwrap_or(6));
                pad(out, &s, f.is_sign_negative(), digits.as_bytes(), digits.len(), b'>');
                true
            }
            _ => false,
        },
        _ => {
            let Some(text) = v.cast::<Str>() else { return false };
            match parse(spec) {
                Some(s) if s.precision.is_none() && !s.zeros && matches!(s.kind, 0 | b's') => {
                    pad(out, &s, false, Str::bytes(&machine.heap, text), Str::len(text), b'<');
                    true
                }
                _ => false,
            }
        }
    }
}

/// Adds a sign and a body of so many characters within the specifier's width.
fn pad(out: &mut Vec<u8>, s: &Spec, negative: bool, body: &[u8], chars: usize, align: u8) {
    let room = s.width.saturating_sub(chars + usize::from(negative));
    let align = if s.align == 0 { align } else { s.align };
    let (left, right) = match align {
        _ if s.zeros => (0, 0),
        b'<' => (0, room),
        b'^' => (room / 2, room - room / 2),
        _ => (room, 0),
    };
    let fill = |out: &mut Vec<u8>, n: usize, with: u8| out.resize(out.len() + n, with);
    fill(out, left, b' ');
    if negative {
        out.push(b'-');
    }
    if s.zeros {
        fill(out, room, b'0');
    }
    out.extend_from_slice(body);
    fill(out, right, b' ');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_are_left_to_the_full_parser() {
        for spec in
            ["x", "+d", "<05", "*<5", ",", "_d", "=5", "#x", "z.1f", ".f", "5000", "..3", "e", "5.2q", " d"]
        {
            assert!(parse(spec.as_bytes()).is_none(), "{spec}");
        }
        let s = parse(b">10.2f").expect("frequent");
        assert_eq!((s.align, s.width, s.precision, s.kind), (b'>', 10, Some(2), b'f'));
        assert!(parse(b"05d").is_some_and(|s| s.zeros && s.width == 5));
    }
}
