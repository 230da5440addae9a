//! Ranges whose bounds, step or length do not fit machine integers.

use super::args::{int_word, tuple_word};
use super::native::{Native, arg};
use super::num::{Int, int};
use super::{Home, Table};
use crate::errors::{raise, type_error, value_error};
use crate::items::new_range;
use crate::roots;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::user_special;
use crate::types::objects::{BigRange, Slice};
use crate::values::{as_big, class_of, type_name};
use num_bigint::BigInt as Big;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::Tuple;

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[Table {
    home: Home::Prelude,
    natives: &[Native::pure("_big_range_len", 1, 1, |_, a| match a[0].cast::<BigRange>() {
        Some(r) => Ok(r.get(BigRange::LEN)),
        None => Ok(Value::ZERO),
    })],
}];

/// Machine integers up to this are left to plain ranges.
const PLAIN: i64 = 1 << 61;

/// `range(*args)`, or a tail.
pub fn new(machine: &Machine, args: &[Value]) -> Answer {
    for v in args {
        if int(machine, *v).is_none() {
            if user_special(machine, class_of(machine, *v), "__index__").is_some() {
                return tail::prelude(machine, "_range_index", &[Tuple::new(&machine.heap, args).value()]);
            }
            let text = format!("'{}' object cannot be interpreted as an integer", type_name(machine, *v));
            return Err(type_error(machine, &text));
        }
    }
    let at = |i: usize, default: i64| arg(machine, args, i).map_or(int_word(machine, default), |v| v);
    let (start, stop) = match args.len() {
        1 => (Value::ZERO, args[0]),
        _ => (at(0, 0), at(1, 0)),
    };
    make(machine, start, stop, at(2, 1))
}

/// A range of integers of any size.
fn make(machine: &Machine, start: Value, stop: Value, step: Value) -> Answer {
    let small = |v: Value| match int(machine, v) {
        Some(Int::Small(i)) if i.abs() < PLAIN => Some(i),
        _ => None,
    };
    if let (Some(a), Some(b), Some(c)) = (small(start), small(stop), small(step)) {
        if c == 0 {
            return Err(value_error(machine, "range() arg 3 must not be zero"));
        }
        return Ok(new_range(machine, a, b, c).value());
    }
    let big = |v: Value| as_big(machine, v).unwrap_or_default();
    let (a, b, c) = (big(start), big(stop), big(step));
    if c.is_zero() {
        return Err(value_error(machine, "range() arg 3 must not be zero"));
    }
    let span = if c.is_negative() { &a - &b } else { &b - &a };
    let len = if span.is_positive() { (span - 1u8) / c.abs() + 1u8 } else { Big::ZERO };
    let heap = &machine.heap;
    let r = heap.alloc::<BigRange>();
    for (field, n) in [(BigRange::START, a), (BigRange::STOP, b), (BigRange::STEP, c), (BigRange::LEN, len)] {
        r.set(heap, field, super::num::word(machine, n));
    }
    Ok(r.value())
}

/// Start, step and length.
fn parts(machine: &Machine, r: Gc<BigRange>) -> (Big, Big, Big) {
    let big = |f| as_big(machine, r.get(f)).unwrap_or_default();
    (big(BigRange::START), big(BigRange::STEP), big(BigRange::LEN))
}

/// The length as a machine integer.
pub fn len(machine: &Machine, r: Gc<BigRange>) -> Result<i64, Raise> {
    parts(machine, r)
        .2
        .to_i64()
        .ok_or_else(|| raise(machine, Cls::OverflowError, "Python int too large to convert to C ssize_t"))
}

pub fn is_empty(machine: &Machine, r: Gc<BigRange>) -> bool {
    parts(machine, r).2.is_zero()
}

/// `r[i]`.
pub fn get(machine: &Machine, r: Gc<BigRange>, i: Value) -> Answer {
    let (start, step, len) = parts(machine, r);
    if let Some(s) = i.cast::<Slice>() {
        return slice(machine, r, s);
    }
    let Some(k) = as_big(machine, i) else {
        let text = format!("range indices must be integers or slices, not {}", type_name(machine, i));
        return Err(type_error(machine, &text));
    };
    let k = if k.is_negative() { k + &len } else { k };
    if k.is_negative() || k >= len {
        return Err(raise(machine, Cls::IndexError, "range object index out of range"));
    }
    Ok(super::num::word(machine, start + k * step))
}

fn slice(machine: &Machine, r: Gc<BigRange>, s: Gc<Slice>) -> Answer {
    let (start, step, len) = parts(machine, r);
    let none = roots::none(machine);
    let part = |v: Value| if v == none { None } else { as_big(machine, v) };
    let by = part(s.get(Slice::STEP)).unwrap_or_else(|| Big::from(1));
    if by.is_zero() {
        return Err(value_error(machine, "slice step cannot be zero"));
    }
    let back = by.is_negative();
    let (low, high) = if back { (Big::from(-1), &len - 1u8) } else { (Big::ZERO, len.clone()) };
    let clamp = |v: Option<Big>, default: &Big| match v {
        None => default.clone(),
        Some(i) if i.is_negative() => (i + &len).max(low.clone()),
        Some(i) => i.min(high.clone()),
    };
    let first = clamp(part(s.get(Slice::START)), if back { &high } else { &low });
    let last = clamp(part(s.get(Slice::STOP)), if back { &low } else { &high });
    let word = |n: Big| super::num::word(machine, n);
    make(machine, word(&start + first * &step), word(&start + last * &step), word(step * by))
}

/// The place of an integer.
pub fn position(machine: &Machine, r: Gc<BigRange>, v: Value) -> Option<Value> {
    let (start, step, len) = parts(machine, r);
    let (at, rest) = (as_big(machine, v)? - start).div_rem(&step);
    (rest.is_zero() && !at.is_negative() && at < len).then(|| super::num::word(machine, at))
}

/// `repr(r)`.
pub fn repr(machine: &Machine, r: Gc<BigRange>) -> String {
    let big = |f| as_big(machine, r.get(f)).unwrap_or_default();
    let (start, stop, step) = (big(BigRange::START), big(BigRange::STOP), big(BigRange::STEP));
    if step == Big::from(1) {
        format!("range({start}, {stop})")
    } else {
        format!("range({start}, {stop}, {step})")
    }
}

/// What decides equality and hash: length, first element, step, as far as they matter.
pub fn key(machine: &Machine, r: Gc<BigRange>) -> Value {
    let none = roots::none(machine);
    let n = parts(machine, r).2;
    let first = if n.is_zero() { none } else { r.get(BigRange::START) };
    let step = if n <= Big::from(1) { none } else { r.get(BigRange::STEP) };
    tuple_word(machine, &[r.get(BigRange::LEN), first, step])
}
