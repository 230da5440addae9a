//! Calc source to bytecode, without the run time.
//!
//! Calc is the teaching language. Three small steps, to be read in this order: text becomes tokens
//! (`syntax/lexer.rs`), tokens a tree (`syntax/grammar.lalrpop` builds what `syntax/ast.rs`
//! declares), the tree instructions (`compile.rs`). OPS.md lists the instructions.
#![forbid(unsafe_code)]

mod compile;
mod syntax;

pub use compile::compile;
