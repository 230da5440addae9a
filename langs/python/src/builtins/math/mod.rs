//! The math module.

pub mod aggregate;
pub mod float;
pub mod int;
pub mod parts;

use super::num::{Num, num};
use super::{Home, Table};
use crate::errors::{raise, type_error, value_error};
use crate::types::builtin::Cls;
use crate::types::module;
use crate::types::objects::Module;
use crate::values::type_name;
use trackway::{Gc, Machine, Raise, Value};

/// The tables of this family.
pub const TABLES: &[Table] = &[
    Table { home: Home::Module("math"), natives: float::FUNCTIONS },
    Table { home: Home::Module("math"), natives: parts::FUNCTIONS },
    Table { home: Home::Module("math"), natives: int::FUNCTIONS },
    Table { home: Home::Module("math"), natives: aggregate::FUNCTIONS },
    Table { home: Home::Prelude, natives: aggregate::PRIVATE },
];

/// The module's constants.
const CONSTANTS: &[(&str, f64)] = &[
    ("pi", std::f64::consts::PI),
    ("e", std::f64::consts::E),
    ("tau", std::f64::consts::TAU),
    ("inf", f64::INFINITY),
    ("nan", f64::NAN),
];

/// Defines the module's constants.
pub fn constants(machine: &Machine, m: Gc<Module>) {
    for (name, f) in CONSTANTS {
        module::define(machine, m, name, machine.heap.float(*f));
    }
}

/// All arguments are doubles: see [`Native::reals`](super::native::Native).
const ALL: u8 = 0xff;

/// A real argument. Instances with `__float__` were asked before: they are not numbers here.
pub fn real(machine: &Machine, v: Value) -> Result<f64, Raise> {
    match num(machine, v) {
        Some(Num::Float(f)) => Ok(f),
        Some(Num::Int(i)) => i.to_f64(machine),
        None => Err(type_error(machine, &format!("must be real number, not {}", type_name(machine, v)))),
    }
}

/// A result that must not overflow where the arguments were finite.
pub fn checked(machine: &Machine, f: f64, finite: bool) -> Result<Value, Raise> {
    if f.is_infinite() && finite {
        return Err(raise(machine, Cls::OverflowError, "math range error"));
    }
    if f.is_nan() && finite {
        return Err(domain(machine));
    }
    Ok(machine.heap.float(f))
}

/// The exception for an argument outside the domain.
#[cold]
pub fn domain(machine: &Machine) -> Raise {
    value_error(machine, "math domain error")
}

/// The exception that says what was expected.
#[cold]
pub fn expected(machine: &Machine, what: &str, f: f64) -> Raise {
    value_error(machine, &format!("expected {what}, got {}", super::num::float_text::repr(f)))
}
