//! `in` and `not in`.

use super::call::{enter_prelude, finish};
use super::chars;
use super::item::{ABSENT, ASK, find_key};
use super::payload;
use crate::order::{self, Place};
use crate::roots::{self, bool_of};
use crate::types::objects::*;
use trackway::*;
use trackway_kit::{Dict, List, Set, Tuple};

/// `d := a in b`
#[op]
pub fn in_<M: Mode>(m: M, d: Out, a: In, b: In, site: Site) -> Step {
    is_in(m, d, m.get(a), m.get(b), false, site)
}

/// `d := a not in b`
#[op]
pub fn not_in<M: Mode>(m: M, d: Out, a: In, b: In, site: Site) -> Step {
    is_in(m, d, m.get(a), m.get(b), true, site)
}

#[inline(always)]
fn is_in<M: Mode>(m: M, d: Out, x: T<M, Value>, y: T<M, Value>, negate: bool, site: Site) -> Step {
    let at = match keys_of(m, x, y, site) {
        Some(keys) => Some(find_key(m, keys, x)?),
        None => place(m, y, x),
    };
    if let Some(at) = at {
        if at >= 0 {
            m.set(d, bool_of(m, !negate));
            return m.next();
        }
        if at == ABSENT {
            m.set(d, bool_of(m, negate));
            return m.next();
        }
    }
    if let Some(is) = chars::contains(m, y, x) {
        return m.put(d, bool_of(m, is != negate));
    }
    let v = contains::call(m, x, y, T::lit(negate))?;
    finish(m, d, v)
}

/// The table in which `x in y` looks; `None`: the general way. A set within a set is looked for as a
/// frozenset.
#[inline(always)]
fn keys_of<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>, site: Site) -> Option<T<M, Gc<Dict>>> {
    let o = y.as_object()?;
    if let Some(table) = m.cast::<Dict>(o) {
        return Some(table);
    }
    if let Some(s) = m.cast::<Set>(o) {
        return x.cast::<Set>(m).is_none().then(|| m.field(s, Set::TABLE));
    }
    if let Some(s) = m.cast::<FrozenSet>(o) {
        return x.cast::<Set>(m).is_none().then(|| m.field(s, FrozenSet::TABLE));
    }
    let i = m.cast::<Instance>(o)?;
    let hit =
        m.cached(site, m.shape(i), |vm, shape| payload::special_or_inside(vm, shape, "__contains__"))?;
    if hit == payload::INSIDE { payload::inner(m, i).cast::<Dict>(m) } else { None }
}

/// The place of `v` in a list or tuple, or what [`place_of`] answers.
#[inline(always)]
fn place<M: Mode>(m: M, sequence: T<M, Value>, v: T<M, Value>) -> Option<T<M, i64>> {
    let o = sequence.as_object()?;
    let known = m.cast::<List>(o).is_some() || m.cast::<Tuple>(o).is_some();
    known.then(|| place_of::call(m, sequence, v))
}

/// The place of an element of a list or tuple; -1 absent, -2 guest code must look.
#[residual(reads)]
fn place_of(machine: &Machine, sequence: Value, v: Value) -> i64 {
    match order::place(machine, sequence, 0..usize::MAX, v) {
        Place::At(i) => i as i64,
        Place::Nowhere => ABSENT,
        Place::Ask => ASK,
    }
}

/// `list.remove(v)`
#[inline(never)]
pub fn remove<M: Mode>(m: M, list: T<M, Value>, v: T<M, Value>, d: Out, site: Site) -> Option<Step> {
    let l = payload::inside(m, list, site)?.cast::<List>(m)?;
    let at = place_of::call(m, l.value(), v);
    if at < 0 {
        return (at == ASK).then(|| enter_prelude(m, "_list_remove", &[list, v], d));
    }
    take::call(m, l, at);
    m.set(d, T::lit(m.root(roots::NONE)));
    Some(m.next())
}

#[residual]
fn take(machine: &Machine, l: Gc<List>, at: i64) {
    List::take(&machine.heap, l, at as usize);
}

/// `a in b`, or a tail.
#[residual(repeatable)]
pub fn contains(machine: &Machine, a: Value, b: Value, negate: bool) -> Result<Value, Raise> {
    crate::builtins::contains(machine, a, b, negate)
}
