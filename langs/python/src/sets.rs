//! Set operations on tables.

use crate::dicts::{self, Lookup};
use crate::errors::memory_error;
use crate::number::BinOp;
use crate::tail::missing;
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
    let s = heap.alloc::<Set>();
    s.set(heap, Set::TABLE, table);
    s.value()
}

/// Whether `key` is in the table; an error where guest code would have to say.
pub fn has(machine: &Machine, d: Gc<Dict>, key: Value) -> Result<bool, Raise> {
    match dicts::find(machine, d, key)? {
        Lookup::At(_) => Ok(true),
        Lookup::Absent(_) => Ok(false),
        Lookup::Ask => Err(missing(machine, "set operations on elements compared by guest code")),
    }
}

/// Adds a key.
pub fn add(machine: &Machine, d: Gc<Dict>, key: Value) -> Result<(), Raise> {
    if dicts::set(machine, d, key, Value::ZERO)? {
        Ok(())
    } else {
        Err(missing(machine, "set operations on elements compared by guest code"))
    }
}

/// A new set from two tables; `like` says of which kind.
pub fn combine(machine: &Machine, like: Value, x: Gc<Dict>, y: Gc<Dict>, op: BinOp) -> Result<Value, Raise> {
    let out = match op {
        BinOp::Or => Dict::copy(&machine.heap, x).map_err(|_| memory_error(machine))?,
        _ => Dict::new(&machine.heap),
    };
    let keep = |from: Gc<Dict>, other: Gc<Dict>, present: bool| {
        for k in Dict::keys(from) {
            if has(machine, other, k)? == present {
                add(machine, out, k)?;
            }
        }
        Ok(())
    };
    match op {
        BinOp::Or => Dict::keys(y).into_iter().try_for_each(|k| add(machine, out, k))?,
        BinOp::And => keep(x, y, true)?,
        BinOp::Sub => keep(x, y, false)?,
        _ => {
            keep(x, y, false)?;
            keep(y, x, false)?;
        }
    }
    Ok(wrap(machine, like, out))
}

/// `<=` on tables.
pub fn subset(machine: &Machine, x: Gc<Dict>, y: Gc<Dict>) -> Result<bool, Raise> {
    if Dict::len(x) > Dict::len(y) {
        return Ok(false);
    }
    for k in Dict::keys(x) {
        if !has(machine, y, k)? {
            return Ok(false);
        }
    }
    Ok(true)
}
