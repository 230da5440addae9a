//! Rust text with comments and the insides of literals blanked, so that a search for a word finds
//! code only. Lines stay lines.

/// Blanks all but code.
pub fn mask(text: &str) -> String {
    let mut masker = Masker { rest: text, out: String::with_capacity(text.len()) };
    while !masker.rest.is_empty() {
        masker.step();
    }
    masker.out
}

struct Masker<'t> {
    rest: &'t str,
    out: String,
}

impl Masker<'_> {
    fn step(&mut self) {
        if self.rest.starts_with("//") {
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            self.blank(end);
        } else if self.rest.starts_with("/*") {
            self.blank(block_comment(self.rest));
        } else if let Some(end) = raw_string(self.rest).filter(|_| !self.in_word()) {
            self.blank(end);
        } else if self.rest.starts_with('"') {
            self.blank(quoted(self.rest, '"'));
        } else if let Some(end) = char_literal(self.rest) {
            self.blank(end);
        } else {
            let len = self.rest.chars().next().map_or(0, char::len_utf8);
            self.out.push_str(&self.rest[..len]);
            self.rest = &self.rest[len..];
        }
    }

    /// Is the next character inside a word? Then an `r` before a quote is no prefix.
    fn in_word(&self) -> bool {
        self.out.ends_with(|c: char| c.is_alphanumeric() || c == '_')
    }

    fn blank(&mut self, len: usize) {
        self.out.extend(self.rest[..len].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        self.rest = &self.rest[len..];
    }
}

/// The length of a comment; they nest.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let (change, step) = match &text.as_bytes()[at..] {
            [b'/', b'*', ..] => (1, 2),
            [b'*', b'/', ..] => (-1, 2),
            _ => (0, 1),
        };
        depth += change;
        at += step;
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// The length of a literal with escapes that begins with its quote.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return i + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of `r"..."` or `r#"..."#`, with or without `b` or `c` in front.
fn raw_string(text: &str) -> Option<usize> {
    let prefix = if text.starts_with("br") || text.starts_with("cr") { 2 } else { 1 };
    let after = text.strip_prefix(['b', 'c']).unwrap_or(text).strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let start = prefix + hashes + 1;
    Some(body.find(&end).map_or(text.len(), |at| start + at + end.len()))
}

/// The length of `'x'` or `'\n'`; a lifetime is none.
fn char_literal(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    if inner.starts_with('\\') {
        return Some(quoted(text, '\''));
    }
    let c = inner.chars().next()?;
    inner[c.len_utf8()..].starts_with('\'').then(|| c.len_utf8() + 2)
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(mask(text), expected);
    }

    #[test]
    fn what_is_no_code_is_blanked() {
        check("a // b\nc", "a     \nc");
        check("a /* b /* c */ d */ e", "a                   e");
        check(r#"f("a\"b", c)"#, "f(      , c)");
        check(r##"f(r#"a"b"#, c)"##, "f(        , c)");
        check("f('\"', 'a', '\\'', b)", "f(   ,    ,     , b)");
        check("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)");
        check("bar\"x\"", "bar   ");
        check("\"a\nb\" c", "  \n   c");
    }
}
