//! Doubles as text and back.

use crate::builtins::wtf8::chars::{decimal_value, is_space};
use crate::builtins::wtf8::{points, strip};

/// Digits of a positive finite double: `0.d1d2d3.. * 10**point`.
pub struct Digits {
    pub digits: String,
    pub point: i32,
}

/// The fewest digits that read back as the same double.
pub fn shortest(f: f64) -> Digits {
    let found = split(&format!("{:e}", f.abs()));
    // Decimals of so few digits lie further apart than doubles: there is one at most.
    if found.digits.len() <= 15 {
        return found;
    }
    // Of several shortest texts the one nearest to the double counts, a tie goes to the even digit.
    let exact = format!("{:.*e}", found.digits.len() - 1, f.abs());
    if exact.parse() == Ok(f.abs()) { split(&exact) } else { found }
}

/// Exactly `n` significant digits (at least one), correctly rounded.
pub fn significant(f: f64, n: usize) -> Digits {
    // A double has no more than 767 significant digits; formatting takes a 16-bit precision.
    let exact = n.clamp(1, 1100);
    let mut d = split(&format!("{:.*e}", exact - 1, f.abs()));
    d.digits.extend(std::iter::repeat_n('0', n.saturating_sub(exact)));
    d
}

fn split(text: &str) -> Digits {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    Digits { digits, point: exponent.parse::<i32>().unwrap_or(0) + 1 }
}

/// `n` digits behind the point, correctly rounded.
pub fn fixed(f: f64, n: usize) -> String {
    if let Some(text) = fixed_small(f.abs(), n) {
        return text;
    }
    let exact = n.min(1100);
    let mut text = format!("{:.*}", exact, f.abs());
    text.extend(std::iter::repeat_n('0', n - exact));
    text
}

/// As [`fixed`] where the digits fit an integer: `f * 10**n` is a double and what it was rounded by,
/// which a fused multiplication knows exactly.
fn fixed_small(f: f64, n: usize) -> Option<String> {
    const TENS: [f64; 13] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];
    const WHOLE: f64 = (1u64 << 51) as f64;
    let tens = *TENS.get(n)?;
    let scaled = f * tens;
    if scaled.is_nan() || scaled >= WHOLE {
        return None;
    }
    let lost = f.mul_add(tens, -scaled);
    let floor = scaled.floor();
    // Twice the distance to the middle; both are exact.
    let above = (scaled - floor) - 0.5;
    let up = if above == 0.0 { lost > 0.0 || lost == 0.0 && floor % 2.0 == 1.0 } else { above > 0.0 };
    let digits = floor as u64 + u64::from(up);
    if n == 0 {
        return Some(digits.to_string());
    }
    let tens = tens as u64;
    Some(format!("{}.{:0n$}", digits / tens, digits % tens))
}

impl Digits {
    /// In positional notation; no point where no digit follows.
    pub fn positional(&self) -> String {
        let n = self.digits.len() as i32;
        match self.point {
            p if p <= 0 => format!("0.{}{}", "0".repeat(-p as usize), self.digits),
            p if p >= n => format!("{}{}", self.digits, "0".repeat((p - n) as usize)),
            p => format!("{}.{}", &self.digits[..p as usize], &self.digits[p as usize..]),
        }
    }

    /// With an exponent of at least two digits.
    pub fn scientific(&self) -> String {
        let e = self.point - 1;
        let sign = if e < 0 { '-' } else { '+' };
        let (first, rest) = self.digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        format!("{first}{point}{rest}e{sign}{:02}", e.abs())
    }

    /// Drops zeros at the end, leaving one digit.
    pub fn trim(mut self) -> Digits {
        let n = self.digits.trim_end_matches('0').len().max(1);
        self.digits.truncate(n);
        self
    }
}

/// `repr(f)`.
pub fn repr(f: f64) -> String {
    if f.is_nan() {
        return "nan".into();
    }
    let sign = if f.is_sign_negative() { "-" } else { "" };
    if f.is_infinite() {
        return format!("{sign}inf");
    }
    if f == 0.0 {
        return format!("{sign}0.0");
    }
    let d = shortest(f);
    if !(-3..=16).contains(&d.point) {
        return format!("{sign}{}", d.scientific());
    }
    let text = d.positional();
    let tail = if text.contains('.') { "" } else { ".0" };
    format!("{sign}{text}{tail}")
}

/// What `float(text)` reads; `None` if it is no number.
pub fn parse(text: &[u8]) -> Option<f64> {
    let text = &text[..strip::right(text, is_space)];
    let text = &text[strip::left(text, is_space)..];
    let mut plain = String::with_capacity(text.len());
    for p in points(text) {
        match decimal_value(p) {
            Some(d) => plain.push((b'0' + d as u8) as char),
            None => plain.push(char::from_u32(p).filter(char::is_ascii)?),
        }
    }
    let plain = without_underscores(&plain)?;
    let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(&plain);
    let word = unsigned.to_ascii_lowercase();
    let named = matches!(&*word, "inf" | "infinity" | "nan");
    if !named && !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    plain.parse().ok()
}

/// Underscores are allowed between digits only.
fn without_underscores(text: &str) -> Option<String> {
    if !text.contains('_') {
        return Some(text.into());
    }
    let b = text.as_bytes();
    let digit = |i: Option<usize>| i.and_then(|i| b.get(i)).is_some_and(u8::is_ascii_digit);
    let ok = (0..b.len()).all(|i| b[i] != b'_' || digit(i.checked_sub(1)) && digit(Some(i + 1)));
    ok.then(|| text.replace('_', ""))
}

/// Text that Rust itself made.
pub fn parse_plain(text: &str) -> f64 {
    text.parse().expect("a number")
}

/// `f.hex()`.
pub fn hex(f: f64) -> String {
    if !f.is_finite() {
        return repr(f);
    }
    let sign = if f.is_sign_negative() { "-" } else { "" };
    let bits = f.to_bits();
    let (exponent, fraction) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
    match (exponent, fraction) {
        (0, 0) => format!("{sign}0x0.0p+0"),
        (0, _) => format!("{sign}0x0.{fraction:013x}p-1022"),
        _ => format!("{sign}0x1.{fraction:013x}p{:+}", exponent - 1023),
    }
}

/// `float.fromhex(text)`: `None` if malformed, `Some(Err)` if too large.
pub fn from_hex(text: &str) -> Option<Result<f64, ()>> {
    let text = text.trim().to_ascii_lowercase();
    let (negative, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let signed = |f: f64| if negative { -f } else { f };
    match body {
        "inf" | "infinity" => return Some(Ok(signed(f64::INFINITY))),
        "nan" => return Some(Ok(f64::NAN)),
        _ => {}
    }
    let body = body.strip_prefix("0x").unwrap_or(body);
    let (mantissa, exponent) = body.split_once('p').unwrap_or((body, "0"));
    let exponent: i64 = exponent.parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let n = num_bigint::BigInt::parse_bytes(digits.as_bytes(), 16)?;
    let f = scaled(&n, exponent - 4 * fraction.len() as i64);
    Some(if f.is_finite() { Ok(signed(f)) } else { Err(()) })
}

/// The double nearest to `n * 2**e`.
fn scaled(n: &num_bigint::BigInt, e: i64) -> f64 {
    use num_traits::ToPrimitive;
    if n.bits() == 0 || (n.bits() as i64).saturating_add(e) < -1100 {
        return 0.0;
    }
    if (n.bits() as i64).saturating_add(e) > 1100 {
        return f64::INFINITY;
    }
    // As many bits as a double has there: fewer where it is subnormal.
    let bits = n.bits() as i64;
    let kept = (bits + e + 1074).clamp(0, 53);
    let mut exponent = e;
    let mut n = n.clone();
    if bits > kept {
        let cut = (bits - kept) as u64;
        let (half, rest) =
            (num_bigint::BigInt::from(1) << (cut - 1), &n & ((num_bigint::BigInt::from(1) << cut) - 1));
        n >>= cut;
        if rest > half || rest == half && n.bit(0) {
            n += 1;
        }
        exponent += cut as i64;
    }
    let power = |e: i64| 2f64.powi(e as i32);
    let whole = n.to_f64().unwrap_or(f64::INFINITY);
    whole * power(exponent / 2) * power(exponent - exponent / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortest_forms() {
        let cases = [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (123456789012345680.0, "1.2345678901234568e+17"),
            (1e15, "1000000000000000.0"),
            (9999999999999998.0, "9999999999999998.0"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (-0.0, "-0.0"),
            (1.5e300, "1.5e+300"),
            (5e-324, "5e-324"),
            (f64::NAN, "nan"),
        ];
        for (f, text) in cases {
            assert_eq!(repr(f), text);
        }
    }

    #[test]
    fn reading() {
        assert_eq!(parse(b"  1_000.5e-1 \n"), Some(100.05));
        assert_eq!(parse(b"-Infinity"), Some(f64::NEG_INFINITY));
        assert_eq!(parse(b".5"), Some(0.5));
        assert_eq!(parse(b"5."), Some(5.0));
        for bad in ["", "1__0", "_1", "1_", "e5", "+-1", "0x1", "1 2", "."] {
            assert_eq!(parse(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn hexadecimal() {
        for f in [1.0, 0.1, -3.75, 5e-324, 1e300, 2.2250738585072014e-308] {
            assert_eq!(from_hex(&hex(f)), Some(Ok(f)));
        }
        assert_eq!(hex(0.1), "0x1.999999999999ap-4");
        assert_eq!(from_hex("0x1p1024"), Some(Err(())));
        assert_eq!(from_hex("1.8"), Some(Ok(1.5)));
        assert_eq!(from_hex("x"), None);
    }
}
