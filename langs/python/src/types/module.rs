//! Modules: variables in slots, found through the module's shape.
//!
//! A variable that was assigned once is a constant to inline caches; the second assignment with a
//! different value says so to all of them (an epoch), once per variable.

use super::objects::Module;
use super::shape::{ShapeKind, Slot};
use crate::runtime::{interned, rt, sym};
use crate::symbols::Sym;
use trackway::{Gc, Machine, Value};
use trackway_kit::Array;

/// A module without variables but `__name__`.
pub fn new(machine: &Machine, name: &str) -> Gc<Module> {
    let heap = &machine.heap;
    let module = heap.alloc::<Module>();
    let number = rt(machine).add_module(module.value());
    module.set_shape(rt(machine).shapes().add(ShapeKind::Module, number, 0));
    module.set(heap, Module::SLOTS, Array::new(heap, 8));
    module.set(heap, Module::NAME, interned(machine, name).value());
    set(machine, module, sym(machine, "__name__"), interned(machine, name).value());
    module
}

/// The module's number, as in its shapes and code.
pub fn number(machine: &Machine, module: Gc<Module>) -> u32 {
    rt(machine).shapes().get(module.shape()).owner
}

/// The index of a variable's slot.
pub fn slot(machine: &Machine, module: Gc<Module>, name: Sym) -> Option<usize> {
    match rt(machine).shapes().slot(module.shape(), name) {
        Some(Slot::Outside(i)) => Some(i as usize),
        _ => None,
    }
}

pub fn get(machine: &Machine, module: Gc<Module>, name: Sym) -> Option<Value> {
    slot(machine, module, name).map(|i| module.get(Module::SLOTS).item(Array::ITEMS, i))
}

/// Whether the variable was assigned more than once.
pub fn is_changing(machine: &Machine, module: Gc<Module>, name: Sym) -> bool {
    let changing = rt(machine).changing.borrow();
    changing.get(&number(machine, module)).is_some_and(|names| names.contains(&name))
}

pub fn set(machine: &Machine, module: Gc<Module>, name: Sym, v: Value) {
    let heap = &machine.heap;
    if let Some(i) = slot(machine, module, name) {
        let slots = module.get(Module::SLOTS);
        if slots.item(Array::ITEMS, i) != v && !is_changing(machine, module, name) {
            rt(machine).changing.borrow_mut().entry(number(machine, module)).or_default().push(name);
            machine.bump_epoch();
        }
        slots.set_item(heap, Array::ITEMS, i, v);
        return;
    }
    let (shape, slot) = rt(machine).shapes().transition(module.shape(), name);
    let Slot::Outside(i) = slot else { unreachable!("a module has no inline slots") };
    let mut slots = module.get(Module::SLOTS);
    if i as usize >= slots.tail_len(Array::ITEMS) {
        let wider = Array::new(heap, 2 * i as usize + 2);
        (0..i as usize).for_each(|k| wider.set_item(heap, Array::ITEMS, k, slots.item(Array::ITEMS, k)));
        module.set(heap, Module::SLOTS, wider);
        slots = wider;
    }
    slots.set_item(heap, Array::ITEMS, i as usize, v);
    module.set_shape(shape);
}

/// Removes a variable; `false` when there is none.
pub fn remove(machine: &Machine, module: Gc<Module>, name: Sym) -> bool {
    let Some(i) = slot(machine, module, name) else { return false };
    module.get(Module::SLOTS).set_item(&machine.heap, Array::ITEMS, i, Value::ZERO);
    let shape = rt(machine).shapes().without(module.shape(), name);
    module.set_shape(shape);
    true
}

/// Names and values in order.
pub fn entries(machine: &Machine, module: Gc<Module>) -> Vec<(Sym, Value)> {
    let entries = rt(machine).shapes().entries(module.shape());
    let slots = module.get(Module::SLOTS);
    let value = |s: Slot| match s {
        Slot::Outside(i) | Slot::Inline(i) => slots.item(Array::ITEMS, i as usize),
    };
    entries.iter().map(|(k, s)| (*k, value(*s))).collect()
}

/// Sets a variable by its text.
pub fn define(machine: &Machine, module: Gc<Module>, name: &str, v: Value) {
    set(machine, module, sym(machine, name), v);
}
