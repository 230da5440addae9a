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

use ops::{arith, control};
use trackway::bytecode::{CodeUnit, CompileError};
use trackway::{Language, language};
use trackway_kit::builtin::Builtins;
use trackway_kit::cli::Command;
use trackway_kit::plain::{closures, compare, generators, ops as plain};

/// The language.
pub struct Calc;

#[rustfmt::skip]
#[language(ops(
    plain::mov, plain::load_const, plain::load_global, plain::store_global,
    plain::make_cell, plain::load_cell, plain::store_cell, closures::load_closure,
    plain::build_list, plain::build_dict, plain::get_index, plain::set_index,
    arith::add, arith::sub, arith::mul, arith::div, arith::idiv, arith::mod_, arith::neg,
    compare::jump_unless_lt, compare::jump_unless_le, compare::jump_unless_eq, compare::jump_unless_ne,
    plain::jump, plain::loop_back, plain::jump_if, plain::jump_if_not,
    closures::make_function, control::call, control::iterate, generators::return_,
    generators::generator_start, generators::yield_, generators::next, generators::jump_if_end,
))]
impl Language for Calc {
    const NAME: &'static str = "calc";

    // Constants, and the words for the framework's errors, which are strings.
    trackway_kit::plain_language!();
}

/// The binary and its prompt.
impl Command for Calc {
    const BUILTINS: Builtins = builtins::TABLE;
    const PRELUDE: &'static str = include_str!("prelude/prelude.calc");

    fn compile(source: &str, file: &str) -> Result<CodeUnit, CompileError> {
        trackway_calc_compiler::compile(source, file)
    }
}

// `Engine<Calc>`, as above.
trackway_kit::embed_plain!(Calc);
