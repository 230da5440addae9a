//! The replacement fields of `str.format`.

use super::Bad;
use crate::builtins::wtf8::search::find;
use std::rc::Rc;

/// A piece of a format string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(Vec<u8>),
    Field(Field),
}

/// The pieces of one format string.
pub type Pieces = Rc<[Piece]>;

/// `{name.attribute[item]!conversion:spec}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Empty for the next positional argument.
    pub name: Vec<u8>,
    pub path: Vec<Part>,
    /// `r`, `s`, `a` or 0.
    pub conversion: u8,
    /// May hold fields itself.
    pub spec: Vec<u8>,
}

/// A step from a value to a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Attribute(Vec<u8>),
    Index(i64),
    Key(Vec<u8>),
}

/// Parses a format string.
pub fn parse(s: &[u8]) -> Result<Vec<Piece>, Bad> {
    let mut out = Vec::new();
    let mut text = Vec::new();
    let mut at = 0;
    while at < s.len() {
        match (s[at], s.get(at + 1)) {
            (b'{', Some(b'{')) | (b'}', Some(b'}')) => {
                text.push(s[at]);
                at += 2;
            }
            (b'}', _) => return Err(Bad::value("Single '}' encountered in format string")),
            (b'{', None) => return Err(Bad::value("Single '{' encountered in format string")),
            (b'{', _) => {
                if !text.is_empty() {
                    out.push(Piece::Text(std::mem::take(&mut text)));
                }
                let end = field_end(s, at + 1)?;
                out.push(Piece::Field(field(&s[at + 1..end])?));
                at = end + 1;
            }
            (b, _) => {
                text.push(b);
                at += 1;
            }
        }
    }
    if !text.is_empty() {
        out.push(Piece::Text(text));
    }
    Ok(out)
}

/// The place of the brace that closes the field begun before `from`.
fn field_end(s: &[u8], from: usize) -> Result<usize, Bad> {
    let (mut depth, mut bracket, mut in_name) = (1, false, true);
    for (i, b) in s.iter().enumerate().skip(from) {
        match b {
            b'[' if in_name && depth == 1 => bracket = true,
            b']' => bracket = false,
            b':' | b'!' if !bracket => in_name = false,
            b'{' if !bracket => depth += 1,
            b'}' if !bracket => {
                depth -= 1;
                if depth == 0 {
                    return Ok(i);
                }
            }
            _ => {}
        }
    }
    Err(Bad::value("expected '}' before end of string"))
}

fn field(s: &[u8]) -> Result<Field, Bad> {
    let mut bracket = false;
    let end = s.iter().position(|b| {
        match b {
            b'[' => bracket = true,
            b']' => bracket = false,
            _ => {}
        }
        !bracket && matches!(b, b':' | b'!')
    });
    let (name, rest) = s.split_at(end.unwrap_or(s.len()));
    if name.contains(&b'{') && !name.contains(&b'[') {
        return Err(Bad::value("unexpected '{' in field name"));
    }
    let (conversion, spec) = conversion(rest)?;
    let (name, path) = path(name)?;
    Ok(Field { name, path, conversion, spec })
}

fn conversion(rest: &[u8]) -> Result<(u8, Vec<u8>), Bad> {
    match rest {
        [] => Ok((0, Vec::new())),
        [b':', spec @ ..] => Ok((0, spec.to_vec())),
        [b'!'] => Err(Bad::value("end of string while looking for conversion specifier")),
        [b'!', c] => Ok((*c, Vec::new())),
        [b'!', c, b':', spec @ ..] => Ok((*c, spec.to_vec())),
        _ => Err(Bad::value("expected ':' after conversion specifier")),
    }
}

fn path(name: &[u8]) -> Result<(Vec<u8>, Vec<Part>), Bad> {
    let end = name.iter().position(|b| matches!(b, b'.' | b'[')).unwrap_or(name.len());
    let (first, mut rest) = name.split_at(end);
    let mut parts = Vec::new();
    while let Some((mark, tail)) = rest.split_first() {
        let part;
        if *mark == b'[' {
            let close = find(tail, b"]").ok_or_else(|| Bad::value("Missing ']' in format string"))?;
            (part, rest) = (&tail[..close], &tail[close + 1..]);
            if rest.first().is_some_and(|b| !matches!(b, b'.' | b'[')) {
                return Err(Bad::value("Only '.' or '[' may follow ']' in format field specifier"));
            }
            parts.push(number(part).map_or_else(|| Part::Key(part.to_vec()), Part::Index));
        } else {
            let end = tail.iter().position(|b| matches!(b, b'.' | b'[')).unwrap_or(tail.len());
            (part, rest) = tail.split_at(end);
            parts.push(Part::Attribute(part.to_vec()));
        }
        if part.is_empty() {
            return Err(Bad::value("Empty attribute in format string"));
        }
    }
    Ok((first.to_vec(), parts))
}

/// An index, if the text is one.
pub fn number(text: &[u8]) -> Option<i64> {
    let digits = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    digits.then(|| std::str::from_utf8(text).ok()?.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields() {
        let all = parse(b"a{{{0.x[k][1]!r:>{w}}}}b").expect("good");
        let field = Field {
            name: b"0".to_vec(),
            path: vec![Part::Attribute(b"x".to_vec()), Part::Key(b"k".to_vec()), Part::Index(1)],
            conversion: b'r',
            spec: b">{w}".to_vec(),
        };
        assert_eq!(all, [Piece::Text(b"a{".to_vec()), Piece::Field(field), Piece::Text(b"}b".to_vec())]);
    }

    #[test]
    fn errors() {
        for (s, text) in [
            ("{", "Single '{' encountered in format string"),
            ("}", "Single '}' encountered in format string"),
            ("{0", "expected '}' before end of string"),
            ("{0!}", "end of string while looking for conversion specifier"),
            ("{0[a}", "expected '}' before end of string"),
            ("{0.}", "Empty attribute in format string"),
            ("{0[a]b}", "Only '.' or '[' may follow ']' in format field specifier"),
        ] {
            assert_eq!(parse(s.as_bytes()), Err(Bad::value(text)), "{s}");
        }
    }
}
