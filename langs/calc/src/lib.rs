//! Calc, the teaching language: the one page that declares it.
//!
//! A language is a list of ops, a way to make its constants, and its words for the errors that
//! the framework can run into. The JIT, the collector and the generators' frames come with it.
#![forbid(unsafe_code)]

pub mod builtins;
pub mod ops;
pub mod types;

use trackway::bytecode::Const;
use trackway::{CodeRef, Language, Machine, Value, language};

/// The language.
pub struct Calc;

#[language(ops(
    ops::data::mov,
    ops::data::load_const,
    ops::data::load_global,
    ops::data::store_global,
    ops::data::make_cell,
    ops::data::load_cell,
    ops::data::store_cell,
    ops::data::load_closure,
    ops::data::build_list,
    ops::data::build_dict,
    ops::data::get_index,
    ops::data::set_index,
    ops::arith::add,
    ops::arith::sub,
    ops::arith::mul,
    ops::arith::div,
    ops::arith::idiv,
    ops::arith::mod_,
    ops::arith::neg,
    ops::arith::not,
    ops::compare::lt,
    ops::compare::le,
    ops::compare::eq,
    ops::compare::ne,
    ops::compare::jump_if_not_lt,
    ops::compare::jump_if_not_le,
    ops::compare::jump_if_not_eq,
    ops::compare::jump_if_not_ne,
    ops::control::jump,
    ops::control::loop_back,
    ops::control::jump_if,
    ops::control::jump_if_not,
    ops::control::make_function,
    ops::control::call,
    ops::control::return_,
    ops::control::generator_start,
    ops::control::yield_,
    ops::control::get_iter,
    ops::control::next,
    ops::control::jump_if_end
))]
impl Language for Calc {
    const NAME: &'static str = "calc";

    fn constant(machine: &Machine, c: &Const) -> Value {
        types::constant(machine, c)
    }
    fn stack_overflow(machine: &Machine) -> Value {
        types::text(machine, "calls are nested too deeply")
    }
    fn out_of_memory(machine: &Machine) -> Value {
        types::text(machine, "out of memory")
    }
    fn interrupted(machine: &Machine) -> Value {
        types::text(machine, "interrupted")
    }
    fn note_traceback(machine: &Machine, _: Value, code: CodeRef, pc: u32) {
        machine.guest::<types::World>().note(code, pc);
    }
}
