//! Walks that give elements of their sources, or numbers.

use super::{Answer, FAR, ask, end, next_of, unbound};
use crate::builtins::args::{truth, tuple_word};
use crate::builtins::num::arith;
use crate::number::BinOp;
use crate::ops::zip::source;
use crate::roots;
use crate::types::objects::{ListIter, RangeIter};
use crate::types::walk::*;
use trackway::{Gc, Machine, Value};
use trackway_kit::{BigInt, List};

pub fn count(machine: &Machine, w: Gc<Walk>) -> Answer {
    let (v, by) = (w.get(Walk::HELD), w.get(Walk::EXTRA));
    let next = sum(machine, v, by)?.expect("numbers");
    w.set(&machine.heap, Walk::HELD, next);
    Ok(v)
}

/// `a + b` of integers or floats.
fn sum(machine: &Machine, a: Value, b: Value) -> Result<Option<Value>, trackway::Raise> {
    if let (Some(x), Some(y)) = (a.as_int(), b.as_int()) {
        return Ok(Some(BigInt::from_i64(&machine.heap, x + y)));
    }
    arith::binary(machine, BinOp::Add, a, b)
}

pub fn repeat(machine: &Machine, w: Gc<Walk>) -> Value {
    match w.get(Walk::AT) {
        0 => return end(machine),
        FOREVER => {}
        n => w.set(&machine.heap, Walk::AT, n - 1),
    }
    w.get(Walk::HELD)
}

pub fn cycle(machine: &Machine, w: Gc<Walk>) -> Answer {
    let heap = &machine.heap;
    let saved = w.get(Walk::HELD).cast::<List>().expect("a list");
    let mut at = w.get(Walk::AT);
    if at < 0 {
        let v = next_of(machine, w.get(Walk::SOURCE))?;
        if v != end(machine) {
            List::push(heap, saved, v).map_err(|_| crate::errors::memory_error(machine))?;
            return Ok(v);
        }
        if List::len(saved) == 0 {
            return Ok(v);
        }
        at = 0;
    }
    let v = List::get(&machine.heap, saved, at as usize);
    w.set(heap, Walk::AT, (at + 1) % List::len(saved) as i64);
    Ok(v)
}

pub fn chain(machine: &Machine, w: Gc<Walk>) -> Answer {
    let (heap, none) = (&machine.heap, roots::none(machine));
    for _ in 0..FAR {
        if w.get(Walk::AT) == 1 {
            let inner = source(machine, w.get(Walk::SOURCE));
            let Some(it) = inner.filter(|it| depth(*it) < w.get(Walk::DEPTH)) else { return ask(machine, w) };
            w.set(heap, Walk::SOURCE, it);
            w.set(heap, Walk::AT, 0);
        }
        let inner = w.get(Walk::SOURCE);
        if inner != none {
            let v = next_of(machine, inner)?;
            if v != end(machine) {
                return Ok(v);
            }
            w.set(heap, Walk::SOURCE, none);
        }
        let rest = w.get(Walk::HELD);
        if rest == none {
            return Ok(end(machine));
        }
        let next = next_of(machine, rest)?;
        if next == end(machine) {
            w.set(heap, Walk::HELD, none);
            return Ok(next);
        }
        w.set(heap, Walk::SOURCE, next);
        w.set(heap, Walk::AT, 1);
    }
    ask(machine, w)
}

/// How many of the run time's iterators are within each other.
pub fn depth(it: Value) -> i64 {
    crate::ops::zip::depth(it) as i64
}

pub fn islice(machine: &Machine, w: Gc<Walk>) -> Answer {
    let (heap, none) = (&machine.heap, roots::none(machine));
    let (it, stop, wanted) = (w.get(Walk::SOURCE), w.get(Walk::STOP), w.get(Walk::NEXT));
    if it == none {
        return Ok(end(machine));
    }
    let first = w.get(Walk::AT);
    let mut n = pass(machine, it, first, wanted.min(stop));
    while n < wanted.min(stop) {
        if next_of(machine, it)? == end(machine) {
            break;
        }
        n += 1;
        w.set(heap, Walk::AT, n);
    }
    if n < wanted || n >= stop {
        w.set(heap, Walk::AT, n);
        w.set(heap, Walk::SOURCE, none);
        return Ok(end(machine));
    }
    let v = next_of(machine, it)?;
    if v == end(machine) {
        w.set(heap, Walk::SOURCE, none);
        return Ok(v);
    }
    w.set(heap, Walk::AT, n + 1);
    w.set(heap, Walk::NEXT, wanted.saturating_add(w.get(Walk::STEP)).min(stop));
    Ok(v)
}

/// Passes over elements at once, where that can be done; the new number of elements seen.
fn pass(machine: &Machine, it: Value, n: i64, wanted: i64) -> i64 {
    let (heap, by) = (&machine.heap, wanted - n);
    if by <= 0 {
        return n;
    }
    if let Some(l) = it.cast::<ListIter>() {
        let left = l.get(ListIter::LIST).cast::<List>().map_or(0, List::len) as i64 - l.get(ListIter::AT);
        let by = by.min(left.max(0));
        l.set(heap, ListIter::AT, l.get(ListIter::AT) + by);
        return n + by;
    }
    let Some(r) = it.cast::<RangeIter>() else { return n };
    let by = by.min(r.get(RangeIter::LEFT));
    r.set(
        heap,
        RangeIter::NEXT,
        r.get(RangeIter::NEXT).wrapping_add(r.get(RangeIter::STEP).wrapping_mul(by)),
    );
    r.set(heap, RangeIter::LEFT, r.get(RangeIter::LEFT) - by);
    n + by
}

pub fn pairwise(machine: &Machine, w: Gc<Walk>) -> Answer {
    let (heap, it) = (&machine.heap, w.get(Walk::SOURCE));
    if it == roots::none(machine) {
        return Ok(end(machine));
    }
    let mut old = w.get(Walk::HELD);
    let mut new = end(machine);
    if old == unbound(machine) {
        old = next_of(machine, it)?;
        w.set(heap, Walk::HELD, old);
    }
    if old != end(machine) {
        new = next_of(machine, it)?;
    }
    if new == end(machine) {
        w.set(heap, Walk::SOURCE, roots::none(machine));
        w.set(heap, Walk::HELD, unbound(machine));
        return Ok(new);
    }
    w.set(heap, Walk::HELD, new);
    Ok(tuple_word(machine, &[old, new]))
}

pub fn accumulate(machine: &Machine, w: Gc<Walk>) -> Answer {
    let heap = &machine.heap;
    let total = w.get(Walk::HELD);
    if w.get(Walk::AT) == 1 {
        w.set(heap, Walk::AT, 0);
        return Ok(total);
    }
    if w.get(Walk::EXTRA) != unbound(machine) {
        return ask(machine, w);
    }
    let v = next_of(machine, w.get(Walk::SOURCE))?;
    if v == end(machine) {
        return Ok(v);
    }
    let sum = if total == unbound(machine) { Ok(Some(v)) } else { sum(machine, total, v) };
    // Guest code adds what is no number, and raises what has no sum.
    let sum = sum.unwrap_or_else(|_| {
        machine.take_pending();
        None
    });
    let Some(sum) = sum else {
        w.set(heap, Walk::EXTRA, v);
        return ask(machine, w);
    };
    w.set(heap, Walk::HELD, sum);
    Ok(sum)
}

pub fn compress(machine: &Machine, w: Gc<Walk>) -> Answer {
    if w.get(Walk::EXTRA) != unbound(machine) {
        return ask(machine, w);
    }
    for _ in 0..FAR {
        let v = next_of(machine, w.get(Walk::SOURCE))?;
        if v == end(machine) {
            return Ok(v);
        }
        let selector = next_of(machine, w.get(Walk::HELD))?;
        if selector == end(machine) {
            return Ok(selector);
        }
        match truth(machine, selector) {
            Some(true) => return Ok(v),
            Some(false) => {}
            None => {
                w.set(&machine.heap, Walk::EXTRA, tuple_word(machine, &[v, selector]));
                break;
            }
        }
    }
    ask(machine, w)
}
