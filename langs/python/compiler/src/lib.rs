//! Python source to bytecode, without the run time.
//!
//! Three passes: [`syntax`] parses (ruff's parser) and guards against sources that nest too deep, `scope` decides
//! where every name lives, `compile` emits register code; `tree` hands the syntax tree out. `OPS.md` beside this crate lists the ops.
#![forbid(unsafe_code)]

mod compile;
mod driver;
mod scope;
mod syntax;
mod tree;

pub use driver::{Mode, Options, compile, compile_warned, compile_with, input, parse};
pub use syntax::error::{ErrorKind, SyntaxError};
pub use syntax::interactive::Input;
pub use syntax::warn::Warning;
pub use tree::{Place, Step};
