//! Arithmetic. Small integers and doubles are handled in the op, where a trace sees them and keeps them
//! in machine registers; the rest is a residual helper, an opaque call.

use trackway::{In, Machine, Mode, Out, Raise, Small, Step, T, Value, op, residual};
use trackway_kit::numbers::{Numbers, numbers};
use trackway_kit::plain::arith::{arithmetic, mismatch};
use trackway_kit::plain::join;

/// Strings and lists; everything else is a mistake.
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

/// `d = a // b`, rounded down.
#[op]
pub fn idiv<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    let ints = |i: T<M, Small>, j: T<M, Small>| if j == 0 { None } else { i.checked_floor_div(j) };
    arithmetic(m, d, (m.get(a), m.get(b)), ints, |f, g| (f / g).floor())
}

/// `d = a % b`, with the sign of b.
#[op]
pub fn mod_<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    let ints = |i: T<M, Small>, j: T<M, Small>| if j == 0 { None } else { Some(i.floor_mod(j)) };
    arithmetic(m, d, (m.get(a), m.get(b)), ints, |f, g| f - (f / g).floor() * g)
}

/// `d = -a`
#[op]
pub fn neg<M: Mode>(m: M, d: Out, a: In) -> Step {
    arithmetic(m, d, (m.get(a), m.get(a)), |i, _| i.checked_neg(), |f, _| -f)
}
