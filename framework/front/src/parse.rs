//! What the parser refuses, in words.

use lalrpop_util::ParseError;
use trackway_bytecode::CompileError;

/// The error with the place to blame. That a program ends too early is said of its very end, so that a prompt knows
/// that it goes on in the next line.
pub fn parse_error<T>(error: ParseError<usize, T, CompileError>, source: &str) -> CompileError {
    match error {
        ParseError::User { error } => error,
        ParseError::UnrecognizedToken { token: (lo, _, hi), .. }
        | ParseError::ExtraToken { token: (lo, _, hi) } => {
            CompileError::new(format!("unexpected {:?}", &source[lo..hi]), lo..hi)
        }
        ParseError::UnrecognizedEof { .. } | ParseError::InvalidToken { .. } => {
            let end = source.trim_end().len();
            CompileError::new("unexpected end of the program", end..end)
        }
    }
}
