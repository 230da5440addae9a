//! From text to tree.

use lalrpop_util::ParseError;
use std::ops::Range;

pub mod ast;
pub mod lexer;
#[allow(clippy::all)]
mod grammar {
    lalrpop_util::lalrpop_mod!(generated, "/syntax/grammar.rs");
    pub use generated::ProgramParser;
}

/// What is wrong with a program. How it is shown to a person is the binary's affair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    pub message: String,
    /// The bytes of the source that are to blame.
    pub span: Range<usize>,
}

/// The statements of a program; its nodes live in `cx`.
pub fn parse<'a>(cx: &'a ast::Context<'a>, source: &'a str) -> Result<ast::Block<'a>, CompileError> {
    let parsed = grammar::ProgramParser::new().parse(cx, lexer::tokens(cx, source));
    parsed.map_err(|error| match error {
        ParseError::User { error } => error,
        ParseError::UnrecognizedToken { token: (lo, _, hi), .. }
        | ParseError::ExtraToken { token: (lo, _, hi) } => {
            CompileError { message: format!("unexpected {:?}", &source[lo..hi]), span: lo..hi }
        }
        ParseError::UnrecognizedEof { location: at, .. } | ParseError::InvalidToken { location: at } => {
            CompileError { message: "unexpected end of the program".into(), span: at..at }
        }
    })
}
