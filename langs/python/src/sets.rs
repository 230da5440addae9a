//! Set operations on tables.

use crate::dicts::{self, Lookup};
use crate::errors::memory_error;
use crate::number::BinOp;
use crate::types::objects::FrozenSet;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, Set};

/// A set, or a frozenset when `like` is one.
pub fn wrap(machine: &Machine, like: Value, table: Gc<Dict>) -> Value {
    let heap = &machine.heap;
    if like.cast::<FrozenSet>().is_some() {
        let s = heap.alloc::<FrozenSet>();
        s.set(heap, FrozenSet::TABLE, table);
        return s.value();
    }
    Set::of(heap, table).value()
}

/// Whether `key` is in the table; `None` where guest code has to say.
pub fn has(machine: &Machine, d: Gc<Dict>, key: Value) -> Result<Option<bool>, Raise> {
    Ok(match dicts::find(machine, d, key)? {
        Lookup::At(_) => Some(true),
        Lookup::Absent(_) => Some(false),
        Lookup::Ask => None,
    })
}

/// Adds the elements of another set; `false`: guest code has to compare some.
pub fn add_all(machine: &Machine, d: Gc<Dict>, other: Gc<Dict>) -> Result<bool, Raise> {
    for i in 0..Dict::end(other) {
        let Some(key) = Dict::key(other, i) else { continue };
        let hash = Dict::hash_at(other, i);
        match dicts::find_hashed(machine, d, key, hash) {
            Lookup::At(_) => {}
            Lookup::Absent(_) => dicts::insert(machine, d, hash, key, Value::ZERO)?,
            Lookup::Ask => return Ok(false),
        }
    }
    Ok(true)
}

/// Adds elements; `false`: guest code has to compare some.
pub fn add_each(machine: &Machine, d: Gc<Dict>, items: Vec<Value>) -> Result<bool, Raise> {
    for item in items {
        match dicts::find(machine, d, item)? {
            Lookup::At(_) => {}
            Lookup::Absent(hash) => dicts::insert(machine, d, hash, item, Value::ZERO)?,
            Lookup::Ask => return Ok(false),
        }
    }
    Ok(true)
}

/// Whether two tables have no element in common; `None`: guest code has to compare elements.
pub fn disjoint(machine: &Machine, x: Gc<Dict>, y: Gc<Dict>) -> Option<bool> {
    let (less, more) = if Dict::len(x) <= Dict::len(y) { (x, y) } else { (y, x) };
    for i in 0..Dict::end(less) {
        let Some(key) = Dict::key(less, i) else { continue };
        match dicts::find_hashed(machine, more, key, Dict::hash_at(less, i)) {
            Lookup::At(_) => return Some(false),
            Lookup::Absent(_) => {}
            Lookup::Ask => return None,
        }
    }
    Some(true)
}

/// A new set from two tables; `like` says of which kind. `None`: guest code has to compare elements.
/// Elements bring their hashes along.
pub fn combine(
    machine: &Machine,
    like: Value,
    x: Gc<Dict>,
    y: Gc<Dict>,
    op: BinOp,
) -> Result<Option<Value>, Raise> {
    let heap = &machine.heap;
    let out = match op {
        BinOp::Or => Dict::copy(heap, x),
        BinOp::And => Dict::with_room(heap, Dict::len(x).min(Dict::len(y))),
        _ => Dict::with_room(heap, Dict::len(x)),
    };
    let out = out.map_err(|_| memory_error(machine))?;
    // Adds the elements of `from` that are in `other`, or are not; those of one set differ.
    let keep = |from: Gc<Dict>, other: Gc<Dict>, present: bool| {
        for i in 0..Dict::end(from) {
            let Some(key) = Dict::key(from, i) else { continue };
            let hash = Dict::hash_at(from, i);
            match dicts::find_hashed(machine, other, key, hash) {
                Lookup::Ask => return Ok(false),
                found if matches!(found, Lookup::At(_)) != present => {}
                _ => dicts::insert(machine, out, hash, key, Value::ZERO)?,
            }
        }
        Ok::<bool, Raise>(true)
    };
    let done = match op {
        BinOp::Or => keep(y, x, false)?,
        // The smaller one's elements are kept, of two equal sets the second one's.
        BinOp::And if Dict::len(y) <= Dict::len(x) => keep(y, x, true)?,
        BinOp::And => keep(x, y, true)?,
        BinOp::Sub => keep(x, y, false)?,
        _ => keep(x, y, false)? && keep(y, x, false)?,
    };
    Ok(done.then(|| wrap(machine, like, out)))
}

/// `<=` on tables; `None`: guest code has to compare elements.
pub fn subset(machine: &Machine, x: Gc<Dict>, y: Gc<Dict>) -> Result<Option<bool>, Raise> {
    if Dict::len(x) > Dict::len(y) {
        return Ok(Some(false));
    }
    for i in 0..Dict::end(x) {
        let Some(key) = Dict::key(x, i) else { continue };
        match dicts::find_hashed(machine, y, key, Dict::hash_at(x, i)) {
            Lookup::At(_) => {}
            Lookup::Absent(_) => return Ok(Some(false)),
            Lookup::Ask => return Ok(None),
        }
    }
    Ok(Some(true))
}
