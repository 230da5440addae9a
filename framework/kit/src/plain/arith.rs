//! Arithmetic and comparison of numbers within an op: small integers and doubles stay where a trace
//! sees them. What else an operation is for, the guest says before it comes here.

use super::{boolean, error, join, type_name};
use crate::numbers::{Numbers, numbers};
use trackway::{Machine, Mode, Out, Raise, Small, Step, T, Value, residual};

/// Operands that an operation is not for.
#[residual(repeatable)]
pub fn mismatch(machine: &Machine, x: Value, y: Value) -> Result<Value, Raise> {
    Err(error(machine, &format!("this does not work on {} and {}", type_name(x), type_name(y))))
}

/// A result that is no small integer: the only divisor that does that otherwise is 0.
#[residual(repeatable)]
pub fn not_an_int(machine: &Machine, y: Value) -> Result<Value, Raise> {
    Err(error(machine, if y == Value::ZERO { "division by zero" } else { "integer overflow" }))
}

/// `d` = x and y under an operation on integers, which may fail, or on floats.
#[inline(always)]
pub fn arithmetic<M: Mode>(
    m: M,
    d: Out,
    (x, y): (T<M, Value>, T<M, Value>),
    ints: impl FnOnce(T<M, Small>, T<M, Small>) -> Option<T<M, Small>>,
    floats: impl FnOnce(T<M, f64>, T<M, f64>) -> T<M, f64>,
) -> Step {
    match numbers(x, y) {
        Numbers::Ints(i, j) => match ints(i, j) {
            Some(s) => m.put(d, s.value()),
            None => m.put(d, not_an_int::call(m, y)?),
        },
        Numbers::Floats(f, g) => m.put(d, floats(f, g).value(m)),
        Numbers::Others => m.put(d, mismatch::call(m, x, y)?),
    }
}

/// `d = x + y`: numbers, strings, lists.
#[inline(always)]
pub fn sum<M: Mode>(m: M, d: Out, (x, y): (T<M, Value>, T<M, Value>)) -> Step {
    match numbers(x, y) {
        Numbers::Others => m.put(d, joined::call(m, x, y)?),
        _ => arithmetic(m, d, (x, y), |i, j| i.checked_add(j), |f, g| f + g),
    }
}

/// Two strings or two lists in one; everything else is a mistake.
#[residual(allocates)]
pub fn joined(machine: &Machine, x: Value, y: Value) -> Result<Value, Raise> {
    join(machine, x, y).map_or_else(|| mismatch(machine, x, y), Ok)
}

/// `d = x / y`, a float.
#[inline(always)]
pub fn quotient<M: Mode>(m: M, d: Out, (x, y): (T<M, Value>, T<M, Value>)) -> Step {
    match numbers(x, y) {
        Numbers::Ints(i, j) => m.put(d, (i.to_float() / j.to_float()).value(m)),
        Numbers::Floats(f, g) => m.put(d, (f / g).value(m)),
        Numbers::Others => m.put(d, mismatch::call(m, x, y)?),
    }
}

/// `d` = whether two numbers compare so. Decides.
#[inline(always)]
pub fn compare<M: Mode>(
    m: M,
    d: Out,
    (x, y): (T<M, Value>, T<M, Value>),
    ints: impl FnOnce(T<M, Small>, T<M, Small>) -> bool,
    floats: impl FnOnce(T<M, f64>, T<M, f64>) -> bool,
) -> Step {
    match numbers(x, y) {
        Numbers::Ints(i, j) => m.put(d, boolean(m, ints(i, j))),
        Numbers::Floats(f, g) => m.put(d, boolean(m, floats(f, g))),
        Numbers::Others => m.put(d, mismatch::call(m, x, y)?),
    }
}
