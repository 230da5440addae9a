//! Integers under a specifier.

use super::spec::{Spec, unknown};
use super::text::{align, group};
use super::{Bad, float};
use crate::builtins::num::Int;
use crate::builtins::num::int_text::in_base;
use crate::builtins::wtf8::push_point;
use std::borrow::Cow;

/// `format(int, spec)`; `float` is the value as a double, for the floating types.
pub fn format(n: Int, class: &str, spec: &Spec, float: impl FnOnce() -> Option<f64>) -> Result<Vec<u8>, Bad> {
    let kind = spec.kind.unwrap_or(b'd' as u32);
    let (base, prefix) = match u8::try_from(kind) {
        Ok(b'd' | b'n') => (10, ""),
        Ok(b'b') => (2, "0b"),
        Ok(b'o') => (8, "0o"),
        Ok(b'x') => (16, "0x"),
        Ok(b'X') => (16, "0X"),
        Ok(b'c') => return character(n, spec),
        Ok(b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%') => {
            let f = float().ok_or_else(|| Bad::Overflow("int too large to convert to float".into()))?;
            return float::format(f, class, spec);
        }
        _ => return Err(unknown(kind, class)),
    };
    if spec.precision.is_some() {
        return Err(Bad::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_neg_zero {
        return Err(Bad::value("Negative zero coercion (z) not allowed in format specifier with integer"));
    }
    let digits = in_base(n, base, kind == b'X' as u32);
    let sign = sign(n.signum() < 0, spec);
    let prefix = if spec.alternate { Cow::Owned([sign, prefix].concat()) } else { Cow::Borrowed(sign) };
    let digits = grouped(&digits, if base == 10 { 3 } else { 4 }, prefix.len(), spec);
    align(&prefix, digits.as_bytes(), spec, b'>')
}

/// The sign that is shown.
pub fn sign(negative: bool, spec: &Spec) -> &'static str {
    match (negative, spec.sign) {
        (true, _) => "-",
        (false, Some(b'+')) => "+",
        (false, Some(b' ')) => " ",
        _ => "",
    }
}

/// Digits with separators. Zeros that fill up to the width are separated too.
pub fn grouped<'a>(digits: &'a str, size: usize, taken: usize, spec: &Spec) -> Cow<'a, str> {
    let Some(separator) = spec.grouping else { return digits.into() };
    let zeros = spec.fill == b'0' as u32 && spec.align == Some(b'=');
    let least = if zeros { spec.width.saturating_sub(taken).min(1 << 30) } else { 0 };
    group(digits, separator, size, least).into()
}

fn character(n: Int, spec: &Spec) -> Result<Vec<u8>, Bad> {
    if spec.precision.is_some() {
        return Err(Bad::value("Precision not allowed in integer format specifier"));
    }
    if spec.sign.is_some() {
        return Err(Bad::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(Bad::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    match n {
        Int::Small(i @ 0..0x11_0000) => {
            let mut body = Vec::new();
            push_point(&mut body, i as u32);
            align("", &body, spec, b'<')
        }
        _ => Err(Bad::Overflow("%c arg not in range(0x110000)".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtins::formatting::spec::parse;

    fn show(n: i64, spec: &str) -> String {
        let spec = parse(spec.as_bytes(), "int").expect("good");
        let bytes = format(Int::Small(n), "int", &spec, || Some(n as f64)).expect("formats");
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn integers() {
        for (n, spec, want) in [
            (255, "#x", "0xff"),
            (255, "#06X", "0X00FF"),
            (-5, "05", "-0005"),
            (1234567, ",", "1,234,567"),
            (1234, "010,", "00,001,234"),
            (-1234, "010_", "-0_001_234"),
            (65, "c", "A"),
            (5, "+d", "+5"),
            (5, "^5", "  5  "),
            (3, ".2f", "3.00"),
            (0xabcdef, "_x", "ab_cdef"),
            (42, "*<6b", "101010"),
            (7, " ", " 7"),
            (1, "%", "100.000000%"),
            (-255, "#x", "-0xff"),
            (5, "x=+5", "+xxx5"),
        ] {
            assert_eq!(show(n, spec), want, "{n} {spec}");
        }
    }
}
