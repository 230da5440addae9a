//! Dictionaries whose keys are a known set of names: what `{"x": .., "y": ..}` and `**keywords` make.
//!
//! Such a dict has a shape number that says which names it has, in the order of its entries, so that a constant key is
//! looked up once for each place in a program, as attributes are. It loses the number when keys come or go.
//!
//! The dict of an instance's attributes goes on to the next shape when a name comes, as the instance itself would.

use super::attr::slot_word;
use super::shape::ShapeKind;
use crate::runtime::{rt, sym_of};
use crate::symbols::Sym;
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use trackway::{Gc, Machine, Mode, T, Value};
use trackway_kit::table::FEW_KEYS;
use trackway_kit::{Dict, Str};

/// The most sets that are told apart.
const MANY_SETS: usize = 4096;

/// The owner of the shapes of dicts of attributes.
const ATTRIBUTES: u32 = 1;
/// The most names of an instance's attributes that have a shape.
const MANY_ATTRIBUTES: usize = 40;

/// The shapes of sets of names.
#[derive(Default)]
pub struct KeySets {
    known: RefCell<FxHashMap<Vec<Sym>, u32>>,
    /// The shape of a dict without attributes; 0 while there is none.
    no_attributes: Cell<u32>,
    /// Attributes that were added to others so far.
    added: Cell<usize>,
}

/// The shape of dicts with these names as keys; 0: they are no names, not different, or too many.
pub fn shape_of(machine: &Machine, keys: &[Value]) -> u32 {
    let names: Option<Vec<Sym>> = keys.iter().map(|k| Some(sym_of(machine, k.cast::<Str>()?))).collect();
    let Some(names) = names.filter(|n| n.len() <= FEW_KEYS) else { return 0 };
    let mut known = rt(machine).key_sets.known.borrow_mut();
    if let Some(shape) = known.get(&names) {
        return *shape;
    }
    let twice = (1..names.len()).any(|i| names[..i].contains(&names[i]));
    if twice || known.len() == MANY_SETS {
        return 0;
    }
    let shape = rt(machine).shapes().with_keys(ShapeKind::Keys, 0, 0, names.clone());
    known.insert(names, shape);
    shape
}

/// The names that dicts with this shape have, if it is one of theirs.
pub fn names(machine: &Machine, shape: u32) -> Option<Vec<Value>> {
    let shapes = rt(machine).shapes();
    let s = shapes.get(shape);
    (s.kind == ShapeKind::Keys).then(|| s.keys().iter().map(|k| rt(machine).name(*k).value()).collect())
}

/// Whether dicts with this shape have a known set of keys, and no other one than [`entry`] tells.
pub fn tells(machine: &Machine, shape: i64) -> bool {
    rt(machine).shapes().get(shape as u32).kind == ShapeKind::Keys
}

/// The entry of a name in dicts with this shape, as a slot.
pub fn entry(machine: &Machine, shape: i64, name: Value) -> Option<Value> {
    let name = sym_of(machine, name.cast::<Str>()?);
    let shapes = rt(machine).shapes();
    if shapes.get(shape as u32).kind != ShapeKind::Keys {
        return None;
    }
    shapes.slot(shape as u32, name).map(slot_word)
}

/// The shape of the dict of an instance with these attributes; 0: there are too many.
pub fn shape_of_attributes(machine: &Machine, names: impl Iterator<Item = Sym>) -> u32 {
    let sets = &rt(machine).key_sets;
    if sets.no_attributes.get() == 0 {
        sets.no_attributes.set(rt(machine).shapes().add(ShapeKind::Keys, ATTRIBUTES, 0));
    }
    let mut names = names;
    names.try_fold(sets.no_attributes.get(), |shape, name| with_attribute(machine, shape, name)).unwrap_or(0)
}

fn with_attribute(machine: &Machine, shape: u32, name: Sym) -> Option<u32> {
    let added = &rt(machine).key_sets.added;
    let mut shapes = rt(machine).shapes();
    if shapes.get(shape).keys().len() == MANY_ATTRIBUTES || added.get() == MANY_SETS {
        return None;
    }
    let before = shapes.count();
    let next = shapes.transition(shape, name).0;
    added.set(added.get() + shapes.count() - before);
    Some(next)
}

/// The shape that a dict of this kind has when a key comes that it does not have: 0, or that of an instance's attributes
/// with the name. `None`: its shape is of another kind.
pub fn shape_with(machine: &Machine, d: Gc<Dict>, key: Value) -> Option<u32> {
    let (kind, owner) = {
        let shapes = rt(machine).shapes();
        (shapes.get(d.shape()).kind, shapes.get(d.shape()).owner)
    };
    if kind != ShapeKind::Keys {
        return None;
    }
    let name = if owner == ATTRIBUTES { key.cast::<Str>() } else { None };
    Some(name.and_then(|name| with_attribute(machine, d.shape(), sym_of(machine, name))).unwrap_or(0))
}

/// Keys of a dict come or go: a shape of this kind holds no longer.
pub fn forget(machine: &Machine, d: Gc<Dict>) {
    if rt(machine).shapes().get(d.shape()).kind == ShapeKind::Keys {
        d.set_shape(0);
    }
}

/// A dict of different names, which are known, and values.
#[inline(never)]
pub fn build<M: Mode>(m: M, shape: u32, names: &[Value], values: &[T<M, Value>]) -> T<M, Gc<Dict>> {
    let heap = &m.machine().heap;
    let hashed = |k: &Value| (k.cast::<Str>().map_or(0, |s| Str::hash(heap, s)), *k);
    let keys: Vec<(i64, Value)> = names.iter().map(hashed).collect();
    Dict::of_keys(m, shape, &keys, values)
}
