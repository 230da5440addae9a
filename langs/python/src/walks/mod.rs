//! Steps of [`Walk`]s: `itertools` in Rust, as far as no guest code is asked.
//!
//! The classes are written in Python. Where all sources are the run time's own iterators, `__new__` answers a walk in place of
//! an instance; where a walk comes upon what only guest code can do (iterate over an instance, compare keys), it *asks*: a
//! tail turns it into such an instance, which goes on from there.

mod groups;
pub mod make;
mod rows;
mod sequences;

use crate::roots;
use crate::tail;
use crate::types::objects::TailCall;
use crate::types::walk::*;
use trackway::{Gc, Machine, Raise, Value};

type Answer = Result<Value, Raise>;

/// Elements that a step passes over at most; walks that may have to pass over more are left to guest code.
const FAR: i64 = 1 << 16;

/// The next value, which stays ready; END; or a tail: guest code goes on.
pub fn fill(machine: &Machine, w: Gc<Walk>) -> Answer {
    if w.get(Walk::FILLED) != 0 {
        return Ok(w.get(Walk::READY));
    }
    let v = find(machine, w)?;
    if v.cast::<TailCall>().is_none() {
        w.set(&machine.heap, Walk::READY, v);
        w.set(&machine.heap, Walk::FILLED, 1);
    }
    Ok(v)
}

/// The value that was filled in has been given.
pub fn taken(machine: &Machine, w: Gc<Walk>) {
    w.set(&machine.heap, Walk::READY, Value::ZERO);
    w.set(&machine.heap, Walk::FILLED, 0);
}

/// The next value, END, or a tail.
pub fn step(machine: &Machine, w: Gc<Walk>) -> Answer {
    if w.get(Walk::FILLED) != 0 {
        let v = w.get(Walk::READY);
        taken(machine, w);
        return Ok(v);
    }
    find(machine, w)
}

fn find(machine: &Machine, w: Gc<Walk>) -> Answer {
    match w.get(Walk::KIND) {
        COUNT => sequences::count(machine, w),
        REPEAT => Ok(sequences::repeat(machine, w)),
        CYCLE => sequences::cycle(machine, w),
        CHAIN => sequences::chain(machine, w),
        ISLICE => sequences::islice(machine, w),
        PAIRWISE => sequences::pairwise(machine, w),
        ACCUMULATE => sequences::accumulate(machine, w),
        BATCHED => rows::batched(machine, w),
        COMPRESS => sequences::compress(machine, w),
        ZIP_LONGEST => rows::zip_longest(machine, w),
        PRODUCT | COMBINATIONS | COMBINATIONS_REPEATED | PERMUTATIONS => Ok(rows::next(machine, w)),
        GROUPBY => groups::groupby(machine, w),
        GROUP => groups::group(machine, w),
        TEE => groups::tee(machine, w),
        _ => ask(machine, w),
    }
}

/// The iterator that a chain is in.
pub fn inner_of_chain(w: Gc<Walk>) -> Option<Value> {
    let inside = w.get(Walk::KIND) == CHAIN && w.get(Walk::AT) == 0 && w.get(Walk::FILLED) == 0;
    inside.then(|| w.get(Walk::SOURCE))
}

/// Guest code goes on with this walk.
fn ask(machine: &Machine, w: Gc<Walk>) -> Answer {
    tail::prelude(machine, "_walk_on", &[w.value()])
}

/// The next value of an iterator that never asks.
fn next_of(machine: &Machine, source: Value) -> Answer {
    crate::ops::iter::step(machine, source)
}

fn end(machine: &Machine) -> Value {
    machine.root(roots::END)
}

fn unbound(machine: &Machine) -> Value {
    machine.root(roots::UNBOUND)
}

/// What guest code needs to go on.
fn parts(machine: &Machine, w: Gc<Walk>) -> Value {
    let known = |v: Value| if v == unbound(machine) { end(machine) } else { v };
    let number = |i: i64| crate::builtins::args::int_word(machine, i);
    crate::builtins::args::tuple_word(
        machine,
        &[
            number(w.get(Walk::KIND)),
            w.get(Walk::SOURCE),
            known(w.get(Walk::HELD)),
            known(w.get(Walk::EXTRA)),
            number(w.get(Walk::AT)),
            number(w.get(Walk::STEP)),
        ],
    )
}
