//! Numbers as text and back.

use super::coefficient::{Coefficient, Owned};
use super::known::{Decimal, Number};
use crate::builtins::wtf8::chars::{decimal_value, is_space};
use crate::builtins::wtf8::{points, strip};
use num_bigint::BigUint;
use std::borrow::Cow;

/// What a text stands for.
pub enum Read {
    Finite(Number),
    Infinity {
        negative: bool,
    },
    /// With the digits that tell more.
    NaN {
        negative: bool,
        signaling: bool,
        payload: Owned,
    },
}

/// Digits in a `u128` whatever they are.
const SHORT: usize = 38;

/// The number of a string of ASCII digits.
pub fn digits(text: &[u8]) -> Owned {
    if text.len() <= SHORT {
        return Coefficient::Word(text.iter().fold(0, |n, b| 10 * n + u128::from(b - b'0')));
    }
    Coefficient::from(BigUint::parse_bytes(text, 10).unwrap_or_default())
}

/// The decimal digits of a coefficient.
pub fn show(c: &Coefficient) -> String {
    match c {
        Coefficient::Word(w) => match u64::try_from(*w) {
            Ok(w) => itoa::Buffer::new().format(w).into(),
            Err(_) => itoa::Buffer::new().format(*w).into(),
        },
        Coefficient::Big(b) => b.to_str_radix(10),
    }
}

/// What `Decimal(text)` reads; `None` for what is malformed, or of an exponent beyond 60 bits.
pub fn parse(text: &[u8]) -> Option<Read> {
    let text = &text[..strip::right(text, is_space)];
    let text = &text[strip::left(text, is_space)..];
    let plain = match text.iter().all(|b| b.is_ascii() && *b != b'_') {
        true => Cow::Borrowed(text),
        false => Cow::Owned(ascii(text)),
    };
    let (negative, rest) = match plain.first()? {
        b'-' => (true, &plain[1..]),
        b'+' => (false, &plain[1..]),
        _ => (false, &plain[..]),
    };
    if rest.first()?.is_ascii_alphabetic() {
        return special(negative, &rest.to_ascii_lowercase());
    }
    let (whole, mut rest) = rest.split_at(run(rest));
    let mut fraction = &rest[..0];
    if let [b'.', behind @ ..] = rest {
        (fraction, rest) = behind.split_at(run(behind));
    }
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let power = match rest {
        [] => 0,
        [b'e' | b'E', sign @ ..] => exponent(sign)?,
        _ => return None,
    };
    let coefficient = match (whole, fraction) {
        (all, []) | ([], all) => digits(all),
        _ => digits(&[whole, fraction].concat()),
    };
    let exponent = power - fraction.len() as i64;
    Some(Read::Finite(Decimal { negative, coefficient, exponent }))
}

/// How many digits begin the text.
fn run(text: &[u8]) -> usize {
    text.iter().position(|b| !b.is_ascii_digit()).unwrap_or(text.len())
}

fn exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let n = digits.iter().try_fold(0i64, |n, b| n.checked_mul(10)?.checked_add((b - b'0').into()))?;
    (n <= 1 << 59).then_some(if negative { -n } else { n })
}

/// Infinities and NaNs.
fn special(negative: bool, text: &[u8]) -> Option<Read> {
    if matches!(text, b"inf" | b"infinity") {
        return Some(Read::Infinity { negative });
    }
    let (signaling, rest) = match text {
        [b's', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let payload = rest.strip_prefix(b"nan").filter(|d| d.iter().all(u8::is_ascii_digit))?;
    Some(Read::NaN { negative, signaling, payload: digits(payload) })
}

/// The text without underscores, with digits of all scripts as ASCII.
fn ascii(text: &[u8]) -> Vec<u8> {
    let known = points(text).filter(|p| *p != u32::from(b'_'));
    known
        .map(|p| match decimal_value(p) {
            Some(d) => b'0' + d as u8,
            None => u8::try_from(p).ok().filter(u8::is_ascii).unwrap_or(b'?'),
        })
        .collect()
}

/// `str(d)`; with an exponent that is a multiple of three where `engineering`.
pub fn format(d: &Decimal, capitals: bool, engineering: bool) -> String {
    let digits = show(&d.coefficient);
    let n = digits.len() as i64;
    let left = d.exponent + n;
    let point = match (d.exponent <= 0 && left > -6, engineering, d.is_zero()) {
        (true, ..) => left,
        (_, false, _) => 1,
        (_, _, true) => (left + 1).rem_euclid(3) - 1,
        (_, _, false) => (left - 1).rem_euclid(3) + 1,
    };
    let mut out = String::with_capacity(digits.len() + 8);
    if d.negative {
        out.push('-');
    }
    place_point(&mut out, &digits, point);
    if left != point {
        out.push(if capitals { 'E' } else { 'e' });
        out.push_str(&format!("{:+}", left - point));
    }
    out
}

/// Writes digits with the point behind the first `point` of them, or as many zeros as that takes.
pub fn place_point(out: &mut String, digits: &str, point: i64) {
    let zeros = |out: &mut String, n: i64| out.extend(std::iter::repeat_n('0', n as usize));
    if point <= 0 {
        out.push_str("0.");
        zeros(out, -point);
        out.push_str(digits);
    } else if point >= digits.len() as i64 {
        out.push_str(digits);
        zeros(out, point - digits.len() as i64);
    } else {
        let (whole, fraction) = digits.split_at(point as usize);
        out.push_str(whole);
        out.push('.');
        out.push_str(fraction);
    }
}
