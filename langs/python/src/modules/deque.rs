//! The base of `collections.deque`: what needs no guest code.

use super::args::{Answer, int_word};
use crate::builtins::args::{int_arg, list_word, size_arg, this, within};
use crate::builtins::native::{Inline, MANY, Native, RingOp, arg};
use crate::builtins::num::int;
use crate::builtins::{Home, Table};
use crate::errors::{memory_error, raise, type_error};
use crate::roots;
use crate::runtime::interned;
use crate::types::builtin::Cls;
use crate::types::class::Class;
use crate::types::module;
use crate::types::objects::Module;
use crate::types::ring::{Ring, RingIter, UNLIMITED};
use crate::values::{class_of, type_name, unwrap};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::List;

pub const TABLES: &[Table] = &[
    Table {
        home: Home::Construct(Cls::Ring),
        natives: &[Native::pure("_ring", 0, MANY, |m, _| Ok(Ring::new(&m.heap).value()))],
    },
    Table { home: Home::Class(Cls::Ring), natives: METHODS },
    Table {
        home: Home::Construct(Cls::RingIter),
        natives: &[Native::pure("_deque_iterator", 1, 2, iterate)],
    },
    Table { home: Home::Class(Cls::RingIter), natives: ITERATOR },
    Table { home: Home::Prelude, natives: PRIVATE },
];

const METHODS: &[Native] = &[
    Native::effect("append", 2, 2, |m, a| append(m, a, false)).inline(Inline::Ring(RingOp::Append(false))),
    Native::effect("appendleft", 2, 2, |m, a| append(m, a, true)).inline(Inline::Ring(RingOp::Append(true))),
    Native::effect("pop", 1, 1, |m, a| pop(m, a, false)).inline(Inline::Ring(RingOp::Pop(false))),
    Native::effect("popleft", 1, 1, |m, a| pop(m, a, true)).inline(Inline::Ring(RingOp::Pop(true))),
    Native::effect("rotate", 1, 2, rotate).inline(Inline::Ring(RingOp::Rotate)).indexes(2),
];

const ITERATOR: &[Native] = &[
    Native::pure("__reduce__", 1, 1, |m, a| {
        let it = this::<RingIter>(m, a, "_collections._deque_iterator", "__reduce__")?;
        let at = int_word(m, it.get(RingIter::AT).min(Ring::len(it.get(RingIter::RING)) as i64));
        let args = crate::builtins::args::tuple_word(m, &[it.get(RingIter::OWNER), at]);
        Ok(crate::builtins::args::tuple_word(m, &[Cls::RingIter.word(m), args]))
    }),
    Native::pure("__length_hint__", 1, 1, |m, a| {
        let it = this::<RingIter>(m, a, "_collections._deque_iterator", "__length_hint__")?;
        let left = Ring::len(it.get(RingIter::RING)) as i64 - it.get(RingIter::AT);
        Ok(int_word(m, left.max(0)))
    }),
];

/// For the class in Python, whatever a derived class says.
const PRIVATE: &[Native] = &[
    Native::pure("_ring_len", 1, 1, |m, a| Ok(int_word(m, Ring::len(ring(m, a)?) as i64))),
    Native::pure("_ring_list", 1, 1, |m, a| Ok(list_word(m, &Ring::to_vec(ring(m, a)?)))),
    Native::effect("_ring_assign", 2, 2, |m, a| {
        let items = a[1].cast::<List>().map(|l| List::to_vec(&m.heap, l)).unwrap_or_default();
        assign(m, ring(m, a)?, &items)
    }),
    Native::pure("_ring_state", 1, 1, |m, a| Ok(int_word(m, ring(m, a)?.get(Ring::STATE)))),
    Native::pure("_ring_maxlen", 1, 1, |m, a| {
        let most = ring(m, a)?.get(Ring::MOST);
        Ok(if most == UNLIMITED { roots::none(m) } else { int_word(m, most) })
    }),
    Native::effect("_ring_limit", 2, 2, |m, a| {
        let most = if a[1] == roots::none(m) { UNLIMITED } else { size_arg(m, a[1])? };
        ring(m, a)?.set(&m.heap, Ring::MOST, most);
        Ok(roots::none(m))
    }),
];

/// The module's classes.
pub fn constants(machine: &Machine, m: Gc<Module>) {
    for (c, name, home) in
        [(Cls::Ring, "_ring", "collections"), (Cls::RingIter, "_deque_iterator", "_collections")]
    {
        let (names, home) = (c.gc(machine).get(Class::DICT), interned(machine, home).value());
        crate::dicts::set_str(machine, names, interned(machine, "__module__"), home).expect("a small dict");
        module::define(machine, m, name, c.word(machine));
    }
}

fn ring(machine: &Machine, args: &[Value]) -> Result<Gc<Ring>, Raise> {
    this(machine, args, "collections.deque", "method")
}

fn assign(machine: &Machine, r: Gc<Ring>, items: &[Value]) -> Answer {
    Ring::assign(&machine.heap, r, items).map_err(|_| memory_error(machine))?;
    Ok(roots::none(machine))
}

fn append(machine: &Machine, args: &[Value], left: bool) -> Answer {
    Ring::push(&machine.heap, ring(machine, args)?, args[1], left).map_err(|_| memory_error(machine))?;
    Ok(roots::none(machine))
}

fn pop(machine: &Machine, args: &[Value], left: bool) -> Answer {
    Ring::take(&machine.heap, ring(machine, args)?, left)
        .ok_or_else(|| raise(machine, Cls::IndexError, "pop from an empty deque"))
}

/// Steps to the right.
fn rotate(machine: &Machine, args: &[Value]) -> Answer {
    let r = ring(machine, args)?;
    let n = Ring::len(r).max(1) as i64;
    let steps = match arg(machine, args, 1) {
        Some(v) => int_arg(machine, v)?.clamp().rem_euclid(n),
        None => 1,
    };
    let few = steps.min(n - steps) <= 8;
    if !few {
        let mut items = Ring::to_vec(r);
        items.rotate_right(steps as usize);
        return assign(machine, r, &items);
    }
    let (count, left) = if steps <= n - steps { (steps, true) } else { (n - steps, false) };
    for _ in 0..count {
        let Some(v) = Ring::take(&machine.heap, r, !left) else { break };
        Ring::push(&machine.heap, r, v, left).map_err(|_| memory_error(machine))?;
    }
    Ok(roots::none(machine))
}

/// `_deque_iterator(deque, at)`.
fn iterate(machine: &Machine, args: &[Value]) -> Answer {
    let Some(r) = unwrap(machine, args[0]).cast::<Ring>() else {
        let given = type_name(machine, args[0]);
        return Err(type_error(machine, &format!("argument 1 must be collections.deque, not {given}")));
    };
    let at = arg(machine, args, 1).map_or(Ok(0), |v| size_arg(machine, v))?;
    let (heap, it) = (&machine.heap, machine.heap.alloc::<RingIter>());
    it.set(heap, RingIter::RING, r);
    it.set(heap, RingIter::AT, at.max(0));
    it.set(heap, RingIter::STATE, r.get(Ring::STATE));
    it.set(heap, RingIter::OWNER, args[0]);
    Ok(it.value())
}

/// The place of `d[i]`.
fn place(machine: &Machine, r: Gc<Ring>, i: Value) -> Result<usize, Raise> {
    let Some(i) = int(machine, i) else {
        let given = crate::types::class::class_name(machine, class_of(machine, i));
        return Err(type_error(machine, &format!("sequence index must be integer, not '{given}'")));
    };
    i.to_i64()
        .and_then(|i| within(i, Ring::len(r)))
        .ok_or_else(|| raise(machine, Cls::IndexError, "deque index out of range"))
}

/// `d[i]`.
pub fn get_item(machine: &Machine, r: Gc<Ring>, i: Value) -> Answer {
    Ok(Ring::get(r, place(machine, r, i)?))
}

/// `d[i] = v`.
pub fn set_item(machine: &Machine, r: Gc<Ring>, i: Value, v: Value) -> Result<(), Raise> {
    Ring::set(&machine.heap, r, place(machine, r, i)?, v);
    Ok(())
}

/// `del d[i]`.
pub fn delete_item(machine: &Machine, r: Gc<Ring>, i: Value) -> Result<(), Raise> {
    let at = place(machine, r, i)?;
    let mut items = Ring::to_vec(r);
    items.remove(at);
    assign(machine, r, &items).map(|_| ())
}
