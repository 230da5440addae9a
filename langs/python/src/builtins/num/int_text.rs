//! Integers as text and back.

use super::{Int, large};
use crate::builtins::wtf8::chars::{decimal_value, is_space};
use crate::builtins::wtf8::{points, strip};
use crate::errors::value_error;
use crate::roots;
use crate::runtime::known_sym;
use crate::types::module;
use crate::types::objects::Module;
use std::borrow::Cow;
use trackway::{Heap, Machine, Raise, Value};
use trackway_kit::{BigInt, Limbs};

/// Decimal digits that conversion from text handles; CPython's default.
pub const MAX_DIGITS: usize = 4300;

/// No lower limit can be set; a number of as many bits is within it, too.
pub const LEAST_LIMIT: u64 = 640;

/// Why a text is no integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadInt {
    Malformed,
    /// More than [`MAX_DIGITS`]; how many.
    TooLong(usize),
}

/// The magnitude's digits in base 2, 8, 10 or 16.
pub fn in_base(n: Int, base: u32, upper: bool) -> String {
    let text = match n {
        Int::Small(i) => machine_digits(i.unsigned_abs().into(), base),
        Int::Wide(w) => machine_digits(w.magnitude(), base),
        Int::Big(b) if base == 10 => large::decimal("", b.magnitude),
        Int::Big(b) => large::digits_of_bits(b.magnitude, base),
    };
    if upper { text.to_uppercase() } else { text }
}

fn machine_digits(n: u128, base: u32) -> String {
    match base {
        2 => format!("{n:b}"),
        8 => format!("{n:o}"),
        16 => format!("{n:x}"),
        _ => n.to_string(),
    }
}

/// The digits that conversion from and to decimal text handles at most; 0: any number.
pub fn max_digits(machine: &Machine) -> usize {
    let set = machine
        .root(roots::SYS)
        .cast::<Module>()
        .and_then(|sys| module::get(machine, sys, known_sym(machine, " digits")));
    set.and_then(|v| v.as_int()).map_or(MAX_DIGITS, |n| n as usize)
}

/// Fails where the decimal text of so large an integer is over the limit.
pub fn check_digits(machine: &Machine, n: Limbs) -> Result<(), Raise> {
    if n.bits() < LEAST_LIMIT {
        return Ok(());
    }
    let limit = max_digits(machine);
    // 1,000 bits are 301 digits.
    if limit == 0 || n.bits() * 301 / 1000 < limit as u64 {
        return Ok(());
    }
    if n.bits() * 302 / 1000 <= limit as u64 + 1 && large::decimal("", n.magnitude).len() <= limit {
        return Ok(());
    }
    let text = format!(
        "Exceeds the limit ({limit} digits) for integer string conversion; use sys.set_int_max_str_digits() to \
         increase the limit"
    );
    Err(value_error(machine, &text))
}

/// What `int(text, base)` reads; base 0 takes it from the prefix.
pub fn parse(heap: &Heap, text: &[u8], base: u32, limit: usize) -> Result<Value, BadInt> {
    let text = &text[..strip::right(text, is_space)];
    let text = &text[strip::left(text, is_space)..];
    let plain = match std::str::from_utf8(text) {
        Ok(text) if text.is_ascii() => Cow::Borrowed(text),
        _ => points(text)
            .map(|p| match decimal_value(p) {
                Some(d) => (b'0' + d as u8) as char,
                None => char::from_u32(p).filter(char::is_ascii).unwrap_or('?'),
            })
            .collect(),
    };
    let (negative, body) = match plain.as_bytes().first() {
        Some(b'-') => (true, &plain[1..]),
        Some(b'+') => (false, &plain[1..]),
        _ => (false, &plain[..]),
    };
    let (base, body) = prefix(body, base).ok_or(BadInt::Malformed)?;
    digits(heap, negative, body, base, limit)
}

/// The base and the digits behind `0x` and the like.
fn prefix(body: &str, base: u32) -> Option<(u32, &str)> {
    let marked = match body.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => 0,
    };
    if marked != 0 && (base == marked || base == 0) {
        let rest = &body[2..];
        return Some((marked, rest.strip_prefix('_').unwrap_or(rest)));
    }
    if base == 0 {
        // `010` is refused, `00` is not.
        let zeros = body.bytes().all(|b| matches!(b, b'0' | b'_'));
        return if body.starts_with('0') && !zeros { None } else { Some((10, body)) };
    }
    Some((base, body))
}

fn digits(heap: &Heap, negative: bool, body: &str, base: u32, limit: usize) -> Result<Value, BadInt> {
    if body.is_empty() || body.starts_with('_') || body.ends_with('_') {
        return Err(BadInt::Malformed);
    }
    let plain = match body.contains('_') {
        true if body.contains("__") => return Err(BadInt::Malformed),
        true => Cow::Owned(body.replace('_', "")),
        false => Cow::Borrowed(body),
    };
    if !plain.bytes().all(|b| char::from(b).is_digit(base)) {
        return Err(BadInt::Malformed);
    }
    if !base.is_power_of_two() && limit > 0 && plain.len() > limit {
        return Err(BadInt::TooLong(plain.len()));
    }
    // Longer than any machine integer, but for zeros in front.
    if (plain.len() <= 64 / base.ilog2() as usize)
        && let Ok(i) = i64::from_str_radix(&plain, base)
    {
        return Ok(BigInt::from_i64(heap, if negative { -i } else { i }));
    }
    large::of_digits(heap, negative, &plain, base).ok_or(BadInt::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading() {
        let heap = Heap::new();
        let ok = |text: &str, base, n: i64| {
            assert_eq!(
                parse(&heap, text.as_bytes(), base, MAX_DIGITS),
                Ok(BigInt::from_i64(&heap, n)),
                "{text}"
            )
        };
        ok(" -1_000\n", 10, -1000);
        ok("0x_ff", 0, 255);
        ok("0xff", 16, 255);
        ok("ff", 16, 255);
        ok("0b1", 16, 0xb1);
        ok("00", 0, 0);
        ok("٣", 10, 3);
        ok("z", 36, 35);
        for bad in ["", "-", "1__0", "_1", "1_", "010", "0x", "é", "1 1", "--1"] {
            assert_eq!(parse(&heap, bad.as_bytes(), 0, MAX_DIGITS), Err(BadInt::Malformed), "{bad}");
        }
        assert_eq!(parse(&heap, "9".repeat(4301).as_bytes(), 10, MAX_DIGITS), Err(BadInt::TooLong(4301)));
    }
}
