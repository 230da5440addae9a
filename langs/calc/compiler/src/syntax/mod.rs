//! From text to tree.

use lalrpop_util::{ParseError, lalrpop_mod};
use trackway_bytecode::CompileError;

pub mod ast;
pub mod lexer;
lalrpop_mod!(
    #[allow(clippy::all)]
    grammar,
    "/syntax/grammar.rs"
);

/// The statements of a program; its nodes live in `cx`.
pub fn parse<'a>(cx: &'a ast::Context<'a>, source: &'a str) -> Result<ast::Block<'a>, CompileError> {
    let parsed = grammar::ProgramParser::new().parse(cx, lexer::tokens(cx, source));
    parsed.map_err(|error| match error {
        ParseError::User { error } => error,
        ParseError::UnrecognizedToken { token: (lo, _, hi), .. }
        | ParseError::ExtraToken { token: (lo, _, hi) } => {
            CompileError::new(format!("unexpected {:?}", &source[lo..hi]), lo..hi)
        }
        ParseError::UnrecognizedEof { location: at, .. } | ParseError::InvalidToken { location: at } => {
            CompileError::new("unexpected end of the program", at..at)
        }
    })
}
