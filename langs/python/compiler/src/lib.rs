//! Python source to bytecode, without the run time.
//!
//! Three passes: [`syntax`] parses (ruff's parser) and guards against sources that nest too deep, `scope` decides
//! where every name lives, `compile` emits register code. `OPS.md` beside this crate lists the ops.
#![forbid(unsafe_code)]

mod compile;
mod driver;
mod scope;
mod syntax;

pub use driver::{Mode, Options, compile, compile_with};
pub use syntax::error::{ErrorKind, SyntaxError};
