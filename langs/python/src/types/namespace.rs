//! Namespaces: dictionaries that hold the globals of code.
//!
//! A dict that serves as globals is *watched*: its shape number says which name is in which entry,
//! so an inline cache keyed by it turns a name into a constant or into an entry's number. A
//! variable that was assigned once is a constant; the second assignment of a different value, by
//! whatever way, says so to all caches (an epoch), once per variable.

use super::attr::{constant_hit, slot_word};
use super::objects::Module;
use super::shape::{ShapeKind, Slot};
use crate::dicts;
use crate::roots;
use crate::runtime::{interned, rt, sym_of};
use crate::symbols::Sym;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use trackway::{Gc, Machine, Raise, Value, Visitor};
use trackway_kit::table::STALE;
use trackway_kit::{Dict, Str};

/// What the run time knows of a dict that serves as globals.
pub struct Namespace {
    number: u32,
    dict: Cell<Value>,
    /// The dict of builtins that code with these globals sees, where it is not the usual one.
    builtins: Cell<Value>,
    /// Names that were assigned more than once.
    changing: RefCell<Vec<Sym>>,
}

impl Namespace {
    pub fn number(&self) -> u32 {
        self.number
    }

    #[inline]
    pub fn dict(&self) -> Gc<Dict> {
        self.dict.get().cast().expect("a namespace's dict")
    }

    /// Builtins of its own: `__builtins__` was set before code was made.
    pub fn own_builtins(&self) -> Option<Gc<Dict>> {
        self.builtins.get().cast()
    }

    pub fn visit(&self, visit: Visitor) {
        visit(&self.dict);
        visit(&self.builtins);
    }

    fn is_changing(&self, name: Sym) -> bool {
        self.changing.borrow().contains(&name)
    }
}

/// The namespace of a dict, which is watched from now on.
pub fn of(machine: &Machine, d: Gc<Dict>) -> Rc<Namespace> {
    if let Some(known) = known(machine, d) {
        return known;
    }
    let number = rt(machine).namespaces.borrow().len() as u32;
    let (dict, builtins) = (Cell::new(d.value()), Cell::new(Value::ZERO));
    let n = Rc::new(Namespace { number, dict, builtins, changing: RefCell::default() });
    rt(machine).namespaces.borrow_mut().push(n.clone());
    d.set_shape(rt(machine).shapes().add(ShapeKind::Namespace, number, 0));
    n
}

/// As [`of`], for code about to be made: finds `__builtins__`.
pub fn for_code(machine: &Machine, d: Gc<Dict>) -> Rc<Namespace> {
    let n = of(machine, d);
    let given = dicts::get_str(machine, d, interned(machine, "__builtins__"));
    let given = given.and_then(|v| v.cast::<Module>().map(|m| m.get(Module::DICT)).or_else(|| v.cast()));
    if let Some(own) = given
        && own != builtins(machine)
    {
        n.builtins.set(own.value());
    }
    n
}

/// The namespace of a dict that is one.
pub fn known(machine: &Machine, d: Gc<Dict>) -> Option<Rc<Namespace>> {
    by_shape(machine, d.shape() as i64)
}

/// The namespace that has, or had, this shape.
pub fn by_shape(machine: &Machine, shape: i64) -> Option<Rc<Namespace>> {
    let shape = shape as u32 & !STALE;
    if shape == 0 {
        return None;
    }
    let owner = rt(machine).shapes().get(shape).owner;
    rt(machine).namespaces.borrow().get(owner as usize).cloned()
}

/// The dict of the module `builtins`.
pub fn builtins(machine: &Machine) -> Gc<Dict> {
    machine.root(roots::BUILTINS).cast::<Module>().expect("the builtins").get(Module::DICT)
}

/// Gives the dict a fresh shape number when its keys have changed.
pub fn refresh(machine: &Machine, d: Gc<Dict>) {
    if d.shape() & STALE != 0
        && let Some(n) = known(machine, d)
    {
        d.set_shape(rt(machine).shapes().add(ShapeKind::Namespace, n.number, 0));
    }
}

/// The value of a name.
pub fn get(machine: &Machine, d: Gc<Dict>, name: Gc<Str>) -> Option<Value> {
    refresh(machine, d);
    dicts::get_str(machine, d, name)
}

/// Sets a name.
pub fn set(machine: &Machine, d: Gc<Dict>, name: Gc<Str>, v: Value) -> Result<(), Raise> {
    refresh(machine, d);
    dicts::set_str(machine, d, name, v)
}

/// A key of a watched dict is about to be added or removed.
pub fn keys_change(machine: &Machine, d: Gc<Dict>) {
    // Caches of other namespaces remember what they found among the builtins.
    let module = machine.root(roots::BUILTINS).cast::<Module>();
    if module.is_some_and(|m| m.get(Module::DICT) == d) {
        machine.bump_epoch();
    }
}

/// Entry `i` of a watched dict is about to get another value.
pub fn value_changes(machine: &Machine, d: Gc<Dict>, i: usize) {
    let Some(n) = known(machine, d) else { return };
    let Some(name) = Dict::key(d, i).and_then(|k| k.cast::<Str>()) else { return };
    let name = sym_of(machine, name);
    if !n.is_changing(name) {
        n.changing.borrow_mut().push(name);
        machine.bump_epoch();
        d.set_shape(d.shape() | STALE);
        refresh(machine, d);
    }
}

/// What an inline cache remembers of `name` in the namespace with this shape: a constant, or an
/// entry's number as a slot.
pub fn find(vm: &Machine, shape: i64, name: Value) -> Option<Value> {
    entry(vm, shape, name).map(|(n, i, name)| {
        if n.is_changing(name) { slot(i) } else { constant_hit(vm, Dict::value(n.dict(), i)) }
    })
}

/// The entry of `name` if it is known to change, so that a store needs no bookkeeping.
pub fn find_changing(vm: &Machine, shape: i64, name: Value) -> Option<Value> {
    entry(vm, shape, name).filter(|(n, _, name)| n.is_changing(*name)).map(|(_, i, _)| slot(i))
}

fn entry(vm: &Machine, shape: i64, name: Value) -> Option<(Rc<Namespace>, usize, Sym)> {
    if shape as u32 & STALE != 0 {
        return None;
    }
    let n = by_shape(vm, shape)?;
    let text = name.cast::<Str>()?;
    let i = dicts::find_str(vm, n.dict(), text)?;
    Some((n, i, sym_of(vm, text)))
}

fn slot(i: usize) -> Value {
    slot_word(Slot::Outside(i as u32))
}

/// Removes a name; `false` when there is none.
pub fn remove(machine: &Machine, d: Gc<Dict>, name: Gc<Str>) -> bool {
    refresh(machine, d);
    dicts::remove_str(machine, d, name).is_some()
}
