//! The front end's kit: what a compiler from text to bytecode needs besides its grammar.
//!
//! A language brings its tokens (`logos`), its grammar (`lalrpop`), the kinds of nodes of its tree, and what each
//! kind compiles to ([`Compile`]). Here are the ways from one to the next: [`tokens`] feeds the parser,
//! [`Tree`] holds the nodes, [`parse_error`] words what the parser refuses, [`Compiler`] knows scopes, registers,
//! jumps, calls and closures. What it emits are the ops of the run-time kit's `plain`.
#![forbid(unsafe_code)]

mod compiler;
mod control;
mod functions;
mod lexer;
mod literal;
mod parse;
mod scope;
mod tree;

pub use compiler::{Compile, Compiler, compile};
pub use lexer::{Spanned, Token, tokens};
pub use literal::{integer, string};
pub use parse::parse_error;
pub use scope::{Mentions, Names, Place, Scope};
pub use trackway_bytecode::{CodeUnit, CompileError, Const, Fallible, Label, Operand, Reg, SourceFile};
pub use tree::{Block, Function, Node, Ref, Tree};
