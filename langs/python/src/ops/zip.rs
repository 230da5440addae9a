//! `zip` and `enumerate` over the run time's own iterators: heap objects, not frames of the prelude.
//!
//! A step first looks at what all sources have next and then moves them on, since nothing may decide
//! after the first of them has moved.

use super::call::values_tuple;
use super::iter::{FINISHED, ahead_in_dict, ahead_in_text, iter, next_builtin};
use super::walk;
use crate::roots;
use crate::types::objects::*;
use crate::types::walk::Walk;
use trackway::*;
use trackway_kit::{Array, Coroutine, List, Tuple, list};

/// Sources of a `zip` whose steps a trace sees.
pub const WIDE: usize = 6;
/// Iterators within iterators beyond this are left to the prelude.
const DEEP: usize = 8;

/// What a source has next, and how it moves on.
#[derive(Clone, Copy)]
pub enum Ahead<M: Mode> {
    List(T<M, Gc<ListIter>>, T<M, i64>),
    Tuple(T<M, Gc<TupleIter>>, T<M, i64>),
    Range(T<M, Gc<RangeIter>>, T<M, i64>, T<M, i64>),
    Dict(T<M, Gc<DictIter>>, T<M, i64>),
    Text(T<M, Gc<StrIter>>, T<M, i64>),
    /// A walk whose place is a number.
    At(T<M, Gc<Walk>>, T<M, i64>),
    /// A walk that holds its next value.
    Held(T<M, Gc<Walk>>, T<M, Value>),
}

/// How a source moves on, and the value that it gives.
pub type Next<M> = (Ahead<M>, T<M, Value>);

/// What a source has next; `Some(None)`: it has finished; `None`: a helper must look.
pub fn peek<M: Mode>(m: M, source: T<M, Value>) -> Option<Option<Next<M>>> {
    let o = source.as_object()?;
    if let Some(it) = m.cast::<ListIter>(o) {
        let l = m.field(it, ListIter::LIST).cast::<List>(m)?;
        let at = m.field(it, ListIter::AT);
        if !at.below(m.field(l, List::LEN)) {
            return Some(None);
        }
        return Some(Some((Ahead::List(it, at), list::get(m, l, at))));
    }
    if let Some(it) = m.cast::<RangeIter>(o) {
        let (at, left) = (m.field(it, RangeIter::NEXT), m.field(it, RangeIter::LEFT));
        return Some(if left > 0 { Some((Ahead::Range(it, at, left), at.small().value())) } else { None });
    }
    if let Some(w) = m.cast::<Walk>(o) {
        return walk::peek(m, w);
    }
    if let Some(it) = m.cast::<DictIter>(o) {
        let (v, next) = ahead_in_dict(m, it)?;
        return Some(Some((Ahead::Dict(it, next), v)));
    }
    if let Some(it) = m.cast::<StrIter>(o) {
        let (v, next) = ahead_in_text(m, it)?;
        return Some(Some((Ahead::Text(it, next), v)));
    }
    let it = m.cast::<TupleIter>(o)?;
    let (t, at) = (m.field(it, TupleIter::TUPLE), m.field(it, TupleIter::AT));
    if !at.below(m.tail_len(t, Tuple::ITEMS)) {
        return Some(None);
    }
    Some(Some((Ahead::Tuple(it, at), m.item(t, Tuple::ITEMS, at))))
}

pub fn advance<M: Mode>(m: M, a: Ahead<M>) {
    match a {
        Ahead::List(it, at) => m.set_field(it, ListIter::AT, at + T::lit(1)),
        Ahead::Tuple(it, at) => m.set_field(it, TupleIter::AT, at + T::lit(1)),
        Ahead::Range(it, at, left) => {
            m.set_field(it, RangeIter::NEXT, at + m.field(it, RangeIter::STEP));
            m.set_field(it, RangeIter::LEFT, left - T::lit(1));
        }
        Ahead::Dict(it, next) => m.set_field(it, DictIter::AT, next),
        Ahead::Text(it, next) => m.set_field(it, StrIter::AT, next),
        Ahead::At(w, at) => m.set_field(w, Walk::AT, at),
        Ahead::Held(w, v) => m.set_field(w, Walk::HELD, v),
    }
}

/// `d := ` the next value of a `zip` or an `enumerate`, or END; `None`: it is neither.
#[inline(always)]
pub fn next<M: Mode>(m: M, d: Out, v: T<M, Value>) -> Option<Step> {
    if let Some(z) = v.cast::<Zipped>(m) {
        return Some(next_zipped(m, d, v, z));
    }
    let e = v.cast::<Enumerated>(m)?;
    Some(next_enumerated(m, d, v, e))
}

#[inline(never)]
fn next_zipped<M: Mode>(m: M, d: Out, v: T<M, Value>, z: T<M, Gc<Zipped>>) -> Step {
    match row(m, z) {
        Some(row) => {
            m.set(d, row.unwrap_or(T::lit(m.root(roots::END))));
            m.next()
        }
        None => by_helper(m, d, v),
    }
}

fn by_helper<M: Mode>(m: M, d: Out, v: T<M, Value>) -> Step {
    let next = next_builtin::call(m, v)?;
    m.set(d, next);
    m.next()
}

/// The next tuple; `Some(None)`: there is no more; `None`, and nothing has happened: a helper must do it.
fn row<M: Mode>(m: M, z: T<M, Gc<Zipped>>) -> Option<Option<T<M, Value>>> {
    let sources = m.field(z, Zipped::SOURCES);
    let n = m.tail_len(sources, Array::ITEMS).promote() as usize;
    if n == 0 || n > WIDE {
        return None;
    }
    let mut ahead: [Option<Next<M>>; WIDE] = [None; WIDE];
    let mut finished = None;
    for (i, place) in ahead.iter_mut().enumerate().take(n) {
        let source = m.item(sources, Array::ITEMS, T::lit(i as i64));
        match peek(m, source)? {
            Some(found) => *place = Some(found),
            None => {
                finished = Some(source.cast::<ListIter>(m));
                break;
            }
        }
    }
    ahead.iter().flatten().for_each(|(a, _)| advance(m, *a));
    if let Some(of_list) = finished {
        // Lists stay finished when they grow later.
        if let Some(it) = of_list {
            m.set_field(it, ListIter::AT, T::lit(FINISHED));
        }
        return Some(None);
    }
    let mut values = [T::lit(Value::ZERO); WIDE];
    ahead.iter().flatten().zip(&mut values).for_each(|((_, v), place)| *place = *v);
    Some(Some(values_tuple(m, &values[..n]).value()))
}

#[inline(never)]
fn next_enumerated<M: Mode>(m: M, d: Out, v: T<M, Value>, e: T<M, Gc<Enumerated>>) -> Step {
    let (source, at) = (m.field(e, Enumerated::SOURCE), m.field(e, Enumerated::NEXT));
    let found = match source.cast::<Zipped>(m) {
        Some(z) => row(m, z),
        None => peek(m, source).map(|found| match found {
            Some((a, v)) => {
                advance(m, a);
                Some(v)
            }
            None => None,
        }),
    };
    match found {
        None => return by_helper(m, d, v),
        Some(None) => m.set(d, T::lit(m.root(roots::END))),
        Some(Some(x)) => {
            m.set_field(e, Enumerated::NEXT, at + T::lit(1));
            m.set(d, values_tuple(m, &[at.small().value(), x]).value());
        }
    }
    m.next()
}

/// As [`next`], from Rust.
pub fn step(machine: &Machine, v: Value) -> Option<Result<Value, Raise>> {
    let heap = &machine.heap;
    if let Some(z) = v.cast::<Zipped>() {
        let sources = z.get(Zipped::SOURCES);
        let n = sources.tail_len(Array::ITEMS);
        let mut values = Vec::with_capacity(n);
        for i in 0..n {
            match super::iter::step(machine, sources.item(Array::ITEMS, i)) {
                Ok(x) if x == machine.root(roots::END) => return Some(Ok(x)),
                Ok(x) => values.push(x),
                Err(r) => return Some(Err(r)),
            }
        }
        return Some(Ok(Tuple::new(heap, &values).value()));
    }
    let e = v.cast::<Enumerated>()?;
    Some(super::iter::step(machine, e.get(Enumerated::SOURCE)).map(|x| {
        if x == machine.root(roots::END) {
            return x;
        }
        let at = e.get(Enumerated::NEXT);
        e.set(heap, Enumerated::NEXT, at + 1);
        Tuple::new(heap, &[trackway_kit::BigInt::from_i64(heap, at), x]).value()
    }))
}

/// How many of these iterators are within each other.
pub fn depth(v: Value) -> usize {
    if let Some(e) = v.cast::<Enumerated>() {
        return 1 + depth(e.get(Enumerated::SOURCE));
    }
    if let Some(w) = v.cast::<Walk>() {
        return w.get(Walk::DEPTH) as usize;
    }
    let Some(z) = v.cast::<Zipped>() else { return 0 };
    let sources = z.get(Zipped::SOURCES);
    let inner = (0..sources.tail_len(Array::ITEMS)).map(|i| depth(sources.item(Array::ITEMS, i)));
    1 + inner.max().unwrap_or(0)
}

/// An iterator of the run time that runs no guest code; `None` where guest code iterates.
pub fn source(machine: &Machine, v: Value) -> Option<Value> {
    let v = match v.cast::<Instance>() {
        Some(i) if crate::types::attr::has_special(machine, i, "__iter__") => return None,
        Some(_) => {
            Some(crate::values::unwrap(machine, v)).filter(|u| crate::iterate::is_container(machine, *u))?
        }
        None => v,
    };
    let own = v.cast::<Instance>().is_none()
        && v.cast::<BigRange>().is_none()
        && v.cast::<Coroutine>().is_none()
        && !v.cast::<Walk>().is_some_and(Walk::may_ask)
        && (crate::iterate::is_container(machine, v) || super::iter::is_iterator(v));
    if !own || depth(v) >= DEEP {
        return None;
    }
    iter(machine, v).ok().filter(|it| super::iter::is_iterator(*it))
}

/// `zip(..)` of these; `None`: the prelude does it.
pub fn zip(machine: &Machine, args: &[Value]) -> Option<Value> {
    let sources = args.iter().map(|v| source(machine, *v)).collect::<Option<Vec<_>>>()?;
    // A source that is there twice moves on twice in a step.
    let twice = |i: usize| sources[..i].contains(&sources[i]);
    if sources.is_empty() || (1..sources.len()).any(twice) {
        return None;
    }
    let z = machine.heap.alloc::<Zipped>();
    z.set(&machine.heap, Zipped::SOURCES, crate::calls::array(machine, &sources));
    Some(z.value())
}

/// `enumerate(v, start)`; `None`: the prelude does it.
pub fn enumerate(machine: &Machine, v: Value, start: Value) -> Option<Value> {
    let start = start.as_int().filter(|i| i.abs() < 1 << 60)?;
    let inner = source(machine, v)?;
    let e = machine.heap.alloc::<Enumerated>();
    e.set(&machine.heap, Enumerated::SOURCE, inner);
    e.set(&machine.heap, Enumerated::NEXT, start);
    Some(e.value())
}
