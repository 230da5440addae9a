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
pub mod values;
lalrpop_util::lalrpop_mod!(
    #[allow(clippy::all)]
    grammar
);

use trackway::bytecode::{CodeUnit, CompileError, Const};
use trackway::{CodeRef, Language, Machine, Value, language};
use trackway_kit::cli::Command;
use trackway_kit::plain::{World, generators, ops as plain, text};

/// The language.
pub struct Mylang;

#[rustfmt::skip]
#[language(ops(
    plain::mov, plain::load_const, plain::load_global, plain::store_global,
    plain::build_list, plain::get_index, plain::set_index,
    plain::jump, plain::jump_if_not, plain::loop_back,
    ops::add, ops::sub, ops::mul, ops::div, ops::neg,
    ops::less, ops::less_equal, plain::equal, plain::not_equal,
    ops::call, generators::return_,
))]
impl Language for Mylang {
    const NAME: &'static str = "mylang";

    fn constant(machine: &Machine, c: &Const) -> Value {
        values::constant(machine, c)
    }
    fn stack_overflow(machine: &Machine) -> Value {
        text(machine, "calls are nested too deeply")
    }
    fn out_of_memory(machine: &Machine) -> Value {
        text(machine, "out of memory")
    }
    fn interrupted(machine: &Machine) -> Value {
        text(machine, "interrupted")
    }
    fn note_traceback(machine: &Machine, _: Value, code: CodeRef, pc: u32) {
        machine.guest::<World>().note(code, pc);
    }
}

impl Command for Mylang {
    fn compile(source: &str, file: &str) -> Result<CodeUnit, CompileError> {
        compile::compile(source, file)
    }
    fn set_up(machine: &Machine) -> Value {
        values::set_up(machine)
    }
}
