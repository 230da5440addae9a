//! What is wrong with a program. How that is shown to a person is the binary's affair.

use std::ops::Range;

/// What a step of a compiler returns.
pub type Fallible<T = ()> = Result<T, CompileError>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    pub message: String,
    /// The bytes of the source that are to blame.
    pub span: Range<usize>,
}

impl CompileError {
    pub fn new(message: impl Into<String>, span: Range<usize>) -> CompileError {
        CompileError { message: message.into(), span }
    }
}
