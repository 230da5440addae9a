//! Namespaces: dictionaries that hold the globals of code.
//!
//! A dict that serves as globals is *watched*: its shape number, which it keeps, says which namespace
//! it is, and an inline cache keyed by it turns a name into a constant or into an entry's number. What
//! caches remember of a name is noted here. When that stops to be true they are told by the machine's epoch,
//! at most three times for one name; names that nobody remembers come and go without notice.

use super::attr::{constant_hit, slot_word};
use super::objects::Module;
use super::shape::{ShapeKind, Slot};
use crate::dicts;
use crate::roots;
use crate::runtime::{interned, rt, sym_of};
use crate::symbols::Sym;
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use trackway::{Gc, Machine, Value, Visitor};
use trackway_kit::{Dict, Str};

/// What caches may remember of a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// It is not there.
    Absent,
    /// Its value: it was assigned once.
    Constant,
    /// Its entry: it was assigned again.
    Variable,
    /// Nothing: it was removed while somebody remembered it.
    Fleeting,
}

/// What the run time knows of a dict that serves as globals.
pub struct Namespace {
    number: u32,
    dict: Cell<Value>,
    /// The dict of builtins that code with these globals sees, where it is not the usual one.
    builtins: Cell<Value>,
    /// What is asked for names that are not there: the instance around the dict, whose class has `__missing__`.
    mapping: Cell<Value>,
    names: RefCell<FxHashMap<Sym, Known>>,
    /// Code that is never released has these globals.
    held: Cell<bool>,
}

/// All namespaces by number. Those that are not held die with their dicts.
#[derive(Default)]
pub struct Namespaces {
    all: RefCell<Vec<Option<Rc<Namespace>>>>,
    free: RefCell<Vec<u32>>,
}

impl Namespaces {
    fn get(&self, number: u32) -> Option<Rc<Namespace>> {
        self.all.borrow().get(number as usize).cloned().flatten()
    }

    fn add(&self, make: impl FnOnce(u32) -> Namespace) -> Rc<Namespace> {
        let mut all = self.all.borrow_mut();
        let number = self.free.borrow_mut().pop().unwrap_or_else(|| {
            all.push(None);
            all.len() as u32 - 1
        });
        all[number as usize].insert(Rc::new(make(number))).clone()
    }

    /// Visits those that are held, or the others.
    pub fn visit(&self, visit: Visitor, held: bool) {
        self.all.borrow().iter().flatten().filter(|n| n.held.get() == held).for_each(|n| n.visit(visit));
    }

    /// Forgets those whose dicts are dead.
    pub fn prune(&self, alive: &dyn Fn(Value) -> bool) {
        for n in self.all.borrow_mut().iter_mut() {
            if let Some(dead) = n.take_if(|n| !n.held.get() && !alive(n.dict.get())) {
                self.free.borrow_mut().push(dead.number);
            }
        }
    }
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

    /// What is asked for names that are not in the dict.
    pub fn mapping(&self) -> Option<Value> {
        Some(self.mapping.get()).filter(|v| *v != Value::ZERO)
    }

    /// From now on, this instance is asked for names that are not in the dict.
    pub fn set_mapping(&self, instance: Value) {
        self.mapping.set(instance);
    }

    /// The namespace and its dict stay, whoever else refers to that.
    pub fn hold(&self) {
        self.held.set(true);
    }

    pub fn visit(&self, visit: Visitor) {
        visit(&self.dict);
        visit(&self.builtins);
        visit(&self.mapping);
    }

    fn known(&self, name: Sym) -> Option<Known> {
        self.names.borrow().get(&name).copied()
    }

    fn note(&self, name: Sym, known: Known) {
        self.names.borrow_mut().insert(name, known);
    }
}

/// The namespace of a dict, which is watched from now on.
pub fn of(machine: &Machine, d: Gc<Dict>) -> Rc<Namespace> {
    if let Some(known) = known(machine, d) {
        return known;
    }
    let (dict, builtins) = (Cell::new(d.value()), Cell::new(Value::ZERO));
    let (mapping, names, held) = (Cell::new(Value::ZERO), RefCell::default(), Cell::new(false));
    let n = rt(machine).namespaces.add(|number| Namespace { number, dict, builtins, mapping, names, held });
    d.set_shape(rt(machine).shapes().add(ShapeKind::Namespace, n.number, 0));
    n
}

/// As [`with_builtins`], for code that lives on.
pub fn for_code(machine: &Machine, d: Gc<Dict>) -> Rc<Namespace> {
    let n = with_builtins(machine, d);
    n.hold();
    n
}

/// As [`of`], for code about to be made: finds `__builtins__`.
pub fn with_builtins(machine: &Machine, d: Gc<Dict>) -> Rc<Namespace> {
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

/// The namespace with this shape.
pub fn by_shape(machine: &Machine, shape: i64) -> Option<Rc<Namespace>> {
    if shape == 0 {
        return None;
    }
    let (kind, owner) = {
        let shapes = rt(machine).shapes();
        (shapes.get(shape as u32).kind, shapes.get(shape as u32).owner)
    };
    if kind == ShapeKind::Namespace { rt(machine).namespaces.get(owner) } else { None }
}

/// The dict of the module `builtins`.
pub fn builtins(machine: &Machine) -> Gc<Dict> {
    machine.root(roots::BUILTINS).cast::<Module>().expect("the builtins").get(Module::DICT)
}

/// The value of `name` in a watched dict is one of many, although it has not changed yet.
pub fn will_change(machine: &Machine, d: Gc<Dict>, name: Gc<Str>) {
    let Some(n) = known(machine, d) else { return };
    let name = sym_of(machine, name);
    if n.known(name).is_none() {
        n.note(name, Known::Variable);
    }
}

/// A key of a watched dict is about to be added.
pub fn key_comes(machine: &Machine, d: Gc<Dict>, key: Value) {
    let (Some(n), Some(name)) = (known(machine, d), key.cast::<Str>()) else { return };
    let name = sym_of(machine, name);
    if n.known(name) == Some(Known::Absent) {
        n.names.borrow_mut().remove(&name);
        machine.bump_epoch();
    }
}

/// The entries of a watched dict have other numbers now.
pub fn entries_moved(machine: &Machine, d: Gc<Dict>) {
    if known(machine, d).is_some_and(|n| n.names.borrow().values().any(|k| *k == Known::Variable)) {
        machine.bump_epoch();
    }
}

/// Entry `i` of a watched dict is about to get another value.
pub fn value_changes(machine: &Machine, d: Gc<Dict>, i: usize) {
    let Some((n, name)) = name_of(machine, d, i) else { return };
    match n.known(name) {
        Some(Known::Variable | Known::Fleeting) => {}
        before => {
            n.note(name, Known::Variable);
            if before == Some(Known::Constant) {
                machine.bump_epoch();
            }
        }
    }
}

/// Entry `i` of a watched dict is about to be removed.
pub fn key_goes(machine: &Machine, d: Gc<Dict>, i: usize) {
    let Some((n, name)) = name_of(machine, d, i) else { return };
    if let Some(Known::Constant | Known::Variable) = n.known(name) {
        n.note(name, Known::Fleeting);
        machine.bump_epoch();
    }
}

/// All entries of a watched dict are about to be removed.
pub fn all_go(machine: &Machine, d: Gc<Dict>) {
    Dict::live(d).into_iter().for_each(|i| key_goes(machine, d, i));
}

/// The namespace, and the name in entry `i` of its dict.
fn name_of(machine: &Machine, d: Gc<Dict>, i: usize) -> Option<(Rc<Namespace>, Sym)> {
    let name = Dict::key(d, i)?.cast::<Str>()?;
    Some((known(machine, d)?, sym_of(machine, name)))
}

/// What an inline cache remembers of `name` in the namespace with this shape: a constant, or an
/// entry's number as a slot. It also remembers that there is none.
pub fn find(vm: &Machine, shape: i64, name: Value) -> Option<Value> {
    let n = by_shape(vm, shape)?;
    let text = name.cast::<Str>()?;
    let name = sym_of(vm, text);
    let known = n.known(name);
    match dicts::find_str(vm, n.dict(), text) {
        _ if known == Some(Known::Fleeting) => None,
        None => {
            n.note(name, Known::Absent);
            None
        }
        Some(i) if known == Some(Known::Variable) => Some(slot(i)),
        Some(i) => {
            n.note(name, Known::Constant);
            Some(constant_hit(vm, Dict::value(n.dict(), i)))
        }
    }
}

/// Whether caches may remember that the name is not there.
pub fn is_absent(vm: &Machine, n: &Namespace, name: Gc<Str>) -> bool {
    n.known(sym_of(vm, name)) == Some(Known::Absent)
}

/// The entry of `name` if it is known to change, so that a store needs no bookkeeping.
pub fn find_variable(vm: &Machine, shape: i64, name: Value) -> Option<Value> {
    let (n, text) = (by_shape(vm, shape)?, name.cast::<Str>()?);
    if n.known(sym_of(vm, text)) != Some(Known::Variable) {
        return None;
    }
    dicts::find_str(vm, n.dict(), text).map(slot)
}

fn slot(i: usize) -> Value {
    slot_word(Slot::Outside(i as u32))
}
