//! `groupby` without a key function, its groups, and `tee`.

use super::{Answer, ask, end, next_of, unbound};
use crate::builtins::args::tuple_word;
use crate::order::equal;
use crate::types::class;
use crate::types::walk::*;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::Array;
use trackway_kit::table::Same;

/// `(key, group)`
pub fn groupby(machine: &Machine, w: Gc<Walk>) -> Answer {
    let heap = &machine.heap;
    loop {
        let (key, last) = (w.get(Walk::HELD), w.get(Walk::EXTRA));
        if key != unbound(machine) {
            if last == unbound(machine) {
                break;
            }
            match same(machine, key, last) {
                Same::No => break,
                Same::Yes => {}
                Same::Ask => return ask(machine, w),
            }
        }
        if !advance(machine, w)? {
            return Ok(end(machine));
        }
    }
    let (key, number) = (w.get(Walk::HELD), w.get(Walk::STEP) + 1);
    w.set(heap, Walk::EXTRA, key);
    w.set(heap, Walk::STEP, number);
    let class = w.get(Walk::CLASS).cast().expect("a class");
    let name = crate::runtime::known_sym(machine, "_group");
    let class = class::own_attr(machine, class, name).expect("the class of groups");
    let g = Walk::new(heap, class, GROUP, w.value(), w.get(Walk::DEPTH));
    g.set(heap, Walk::HELD, key);
    g.set(heap, Walk::AT, number);
    Ok(tuple_word(machine, &[key, g.value()]))
}

pub fn group(machine: &Machine, g: Gc<Walk>) -> Answer {
    let w = g.get(Walk::SOURCE).cast::<Walk>().expect("a walk");
    if w.get(Walk::KIND) == GUEST {
        return ask(machine, g);
    }
    if w.get(Walk::STEP) != g.get(Walk::AT) || w.get(Walk::AT) == 0 && !advance(machine, w)? {
        return Ok(end(machine));
    }
    let v = w.get(Walk::HELD);
    match same(machine, v, g.get(Walk::HELD)) {
        Same::Yes => {
            w.set(&machine.heap, Walk::AT, 0);
            Ok(v)
        }
        Same::No => Ok(end(machine)),
        Same::Ask => ask(machine, g),
    }
}

/// Goes to the next element; false at the end.
fn advance(machine: &Machine, w: Gc<Walk>) -> Result<bool, Raise> {
    let v = next_of(machine, w.get(Walk::SOURCE))?;
    if v == end(machine) {
        return Ok(false);
    }
    w.set(&machine.heap, Walk::HELD, v);
    w.set(&machine.heap, Walk::AT, 1);
    Ok(true)
}

fn same(machine: &Machine, a: Value, b: Value) -> Same {
    if a.is_same(b) {
        return Same::Yes;
    }
    equal(machine, a, b)
}

/// Elements in an array of a `tee`; one place more leads to the next.
const TEE_LEN: usize = 57;

/// An array for the elements that are still to come.
pub fn tee_array(machine: &Machine) -> Value {
    let a = Array::new(&machine.heap, TEE_LEN + 1);
    (0..=TEE_LEN).for_each(|i| a.set_item(&machine.heap, Array::ITEMS, i, unbound(machine)));
    a.value()
}

pub fn tee(machine: &Machine, w: Gc<Walk>) -> Answer {
    let heap = &machine.heap;
    let mut at = w.get(Walk::AT) as usize;
    let mut array = w.get(Walk::HELD).cast::<Array>().expect("an array");
    if at == TEE_LEN {
        if array.item(Array::ITEMS, TEE_LEN) == unbound(machine) {
            array.set_item(heap, Array::ITEMS, TEE_LEN, tee_array(machine));
        }
        array = array.item(Array::ITEMS, TEE_LEN).cast().expect("an array");
        at = 0;
        w.set(heap, Walk::HELD, array.value());
        w.set(heap, Walk::AT, 0);
    }
    let mut v = array.item(Array::ITEMS, at);
    if v == unbound(machine) {
        v = next_of(machine, w.get(Walk::SOURCE))?;
        if v == end(machine) {
            return Ok(v);
        }
        array.set_item(heap, Array::ITEMS, at, v);
    }
    w.set(heap, Walk::AT, at as i64 + 1);
    Ok(v)
}
