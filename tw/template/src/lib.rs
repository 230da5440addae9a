//! Mylang: the one page that declares it.
//!
//! A language is a list of ops, a compiler to them, and its words for the errors that the framework
//! can run into. The JIT, the collector and the prompt come with it.
#![forbid(unsafe_code)]

mod ast;
mod builtins;
mod compile;
mod lexer;
mod ops;
lalrpop_util::lalrpop_mod!(
    #[allow(clippy::all)]
    grammar
);

use trackway::bytecode::{CodeUnit, CompileError};
use trackway::{Language, language};
use trackway_kit::builtin::Builtins;
use trackway_kit::cli::Command;
use trackway_kit::plain::{closures, generators, ops as plain};

/// The language.
pub struct Mylang;

#[rustfmt::skip]
#[language(ops(
    plain::mov, plain::load_const, plain::load_global, plain::store_global,
    plain::make_cell, plain::load_cell, plain::store_cell,
    closures::make_function, closures::load_closure,
    plain::build_list, plain::get_index, plain::set_index,
    plain::jump, plain::jump_if_not, plain::loop_back,
    ops::add, ops::sub, ops::mul, ops::div, ops::neg,
    ops::less, ops::less_equal, plain::equal, plain::not_equal,
    ops::call, generators::return_,
))]
impl Language for Mylang {
    const NAME: &'static str = "mylang";

    // Constants, and the words for the framework's errors, which are strings.
    trackway_kit::plain_language!();
}

/// The binary and its prompt.
impl Command for Mylang {
    const BUILTINS: Builtins = builtins::TABLE;

    fn compile(source: &str, file: &str) -> Result<CodeUnit, CompileError> {
        compile::compile(source, file)
    }
}
