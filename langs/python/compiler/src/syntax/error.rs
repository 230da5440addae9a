//! What is wrong with a source, in the guest's terms.

use crate::syntax::lines::Lines;
use ruff_text_size::{TextRange, TextSize};

/// Which exception class the guest raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `SyntaxError`.
    Syntax,
    /// `IndentationError`.
    Indentation,
    /// `TabError`.
    Tab,
    /// The source nests deeper than the compiler follows: `MemoryError` or `RecursionError` elsewhere.
    TooComplex,
}

/// A source that does not compile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub kind: ErrorKind,
    pub message: String,
    /// Line of the first character, from 1.
    pub line: u32,
    /// Column of the first character, from 1, in characters.
    pub column: u32,
    pub end_line: u32,
    /// 0 or -1 where the reference implementation does not tell the end.
    pub end_column: i32,
    /// The source line `line`, without its line end.
    pub text: String,
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for SyntaxError {}

/// A [`SyntaxError`] before its place is worked out.
#[derive(Debug)]
pub struct Fault {
    pub kind: ErrorKind,
    pub message: String,
    pub range: TextRange,
    /// What is said to be the last column, if not that of the range.
    pub end_column: Option<i32>,
}

/// What every pass returns.
pub type Result<T> = std::result::Result<T, Box<Fault>>;

impl Fault {
    /// A plain syntax error.
    pub fn syntax(range: TextRange, message: impl Into<String>) -> Box<Fault> {
        Fault::new(ErrorKind::Syntax, range, message)
    }

    /// What the tokenizer complains about: the end is where the fault begins.
    pub fn point(at: TextSize, message: impl Into<String>) -> Box<Fault> {
        Fault::syntax(TextRange::empty(at), message)
    }

    /// A fault of any kind.
    pub fn new(kind: ErrorKind, range: TextRange, message: impl Into<String>) -> Box<Fault> {
        Box::new(Fault { kind, message: message.into(), range, end_column: None })
    }

    /// Puts the fault, whose end is not known, to `at`.
    pub fn open(mut self: Box<Fault>, at: TextSize, end_column: i32) -> Box<Fault> {
        self.range = TextRange::empty(at);
        self.end_column = Some(end_column);
        self
    }

    /// Works out lines and columns.
    pub fn locate(self, lines: &Lines<'_>) -> SyntaxError {
        let (line, column) = lines.position(self.range.start().to_u32());
        let (mut end_line, mut end_column) = lines.position(self.range.end().to_u32());
        let range = self.range.start().to_usize()..self.range.end().to_usize();
        // An empty import is said to end where it begins.
        let at_end = range.is_empty()
            && range.end == lines.source().len()
            && column > 0
            && !self.message.starts_with("Expected one or more names");
        if at_end || matches!(lines.source().get(range), Some("\n" | "\r\n" | "\r")) {
            // A line's end is a character of that line, also where the source ends without one.
            (end_line, end_column) = (line, column + 1);
        }
        SyntaxError {
            kind: self.kind,
            message: self.message,
            line,
            column: column + 1,
            end_line,
            end_column: self.end_column.unwrap_or(end_column as i32 + 1),
            text: lines.text(line).to_string(),
        }
    }
}
