//! Arithmetic. Small integers and doubles are handled in the op, where a trace sees them; the
//! rest is a residual helper.

use crate::types::{FALSE, NIL, TRUE, error, type_name};
use trackway::{In, Machine, Mode, Out, Raise, Step, T, Value, op, residual, smalls};
use trackway_kit::{List, Str};

/// Both operands as doubles, if they are numbers and not both integers. Decides.
#[inline(always)]
pub fn doubles<M: Mode>(x: T<M, Value>, y: T<M, Value>) -> Option<(T<M, f64>, T<M, f64>)> {
    Some((double(x)?, double(y)?))
}

#[inline(always)]
fn double<M: Mode>(x: T<M, Value>) -> Option<T<M, f64>> {
    match x.as_float() {
        Some(f) => Some(f),
        None => Some(x.as_small()?.to_float()),
    }
}

/// The integer that did not fit, as an error.
#[residual(repeatable)]
pub fn overflow(machine: &Machine) -> Result<Value, Raise> {
    Err(error(machine, "integer overflow"))
}

/// Division by an integer zero.
#[residual(repeatable)]
pub fn divided_by_zero(machine: &Machine) -> Result<Value, Raise> {
    Err(error(machine, "division by zero"))
}

/// Strings and lists; everything else is an error.
#[residual(allocates)]
pub fn add_others(machine: &Machine, a: Value, b: Value) -> Result<Value, Raise> {
    let heap = &machine.heap;
    if let (Some(a), Some(b)) = (a.cast::<Str>(), b.cast::<Str>()) {
        return Ok(Str::concat(heap, a, b).value());
    }
    if let (Some(a), Some(b)) = (a.cast::<List>(), b.cast::<List>()) {
        let mut all = List::to_vec(a);
        all.extend(List::to_vec(b));
        return Ok(List::new(heap, &all).value());
    }
    Err(mismatch(machine, a, b))
}

/// Operands that are no numbers.
#[residual(repeatable)]
pub fn not_numbers(machine: &Machine, a: Value, b: Value) -> Result<Value, Raise> {
    Err(mismatch(machine, a, b))
}

fn mismatch(machine: &Machine, a: Value, b: Value) -> Raise {
    let (a, b) = (type_name(machine, a), type_name(machine, b));
    error(machine, &format!("this does not work on {a} and {b}"))
}

/// `d = a + b`: numbers, strings, lists.
#[op]
pub fn add<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    let (x, y) = (m.get(a), m.get(b));
    let v = if let Some((i, j)) = smalls(x, y) {
        match i.checked_add(j) {
            Some(s) => s.value(),
            None => overflow::call(m)?,
        }
    } else if let Some((f, g)) = doubles(x, y) {
        (f + g).value(m)
    } else {
        add_others::call(m, x, y)?
    };
    m.set(d, v);
    m.next()
}

/// `d = a - b`
#[op]
pub fn sub<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    let (x, y) = (m.get(a), m.get(b));
    let v = if let Some((i, j)) = smalls(x, y) {
        match i.checked_sub(j) {
            Some(s) => s.value(),
            None => overflow::call(m)?,
        }
    } else if let Some((f, g)) = doubles(x, y) {
        (f - g).value(m)
    } else {
        not_numbers::call(m, x, y)?
    };
    m.set(d, v);
    m.next()
}

/// `d = a * b`
#[op]
pub fn mul<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    let (x, y) = (m.get(a), m.get(b));
    let v = if let Some((i, j)) = smalls(x, y) {
        match i.checked_mul(j) {
            Some(s) => s.value(),
            None => overflow::call(m)?,
        }
    } else if let Some((f, g)) = doubles(x, y) {
        (f * g).value(m)
    } else {
        not_numbers::call(m, x, y)?
    };
    m.set(d, v);
    m.next()
}

/// `d = a / b`, a float.
#[op]
pub fn div<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    let (x, y) = (m.get(a), m.get(b));
    let v = match doubles(x, y) {
        Some((f, g)) => (f / g).value(m),
        None => not_numbers::call(m, x, y)?,
    };
    m.set(d, v);
    m.next()
}

/// `d = a // b`, rounded down.
#[op]
pub fn idiv<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    let (x, y) = (m.get(a), m.get(b));
    let v = if let Some((i, j)) = smalls(x, y) {
        if j == 0 {
            divided_by_zero::call(m)?
        } else {
            match i.checked_floor_div(j) {
                Some(s) => s.value(),
                None => overflow::call(m)?,
            }
        }
    } else if let Some((f, g)) = doubles(x, y) {
        (f / g).floor().value(m)
    } else {
        not_numbers::call(m, x, y)?
    };
    m.set(d, v);
    m.next()
}

/// `d = a % b`, with the sign of b.
#[op]
pub fn mod_<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    let (x, y) = (m.get(a), m.get(b));
    let v = if let Some((i, j)) = smalls(x, y) {
        if j == 0 { divided_by_zero::call(m)? } else { i.floor_mod(j).value() }
    } else if let Some((f, g)) = doubles(x, y) {
        (f - (f / g).floor() * g).value(m)
    } else {
        not_numbers::call(m, x, y)?
    };
    m.set(d, v);
    m.next()
}

/// `d = -a`
#[op]
pub fn neg<M: Mode>(m: M, d: Out, a: In) -> Step {
    let x = m.get(a);
    let v = if let Some(i) = x.as_small() {
        match i.checked_neg() {
            Some(s) => s.value(),
            None => overflow::call(m)?,
        }
    } else if let Some(f) = x.as_float() {
        (-f).value(m)
    } else {
        not_numbers::call(m, x, x)?
    };
    m.set(d, v);
    m.next()
}

/// `d = not a`
#[op]
pub fn not<M: Mode>(m: M, d: Out, a: In) -> Step {
    let answer = if truth(m, m.get(a)) { FALSE } else { TRUE };
    m.set(d, T::lit(m.root(answer)));
    m.next()
}

/// nil and false are false. Decides.
#[inline(always)]
pub fn truth<M: Mode>(m: M, v: T<M, Value>) -> bool {
    !v.is_static(m.root(FALSE)) && !v.is_static(m.root(NIL))
}
