//! `in` and `not in`.

use super::call::finish;
use super::item::{ABSENT, find_entry};
use super::payload;
use crate::roots::bool_of;
use crate::types::objects::*;
use trackway::*;
use trackway_kit::{Dict, Set};

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
    if let Some(keys) = keys_of(m, x, y, site) {
        let at = find_entry::call(m, keys, x)?;
        if at >= 0 {
            m.set(d, bool_of(m, !negate));
            return m.next();
        }
        if at == ABSENT {
            m.set(d, bool_of(m, negate));
            return m.next();
        }
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
    let i = m.cast::<Instance>(o)?;
    let hit =
        m.cached(site, m.shape(i), |vm, shape| payload::special_or_inside(vm, shape, "__contains__"))?;
    if hit == payload::INSIDE { payload::inner(m, i).cast::<Dict>(m) } else { None }
}

/// `a in b`, or a tail.
#[residual(repeatable)]
pub fn contains(machine: &Machine, a: Value, b: Value, negate: bool) -> Result<Value, Raise> {
    crate::builtins::contains(machine, a, b, negate)
}
