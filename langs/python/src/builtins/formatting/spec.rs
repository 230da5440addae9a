//! The format mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.

use super::Bad;
use crate::builtins::wtf8::points;

/// A parsed format specifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// A code point.
    pub fill: u32,
    /// `<`, `>`, `=`, `^`.
    pub align: Option<u8>,
    /// `+`, `-` or a space.
    pub sign: Option<u8>,
    /// `z`: no negative zero.
    pub no_neg_zero: bool,
    pub alternate: bool,
    pub width: usize,
    /// `,` or `_` between groups of digits before the point.
    pub grouping: Option<u8>,
    pub precision: Option<usize>,
    /// The same, behind the point.
    pub fraction_grouping: Option<u8>,
    /// The presentation type, a code point.
    pub kind: Option<u32>,
}

const MAX: usize = i64::MAX as usize;

struct Reader<'a> {
    points: &'a [u32],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.points.get(self.at + ahead).and_then(|p| u8::try_from(*p).ok())
    }

    fn take(&mut self, any: &[u8]) -> Option<u8> {
        let b = self.peek(0).filter(|b| any.contains(b))?;
        self.at += 1;
        Some(b)
    }

    fn number(&mut self) -> Result<Option<usize>, Bad> {
        let start = self.at;
        let mut n: usize = 0;
        while let Some(d) = self.peek(0).filter(u8::is_ascii_digit) {
            let next =
                n.checked_mul(10).and_then(|n| n.checked_add((d - b'0') as usize)).filter(|n| *n <= MAX);
            n = next.ok_or_else(|| Bad::value("Too many decimal digits in format string"))?;
            self.at += 1;
        }
        Ok((self.at > start).then_some(n))
    }
}

/// Parses a specifier for a value whose class has this name. `align` is the type's own.
pub fn parse(text: &[u8], class: &str) -> Result<Spec, Bad> {
    let all: Vec<u32> = points(text).collect();
    let mut r = Reader { points: &all, at: 0 };
    let is_align = |b: Option<u8>| b.filter(|b| b"<>=^".contains(b));
    let (mut fill, mut align) = (None, None);
    if let Some(a) = is_align(r.peek(1)) {
        (fill, align) = (Some(all[0]), Some(a));
        r.at = 2;
    } else if let Some(a) = is_align(r.peek(0)) {
        align = Some(a);
        r.at = 1;
    }
    let sign = r.take(b"+- ");
    let no_neg_zero = r.take(b"z").is_some();
    let alternate = r.take(b"#").is_some();
    if fill.is_none() && r.peek(0) == Some(b'0') {
        fill = Some(b'0' as u32);
        align = align.or(Some(b'='));
        r.at += 1;
    }
    let width = r.number()?.unwrap_or(0);
    let grouping = grouping(&mut r)?;
    let (mut precision, mut fraction_grouping) = (None, None);
    if r.take(b".").is_some() {
        precision = r.number()?;
        fraction_grouping = self::grouping(&mut r)?;
        if precision.is_none() && fraction_grouping.is_none() {
            return Err(Bad::value("Format specifier missing precision"));
        }
    }
    let kind = match &all[r.at..] {
        [] => None,
        [k] => Some(*k),
        _ => {
            let text = String::from_utf8_lossy(text);
            return Err(Bad::value(format!(
                "Invalid format specifier '{text}' for object of type '{class}'"
            )));
        }
    };
    let fill = fill.unwrap_or(b' ' as u32);
    let spec = Spec {
        fill,
        align,
        sign,
        no_neg_zero,
        alternate,
        width,
        grouping,
        precision,
        fraction_grouping,
        kind,
    };
    check_grouping(&spec)?;
    Ok(spec)
}

fn grouping(r: &mut Reader) -> Result<Option<u8>, Bad> {
    let first = r.take(b",_");
    match (first, r.peek(0)) {
        (Some(a), Some(b @ (b',' | b'_'))) if a != b => Err(Bad::value("Cannot specify both ',' and '_'.")),
        (Some(a), Some(b @ (b',' | b'_'))) => {
            Err(Bad::value(format!("Cannot specify '{}' with '{}'.", a as char, b as char)))
        }
        _ => Ok(first),
    }
}

/// Which presentation types take separators.
fn check_grouping(spec: &Spec) -> Result<(), Bad> {
    let Some(g) = spec.grouping.or(spec.fraction_grouping) else { return Ok(()) };
    let Some(kind) = spec.kind else { return Ok(()) };
    let ok = match u8::try_from(kind) {
        Ok(b'd' | b'e' | b'f' | b'g' | b'E' | b'G' | b'%' | b'F') => true,
        Ok(b'b' | b'o' | b'x' | b'X') => g == b'_',
        _ => false,
    };
    if ok {
        return Ok(());
    }
    let kind = match kind {
        33..=126 => char::from(kind as u8).to_string(),
        _ => format!("\\x{kind:x}"),
    };
    Err(Bad::value(format!("Cannot specify '{}' with '{kind}'.", g as char)))
}

/// The exception for a type that the value's class does not know.
pub fn unknown(kind: u32, class: &str) -> Bad {
    let shown = match kind {
        33..=126 => char::from(kind as u8).to_string(),
        _ => format!("\\x{kind:x}"),
    };
    Bad::value(format!("Unknown format code '{shown}' for object of type '{class}'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let s = parse("é^+z#012,.3f".as_bytes(), "float").expect("good");
        assert_eq!((s.fill, s.align, s.sign), ('é' as u32, Some(b'^'), Some(b'+')));
        assert_eq!((s.width, s.grouping, s.precision, s.kind), (12, Some(b','), Some(3), Some('f' as u32)));
        assert!(s.alternate && s.no_neg_zero);
        let s = parse(b"010", "int").expect("good");
        assert_eq!((s.fill, s.align, s.width), (b'0' as u32, Some(b'='), 10));
    }

    #[test]
    fn errors() {
        let bad = |t: &str| match parse(t.as_bytes(), "int") {
            Err(Bad::Value(t)) => t,
            other => panic!("{other:?}"),
        };
        assert_eq!(bad("dd"), "Invalid format specifier 'dd' for object of type 'int'");
        assert_eq!(bad(",_"), "Cannot specify both ',' and '_'.");
        assert_eq!(bad(".f"), "Format specifier missing precision");
        assert_eq!(bad(",s"), "Cannot specify ',' with 's'.");
        assert_eq!(bad("99999999999999999999"), "Too many decimal digits in format string");
    }
}
