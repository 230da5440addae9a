//! From text to tree.

pub mod ast;
pub mod lexer;
lalrpop_util::lalrpop_mod!(
    #[allow(clippy::all)]
    pub grammar,
    "/syntax/grammar.rs"
);
