//! Methods of generators and iterators.

use super::native::Native;
use super::{Home, Table};
use crate::roots;
use crate::tail;
use crate::types::builtin::Cls;
use trackway::{Machine, Raise, Value};

pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::Generator), natives: GENERATOR },
    Table { home: Home::Class(Cls::RangeIter), natives: ITERATOR },
    Table { home: Home::Class(Cls::ListIter), natives: ITERATOR },
    Table { home: Home::Class(Cls::TupleIter), natives: ITERATOR },
    Table { home: Home::Class(Cls::StrIter), natives: ITERATOR },
    Table { home: Home::Class(Cls::KeyIter), natives: ITERATOR },
    Table { home: Home::Class(Cls::ValueIter), natives: ITERATOR },
    Table { home: Home::Class(Cls::ItemIter), natives: ITERATOR },
    Table { home: Home::Class(Cls::SetIter), natives: ITERATOR },
];

const GENERATOR: &[Native] = &[
    Native::tail("__next__", 1, 1, |m, a| tail::prelude(m, "_generator_next", a)),
    Native::tail("send", 2, 2, |m, a| tail::prelude(m, "_generator_send", a)),
    Native::tail("throw", 2, 4, |m, a| {
        let f = crate::prelude::function(m, "_generator_throw").value();
        tail::callable(m, f, a)
    }),
    Native::tail("close", 1, 1, |m, a| tail::prelude(m, "_generator_close", a)),
    Native::pure("__iter__", 1, 1, |_, a| Ok(a[0])),
];

const ITERATOR: &[Native] =
    &[Native::effect("__next__", 1, 1, next), Native::pure("__iter__", 1, 1, |_, a| Ok(a[0]))];

/// Another iterator with the elements that this one has left.
pub fn copy(machine: &Machine, v: Value) -> Result<Value, Raise> {
    use crate::types::objects::{ListIter, RangeIter, TupleIter};
    let heap = &machine.heap;
    if let Some(it) = v.cast::<ListIter>() {
        let c = heap.alloc::<ListIter>();
        c.set(heap, ListIter::LIST, it.get(ListIter::LIST));
        c.set(heap, ListIter::AT, it.get(ListIter::AT));
        return Ok(c.value());
    }
    if let Some(it) = v.cast::<TupleIter>() {
        let c = heap.alloc::<TupleIter>();
        c.set(heap, TupleIter::TUPLE, it.get(TupleIter::TUPLE));
        c.set(heap, TupleIter::AT, it.get(TupleIter::AT));
        return Ok(c.value());
    }
    if let Some(it) = v.cast::<RangeIter>() {
        let c = heap.alloc::<RangeIter>();
        c.set(heap, RangeIter::NEXT, it.get(RangeIter::NEXT));
        c.set(heap, RangeIter::STEP, it.get(RangeIter::STEP));
        c.set(heap, RangeIter::LEFT, it.get(RangeIter::LEFT));
        return Ok(c.value());
    }
    Err(crate::errors::type_error(machine, "not an iterator of the run time"))
}

fn next(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let v = crate::ops::iter::step(machine, args[0])?;
    if v == machine.root(roots::END) {
        return Err(crate::errors::raise_with(machine, Cls::StopIteration, &[]));
    }
    Ok(v)
}
