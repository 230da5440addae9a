//! Comparison of plain guests. There are jumps: where a program wants the answer as a value, its compiler makes two
//! branches that load `true` and `false`. So the common case, a condition, is one instruction.

use super::arith::mismatch;
use super::same;
use crate::numbers::{Numbers, numbers};
use trackway::{Machine, Mode, Raise, Small, Src, Step, T, Target, Value, op, residual};

/// Goes to `t` unless the operands compare so: as integers, as floats, or as what else they are.
#[inline(always)]
pub fn jump_unless<M: Mode>(
    m: M,
    (a, b, t): (Src, Src, Target),
    ints: impl FnOnce(T<M, Small>, T<M, Small>) -> bool,
    floats: impl FnOnce(T<M, f64>, T<M, f64>) -> bool,
    others: impl FnOnce(T<M, Value>, T<M, Value>) -> Result<bool, Raise>,
) -> Step {
    let (x, y) = (m.get(a), m.get(b));
    let holds = match numbers(x, y) {
        Numbers::Ints(i, j) => ints(i, j),
        Numbers::Floats(f, g) => floats(f, g),
        Numbers::Others => others(x, y)?,
    };
    if holds { m.next() } else { m.jump(t) }
}

/// -1, 0 or 1 for strings; the rest has no order.
#[residual(allocates)]
pub fn order(machine: &Machine, x: Value, y: Value) -> Result<i64, Raise> {
    match super::order(machine, x, y) {
        Some(order) => Ok(order as i64),
        None => mismatch(machine, x, y).map(|_| 0),
    }
}

/// Goes to `t` unless `a < b`.
#[op]
pub fn jump_unless_lt<M: Mode>(m: M, a: Src, b: Src, t: Target) -> Step {
    jump_unless(m, (a, b, t), |i, j| i < j, |f, g| f < g, |x, y| Ok(order::call(m, x, y)? < 0))
}

/// Goes to `t` unless `a <= b`.
#[op]
pub fn jump_unless_le<M: Mode>(m: M, a: Src, b: Src, t: Target) -> Step {
    jump_unless(m, (a, b, t), |i, j| i <= j, |f, g| f <= g, |x, y| Ok(order::call(m, x, y)? <= 0))
}

/// Goes to `t` unless `a == b`.
#[op]
pub fn jump_unless_eq<M: Mode>(m: M, a: Src, b: Src, t: Target) -> Step {
    jump_unless(m, (a, b, t), |i, j| i == j, |f, g| f == g, |x, y| Ok(same(m, x, y)))
}

/// Goes to `t` unless `a != b`.
#[op]
pub fn jump_unless_ne<M: Mode>(m: M, a: Src, b: Src, t: Target) -> Step {
    jump_unless(m, (a, b, t), |i, j| i != j, |f, g| f != g, |x, y| Ok(!same(m, x, y)))
}
