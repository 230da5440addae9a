//! Methods of sets within ops: a trace sees one lookup and, where the set changes, one change.

use super::call::enter_prelude;
use super::exception::raise_new;
use super::item::{ABSENT, find_key, insert_absent, remove_entry};
use super::payload;
use crate::roots;
use crate::types::builtin::Cls;
use crate::types::objects::*;
use trackway::*;
use trackway_kit::{Dict, Set};

/// `set.add(key)`
#[inline(never)]
pub fn add<M: Mode>(m: M, set: T<M, Value>, key: T<M, Value>, d: Out, site: Site) -> Option<Step> {
    let t = table(m, set, site)?;
    Some(found(m, t, key).and_then(|at| match at {
        Place::Absent => {
            insert_absent::call(m, t, key, T::lit(Value::ZERO))?;
            none(m, d)
        }
        Place::At(_) => none(m, d),
        Place::Ask => enter_prelude(m, "_set_add", &[set, key], d),
    }))
}

/// `set.discard(key)`, and `set.remove(key)`, which must find it. A set among sets is looked for by the native.
#[inline(never)]
pub fn remove<M: Mode>(
    m: M,
    set: T<M, Value>,
    key: T<M, Value>,
    must: bool,
    d: Out,
    site: Site,
) -> Option<Step> {
    if key.cast::<Set>(m).is_some() || key.cast::<Instance>(m).is_some() {
        return None;
    }
    let t = table(m, set, site)?;
    Some(found(m, t, key).and_then(|at| match at {
        Place::At(at) => {
            remove_entry::call(m, t, at);
            none(m, d)
        }
        Place::Absent if must => Err(raise_new(m, Cls::KeyError, &[key])),
        Place::Absent => none(m, d),
        Place::Ask => enter_prelude(m, if must { "_set_remove" } else { "_set_discard" }, &[set, key], d),
    }))
}

enum Place<M: Mode> {
    At(T<M, i64>),
    Absent,
    Ask,
}

#[inline(always)]
fn found<M: Mode>(m: M, t: T<M, Gc<Dict>>, key: T<M, Value>) -> Result<Place<M>, Raise> {
    let at = find_key(m, t, key)?;
    Ok(if at >= 0 {
        Place::At(at)
    } else if at == ABSENT {
        Place::Absent
    } else {
        Place::Ask
    })
}

fn table<M: Mode>(m: M, set: T<M, Value>, site: Site) -> Option<T<M, Gc<Dict>>> {
    let s = payload::inside(m, set, site)?.cast::<Set>(m)?;
    Some(m.field(s, Set::TABLE))
}

fn none<M: Mode>(m: M, d: Out) -> Step {
    m.set(d, T::lit(m.root(roots::NONE)));
    m.next()
}
