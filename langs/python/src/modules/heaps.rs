//! Heaps and sorted lists whose elements Rust can compare: natives behind `_heapq` and `_bisect`.
//!
//! All comparisons come before the first change, so that guest code can do the whole where it has to compare.

use super::args::{Answer, int_word};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::memory_error;
use crate::order::{Order, order};
use crate::roots::{self, bool_word};
use std::cmp::Ordering;
use trackway::{Gc, Kind, Machine, Raise, Value};
use trackway_kit::{List, Tuple};

pub const TABLES: &[Table] = &[Table {
    home: Home::Prelude,
    natives: &[
        Native::effect("_heap_push", 2, 2, push),
        Native::effect("_heap_pop", 1, 1, pop),
        Native::effect("_heap_replace", 2, 2, replace),
        Native::effect("_heap_order", 1, 1, heapify),
        Native::pure("_bisect_at", 5, 5, bisect),
    ],
}];

/// `a < b`; `None`: guest code compares, or raises.
fn less(machine: &Machine, a: Value, b: Value) -> Option<bool> {
    match (a.kind(), b.kind()) {
        (Kind::Small(x), Kind::Small(y)) => return Some(x < y),
        (Kind::Float(x), Kind::Float(y)) => return Some(x < y),
        _ => {}
    }
    match order(machine, a, b) {
        Order::Is(o) => Some(o == Ordering::Less),
        Order::None => Some(false),
        Order::Unsupported | Order::Ask => None,
    }
}

/// `(heap, item)`: whether the item has been added.
fn push(machine: &Machine, args: &[Value]) -> Answer {
    let (heap, item) = (&machine.heap, args[1]);
    let refused = Ok(bool_word(machine, false));
    let Some(l) = args[0].cast::<List>() else { return refused };
    let end = List::len(l);
    let mut place = end;
    while place > 0 {
        let parent = (place - 1) / 2;
        match less(machine, item, List::get(&machine.heap, l, parent)) {
            Some(true) => place = parent,
            Some(false) => break,
            None => return refused,
        }
    }
    List::push(heap, l, item).map_err(|_| memory_error(machine))?;
    let mut at = end;
    while at > place {
        let parent = (at - 1) / 2;
        List::repeat_at(heap, l, at, parent);
        at = parent;
    }
    List::set(heap, l, place, item).map_err(|_| memory_error(machine))?;
    Ok(bool_word(machine, true))
}

/// From a place down to a leaf, by the lesser child each time.
struct Path {
    places: [usize; 64],
    /// Of the places.
    last: usize,
}

/// The way that `item` goes down from `start` among the first `end` elements, up to its place; `None`: guest code compares.
fn settle(machine: &Machine, l: Gc<List>, start: usize, end: usize, item: Value) -> Option<Path> {
    let mut path = Path { places: [start; 64], last: 0 };
    let mut child = 2 * start + 1;
    while child < end {
        let right = child + 1;
        if right < end
            && !less(machine, List::get(&machine.heap, l, child), List::get(&machine.heap, l, right))?
        {
            child = right;
        }
        path.last += 1;
        path.places[path.last] = child;
        child = 2 * child + 1;
    }
    while path.last > 0 && less(machine, item, List::get(&machine.heap, l, path.places[path.last]))? {
        path.last -= 1;
    }
    Some(path)
}

/// Moves the elements on the path up and puts the item at its end.
fn follow(machine: &Machine, l: Gc<List>, path: &Path, item: Value) -> Result<(), Raise> {
    for pair in path.places[..=path.last].windows(2) {
        List::repeat_at(&machine.heap, l, pair[0], pair[1]);
    }
    List::set(&machine.heap, l, path.places[path.last], item).map_err(|_| memory_error(machine))
}

/// `(heap)`: the least element, which is taken off; END: guest code has to.
fn pop(machine: &Machine, args: &[Value]) -> Answer {
    let refused = Ok(machine.root(roots::END));
    let Some(l) = args[0].cast::<List>() else { return refused };
    let Some(end) = List::len(l).checked_sub(1) else { return refused };
    let (least, last) = (List::get(&machine.heap, l, 0), List::get(&machine.heap, l, end));
    let Some(path) = settle(machine, l, 0, end, last) else { return refused };
    List::take(&machine.heap, l, end);
    if end > 0 {
        follow(machine, l, &path, last)?;
    }
    Ok(least)
}

/// `(heap, item)`: the least element, in place of which the item is put; END: guest code has to.
fn replace(machine: &Machine, args: &[Value]) -> Answer {
    let refused = Ok(machine.root(roots::END));
    let Some(l) = args[0].cast::<List>().filter(|l| List::len(*l) > 0) else { return refused };
    let least = List::get(&machine.heap, l, 0);
    let Some(path) = settle(machine, l, 0, List::len(l), args[1]) else { return refused };
    follow(machine, l, &path, args[1])?;
    Ok(least)
}

/// `(list)`: makes it a heap from behind; the number of places that are left to guest code.
fn heapify(machine: &Machine, args: &[Value]) -> Answer {
    let Some(l) = args[0].cast::<List>() else { return Ok(int_word(machine, -1)) };
    for start in (0..List::len(l) / 2).rev() {
        let item = List::get(&machine.heap, l, start);
        match settle(machine, l, start, List::len(l), item) {
            Some(path) => follow(machine, l, &path, item)?,
            None => return Ok(int_word(machine, start as i64 + 1)),
        }
    }
    Ok(int_word(machine, 0))
}

/// `(sequence, x, lo, hi, right)`: where `x` belongs, behind elements that equal it or before them; -1: guest code has to look.
fn bisect(machine: &Machine, args: &[Value]) -> Answer {
    let refused = Ok(int_word(machine, -1));
    let (l, t) = (args[0].cast::<List>(), args[0].cast::<Tuple>());
    let Some(len) = l.map(List::len).or_else(|| t.map(|t| t.tail_len(Tuple::ITEMS))) else { return refused };
    let hi = if args[3] == roots::none(machine) { Some(len as i64) } else { args[3].as_int() };
    let (Some(lo), Some(hi)) = (args[2].as_int(), hi) else { return refused };
    if lo < 0 || hi > len as i64 {
        return refused;
    }
    let (mut lo, mut hi, right) = (lo, hi, args[4] == bool_word(machine, true));
    while lo < hi {
        let middle = (lo + hi) / 2;
        let v = match (l, t) {
            (Some(l), _) => List::get(&machine.heap, l, middle as usize),
            (_, Some(t)) => t.item(Tuple::ITEMS, middle as usize),
            _ => return refused,
        };
        let before = if right { less(machine, args[1], v).map(|b| !b) } else { less(machine, v, args[1]) };
        match before {
            Some(true) => lo = middle + 1,
            Some(false) => hi = middle,
            None => return refused,
        }
    }
    Ok(int_word(machine, lo))
}
