//! What is wrong within a string literal: an escape, its end, a field of an f-string.

use super::{Diagnosis, begins};
use crate::syntax::error::Fault;
use ruff_python_ast::token::TokenKind as T;
use ruff_python_parser::{InterpolatedStringErrorType as F, LexicalErrorType as L, ParseErrorType as E};
use ruff_text_size::{Ranged, TextRange, TextSize};

impl Diagnosis<'_> {
    /// The fault where the first error is one of a literal.
    pub(super) fn in_text(&self) -> Option<Box<Fault>> {
        match &self.first.error {
            E::Lexical(L::UnicodeError | L::MissingUnicodeLbrace | L::MissingUnicodeRbrace) => self.escape(),
            E::Lexical(L::UnclosedStringError) => Some(self.unterminated()),
            E::Lexical(L::FStringError(F::UnterminatedString | F::UnterminatedTripleQuotedString)) => {
                self.unterminated_fields()
            }
            E::FStringError(F::SingleRbrace) | E::Lexical(L::FStringError(F::SingleRbrace)) => {
                Some(Fault::point(self.at(), "f-string: single '}' is not allowed"))
            }
            E::TStringError(F::SingleRbrace) | E::Lexical(L::TStringError(F::SingleRbrace)) => {
                Some(Fault::point(self.at(), "t-string: single '}' is not allowed"))
            }
            E::FStringError(F::InvalidConversionFlag) => Some(self.conversion("f-string")),
            E::TStringError(F::InvalidConversionFlag) => Some(self.conversion("t-string")),
            E::FStringError(F::UnclosedLbrace) => Some(self.after_field("f-string")),
            E::TStringError(F::UnclosedLbrace) => Some(self.after_field("t-string")),
            E::ExpectedExpression => self.empty_field(),
            E::Lexical(L::UnrecognizedToken { tok }) if tok.is_ascii() => {
                self.field().filter(|_| self.before().is_some()).map(|kind| self.after_field(kind))
            }
            _ => None,
        }
    }

    /// What the text is called in whose field the error stands, with nothing opened in the field.
    fn field(&self) -> Option<&'static str> {
        let mut open = Vec::new();
        for t in self.tokens.iter().take_while(|t| t.range.start() < self.at()) {
            match t.kind {
                T::FStringStart | T::TStringStart | T::Lpar | T::Lsqb | T::Lbrace => open.push(t.kind),
                T::FStringEnd | T::TStringEnd | T::Rpar | T::Rsqb | T::Rbrace => {
                    open.pop();
                }
                _ => {}
            }
        }
        match open[..] {
            [.., T::FStringStart, T::Lbrace] => Some("f-string"),
            [.., T::TStringStart, T::Lbrace] => Some("t-string"),
            _ => None,
        }
    }

    /// A field that begins with no expression.
    fn empty_field(&self) -> Option<Box<Fault>> {
        let kind = self.field()?;
        let (i, t) = self.token()?;
        if self.tokens.get(i.checked_sub(1)?)?.kind != T::Lbrace {
            return None;
        }
        if matches!(t.kind, T::FStringEnd | T::TStringEnd) {
            return Some(Fault::point(t.range.start(), format!("{kind}: expecting '}}'")));
        }
        let text = match t.kind {
            T::Rbrace | T::Exclamation | T::Colon | T::Equal => {
                format!("{kind}: valid expression required before '{}'", self.text(t.range))
            }
            _ => format!("{kind}: expecting a valid expression after '{{'"),
        };
        Some(Fault::syntax(t.range, text))
    }

    /// Something stands behind a field's expression.
    fn after_field(&self, kind: &str) -> Box<Fault> {
        let Some((_, t)) = self.token() else {
            return Fault::syntax(self.first.location, format!("{kind}: expecting '}}'"));
        };
        if matches!(t.kind, T::Rpar | T::Rsqb) {
            return Fault::point(t.range.start(), format!("{kind}: unmatched '{}'", self.text(t.range)));
        }
        let opened = self.tokens.iter().rfind(|b| b.kind == T::Lbrace && b.range.end() <= t.range.start());
        let start = opened.map_or(TextSize::default(), |b| b.range.end());
        let last = self.tokens.iter().rfind(|b| b.range.end() <= t.range.start());
        let text = self.tokens.iter().rfind(|b| {
            matches!(b.kind, T::FStringStart | T::TStringStart) && b.range.end() <= t.range.start()
        });
        let opening = text.map(|b| self.text(b.range).trim_start_matches(|c: char| c.is_ascii_alphabetic()));
        let whole = text.map_or(TextSize::default(), |b| b.range.end());
        let ends = |e: &&&ruff_python_ast::Expr| {
            e.range().start() >= start && last.is_some_and(|b| b.range.end() == e.range().end())
        };
        match self.expressions.0.iter().find(ends) {
            Some(a) if begins(t.kind) => {
                let range = TextRange::new(a.range().start(), t.range.end());
                Fault::syntax(range, "invalid syntax. Perhaps you forgot a comma?")
            }
            _ if opening.is_some_and(|o| self.text(t.range).starts_with(o)) => {
                let specs = self.tokens.iter().any(|b| b.kind == T::Colon && b.range.start() >= whole);
                match specs {
                    true => Fault::syntax(t.range, format!("{kind}: expecting '}}', or format specs")),
                    false => Fault::point(t.range.start(), format!("{kind}: expecting '}}'")),
                }
            }
            _ => Fault::syntax(t.range, format!("{kind}: expecting '=', or '!', or ':', or '}}'")),
        }
    }

    /// What stands behind `!`.
    fn conversion(&self, kind: &str) -> Box<Fault> {
        let after = self.source[self.at().to_usize().min(self.source.len())..].trim_start();
        let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let text = if name.is_empty() {
            format!("{kind}: missing conversion character")
        } else {
            format!("{kind}: invalid conversion character '{name}': expected 's', 'r', or 'a'")
        };
        Fault::syntax(self.first.location, text)
    }

    /// Quotes, and the line where their text ends for want of a closing one.
    fn unterminated(&self) -> Box<Fault> {
        let literal = &self.source[self.at().to_usize().min(self.source.len())..];
        let body = literal.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        if body.starts_with("\"\"\"") || body.starts_with("'''") {
            let last = self.source.trim_end_matches('\n').matches('\n').count() + 1;
            let text = format!("unterminated triple-quoted string literal (detected at line {last})");
            return Fault::point(self.at(), text);
        }
        let line = body.lines().next().unwrap_or_default();
        let quote = line.chars().next().unwrap_or('"');
        let escaped = line.contains(&format!("\\{quote}"));
        let hint = if escaped { "; perhaps you escaped the end quote?" } else { "" };
        let here = self.line_of(self.at());
        Fault::point(self.at(), format!("unterminated string literal (detected at line {here}){hint}"))
    }

    fn unterminated_fields(&self) -> Option<Box<Fault>> {
        let open = self.brackets(self.at()).ok()?;
        let start = self.tokens.iter().rfind(|t| matches!(t.kind, T::FStringStart | T::TStringStart))?;
        if let Some(o) = open.last()
            && o.range.start() > start.range.start()
        {
            return Some(self.open_bracket(o));
        }
        let opening = self.text(start.range);
        let kind = if start.kind == T::FStringStart { "f-string" } else { "t-string" };
        let triple =
            if opening.ends_with("\"\"\"") || opening.ends_with("'''") { "triple-quoted " } else { "" };
        let last = if triple.is_empty() {
            self.line_of(start.range.start())
        } else {
            self.source.trim_end_matches('\n').matches('\n').count() + 1
        };
        let text = format!("unterminated {triple}{kind} literal (detected at line {last})");
        Some(Fault::syntax(TextRange::at(start.range.start(), TextSize::from(1)), text))
    }

    /// An escape that denotes nothing.
    fn escape(&self) -> Option<Box<Fault>> {
        let holds = |t: &&super::Token| t.range.start() <= self.at() && self.at() <= t.range.end();
        let literal =
            self.tokens.iter().filter(holds).find(|t| matches!(t.kind, T::String | T::FStringMiddle))?;
        let text = self.text(literal.range);
        let (prefix, body) = match literal.kind {
            T::String => {
                let quote = text.find(['\'', '"'])?;
                let width = if text[quote..].starts_with("\"\"\"") || text[quote..].starts_with("'''") {
                    3
                } else {
                    1
                };
                (&text[..quote], text.get(quote + width..text.len() - width)?)
            }
            _ => ("", text),
        };
        let (start, end, what) = bad_escape(body)?;
        let text = if prefix.contains(['b', 'B']) {
            format!("(value error) invalid \\x escape at position {start}")
        } else {
            format!(
                "(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{end}: {what}"
            )
        };
        Some(Fault::syntax(literal.range, text))
    }
}

/// Where the first bad escape begins and ends, in bytes as the decoder counts them, and what it is.
fn bad_escape(body: &str) -> Option<(usize, usize, &'static str)> {
    // The decoder is given other characters than ASCII as escapes.
    const LONG: usize = 10;
    let mut at = 0;
    let mut rest = body;
    while let Some(c) = rest.chars().next() {
        let Some(escape) = rest.strip_prefix('\\') else {
            at += if c.is_ascii() { 1 } else { LONG };
            rest = &rest[c.len_utf8()..];
            continue;
        };
        let wanted = match escape.chars().next() {
            Some('x') => Some((2, "truncated \\xXX escape")),
            Some('u') => Some((4, "truncated \\uXXXX escape")),
            Some('U') => Some((8, "truncated \\UXXXXXXXX escape")),
            Some('N') => {
                let name = escape[1..].strip_prefix('{').and_then(|n| n.split_once('}'));
                let Some((name, after)) = name else {
                    let end = escape[1..].find(['\'', '"', ' ']).unwrap_or(escape.len() - 1);
                    return Some((at, at + 1 + end, "malformed \\N character escape"));
                };
                let length = "\\N{}".len() + name.len();
                if unicode_names2::character(name).is_none() {
                    return Some((at, at + length - 1, "unknown Unicode character name"));
                }
                at += length;
                rest = after;
                continue;
            }
            _ => None,
        };
        let skipped = escape.chars().next().map_or(0, char::len_utf8);
        if let Some((n, truncated)) = wanted {
            let digits = escape[1..].bytes().take(n).take_while(u8::is_ascii_hexdigit).count();
            if digits < n {
                return Some((at, at + 1 + digits, truncated));
            }
            let value = u32::from_str_radix(&escape[1..=n], 16).unwrap_or(0);
            if value > 0x10_ffff {
                return Some((at, at + 1 + n, "illegal Unicode character"));
            }
        }
        at += 1 + skipped;
        rest = &escape[skipped..];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::bad_escape;

    #[test]
    fn escapes() {
        assert_eq!(bad_escape(r"ab\x1"), Some((2, 4, "truncated \\xXX escape")));
        assert_eq!(bad_escape(r"\\x1\u00e9\n"), None);
        assert_eq!(bad_escape(r"é\U99999999"), Some((10, 19, "illegal Unicode character")));
        assert_eq!(bad_escape(r"\N{foo"), Some((0, 5, "malformed \\N character escape")));
        assert_eq!(bad_escape(r"\N{foo}"), Some((0, 6, "unknown Unicode character name")));
    }
}
