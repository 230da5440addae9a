//! Comparison, as a value and as a jump.

use crate::ops::arith::{doubles, not_numbers};
use crate::types::{FALSE, TRUE};
use std::cmp::Ordering;
use trackway::{In, Machine, Mode, Out, Raise, Step, T, Target, Value, op, residual, smalls};
use trackway_kit::{List, Str};

/// Strings by code point; -1, 0, 1, or 2 for what has no order.
#[residual(elidable)]
pub fn order(machine: &Machine, a: Value, b: Value) -> i64 {
    match (a.cast::<Str>(), b.cast::<Str>()) {
        (Some(a), Some(b)) => Str::bytes(&machine.heap, a).cmp(Str::bytes(&machine.heap, b)) as i64,
        _ => 2,
    }
}

/// Equal by content, for strings and lists; the same object otherwise.
#[residual(reads)]
pub fn same(machine: &Machine, a: Value, b: Value) -> bool {
    equal(machine, a, b)
}

fn equal(machine: &Machine, a: Value, b: Value) -> bool {
    let mut work = vec![(a, b)];
    while let Some((a, b)) = work.pop() {
        if let (Some(x), Some(y)) = (a.cast::<List>(), b.cast::<List>()) {
            if List::len(x) != List::len(y) {
                return false;
            }
            work.extend(List::to_vec(x).into_iter().zip(List::to_vec(y)));
        } else if let (Some(x), Some(y)) = (a.cast::<Str>(), b.cast::<Str>()) {
            if !Str::equal(&machine.heap, x, y) {
                return false;
            }
        } else if number(a).is_none_or(|x| number(b) != Some(x)) && a != b {
            return false;
        }
    }
    true
}

fn number(v: Value) -> Option<f64> {
    v.as_float().or_else(|| v.as_int().map(|i| i as f64))
}

/// `x < y`. Decides.
#[inline(always)]
pub fn less<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>) -> Result<bool, Raise> {
    if let Some((i, j)) = smalls(x, y) {
        return Ok(i < j);
    }
    if let Some((f, g)) = doubles(x, y) {
        return Ok(f < g);
    }
    Ok(ordering(m, x, y)? == Ordering::Less)
}

/// `x <= y`. Decides.
#[inline(always)]
pub fn less_equal<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>) -> Result<bool, Raise> {
    if let Some((i, j)) = smalls(x, y) {
        return Ok(i <= j);
    }
    if let Some((f, g)) = doubles(x, y) {
        return Ok(f <= g);
    }
    Ok(ordering(m, x, y)? != Ordering::Greater)
}

#[inline(always)]
fn ordering<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>) -> Result<Ordering, Raise> {
    match order::call(m, x, y).promote() {
        -1 => Ok(Ordering::Less),
        0 => Ok(Ordering::Equal),
        1 => Ok(Ordering::Greater),
        _ => not_numbers::call(m, x, y).map(|_| Ordering::Equal),
    }
}

/// `x == y`. Decides.
#[inline(always)]
pub fn equals<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>) -> bool {
    if let Some((i, j)) = smalls(x, y) {
        return i == j;
    }
    if let Some((f, g)) = doubles(x, y) {
        return f == g;
    }
    same::call(m, x, y).test()
}

#[inline(always)]
fn answer<M: Mode>(m: M, d: Out, yes: bool) -> Step {
    m.set(d, T::lit(m.root(if yes { TRUE } else { FALSE })));
    m.next()
}

/// `d = a < b`
#[op]
pub fn lt<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    let yes = less(m, m.get(a), m.get(b))?;
    answer(m, d, yes)
}

/// `d = a <= b`
#[op]
pub fn le<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    let yes = less_equal(m, m.get(a), m.get(b))?;
    answer(m, d, yes)
}

/// `d = a == b`
#[op]
pub fn eq<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    answer(m, d, equals(m, m.get(a), m.get(b)))
}

/// `d = a != b`
#[op]
pub fn ne<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    answer(m, d, !equals(m, m.get(a), m.get(b)))
}

#[inline(always)]
fn unless<M: Mode>(m: M, yes: bool, t: Target) -> Step {
    if yes { m.next() } else { m.jump(t) }
}

/// Goes to `t` unless `a < b`.
#[op]
pub fn jump_if_not_lt<M: Mode>(m: M, a: In, b: In, t: Target) -> Step {
    let yes = less(m, m.get(a), m.get(b))?;
    unless(m, yes, t)
}

/// Goes to `t` unless `a <= b`.
#[op]
pub fn jump_if_not_le<M: Mode>(m: M, a: In, b: In, t: Target) -> Step {
    let yes = less_equal(m, m.get(a), m.get(b))?;
    unless(m, yes, t)
}

/// Goes to `t` unless `a == b`.
#[op]
pub fn jump_if_not_eq<M: Mode>(m: M, a: In, b: In, t: Target) -> Step {
    unless(m, equals(m, m.get(a), m.get(b)), t)
}

/// Goes to `t` unless `a != b`.
#[op]
pub fn jump_if_not_ne<M: Mode>(m: M, a: In, b: In, t: Target) -> Step {
    unless(m, !equals(m, m.get(a), m.get(b)), t)
}
