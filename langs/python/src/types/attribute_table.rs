//! What attributes of instances come to, by shape and name: for places that meet many shapes.

use super::attr::{find_instance, find_store};
use super::shape::Slot;
use crate::roots;
use crate::runtime::{rt, sym_of};
use crate::types::objects::Instance;
use std::cell::{Cell, OnceCell};
use trackway::{Gc, Machine, Value, Visitor, residual};
use trackway_kit::{Array, Str};

/// Entries; a power of two.
const SIZE: usize = 4096;

/// What was found last, by a part of the key's hash. Made when it is first used.
#[derive(Default)]
pub struct AttributeTable {
    entries: OnceCell<Box<[Entry]>>,
}

struct Entry {
    /// Shape and name; 0 for none.
    key: Cell<u64>,
    epoch: Cell<u64>,
    /// As an inline cache holds it; None where the general way has to be taken.
    found: Cell<Value>,
}

impl AttributeTable {
    fn find(&self, machine: &Machine, shape: i64, name: Value, look: Look) -> Value {
        let sym = sym_of(machine, name.cast::<Str>().expect("a name is a string"));
        let key = (shape as u64) << 32 | sym.0 as u64;
        let place = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let entry = &self.entries.get_or_init(empty)[place as usize & (SIZE - 1)];
        if entry.key.get() != key || entry.epoch.get() != machine.epoch() {
            let found = look(machine, shape, name).unwrap_or_else(|| roots::none(machine));
            entry.found.set(found);
            entry.key.set(key);
            entry.epoch.set(machine.epoch());
        }
        entry.found.get()
    }

    pub fn visit(&self, visit: Visitor) {
        self.entries.get().into_iter().flatten().for_each(|e| visit(&e.found));
    }
}

fn empty() -> Box<[Entry]> {
    let entry = |_| Entry { key: Cell::new(0), epoch: Cell::new(0), found: Cell::new(Value::ZERO) };
    (0..SIZE).map(entry).collect()
}

/// The attribute, if it is one of the instance's own.
pub fn read(machine: &Machine, i: Gc<Instance>, name: Gc<Str>) -> Option<Value> {
    let found = rt(machine).attributes_read.find(machine, i.shape() as i64, name.value(), find_instance);
    Some(match slot(found)? {
        Slot::Inline(n) => i.item(Instance::SLOTS, n as usize),
        Slot::Outside(n) => i.get(Instance::EXTRA).cast::<Array>()?.item(Array::ITEMS, n as usize + 1),
    })
}

/// Whether the attribute is one that the instance has, and that [`set`] sets.
#[residual(repeatable)]
pub fn sets(machine: &Machine, i: Gc<Instance>, name: Gc<Str>) -> bool {
    slot_to_set(machine, i, name).is_some()
}

/// Sets an attribute that the instance has.
#[residual]
pub fn set(machine: &Machine, i: Gc<Instance>, name: Gc<Str>, v: Value) {
    match slot_to_set(machine, i, name) {
        Some(Slot::Inline(n)) => i.set_item(&machine.heap, Instance::SLOTS, n as usize, v),
        Some(Slot::Outside(n)) => {
            if let Some(extra) = i.get(Instance::EXTRA).cast::<Array>() {
                extra.set_item(&machine.heap, Array::ITEMS, n as usize + 1, v);
            }
        }
        None => {}
    }
}

fn slot_to_set(machine: &Machine, i: Gc<Instance>, name: Gc<Str>) -> Option<Slot> {
    slot(rt(machine).attributes_set.find(machine, i.shape() as i64, name.value(), stored))
}

fn slot(found: Value) -> Option<Slot> {
    let word = found.as_int().filter(|word| *word >= 0)?;
    Some(if word & 1 == 0 { Slot::Inline(word as u32 >> 1) } else { Slot::Outside(word as u32 >> 1) })
}

type Look = fn(&Machine, i64, Value) -> Option<Value>;

/// What reading attribute `name` of an instance of this shape comes to.
#[residual(repeatable)]
pub fn find_to_read(machine: &Machine, shape: i64, name: Value) -> Value {
    rt(machine).attributes_read.find(machine, shape, name, find_instance)
}

/// What setting it comes to.
#[residual(repeatable)]
pub fn find_to_set(machine: &Machine, shape: i64, name: Value) -> Value {
    rt(machine).attributes_set.find(machine, shape, name, stored)
}

/// How an assignment stores.
fn stored(machine: &Machine, shape: i64, name: Value) -> Option<Value> {
    find_store(machine, shape, name, false)
}
