//! Padding, and strings under a specifier.

use super::Bad;
use super::spec::{Spec, unknown};
use crate::builtins::wtf8::{count, points, push_point, width};

/// No result may be longer than this many bytes.
const MAX_BYTES: usize = 1 << 31;

/// Puts `body` into the specifier's width. `prefix` (sign, `0x`) stays in front with `=`.
pub fn align(prefix: &str, body: &[u8], spec: &Spec, default: u8) -> Result<Vec<u8>, Bad> {
    let chars = prefix.len() + count(body);
    let room = spec.width.saturating_sub(chars);
    if room.saturating_mul(width(spec.fill)) > MAX_BYTES {
        return Err(Bad::Memory);
    }
    // Filling in front, behind the prefix, and behind all.
    let (left, within, right) = match spec.align.unwrap_or(default) {
        b'=' => (0, room, 0),
        b'<' => (0, 0, room),
        b'^' => (room / 2, 0, room - room / 2),
        _ => (room, 0, 0),
    };
    let mut out = Vec::with_capacity(prefix.len() + body.len() + room * width(spec.fill));
    let fill = |out: &mut Vec<u8>, n: usize| (0..n).for_each(|_| push_point(out, spec.fill));
    fill(&mut out, left);
    out.extend_from_slice(prefix.as_bytes());
    fill(&mut out, within);
    out.extend_from_slice(body);
    fill(&mut out, right);
    Ok(out)
}

/// `format(str, spec)`.
pub fn format(s: &[u8], spec: &Spec) -> Result<Vec<u8>, Bad> {
    if let Some(kind) = spec.kind.filter(|k| *k != b's' as u32) {
        return Err(unknown(kind, "str"));
    }
    match spec.sign {
        Some(b' ') => return Err(Bad::value("Space not allowed in string format specifier")),
        Some(_) => return Err(Bad::value("Sign not allowed in string format specifier")),
        None => {}
    }
    if spec.no_neg_zero {
        return Err(Bad::value("Negative zero coercion (z) not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(Bad::value("Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == Some(b'=') && spec.fill != b'0' as u32 {
        return Err(Bad::value("'=' alignment not allowed in string format specifier"));
    }
    if let Some(g) = spec.grouping.or(spec.fraction_grouping) {
        return Err(Bad::value(format!("Cannot specify '{}' with 's'.", g as char)));
    }
    // A zero in front of the width only sets the fill.
    let spec = Spec { align: spec.align.filter(|a| *a != b'='), ..*spec };
    align("", shorten(s, spec.precision), &spec, b'<')
}

/// The first `n` characters.
pub fn shorten(s: &[u8], n: Option<usize>) -> &[u8] {
    let Some(n) = n else { return s };
    let end: usize = points(s).take(n).map(width).sum();
    &s[..end]
}

/// Separators between groups of `size` digits, counted from the right; zeros in front until the
/// result has `least` characters.
pub fn group(digits: &str, separator: u8, size: usize, least: usize) -> String {
    let mut n = digits.len();
    while n + n.saturating_sub(1) / size < least {
        n += 1;
    }
    let mut out = String::with_capacity(n + n / size);
    for i in 0..n {
        if i > 0 && (n - i).is_multiple_of(size) {
            out.push(separator as char);
        }
        let lead = n - digits.len();
        out.push(if i < lead { '0' } else { digits.as_bytes()[i - lead] as char });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtins::formatting::spec::parse;

    fn show(s: &str, spec: &str) -> Result<String, Bad> {
        let spec = parse(spec.as_bytes(), "str")?;
        format(s.as_bytes(), &spec).map(|v| String::from_utf8(v).expect("text"))
    }

    #[test]
    fn strings() {
        assert_eq!(show("é", "*^5"), Ok("**é**".into()));
        assert_eq!(show("abc", ".2"), Ok("ab".into()));
        assert_eq!(show("a", ">3s"), Ok("  a".into()));
        assert_eq!(show("a", "05"), Ok("a0000".into()));
        assert_eq!(show("a", "d"), Err(Bad::value("Unknown format code 'd' for object of type 'str'")));
        assert_eq!(show("a", "=3"), Err(Bad::value("'=' alignment not allowed in string format specifier")));
    }

    #[test]
    fn groups() {
        assert_eq!(group("1234567", b',', 3, 0), "1,234,567");
        assert_eq!(group("123", b',', 3, 0), "123");
        assert_eq!(group("1234", b',', 3, 8), "0,001,234");
        assert_eq!(group("1234", b',', 3, 7), "001,234");
    }
}
