//! Dictionaries whose keys are a known set of names: what `{"x": .., "y": ..}` and `**keywords` make.
//!
//! Such a dict has a shape number that says which names it has, in the order of its entries, so that a constant key is
//! looked up once for each place in a program, as attributes are. It loses the number when keys come or go.

use super::attr::slot_word;
use super::shape::ShapeKind;
use crate::runtime::{rt, sym_of};
use crate::symbols::Sym;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use trackway::{Gc, Machine, Mode, T, Value};
use trackway_kit::table::FEW_KEYS;
use trackway_kit::{Dict, Str};

/// The most sets that are told apart.
const MANY_SETS: usize = 4096;

/// The shapes of sets of names.
#[derive(Default)]
pub struct KeySets(RefCell<FxHashMap<Vec<Sym>, u32>>);

/// The shape of dicts with these names as keys; 0: they are no names, not different, or too many.
pub fn shape_of(machine: &Machine, keys: &[Value]) -> u32 {
    let names: Option<Vec<Sym>> = keys.iter().map(|k| Some(sym_of(machine, k.cast::<Str>()?))).collect();
    let Some(names) = names.filter(|n| n.len() <= FEW_KEYS) else { return 0 };
    let mut known = rt(machine).key_sets.0.borrow_mut();
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

/// The entry of a name in dicts with this shape, as a slot.
pub fn entry(machine: &Machine, shape: i64, name: Value) -> Option<Value> {
    let name = sym_of(machine, name.cast::<Str>()?);
    let shapes = rt(machine).shapes();
    if shapes.get(shape as u32).kind != ShapeKind::Keys {
        return None;
    }
    shapes.slot(shape as u32, name).map(slot_word)
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
