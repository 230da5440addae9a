//! Literals as constants.

use crate::syntax::error::{Fault, Result};
use crate::syntax::fold;
use num_bigint::BigUint;
use ruff_python_ast::{BytesLiteralValue, Expr, Number, StringLiteral, StringLiteralValue};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::Const;

/// Decimal digits beyond which the reference implementation refuses a decimal literal.
const MAX_DECIMAL_DIGITS: usize = 4300;

/// The constant that an expression denotes: literals, operators between them and tuples of these.
pub fn constant(e: &Expr, source: &str) -> Result<Option<Const>> {
    Ok(Some(match e {
        Expr::NoneLiteral(_) => Const::Nil,
        Expr::BooleanLiteral(b) => Const::Bool(b.value),
        Expr::EllipsisLiteral(_) => Const::Named("Ellipsis".into()),
        Expr::NumberLiteral(n) => number(&n.value, n.range)?,
        Expr::StringLiteral(s) => string(&s.value, source),
        Expr::BytesLiteral(b) => bytes(&b.value),
        Expr::UnaryOp(u) => match constant(&u.operand, source)? {
            Some(operand) => return Ok(fold::unary(u.op, operand)),
            None => return Ok(None),
        },
        Expr::BinOp(b) => return fold::binary(b, source),
        Expr::Tuple(t) => {
            let mut items = Vec::with_capacity(t.elts.len());
            for item in &t.elts {
                match constant(item, source)? {
                    Some(item) => items.push(item),
                    None => return Ok(None),
                }
            }
            Const::Tuple(items)
        }
        _ => return Ok(None),
    }))
}

/// A numeric literal.
pub fn number(value: &Number, range: TextRange) -> Result<Const> {
    Ok(match value {
        Number::Float(f) => Const::Float(*f),
        Number::Complex { imag, .. } => Const::Imaginary(*imag),
        Number::Int(i) => match i.as_u64() {
            Some(small) => {
                i64::try_from(small).map_or_else(|_| Const::BigInt(small.to_string().into()), Const::Int)
            }
            None => Const::BigInt(big_digits(&i.to_string(), range)?.into()),
        },
    })
}

fn big_digits(token: &str, range: TextRange) -> Result<String> {
    let token = token.replace('_', "").to_ascii_lowercase();
    let radix = match token.get(..2) {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => 10,
    };
    if radix == 10 {
        let digits = token.trim_start_matches('0');
        if token.len() > MAX_DECIMAL_DIGITS {
            return Err(Fault::syntax(
                range,
                format!(
                    "Exceeds the limit ({MAX_DECIMAL_DIGITS} digits) for integer string conversion: value has {} digits; use \
                 sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to \
                 avoid decimal conversion limits.",
                    token.len()
                ),
            ));
        }
        return Ok(if digits.is_empty() { "0".into() } else { digits.into() });
    }
    match BigUint::parse_bytes(&token.as_bytes()[2..], radix) {
        Some(value) => Ok(value.to_string()),
        None => Err(Fault::syntax(range, "invalid number literal")),
    }
}

/// Adjacent bytes literals, joined.
pub fn bytes(value: &BytesLiteralValue) -> Const {
    Const::Bytes(value.bytes().collect())
}

/// Adjacent string literals, joined.
pub fn string(value: &StringLiteralValue, source: &str) -> Const {
    text(value.iter().map(|part| literal_points(part, source)))
}

/// The pieces of a string as one constant: UTF-8 where it can be.
pub fn text(pieces: impl Iterator<Item = Piece>) -> Const {
    let mut plain = String::new();
    let mut wide: Option<Vec<u32>> = None;
    for piece in pieces {
        match (piece, &mut wide) {
            (Piece::Plain(s), None) => plain.push_str(&s),
            (Piece::Plain(s), Some(points)) => points.extend(s.chars().map(|c| c as u32)),
            (Piece::Wide(p), Some(points)) => points.extend(p),
            (Piece::Wide(p), None) => {
                let mut points: Vec<u32> = plain.chars().map(|c| c as u32).collect();
                points.extend(p);
                wide = Some(points);
            }
        }
    }
    match wide {
        Some(points) => Const::WideStr(points.into()),
        None => Const::Str(plain.into()),
    }
}

/// A decoded piece of a string.
pub enum Piece {
    Plain(String),
    /// Code points, with lone surrogates among them.
    Wide(Vec<u32>),
}

/// One string literal, decoded.
pub fn literal_points(part: &StringLiteral, source: &str) -> Piece {
    if part.flags.prefix().is_raw() {
        return Piece::Plain(part.value.to_string());
    }
    piece(&part.value, part.content_range(), source, false)
}

/// `decoded` is the parser's reading of `range`; it puts U+FFFD where an escape denotes a surrogate, which is
/// put back here. Every escape but the escaped line end denotes one character, so the two texts run in step.
pub fn piece(decoded: &str, range: TextRange, source: &str, braces_double: bool) -> Piece {
    let raw = source.get(range.start().to_usize()..range.end().to_usize()).unwrap_or("");
    if !decoded.contains('\u{FFFD}') || !raw.contains('\\') {
        return Piece::Plain(decoded.to_string());
    }
    let mut points: Vec<u32> = decoded.chars().map(|c| c as u32).collect();
    let mut found = false;
    let mut at = 0;
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        let (length, denotes) = if c == '\\' { escape(rest) } else { plain(rest, c, braces_double) };
        if let (Some(surrogate @ 0xD800..=0xDFFF), Some(point)) = (denotes, points.get_mut(at)) {
            *point = surrogate;
            found = true;
        }
        at += usize::from(denotes.is_some());
        rest = &rest[length.min(rest.len())..];
    }
    if found { Piece::Wide(points) } else { Piece::Plain(decoded.to_string()) }
}

fn plain(rest: &str, c: char, braces_double: bool) -> (usize, Option<u32>) {
    let doubled = braces_double && (rest.starts_with("{{") || rest.starts_with("}}"));
    let length = if doubled || rest.starts_with("\r\n") { 2 } else { c.len_utf8() };
    (length, Some(c as u32))
}

/// Length in bytes of the escape that `rest` starts with, and the code point it denotes (0 where that does not
/// matter); none for an escaped line end.
fn escape(rest: &str) -> (usize, Option<u32>) {
    let digits = |from: usize, n: usize| {
        let hex = rest.get(from..from + n).and_then(|h| u32::from_str_radix(h, 16).ok());
        (from + n, Some(hex.unwrap_or(0)))
    };
    match rest[1..].chars().next() {
        None => (1, Some(0)),
        Some('\n') => (2, None),
        Some('\r') => (if rest[1..].starts_with("\r\n") { 3 } else { 2 }, None),
        Some('u') => digits(2, 4),
        Some('U') => digits(2, 8),
        Some('x') => (4, Some(0)),
        Some('N') => (rest.find('}').map_or(2, |i| i + 1), Some(0)),
        Some('0'..='7') => {
            let n = rest[1..].bytes().take(3).take_while(|b| (b'0'..=b'7').contains(b)).count();
            (1 + n, Some(0))
        }
        // An unknown escape stands for itself: two characters. Step over the backslash only.
        Some(c) if !"\\'\"abfnrtv".contains(c) => (1, Some(0)),
        Some(c) => (1 + c.len_utf8(), Some(0)),
    }
}

/// Whether an expression is a literal whose truth is known.
pub fn truth(e: &Expr) -> Option<bool> {
    Some(match e {
        Expr::NoneLiteral(_) => false,
        Expr::BooleanLiteral(b) => b.value,
        Expr::EllipsisLiteral(_) => true,
        Expr::NumberLiteral(n) => match &n.value {
            Number::Int(i) => i.as_u64() != Some(0),
            Number::Float(f) => *f != 0.0,
            Number::Complex { imag, .. } => *imag != 0.0,
        },
        Expr::StringLiteral(s) => !s.value.is_empty(),
        _ => return None,
    })
}

/// The range of anything; spares callers the trait import.
pub fn range_of(e: &Expr) -> TextRange {
    e.range()
}
