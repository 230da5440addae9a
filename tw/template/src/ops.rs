//! What the instructions do; those that every plain language has are the kit's.
//!
//! An op is written once and serves the interpreter and the JIT's recorder: `T<M, X>` is an X whose
//! value the recorder does not rely on. Comparing and testing decides: then the trace holds for
//! this outcome. What is left to a `#[residual]` helper is an opaque call, so keep it off the
//! common path.

use crate::builtins;
use crate::values::Function;
use trackway::{Args, Count, In, Machine, Mode, Out, Raise, Ret, Step, T, Value, op, residual};
use trackway_kit::builtin::Builtin;
use trackway_kit::numbers::{Numbers, numbers};
use trackway_kit::plain::arith::{arithmetic, compare, mismatch};
use trackway_kit::plain::{error, join};

/// Strings and lists.
#[residual(allocates)]
pub fn add_others(machine: &Machine, x: Value, y: Value) -> Result<Value, Raise> {
    join(machine, x, y).map_or_else(|| mismatch(machine, x, y), Ok)
}

/// `d = a + b`: numbers, strings, lists.
#[op]
pub fn add<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    let (x, y) = (m.get(a), m.get(b));
    match numbers(x, y) {
        Numbers::Others => m.put(d, add_others::call(m, x, y)?),
        _ => arithmetic(m, d, (x, y), |i, j| i.checked_add(j), |f, g| f + g),
    }
}

/// `d = a - b`
#[op]
pub fn sub<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    arithmetic(m, d, (m.get(a), m.get(b)), |i, j| i.checked_sub(j), |f, g| f - g)
}

/// `d = a * b`
#[op]
pub fn mul<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    arithmetic(m, d, (m.get(a), m.get(b)), |i, j| i.checked_mul(j), |f, g| f * g)
}

/// `d = a / b`, a float.
#[op]
pub fn div<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    let (x, y) = (m.get(a), m.get(b));
    match numbers(x, y) {
        Numbers::Ints(i, j) => m.put(d, (i.to_float() / j.to_float()).value(m)),
        Numbers::Floats(f, g) => m.put(d, (f / g).value(m)),
        Numbers::Others => m.put(d, mismatch::call(m, x, y)?),
    }
}

/// `d = -a`
#[op]
pub fn neg<M: Mode>(m: M, d: Out, a: In) -> Step {
    arithmetic(m, d, (m.get(a), m.get(a)), |i, _| i.checked_neg(), |f, _| -f)
}

/// `d = a < b`
#[op]
pub fn less<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    compare(m, d, (m.get(a), m.get(b)), |i, j| i < j, |f, g| f < g)
}

/// `d = a <= b`
#[op]
pub fn less_equal<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    compare(m, d, (m.get(a), m.get(b)), |i, j| i <= j, |f, g| f <= g)
}

/// Calls what is in `w` with the `n` arguments behind it.
#[op]
pub fn call<M: Mode>(m: M, d: Out, w: Args<0>, n: Count) -> Step {
    let callee = m.register(w.0);
    if let Some(f) = callee.cast::<Function>(m) {
        // The trace holds for this code alone. Its frame begins in the window.
        let code = m.field(f, Function::CODE).promote();
        if code.params == n.0 {
            return m.call(code, w.0, d, Ret::Write);
        }
    } else if let Some(b) = callee.cast::<Builtin>(m) {
        let number = m.field(b, Builtin::NUMBER).promote();
        if builtins::TABLE[number as usize].1.is_none_or(|params| params == n.0) {
            return builtins::call(m, number, d, w.0 + trackway::bytecode::FRAME_HEADER, n.0);
        }
    }
    m.put(d, not_callable::call(m, callee, T::lit(n.0 as i64))?)
}

/// A call of what is no function, or takes another number of arguments.
#[residual(repeatable)]
pub fn not_callable(machine: &Machine, callee: Value, n: i64) -> Result<Value, Raise> {
    let is_function = callee.cast::<Function>().is_some() || callee.cast::<Builtin>().is_some();
    Err(match is_function {
        true => error(machine, &format!("this function does not take {n} arguments")),
        false => error(machine, "this is not a function"),
    })
}
