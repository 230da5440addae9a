//! Attributes whose names are values: `getattr`, `hasattr` and `setattr` within ops.
//!
//! A name that a trace knows is looked up through the site, as that of `o.n` is; any other one in a table, by the
//! object's shape. `None` means that the native does it.

use super::attr::{
    BY_OBJECT, Found, Stored, Wanted, bound, find, find_among_many, get_found, inline_slot, set_on_instance,
};
use super::inline::done;
use crate::roots::{self, bool_of};
use crate::runtime::sym_of;
use crate::types::attr::{AttrHit, HIT_IN_DICT, HIT_TRANSITION};
use crate::types::attribute_table::find_to_set;
use crate::types::instance;
use crate::types::objects::*;
use trackway::*;
use trackway_kit::Str;

/// Sets the keys of attributes by name apart; above it stands the number of the name.
const NAMED: i64 = 1 << 60;

/// The name as a trace knows it.
#[inline(always)]
fn known<M: Mode>(m: M, name: T<M, Value>) -> Option<Wanted> {
    if !name.is_constant() {
        return None;
    }
    let name = name.promote();
    let number = sym_of(m.machine(), name.cast::<Str>()?).0;
    Some(Wanted { name, tag: NAMED | (number as i64) << 32 })
}

#[inline(always)]
fn look_up<M: Mode>(m: M, x: T<M, Value>, name: T<M, Value>, site: Site) -> Option<Found<M>> {
    name.cast::<Str>(m)?;
    match known(m, name) {
        Some(w) => Some(find(m, x, w, site)),
        None => Some(find_among_many(m, x.cast::<Instance>(m)?, name)),
    }
}

/// `getattr(x, name)`, or with a default.
#[inline(never)]
pub fn get<M: Mode>(
    m: M,
    x: T<M, Value>,
    name: T<M, Value>,
    default: Option<T<M, Value>>,
    d: Out,
    site: Site,
) -> Option<Step> {
    match look_up(m, x, name, site)? {
        Found::Value(v) => Some(done(m, d, v)),
        Found::Method(f) => Some(done(m, d, bound(m, f, x))),
        Found::Absent => default.map(|v| done(m, d, v)),
        // What a getter raises may mean that the default is wanted.
        found if default.is_none() => Some(get_found(m, d, x, known(m, name)?.name, found)),
        _ => None,
    }
}

/// `hasattr(x, name)`
#[inline(never)]
pub fn has<M: Mode>(m: M, x: T<M, Value>, name: T<M, Value>, d: Out, site: Site) -> Option<Step> {
    match look_up(m, x, name, site)? {
        Found::Value(_) | Found::Method(_) => Some(done(m, d, bool_of(m, true))),
        Found::Absent => Some(done(m, d, bool_of(m, false))),
        _ => None,
    }
}

/// `setattr(x, name, v)`
#[inline(never)]
pub fn set<M: Mode>(
    m: M,
    x: T<M, Value>,
    name: T<M, Value>,
    v: T<M, Value>,
    d: Out,
    site: Site,
) -> Option<Step> {
    let i = x.cast::<Instance>(m)?;
    name.cast::<Str>(m)?;
    let none = T::lit(m.root(roots::NONE));
    if let Some(w) = known(m, name) {
        return set_known(m, i, w, v, d, site);
    }
    let hit = find_to_set::call(m, m.shape(i), name);
    if let Some(slot) = inline_slot(hit) {
        m.set_item(i, Instance::SLOTS, slot, v);
        return Some(done(m, d, none));
    }
    let hit = hit.cast::<AttrHit>(m)?;
    match m.field(hit, AttrHit::KIND).promote() {
        HIT_TRANSITION => {
            let slot = inline_slot(m.field(hit, AttrHit::VALUE))?;
            m.set_item(i, Instance::SLOTS, slot, v);
            m.set_shape(i, m.field(hit, AttrHit::SHAPE));
            Some(done(m, d, none))
        }
        HIT_IN_DICT => {
            if let Err(raised) = set_own::call(m, i, name, v) {
                return Some(Err(raised));
            }
            Some(done(m, d, none))
        }
        _ => None,
    }
}

/// `object.__setattr__(x, name, v)`
#[inline(never)]
pub fn set_plain<M: Mode>(
    m: M,
    x: T<M, Value>,
    name: T<M, Value>,
    v: T<M, Value>,
    d: Out,
    site: Site,
) -> Option<Step> {
    let i = x.cast::<Instance>(m)?;
    name.cast::<Str>(m)?;
    let w = known(m, name)?;
    set_known(m, i, Wanted { tag: w.tag | BY_OBJECT, ..w }, v, d, site)
}

/// Sets an attribute whose name a trace knows.
fn set_known<M: Mode>(
    m: M,
    i: T<M, Gc<Instance>>,
    w: Wanted,
    v: T<M, Value>,
    d: Out,
    site: Site,
) -> Option<Step> {
    match set_on_instance(m, i, w, v, site)? {
        Stored::Done => Some(done(m, d, T::lit(m.root(roots::NONE)))),
        Stored::By(_) => None,
    }
}

/// Sets an attribute that is kept in the instance's dict.
#[residual]
fn set_own(machine: &Machine, i: Gc<Instance>, name: Value, v: Value) -> Result<(), Raise> {
    let name = name.cast::<Str>().expect("a name is a string");
    instance::set_own(machine, i, sym_of(machine, name), v)
}
