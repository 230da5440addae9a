//! What the instructions do; those that every plain language has are the kit's.
//!
//! An op is written once and serves the interpreter and the JIT's recorder: `T<M, X>` is an X whose
//! value the recorder does not rely on. Comparing and testing decides: then the trace holds for
//! this outcome. What is left to a `#[residual]` helper is an opaque call, so keep it off the
//! common path.

use crate::builtins;
use trackway::{Args, Count, Mode, Out, Src, Step, op};
use trackway_kit::plain::arith::{arithmetic, compare, quotient, sum};
use trackway_kit::plain::closures;

/// `d = a + b`: numbers, strings, lists.
#[op]
pub fn add<M: Mode>(m: M, d: Out, a: Src, b: Src) -> Step {
    sum(m, d, (m.get(a), m.get(b)))
}

/// `d = a - b`
#[op]
pub fn sub<M: Mode>(m: M, d: Out, a: Src, b: Src) -> Step {
    arithmetic(m, d, (m.get(a), m.get(b)), |i, j| i.checked_sub(j), |f, g| f - g)
}

/// `d = a * b`
#[op]
pub fn mul<M: Mode>(m: M, d: Out, a: Src, b: Src) -> Step {
    arithmetic(m, d, (m.get(a), m.get(b)), |i, j| i.checked_mul(j), |f, g| f * g)
}

/// `d = a / b`, a float.
#[op]
pub fn div<M: Mode>(m: M, d: Out, a: Src, b: Src) -> Step {
    quotient(m, d, (m.get(a), m.get(b)))
}

/// `d = -a`
#[op]
pub fn neg<M: Mode>(m: M, d: Out, a: Src) -> Step {
    arithmetic(m, d, (m.get(a), m.get(a)), |i, _| i.checked_neg(), |f, _| -f)
}

/// `d = a < b`
#[op]
pub fn less<M: Mode>(m: M, d: Out, a: Src, b: Src) -> Step {
    compare(m, d, (m.get(a), m.get(b)), |i, j| i < j, |f, g| f < g)
}

/// `d = a <= b`
#[op]
pub fn less_equal<M: Mode>(m: M, d: Out, a: Src, b: Src) -> Step {
    compare(m, d, (m.get(a), m.get(b)), |i, j| i <= j, |f, g| f <= g)
}

/// `d` = what the callee in `w` answers to the `n` arguments behind it.
#[op]
pub fn call<M: Mode>(m: M, d: Out, w: Args<0>, n: Count) -> Step {
    closures::call(m, d, w, n, builtins::TABLE, builtins::call)
}
