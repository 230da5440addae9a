//! Calc, the teaching language: the one page that declares it.
//!
//! A language is a list of ops, a way to make its constants, and its words for the errors that
//! the framework can run into. The JIT, the collector and the generators' frames come with it, and
//! so does a way into Rust programs:
//!
//! ```
//! let mut calc = trackway::Engine::<trackway_calc::Calc>::new();
//! calc.run("fn square(x) { return x * x }", "a.calc")?;
//! assert_eq!(calc.call("square", &[12.into()])?, trackway::Data::Int(144));
//! # Ok::<(), trackway::EngineError>(())
//! ```
#![forbid(unsafe_code)]

pub mod builtins;
pub mod ops;
pub mod types;

use ops::{arith, compare, control};
use trackway::bytecode::{CodeUnit, CompileError, Const};
use trackway::{CodeRef, Language, Machine, Value, language};
use trackway_kit::cli::Command;
use trackway_kit::plain::{World, control::left_by_exception, generators, ops as plain, text};

/// The language.
pub struct Calc;

#[rustfmt::skip]
#[language(ops(
    plain::mov, plain::load_const, plain::load_global, plain::store_global,
    plain::make_cell, plain::load_cell, plain::store_cell, control::load_closure,
    plain::build_list, plain::build_dict, plain::get_index, plain::set_index,
    arith::add, arith::sub, arith::mul, arith::div, arith::idiv, arith::mod_, arith::neg,
    compare::jump_unless_lt, compare::jump_unless_le, compare::jump_unless_eq, compare::jump_unless_ne,
    plain::jump, plain::loop_back, plain::jump_if, plain::jump_if_not,
    control::make_function, control::call, control::iterate, generators::return_,
    generators::generator_start, generators::yield_, generators::next, generators::jump_if_end,
))]
impl Language for Calc {
    const NAME: &'static str = "calc";

    fn constant(machine: &Machine, c: &Const) -> Value {
        types::constant(machine, c)
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
    fn fiber_left(machine: &Machine) {
        left_by_exception(machine);
    }
    fn note_traceback(machine: &Machine, _: Value, code: CodeRef, pc: u32) {
        machine.guest::<World>().note(code, pc);
    }
}

trackway_kit::embed_plain!(Calc, types::apply);

impl Command for Calc {
    fn compile(source: &str, file: &str) -> Result<CodeUnit, CompileError> {
        trackway_calc_compiler::compile(source, file)
    }
    fn set_up(machine: &Machine) -> Value {
        types::set_up(machine)
    }
}
