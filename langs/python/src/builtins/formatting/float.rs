//! Doubles under a specifier.

use super::Bad;
use super::int::{grouped, sign};
use super::spec::{Spec, unknown};
use super::text::align;
use crate::builtins::num::float_text::{Digits, fixed, repr, significant};
use std::borrow::Cow;

/// `format(float, spec)`.
pub fn format(f: f64, class: &str, spec: &Spec) -> Result<Vec<u8>, Bad> {
    let kind = match spec.kind.map(u8::try_from) {
        None => None,
        Some(Ok(k @ (b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n' | b'%'))) => Some(k),
        Some(_) => return Err(unknown(spec.kind.unwrap_or(0), class)),
    };
    if spec.precision.is_some_and(|p| p > i32::MAX as usize) {
        return Err(Bad::value("precision too big"));
    }
    let shown = if kind == Some(b'%') { f * 100.0 } else { f };
    let mut body = magnitude(shown, kind, spec.precision, spec.alternate);
    if kind == Some(b'%') {
        body.push('%');
    }
    let negative = f.is_sign_negative() && !f.is_nan() && !(spec.no_neg_zero && is_zero(&body));
    let sign = sign(negative, spec);
    let body = separated(&body, sign.len(), spec);
    align(sign, body.as_bytes(), spec, b'>')
}

fn is_zero(body: &str) -> bool {
    let mantissa = body.split(['e', 'E']).next().unwrap_or("");
    !mantissa.bytes().any(|b| matches!(b, b'1'..=b'9' | b'i' | b'I' | b'n' | b'N'))
}

/// The absolute value as text; `None` as `repr`, or as `g` with a digit behind the point.
pub fn magnitude(f: f64, kind: Option<u8>, precision: Option<usize>, alternate: bool) -> String {
    let upper = kind.is_some_and(|k| k.is_ascii_uppercase());
    let text = match kind.map(|k| k.to_ascii_lowercase()) {
        _ if f.is_nan() => "nan".into(),
        _ if f.is_infinite() => "inf".into(),
        Some(b'e') => {
            let n = precision.unwrap_or(6);
            point_if(significant(f, n + 1).scientific(), alternate && n == 0)
        }
        Some(b'f' | b'%') => {
            let n = precision.unwrap_or(6);
            point_if(fixed(f, n), alternate && n == 0)
        }
        Some(_) => general(f, precision.unwrap_or(6).max(1), alternate, false),
        None => match precision {
            Some(n) => general(f, n.max(1), alternate, true),
            None => point_if(repr(f.abs()), alternate),
        },
    };
    if upper { text.to_uppercase() } else { text }
}

/// A point behind the digits, before the exponent.
fn point_if(text: String, wanted: bool) -> String {
    if !wanted || text.contains('.') {
        return text;
    }
    match text.split_once('e') {
        Some((m, e)) => format!("{m}.e{e}"),
        None => text + ".",
    }
}

/// `n` significant digits, positional or scientific by size.
fn general(f: f64, n: usize, alternate: bool, dot: bool) -> String {
    let d = if f == 0.0 { Digits { digits: "0".repeat(n), point: 1 } } else { significant(f, n) };
    let scientific = d.point <= -4 || d.point as i64 > n as i64 - i64::from(dot);
    let d = if alternate { d } else { d.trim() };
    if scientific {
        return point_if(d.scientific(), alternate);
    }
    let text = d.positional();
    if dot && !text.contains('.') { text + ".0" } else { point_if(text, alternate) }
}

/// Separators before and behind the point.
pub fn separated<'a>(body: &'a str, sign: usize, spec: &Spec) -> Cow<'a, str> {
    let plain = spec.grouping.is_none() && spec.fraction_grouping.is_none();
    if plain || !body.starts_with(|c: char| c.is_ascii_digit()) {
        return body.into();
    }
    let end = body.find(|c: char| !c.is_ascii_digit()).unwrap_or(body.len());
    let (whole, rest) = body.split_at(end);
    let rest = match (rest.strip_prefix('.'), spec.fraction_grouping) {
        (Some(fraction), Some(separator)) => {
            let end = fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len());
            Cow::Owned(format!(".{}{}", from_left(&fraction[..end], separator), &fraction[end..]))
        }
        _ => Cow::Borrowed(rest),
    };
    format!("{}{rest}", grouped(whole, 3, sign + rest.len(), spec)).into()
}

fn from_left(digits: &str, separator: u8) -> String {
    let groups: Vec<&str> =
        (0..digits.len()).step_by(3).map(|i| &digits[i..(i + 3).min(digits.len())]).collect();
    groups.join(std::str::from_utf8(&[separator]).unwrap_or("_"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtins::formatting::spec::parse;

    fn show(f: f64, spec: &str) -> String {
        let spec = parse(spec.as_bytes(), "float").expect("good");
        String::from_utf8(format(f, "float", &spec).expect("formats")).expect("text")
    }

    #[test]
    fn floats() {
        for (f, spec, want) in [
            (3.0625, ".2f", "3.06"),
            (2.5, ".0f", "2"),
            (0.5, ".0f", "0"),
            (1e10, "", "10000000000.0"),
            (123.0, ".3", "1.23e+02"),
            (123.0, ".4", "123.0"),
            (123.0, "g", "123"),
            (123.0, "#g", "123.000"),
            (1e-5, "g", "1e-05"),
            (1234567.0, "g", "1.23457e+06"),
            (0.1, "%", "10.000000%"),
            (-0.0, "z.1f", "0.0"),
            (1234567.891, ",.2f", "1,234,567.89"),
            (1234.5, "012,.1f", "00,001,234.5"),
            (1.0, "e", "1.000000e+00"),
            (1e100, ".0e", "1e+100"),
            (1.0, "#.0e", "1.e+00"),
            (1.0, "#.0f", "1."),
            (f64::NAN, "F", "NAN"),
            (-f64::INFINITY, "010", "-000000inf"),
            (3.0, "+.1f", "+3.0"),
            (0.0, ".3g", "0"),
            (0.0, "#.3g", "0.00"),
            (1.005, ".2f", "1.00"),
            (1e22, ".0f", "10000000000000000000000"),
            (0.000012345, ".3", "1.23e-05"),
            (123456.123456, ".6_f", "123456.123_456"),
            (1e16, "", "1e+16"),
            (5.0, "^9.1f", "   5.0   "),
        ] {
            assert_eq!(show(f, spec), want, "{f} {spec}");
        }
    }
}
