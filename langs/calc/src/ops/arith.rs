//! Arithmetic. Small integers and doubles are handled in the op, where a trace sees them and keeps them
//! in machine registers; the rest is a residual helper, an opaque call.

use trackway::{Mode, Out, Small, Src, Step, T, op};
use trackway_kit::plain::arith::{arithmetic, quotient, sum};

/// `d = a + b`: numbers, strings, lists.
#[op]
pub fn add<M: Mode>(m: M, d: Out, a: Src, b: Src) -> Step {
    sum(m, d, (m.get(a), m.get(b)))
}

/// `d = a - b`. What may fail is an `Option`: without a result the integers overflow.
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

/// `d = a // b`, rounded down. Comparing `j` with 0 decides: a trace holds for one outcome.
#[op]
pub fn idiv<M: Mode>(m: M, d: Out, a: Src, b: Src) -> Step {
    let ints = |i: T<M, Small>, j: T<M, Small>| if j == 0 { None } else { i.checked_floor_div(j) };
    arithmetic(m, d, (m.get(a), m.get(b)), ints, |f, g| (f / g).floor())
}

/// `d = a % b`, with the sign of b.
#[op]
pub fn mod_<M: Mode>(m: M, d: Out, a: Src, b: Src) -> Step {
    let ints = |i: T<M, Small>, j: T<M, Small>| if j == 0 { None } else { Some(i.floor_mod(j)) };
    arithmetic(m, d, (m.get(a), m.get(b)), ints, |f, g| f - (f / g).floor() * g)
}

/// `d = -a`
#[op]
pub fn neg<M: Mode>(m: M, d: Out, a: Src) -> Step {
    arithmetic(m, d, (m.get(a), m.get(a)), |i, _| i.checked_neg(), |f, _| -f)
}
