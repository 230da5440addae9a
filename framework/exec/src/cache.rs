//! Inline caches of `Mode::cached` when run.

use crate::code::CodeRef;
use crate::machine::Machine;
use trackway_gc::Value;

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
