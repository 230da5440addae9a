//! Walks that give tuples: rows of several sources, batches, products, combinations and permutations.

use super::{Answer, end, next_of};
use crate::roots;
use crate::types::walk::*;
use trackway::{Gc, Machine, Value};
use trackway_kit::{Array, Tuple};

pub fn batched(machine: &Machine, w: Gc<Walk>) -> Answer {
    let mut row = Vec::new();
    while (row.len() as i64) < w.get(Walk::STOP) {
        let v = next_of(machine, w.get(Walk::SOURCE))?;
        if v == end(machine) {
            break;
        }
        row.push(v);
    }
    if row.is_empty() {
        return Ok(end(machine));
    }
    if w.get(Walk::STEP) == 1 && (row.len() as i64) < w.get(Walk::STOP) {
        return Err(crate::errors::value_error(machine, "batched(): incomplete batch"));
    }
    Ok(Tuple::new(&machine.heap, &row).value())
}

pub fn zip_longest(machine: &Machine, w: Gc<Walk>) -> Answer {
    let (heap, none) = (&machine.heap, roots::none(machine));
    let sources = w.get(Walk::HELD).cast::<Array>().expect("an array");
    let n = sources.tail_len(Array::ITEMS);
    if w.get(Walk::AT) == 0 {
        return Ok(end(machine));
    }
    let row = heap.alloc_tail::<Tuple>(n);
    for i in 0..n {
        let it = sources.item(Array::ITEMS, i);
        let mut v = if it == none { end(machine) } else { next_of(machine, it)? };
        if v == end(machine) {
            if it != none {
                let left = w.get(Walk::AT) - 1;
                w.set(heap, Walk::AT, left);
                if left == 0 {
                    return Ok(v);
                }
                sources.set_item(heap, Array::ITEMS, i, none);
            }
            v = w.get(Walk::EXTRA);
        }
        row.set_item(heap, Tuple::ITEMS, i, v);
    }
    Ok(row.value())
}

/// The next row of a product, of combinations or of permutations.
pub fn next(machine: &Machine, w: Gc<Walk>) -> Value {
    if w.get(Walk::AT) == 1 {
        return end(machine);
    }
    let heap = &machine.heap;
    let pool = w.get(Walk::HELD).cast::<Tuple>().expect("a tuple");
    let places = Places { machine, words: w.get(Walk::EXTRA).cast().expect("an array") };
    let (n, kind) = (pool.tail_len(Tuple::ITEMS), w.get(Walk::KIND));
    let width = if kind == PERMUTATIONS { places.len() - n } else { places.len() };
    let row = heap.alloc_tail::<Tuple>(width);
    for i in 0..width {
        let v = match kind {
            PRODUCT => of_pool(pool, i).item(Tuple::ITEMS, places.get(i)),
            _ => pool.item(Tuple::ITEMS, places.get(i)),
        };
        row.set_item(heap, Tuple::ITEMS, i, v);
    }
    let more = match kind {
        PRODUCT => advance_product(pool, places),
        PERMUTATIONS => advance_permutation(n, places),
        _ => advance_combination(n, places, kind == COMBINATIONS_REPEATED),
    };
    if !more {
        w.set(heap, Walk::AT, 1);
    }
    row.value()
}

fn of_pool(pools: Gc<Tuple>, i: usize) -> Gc<Tuple> {
    pools.item(Tuple::ITEMS, i).cast().expect("a tuple")
}

/// Where the work stands: an array of small integers.
#[derive(Clone, Copy)]
struct Places<'m> {
    machine: &'m Machine,
    words: Gc<Array>,
}

impl Places<'_> {
    fn len(self) -> usize {
        self.words.tail_len(Array::ITEMS)
    }

    fn get(self, i: usize) -> usize {
        self.words.item(Array::ITEMS, i).as_int().expect("an index") as usize
    }

    fn set(self, i: usize, n: usize) {
        self.words.set_item(&self.machine.heap, Array::ITEMS, i, Value::int(n as i64).expect("an index"));
    }
}

fn advance_product(pools: Gc<Tuple>, at: Places) -> bool {
    for i in (0..at.len()).rev() {
        let next = at.get(i) + 1;
        if next < of_pool(pools, i).tail_len(Tuple::ITEMS) {
            at.set(i, next);
            return true;
        }
        at.set(i, 0);
    }
    false
}

fn advance_combination(n: usize, at: Places, repeated: bool) -> bool {
    let r = at.len();
    let last = |i: usize| if repeated { n - 1 } else { i + n - r };
    let Some(i) = (0..r).rev().find(|i| at.get(*i) != last(*i)) else { return false };
    at.set(i, at.get(i) + 1);
    for j in i + 1..r {
        at.set(j, at.get(j - 1) + usize::from(!repeated));
    }
    true
}

fn advance_permutation(n: usize, at: Places) -> bool {
    for i in (0..at.len() - n).rev() {
        let left = at.get(n + i) - 1;
        if left > 0 {
            at.set(n + i, left);
            let (a, b) = (at.get(i), at.get(n - left));
            at.set(i, b);
            at.set(n - left, a);
            return true;
        }
        let first = at.get(i);
        for j in i..n - 1 {
            at.set(j, at.get(j + 1));
        }
        at.set(n - 1, first);
        at.set(n + i, n - i);
    }
    false
}
