//! The values of literals.

use trackway_bytecode::{CompileError, Const, Fallible};

/// The greatest integer. The machine's word has 63 bits left beside the tag, one is the sign.
const MAX_INT: i64 = (1 << 62) - 1;

/// The integer with these decimal digits, which begin at byte `at` of the source.
pub fn integer(digits: &str, at: usize) -> Fallible<Const> {
    match digits.parse() {
        Ok(i) if i <= MAX_INT => Ok(Const::Int(i)),
        _ => Err(CompileError::new("integer literal is too big", at..at + digits.len())),
    }
}

/// The string of a literal with its quotes. A backslash before `n` and `t` means a line feed and a tab; before
/// everything else it means that.
pub fn string(literal: &str) -> Const {
    let mut text = String::new();
    let mut chars = literal[1..literal.len() - 1].chars();
    while let Some(c) = chars.next() {
        let escaped = if c == '\\' { chars.next() } else { None };
        text.push(match escaped {
            None => c,
            Some('n') => '\n',
            Some('t') => '\t',
            Some(other) => other,
        });
    }
    Const::Str(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_have_63_bits() {
        assert_eq!(integer("4611686018427387903", 0), Ok(Const::Int(MAX_INT)));
        for digits in ["4611686018427387904", "99999999999999999999"] {
            let error = integer(digits, 3).expect_err("it is too big");
            assert_eq!(error.span, 3..3 + digits.len());
        }
    }

    #[test]
    fn escapes() {
        assert_eq!(string(r#""a\n\\n\"\t.""#), Const::Str("a\n\\n\"\t.".into()));
        assert_eq!(string(r#""""#), Const::Str("".into()));
    }
}
