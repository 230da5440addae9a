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
    let s = heap.alloc::<Set>();
    s.set(heap, Set::TABLE, table);
    s.value()
}

/// Whether `key` is in the table; `None` where guest code has to say.
pub fn has(machine: &Machine, d: Gc<Dict>, key: Value) -> Result<Option<bool>, Raise> {
    Ok(match dicts::find(machine, d, key)? {
        Lookup::At(_) => Some(true),
        Lookup::Absent(_) => Some(false),
        Lookup::Ask => None,
    })
}

/// A new set from two tables; `like` says of which kind. `None`: guest code has to compare elements.
pub fn combine(
    machine: &Machine,
    like: Value,
    x: Gc<Dict>,
    y: Gc<Dict>,
    op: BinOp,
) -> Result<Option<Value>, Raise> {
    let out = match op {
        BinOp::Or => Dict::copy(&machine.heap, x).map_err(|_| memory_error(machine))?,
        _ => Dict::new(&machine.heap),
    };
    let add = |k: Value| dicts::set(machine, out, k, Value::ZERO);
    let keep = |from: Gc<Dict>, other: Gc<Dict>, present: bool| {
        for k in Dict::keys(from) {
            match has(machine, other, k)? {
                Some(found) if found != present => {}
                Some(_) if add(k)? => {}
                _ => return Ok(false),
            }
        }
        Ok::<bool, Raise>(true)
    };
    let all = |from: Gc<Dict>| {
        for k in Dict::keys(from) {
            if !add(k)? {
                return Ok::<bool, Raise>(false);
            }
        }
        Ok(true)
    };
    let done = match op {
        BinOp::Or => all(y)?,
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
    for k in Dict::keys(x) {
        match has(machine, y, k)? {
            Some(true) => {}
            other => return Ok(other),
        }
    }
    Ok(Some(true))
}
