//! Within ops: iterables collected into lists, tuples and sets, and the iterators that builtins make.
//!
//! `None` means that the native does it.

use super::call::enter_prelude;
use super::iter::iterate;
use super::payload;
use crate::roots;
use crate::types::objects::*;
use crate::types::walk::{self, Walk};
use trackway::*;
use trackway_kit::{Coroutine, Dict, List, Set, Str, Tuple, list};

/// What is collected into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Into {
    List,
    Tuple,
    Set,
    FrozenSet,
}

/// `list()`, `set()`
pub fn empty<M: Mode>(m: M, into: Into, d: Out) -> Option<Step> {
    let v = match into {
        Into::List => list::empty(m).value(),
        Into::Tuple => T::lit(m.root(roots::EMPTY_TUPLE)),
        Into::Set => {
            let s = m.new_object::<Set>(T::lit(0), 0);
            m.set_field(s, Set::TABLE, Dict::empty(m));
            s.value()
        }
        Into::FrozenSet => return None,
    };
    m.set(d, v);
    Some(m.next())
}

/// `dict.keys()`, `dict.values()`, `dict.items()`
pub fn view<M: Mode>(m: M, dict: T<M, Value>, what: i64, d: Out, site: Site) -> Option<Step> {
    let t = payload::inside(m, dict, site)?.cast::<Dict>(m)?;
    let view = m.new_object::<DictView>(T::lit(0), 0);
    m.set_field(view, DictView::DICT, t);
    m.set_field(view, DictView::WHAT, T::lit(what));
    m.set(d, view.value());
    Some(m.next())
}

/// `list(v)`, `tuple(v)`, `set(v)`, `frozenset(v)` of a generator, list or tuple.
#[inline(never)]
pub fn collect<M: Mode>(m: M, into: Into, v: T<M, Value>, d: Out) -> Option<Step> {
    let o = v.as_object()?;
    if let Some(c) = m.cast::<Coroutine>(o) {
        let code = m.field(c, Coroutine::CODE).promote();
        if crate::prelude::awaits(code.guest::<crate::code::Signature>().class) {
            return None;
        }
        let collector = match into {
            Into::List => "_list_from",
            Into::Tuple => "_tuple_from",
            Into::Set => "_set_from",
            Into::FrozenSet => "_frozenset_from",
        };
        return Some(enter_prelude(m, collector, &[v], d));
    }
    let made = match into {
        Into::List if m.cast::<List>(o).is_some() || m.cast::<Tuple>(o).is_some() => list_of::call(m, v),
        Into::Tuple if m.cast::<Tuple>(o).is_some() => v,
        Into::Tuple if m.cast::<List>(o).is_some() => tuple_of::call(m, m.cast::<List>(o)?),
        Into::List | Into::Tuple if never_asks(m, o) => {
            match drained::call(m, v, T::lit(i64::from(into == Into::List))) {
                Ok(made) => made,
                Err(raised) => return Some(Err(raised)),
            }
        }
        _ => return None,
    };
    m.set(d, made);
    Some(m.next())
}

/// Whether it is an iterator that never asks guest code.
fn never_asks<M: Mode>(m: M, o: T<M, Gc<Header>>) -> bool {
    if let Some(w) = m.cast::<Walk>(o) {
        return match m.field(w, Walk::KIND).promote() {
            walk::CHAIN => m.field(w, Walk::STOP) == 1,
            kind => !walk::kind_may_ask(kind),
        };
    }
    m.cast::<ListIter>(o).is_some()
        || m.cast::<Zipped>(o).is_some()
        || m.cast::<Enumerated>(o).is_some()
        || m.cast::<DictIter>(o).is_some()
        || m.cast::<RangeIter>(o).is_some()
        || m.cast::<TupleIter>(o).is_some()
}

/// What such an iterator has left.
#[residual]
fn drained(machine: &Machine, it: Value, list: i64) -> Result<Value, Raise> {
    let items = crate::iterate::drain(machine, it)?.unwrap_or_default();
    Ok(match (list, items.len()) {
        (1, _) => List::new(&machine.heap, &items).value(),
        (_, 0) => machine.root(roots::EMPTY_TUPLE),
        _ => Tuple::new(&machine.heap, &items).value(),
    })
}

/// A list of the elements of a list or tuple.
#[residual(allocates)]
fn list_of(machine: &Machine, v: Value) -> Value {
    match v.cast::<List>() {
        Some(l) => List::part(&machine.heap, l, 0, List::len(l)).value(),
        None => List::new(&machine.heap, &v.cast::<Tuple>().map(Tuple::to_vec).unwrap_or_default()).value(),
    }
}

#[residual(allocates)]
fn tuple_of(machine: &Machine, l: Gc<List>) -> Value {
    match List::len(l) {
        0 => machine.root(roots::EMPTY_TUPLE),
        _ => Tuple::new(&machine.heap, &List::to_vec(&machine.heap, l)).value(),
    }
}

/// `iter(v)`
pub fn iterator<M: Mode>(m: M, v: T<M, Value>, d: Out) -> Option<Step> {
    if v.cast::<Instance>(m).is_some() {
        return None;
    }
    Some(iterate(m, v, d))
}

/// `reversed(v)` of a list, tuple, string or range.
#[inline(never)]
pub fn reversed<M: Mode>(m: M, v: T<M, Value>, d: Out) -> Option<Step> {
    let o = v.as_object()?;
    if let Some(r) = m.cast::<Range>(o) {
        let (len, step) = (m.field(r, Range::LEN), m.field(r, Range::STEP));
        let it = m.new_object::<RangeIter>(T::lit(0), 0);
        m.set_field(it, RangeIter::NEXT, m.field(r, Range::START) + (len - T::lit(1)) * step);
        m.set_field(it, RangeIter::STEP, T::lit(0) - step);
        m.set_field(it, RangeIter::LEFT, len);
        m.set(d, it.value());
        return Some(m.next());
    }
    let (generator, n) = if let Some(l) = m.cast::<List>(o) {
        ("_reversed_list", m.field(l, List::LEN))
    } else if let Some(t) = m.cast::<Tuple>(o) {
        ("_reversed", m.tail_len(t, Tuple::ITEMS))
    } else {
        ("_reversed", m.field(m.cast::<Str>(o)?, Str::CHARS))
    };
    Some(enter_prelude(m, generator, &[v, (n - T::lit(1)).small().value()], d))
}
