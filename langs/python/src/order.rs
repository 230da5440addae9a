//! Equality and order of builtin values, without guest code.

use crate::builtins::args::bytes_of;
use crate::dicts::{self, Lookup, set_table};
use crate::roots;
use crate::types::class::{Class, FLAG_PAYLOAD, user_special};
use crate::types::objects::*;
use crate::values::{as_big, as_int, instance_class, is_int, unwrap};
use num_traits::FromPrimitive;
use std::cmp::Ordering;
use trackway::{Kind, Machine, Value};
use trackway_kit::table::Same;
use trackway_kit::{Dict, List, Str, Tuple};

/// `a == b` as far as Rust can tell. Containers are compared with a work list.
pub fn equal(machine: &Machine, a: Value, b: Value) -> Same {
    match (a.kind(), b.kind()) {
        (Kind::Small(x), Kind::Small(y)) => return of(x == y),
        (Kind::Float(x), Kind::Float(y)) => return of(x == y),
        _ => {}
    }
    if let (Some(x), Some(y)) = (a.cast::<Str>(), b.cast::<Str>()) {
        return of(Str::equal(&machine.heap, x, y));
    }
    let mut work = vec![(a, b)];
    let mut asked = false;
    while let Some((a, b)) = work.pop() {
        match equal_flat(machine, a, b, &mut work) {
            Same::Yes => {}
            Same::No => return Same::No,
            Same::Ask => asked = true,
        }
    }
    if asked { Same::Ask } else { Same::Yes }
}

fn of(b: bool) -> Same {
    if b { Same::Yes } else { Same::No }
}

/// One level; pairs of elements go to `work`.
fn equal_flat(machine: &Machine, a: Value, b: Value, work: &mut Vec<(Value, Value)>) -> Same {
    let heap = &machine.heap;
    if let (Some(x), Some(y)) = (a.cast::<Str>(), b.cast::<Str>()) {
        return of(Str::equal(heap, x, y));
    }
    if a.cast::<Complex>().is_some() || b.cast::<Complex>().is_some() {
        return crate::builtins::complex::equal(machine, a, b).map_or(Same::No, of);
    }
    if let Some(o) = compare_numbers(machine, a, b) {
        return of(o == Some(Ordering::Equal));
    }
    if a.is_same(b) {
        return Same::Yes;
    }
    if let Some(answer) = equal_instances(machine, a, b, work) {
        return answer;
    }
    let mut elements = |x: Vec<Value>, y: Vec<Value>| {
        if x.len() != y.len() {
            return Same::No;
        }
        work.extend(x.into_iter().zip(y).rev().filter(|(p, q)| !p.is_same(*q)));
        Same::Yes
    };
    if let (Some(x), Some(y)) = (a.cast::<List>(), b.cast::<List>()) {
        elements(List::to_vec(x), List::to_vec(y))
    } else if let (Some(x), Some(y)) = (a.cast::<Tuple>(), b.cast::<Tuple>()) {
        elements(Tuple::to_vec(x), Tuple::to_vec(y))
    } else if let (Some(x), Some(y)) = (a.cast::<Dict>(), b.cast::<Dict>()) {
        equal_tables(machine, x, y, true, work)
    } else if let (Some(x), Some(y)) = (set_table(a), set_table(b)) {
        equal_tables(machine, x, y, false, work)
    } else if let (Some(x), Some(y)) = (a.cast::<BigRange>(), b.cast::<BigRange>()) {
        use crate::builtins::big_range::key;
        work.push((key(machine, x), key(machine, y)));
        Same::Yes
    } else if let (Some(x), Some(y)) = (a.cast::<Range>(), b.cast::<Range>()) {
        let n = x.get(Range::LEN);
        of(n == y.get(Range::LEN)
            && (n == 0 || x.get(Range::START) == y.get(Range::START))
            && (n <= 1 || x.get(Range::STEP) == y.get(Range::STEP)))
    } else if let (Some(x), Some(y)) = (a.cast::<BoundMethod>(), b.cast::<BoundMethod>()) {
        of(x.get(BoundMethod::FUNCTION) == y.get(BoundMethod::FUNCTION)
            && x.get(BoundMethod::RECEIVER) == y.get(BoundMethod::RECEIVER))
    } else if let (Some(x), Some(y)) = (a.cast::<CodeObject>(), b.cast::<CodeObject>()) {
        of(crate::types::code_object::equal(machine, x, y))
    } else if let (Some(x), Some(y)) = (bytes_of(machine, a), bytes_of(machine, b)) {
        of(x == y)
    } else if let (Some(x), Some(y)) = (a.cast::<Slice>(), b.cast::<Slice>()) {
        let parts =
            |s: trackway::Gc<Slice>| vec![s.get(Slice::START), s.get(Slice::STOP), s.get(Slice::STEP)];
        elements(parts(x), parts(y))
    } else {
        Same::No
    }
}

/// Where one of the two is an instance.
fn equal_instances(machine: &Machine, a: Value, b: Value, work: &mut Vec<(Value, Value)>) -> Option<Same> {
    let (x, y) = (a.cast::<Instance>(), b.cast::<Instance>());
    if x.is_none() && y.is_none() {
        return None;
    }
    for class in [x, y].into_iter().flatten().map(|i| instance_class(machine, i)) {
        if user_special(machine, class, "__eq__").is_some() {
            return Some(Same::Ask);
        }
        if class.get(Class::FLAGS) & FLAG_PAYLOAD != 0 {
            work.push((unwrap(machine, a), unwrap(machine, b)));
            return Some(Same::Yes);
        }
    }
    Some(Same::No)
}

fn equal_tables(
    machine: &Machine,
    x: trackway::Gc<Dict>,
    y: trackway::Gc<Dict>,
    values: bool,
    work: &mut Vec<(Value, Value)>,
) -> Same {
    if Dict::len(x) != Dict::len(y) {
        return Same::No;
    }
    for (k, v) in Dict::pairs(x) {
        match dicts::find(machine, y, k) {
            Ok(Lookup::At(i)) if values => work.push((v, Dict::value(y, i))),
            Ok(Lookup::At(_)) => {}
            Ok(Lookup::Ask) => return Same::Ask,
            Ok(Lookup::Absent(_)) => return Same::No,
            Err(_) => {
                machine.take_pending();
                return Same::No;
            }
        }
    }
    Same::Yes
}

/// The order of two numbers: `None` when one is no number, `Some(None)` with a NaN.
pub fn compare_numbers(machine: &Machine, a: Value, b: Value) -> Option<Option<Ordering>> {
    match (a.kind(), b.kind()) {
        (Kind::Small(x), Kind::Small(y)) => return Some(Some(x.cmp(&y))),
        (Kind::Float(x), Kind::Float(y)) => return Some(x.partial_cmp(&y)),
        _ => {}
    }
    let int = |v| as_int(machine, v);
    if let (Some(x), Some(y)) = (int(a), int(b)) {
        return Some(Some(x.cmp(&y)));
    }
    let float = |v: Value| unwrap(machine, v).as_float();
    if let (Some(x), Some(y)) = (float(a), float(b)) {
        return Some(x.partial_cmp(&y));
    }
    if !is_int(machine, a) && float(a).is_none() || !is_int(machine, b) && float(b).is_none() {
        return None;
    }
    match (float(a), float(b)) {
        (None, None) => Some(as_big(machine, a).partial_cmp(&as_big(machine, b))),
        (Some(f), None) => Some(compare_float_big(f, &as_big(machine, b)?)),
        (None, Some(f)) => Some(compare_float_big(f, &as_big(machine, a)?).map(Ordering::reverse)),
        (Some(x), Some(y)) => Some(x.partial_cmp(&y)),
    }
}

fn compare_float_big(f: f64, n: &num_bigint::BigInt) -> Option<Ordering> {
    if f.is_nan() {
        return None;
    }
    if f.is_infinite() {
        return Some(if f > 0.0 { Ordering::Greater } else { Ordering::Less });
    }
    let whole = num_bigint::BigInt::from_f64(f.trunc())?;
    Some(whole.cmp(n).then_with(|| f.fract().partial_cmp(&0.0).unwrap_or(Ordering::Equal)))
}

/// The outcome of [`order`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Is(Ordering),
    /// Comparable, but neither less, equal nor greater.
    None,
    /// The types have no order.
    Unsupported,
    Ask,
}

/// The order of two builtin values.
pub fn order(machine: &Machine, a: Value, b: Value) -> Order {
    let heap = &machine.heap;
    if let Some(o) = compare_numbers(machine, a, b) {
        return o.map_or(Order::None, Order::Is);
    }
    if let (Some(x), Some(y)) = (a.cast::<Str>(), b.cast::<Str>()) {
        return Order::Is(Str::bytes(heap, x).cmp(Str::bytes(heap, y)));
    }
    if let (Some(x), Some(y)) = (bytes_of(machine, a), bytes_of(machine, b)) {
        return Order::Is(x.cmp(&y));
    }
    if a.cast::<Instance>().is_some() || b.cast::<Instance>().is_some() {
        return Order::Ask;
    }
    let (x, y) = match (a.cast::<List>(), b.cast::<List>(), a.cast::<Tuple>(), b.cast::<Tuple>()) {
        (Some(x), Some(y), ..) => (List::to_vec(x), List::to_vec(y)),
        (.., Some(x), Some(y)) => (Tuple::to_vec(x), Tuple::to_vec(y)),
        _ => match (a.cast::<Slice>(), b.cast::<Slice>()) {
            (Some(x), Some(y)) => {
                let parts = |s: trackway::Gc<Slice>| {
                    vec![s.get(Slice::START), s.get(Slice::STOP), s.get(Slice::STEP)]
                };
                (parts(x), parts(y))
            }
            _ => return Order::Unsupported,
        },
    };
    for (p, q) in x.iter().zip(&y) {
        match if p.is_same(*q) { Same::Yes } else { equal(machine, *p, *q) } {
            Same::Yes => {}
            Same::Ask => return Order::Ask,
            Same::No if nested(*p, *q) => return Order::Ask,
            Same::No => return order(machine, *p, *q),
        }
    }
    Order::Is(x.len().cmp(&y.len()))
}

/// Two containers: left to the guest's routine, so that Rust does not recurse without end.
fn nested(a: Value, b: Value) -> bool {
    let is = |v: Value| v.cast::<List>().is_some() || v.cast::<Tuple>().is_some();
    is(a) && is(b)
}

/// Whether the value is True or False.
pub fn is_bool(machine: &Machine, v: Value) -> bool {
    v == machine.root(roots::TRUE) || v == machine.root(roots::FALSE)
}
