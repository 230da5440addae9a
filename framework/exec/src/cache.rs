//! Inline caches of `Mode::cached` when run.

use crate::code::{CodeRef, Site};
use crate::machine::Machine;
use trackway_gc::Value;

/// A site has met so many keys that looking up in a table is better than comparing with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Many;

/// The remembered result for `key`, or that of `lookup`, remembered.
#[inline(always)]
pub(crate) fn through(
    machine: &Machine,
    code: CodeRef,
    site: u32,
    key: u64,
    lookup: impl FnOnce(&Machine) -> Option<Value>,
) -> Option<Value> {
    let site = &code.sites[site as usize];
    if site.key.get() == key && site.epoch.get() == machine.epoch() {
        return site.value.get();
    }
    missed(machine, code, site, key, lookup)
}

/// As [`through`], until the site has met many keys.
#[inline(always)]
pub(crate) fn through_for_few(
    machine: &Machine,
    code: CodeRef,
    site: u32,
    key: u64,
    lookup: impl FnOnce(&Machine) -> Option<Value>,
) -> Result<Option<Value>, Many> {
    let site = &code.sites[site as usize];
    if site.key.get() == key && site.epoch.get() == machine.epoch() {
        return Ok(site.value.get());
    }
    if site.met_many() {
        return Err(Many);
    }
    site.meet(key);
    Ok(missed(machine, code, site, key, lookup))
}

/// Out of line: the interpreter loop is one function, and look-ups are large.
#[cold]
#[inline(never)]
fn missed(
    machine: &Machine,
    code: CodeRef,
    site: &Site,
    key: u64,
    lookup: impl FnOnce(&Machine) -> Option<Value>,
) -> Option<Value> {
    let newest = (site.key.get(), site.epoch.get(), site.value.get());
    let (old_key, old_epoch, old) = site.older.replace(newest);
    let result = if old_key == key && old_epoch == machine.epoch() { old } else { lookup(machine) };
    site.key.set(key);
    site.epoch.set(machine.epoch());
    site.value.set(result);
    if result.is_some_and(|v| machine.heap.is_young(v)) {
        machine.note_young(code);
    }
    result
}
