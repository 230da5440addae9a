//! An instance's attributes as a dict.

use super::class::Class;
use super::key_set;
use super::objects::*;
use super::shape::Slot;
use crate::dicts;
use crate::errors::memory_error;
use crate::runtime::rt;
use crate::symbols::Sym;
use crate::values::instance_class;
use smallvec::SmallVec;
use std::cell::Cell;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Array, Dict};

/// A new dict of the attributes that have slots, apart from those of `__slots__`. What the dict of a shape is like but
/// for the values is remembered.
pub fn attributes(machine: &Machine, i: Gc<Instance>) -> Result<Gc<Dict>, Raise> {
    const MANY: usize = 1000;
    let heap = &machine.heap;
    let root = instance_class(machine, i).get(Class::ROOT_SHAPE) as u32;
    let shapes = rt(machine).shapes();
    let fixed = shapes.get(root).keys().len();
    let slots: SmallVec<[Slot; 32]> = shapes.get(i.shape()).slots().skip(fixed).collect();
    drop(shapes);
    let mut models = rt(machine).dict_models.borrow_mut();
    let model = match models.get(&i.shape()) {
        Some(model) => model.get().cast().expect("a dict"),
        None => {
            let model = Dict::with_room(heap, slots.len()).map_err(|_| memory_error(machine))?;
            for (k, _) in rt(machine).shapes().entries(i.shape()).iter().skip(fixed) {
                dicts::set_str(machine, model, rt(machine).name(*k), Value::ZERO)?;
            }
            let names: Vec<Sym> = rt(machine).shapes().get(i.shape()).keys()[fixed..].to_vec();
            model.set_shape(key_set::shape_of_attributes(machine, names.into_iter()));
            if models.len() == MANY {
                models.clear();
            }
            models.insert(i.shape(), Cell::new(model.value()));
            model
        }
    };
    let d = Dict::copy(heap, model).map_err(|_| memory_error(machine))?;
    d.set_shape(model.shape());
    let outside = i.get(Instance::EXTRA).cast::<Array>();
    for (n, slot) in slots.iter().enumerate() {
        let v = match (*slot, outside) {
            (Slot::Inline(at), _) => i.item(Instance::SLOTS, at as usize),
            (Slot::Outside(at), Some(a)) => a.item(Array::ITEMS, at as usize + 1),
            (Slot::Outside(_), None) => unreachable!("the shape says that there is an array"),
        };
        Dict::set_value(heap, d, n, v);
    }
    Ok(d)
}
