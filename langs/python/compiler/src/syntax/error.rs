//! What is wrong with a source, in the guest's terms.

use crate::syntax::lines::Lines;
use ruff_text_size::TextRange;

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
    pub end_column: u32,
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
}

/// What every pass returns.
pub type Result<T> = std::result::Result<T, Box<Fault>>;

impl Fault {
    /// A plain syntax error.
    pub fn syntax(range: TextRange, message: impl Into<String>) -> Box<Fault> {
        Fault::new(ErrorKind::Syntax, range, message)
    }

    /// A fault of any kind.
    pub fn new(kind: ErrorKind, range: TextRange, message: impl Into<String>) -> Box<Fault> {
        Box::new(Fault { kind, message: message.into(), range })
    }

    /// Works out lines and columns.
    pub fn locate(self, lines: &Lines<'_>) -> SyntaxError {
        let (line, column) = lines.position(self.range.start().to_u32());
        let (end_line, end_column) = lines.position(self.range.end().to_u32());
        SyntaxError {
            kind: self.kind,
            message: self.message,
            line,
            column: column + 1,
            end_line,
            end_column: end_column + 1,
            text: lines.text(line).to_string(),
        }
    }
}
