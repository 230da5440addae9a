//! Methods of generators and iterators.

use super::native::{Inline, MANY, Native, arg};
use super::{Home, Table};
use crate::roots;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::objects::{Enumerated, Range, RangeIter, Zipped};
use crate::values::unwrap;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Array, Coroutine, Str, Tuple, coroutine};

pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::Generator), natives: GENERATOR },
    Table { home: Home::Class(Cls::Coroutine), natives: COROUTINE },
    Table { home: Home::Class(Cls::CoroutineWrapper), natives: GENERATOR },
    Table { home: Home::Class(Cls::AsyncGenerator), natives: ASYNC_GENERATOR },
    Table { home: Home::Class(Cls::AsyncSend), natives: AWAITABLE },
    Table { home: Home::Class(Cls::AsyncThrow), natives: AWAITABLE },
    Table { home: Home::Prelude, natives: WORDS },
    Table { home: Home::Class(Cls::ListIter), natives: INDEXED },
    Table { home: Home::Class(Cls::TupleIter), natives: INDEXED },
    Table { home: Home::Class(Cls::StrIter), natives: INDEXED },
    Table { home: Home::Class(Cls::BytesIter), natives: INDEXED },
    Table { home: Home::Class(Cls::ByteArrayIter), natives: INDEXED },
    Table { home: Home::Class(Cls::RangeIter), natives: INDEXED },
    Table { home: Home::Class(Cls::Reversed), natives: COUNTED },
    Table { home: Home::Class(Cls::Iterator), natives: COUNTED },
    Table { home: Home::Class(Cls::LongRangeIter), natives: COUNTED },
    Table { home: Home::Class(Cls::ListReverseIter), natives: COUNTED },
    Table { home: Home::Class(Cls::KeyReverseIter), natives: COUNTED },
    Table { home: Home::Class(Cls::ValueReverseIter), natives: COUNTED },
    Table { home: Home::Class(Cls::ItemReverseIter), natives: COUNTED },
    Table { home: Home::Class(Cls::Map), natives: SUSPENDED },
    Table { home: Home::Class(Cls::Filter), natives: SUSPENDED },
    Table { home: Home::Class(Cls::Zip), natives: EITHER },
    Table { home: Home::Class(Cls::Enumerate), natives: EITHER },
    Table { home: Home::Class(Cls::Reversed), natives: SUSPENDED },
    Table { home: Home::Class(Cls::Iterator), natives: SUSPENDED },
    Table { home: Home::Class(Cls::CallableIterator), natives: SUSPENDED },
    Table { home: Home::Class(Cls::LongRangeIter), natives: SUSPENDED },
    Table { home: Home::Class(Cls::ListReverseIter), natives: SUSPENDED },
    Table { home: Home::Class(Cls::KeyReverseIter), natives: SUSPENDED },
    Table { home: Home::Class(Cls::ValueReverseIter), natives: SUSPENDED },
    Table { home: Home::Class(Cls::ItemReverseIter), natives: SUSPENDED },
    Table { home: Home::Class(Cls::BytesIter), natives: ITERATOR },
    Table { home: Home::Class(Cls::ByteArrayIter), natives: ITERATOR },
    Table { home: Home::Construct(Cls::Map), natives: &[make("map", 2)] },
    Table { home: Home::Construct(Cls::Filter), natives: &[make("filter", 2)] },
    Table { home: Home::Construct(Cls::Zip), natives: &[make("zip", 0)] },
    Table {
        home: Home::Construct(Cls::Enumerate),
        natives: &[Native::tail("enumerate", 1, 2, enumerate).params(&["iterable", "start"])],
    },
    Table {
        home: Home::Construct(Cls::Reversed),
        natives: &[Native::tail("reversed", 1, 1, |m, a| tail::prelude(m, "_reversed_of", a))
            .inline(Inline::Reversed)],
    },
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
    NEXT,
    SEND,
    Native::tail("throw", 2, 4, |m, a| {
        let f = crate::prelude::function(m, "_generator_throw").value();
        tail::callable(m, f, a)
    }),
    CLOSE,
    Native::pure("__iter__", 1, 1, |_, a| Ok(a[0])),
    Native::pure("gi_running.get", 1, 1, |m, a| has_state(m, a, coroutine::STATE_RUNNING)),
    Native::pure("gi_suspended.get", 1, 1, |m, a| has_state(m, a, coroutine::STATE_SUSPENDED)),
];

const SUSPENDED: &[Native] = &[
    Native::tail("__next__", 1, 1, |m, a| tail::prelude(m, "_generator_next", &[unwrap(m, a[0])])),
    Native::pure("__iter__", 1, 1, |_, a| Ok(a[0])),
    Native::tail("__reduce__", 1, 1, |m, a| tail::prelude(m, "_suspended_reduce", &[a[0], unwrap(m, a[0])])),
    Native::tail("__setstate__", 2, 2, |m, a| {
        tail::prelude(m, "_suspended_setstate", &[unwrap(m, a[0]), a[1]])
    }),
];

/// Those that know how much they have left.
const COUNTED: &[Native] = &[Native::tail("__length_hint__", 1, 1, |m, a| {
    tail::prelude(m, "_suspended_length_hint", &[unwrap(m, a[0])])
})];

const WORDS: &[Native] = &[
    Native::pure("_joined_parts", 1, 1, |m, a| Ok(joined_parts(m, a[0]))),
    Native::pure("_iterator_parts", 1, 1, |m, a| Ok(parts(m, a[0]))),
    Native::pure("_frame_word", 2, 2, |m, a| {
        Ok(frame_word(a).map_or(roots::none(m), |(f, i)| f.item(Array::ITEMS, i)))
    }),
    Native::effect("_frame_set", 3, 3, |m, a| {
        if let Some((f, i)) = frame_word(a) {
            f.set_item(&m.heap, Array::ITEMS, i, a[2]);
        }
        Ok(roots::none(m))
    }),
];

/// Register `a[1]` of the suspended frame `a[0]`.
fn frame_word(args: &[Value]) -> Option<(Gc<Array>, usize)> {
    let f = args[0].cast::<Coroutine>()?.get(Coroutine::FRAME);
    let i = args[1].as_int()? as usize;
    (i < f.tail_len(Array::ITEMS)).then_some((f, i))
}

/// `(sequence, index)` of an iterator over a sequence, -1 when it has finished; None for others.
fn parts(machine: &Machine, v: Value) -> Value {
    use crate::ops::iter::FINISHED;
    use crate::types::objects::{ListIter, StrIter, TupleIter};
    let (source, at) = if let Some(it) = v.cast::<ListIter>() {
        let at = it.get(ListIter::AT);
        (it.get(ListIter::LIST), if at == FINISHED { -1 } else { at })
    } else if let Some(it) = v.cast::<TupleIter>() {
        let (t, at) = (it.get(TupleIter::TUPLE), it.get(TupleIter::AT));
        (t.value(), at)
    } else if let Some(it) = v.cast::<StrIter>() {
        let (text, at) = (it.get(StrIter::TEXT), it.get(StrIter::AT));
        (text, text_index(machine, text, at))
    } else {
        return roots::none(machine);
    };
    Tuple::new(&machine.heap, &[source, Value::int(at).unwrap_or(Value::ZERO)]).value()
}

/// What to call `zip` or `enumerate` with to get this iterator again; None for other kinds.
fn joined_parts(machine: &Machine, v: Value) -> Value {
    let heap = &machine.heap;
    if let Some(z) = v.cast::<Zipped>() {
        return Tuple::new(heap, &crate::calls::words(z.get(Zipped::SOURCES))).value();
    }
    match v.cast::<Enumerated>() {
        Some(e) => {
            let next = Value::int(e.get(Enumerated::NEXT)).unwrap_or(Value::ZERO);
            Tuple::new(heap, &[e.get(Enumerated::SOURCE), next]).value()
        }
        None => roots::none(machine),
    }
}

/// The index of the character at byte `at`.
fn text_index(machine: &Machine, text: Value, at: i64) -> i64 {
    match text.cast::<Str>().map(|s| Str::bytes(&machine.heap, s)) {
        Some(bytes) => trackway_kit::string::count(&bytes[..(at as usize).min(bytes.len())]) as i64,
        None => at,
    }
}

/// `it.__setstate__(index)`.
fn set_state(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    use crate::types::objects::{ListIter, RangeIter, StrIter, TupleIter};
    let (heap, v) = (&machine.heap, args[0]);
    let at = super::args::int_arg(machine, args[1])?.clamp().max(0);
    if let Some(it) = v.cast::<ListIter>() {
        if it.get(ListIter::AT) != crate::ops::iter::FINISHED {
            it.set(heap, ListIter::AT, at.min(crate::ops::iter::FINISHED - 1));
        }
    } else if let Some(it) = v.cast::<TupleIter>() {
        let len = it.get(TupleIter::TUPLE).tail_len(Tuple::ITEMS);
        it.set(heap, TupleIter::AT, at.min(len as i64));
    } else if let Some(it) = v.cast::<RangeIter>() {
        let n = at.min(it.get(RangeIter::LEFT));
        let next = it.get(RangeIter::NEXT).wrapping_add(it.get(RangeIter::STEP).wrapping_mul(n));
        it.set(heap, RangeIter::NEXT, next);
        it.set(heap, RangeIter::LEFT, it.get(RangeIter::LEFT) - n);
    } else if let Some(it) = v.cast::<StrIter>() {
        let text = it.get(StrIter::TEXT);
        let at = match text.cast::<Str>().map(|s| Str::bytes(heap, s)) {
            Some(bytes) => {
                super::wtf8::indices(bytes).nth(at as usize).map_or(bytes.len(), |(byte, _)| byte) as i64
            }
            None => at.min(super::args::bytes_of(machine, text).map_or(0, |b| b.len()) as i64),
        };
        it.set(heap, StrIter::AT, at);
    } else {
        return Err(crate::errors::type_error(machine, "not an iterator of the run time"));
    }
    Ok(roots::none(machine))
}

/// Frames of the prelude, or objects of the run time.
const EITHER: &[Native] = &[
    Native::tail("__next__", 1, 1, |m, a| {
        let v = unwrap(m, a[0]);
        let suspended = v.cast::<Coroutine>().is_some();
        tail::prelude(m, if suspended { "_generator_next" } else { "_slot_next" }, &[v])
    }),
    Native::pure("__iter__", 1, 1, |_, a| Ok(a[0])),
    Native::tail("__reduce__", 1, 1, |m, a| tail::prelude(m, "_either_reduce", &[a[0], unwrap(m, a[0])])),
    Native::tail("__setstate__", 2, 2, |m, a| {
        tail::prelude(m, "_suspended_setstate", &[unwrap(m, a[0]), a[1]])
    }),
];

const THROW: Native = Native::tail("throw", 2, 4, |m, a| {
    let f = crate::prelude::function(m, "_generator_throw").value();
    tail::callable(m, f, a)
});
const CLOSE: Native = Native::tail("close", 1, 1, |m, a| tail::prelude(m, "_generator_close", a))
    .inline(Inline::Prelude("_generator_close"));
const SEND: Native = Native::tail("send", 2, 2, |m, a| tail::prelude(m, "_generator_send", a))
    .inline(Inline::Prelude("_generator_send"));
const NEXT: Native = Native::tail("__next__", 1, 1, |m, a| tail::prelude(m, "_generator_next", a))
    .inline(Inline::Prelude("_generator_next"));

const COROUTINE: &[Native] = &[
    SEND,
    THROW,
    CLOSE,
    Native::tail("__await__", 1, 1, |m, a| tail::prelude(m, "_coroutine_wrapper", a)),
    Native::pure("cr_running.get", 1, 1, |m, a| has_state(m, a, coroutine::STATE_RUNNING)),
    Native::pure("cr_suspended.get", 1, 1, |m, a| has_state(m, a, coroutine::STATE_SUSPENDED)),
    Native::pure("cr_origin.get", 1, 1, |m, _| Ok(roots::none(m))),
];

const AWAITABLE: &[Native] = &[
    SEND,
    THROW,
    CLOSE,
    NEXT,
    Native::pure("__iter__", 1, 1, |_, a| Ok(a[0])),
    Native::pure("__await__", 1, 1, |_, a| Ok(a[0])),
];

const ASYNC_GENERATOR: &[Native] = &[
    Native::pure("__aiter__", 1, 1, |_, a| Ok(a[0])),
    Native::tail("__anext__", 1, 1, |m, a| tail::prelude(m, "_async_send", &[a[0], roots::none(m)])),
    Native::tail("asend", 2, 2, |m, a| tail::prelude(m, "_async_send", a)),
    Native::tail("athrow", 2, 4, |m, a| {
        let rest = Tuple::new(&m.heap, &a[1..]).value();
        tail::prelude(m, "_async_athrow", &[a[0], rest])
    }),
    Native::tail("aclose", 1, 1, |m, a| tail::prelude(m, "_async_close", a)),
    Native::pure("ag_running.get", 1, 1, |m, a| has_state(m, a, coroutine::STATE_RUNNING)),
    Native::pure("ag_suspended.get", 1, 1, |m, a| has_state(m, a, coroutine::STATE_SUSPENDED)),
];

fn has_state(machine: &Machine, args: &[Value], state: i64) -> Result<Value, Raise> {
    let is = args[0].cast::<Coroutine>().is_some_and(|c| c.get(Coroutine::STATE) == state);
    Ok(roots::bool_word(machine, is))
}

/// The class of an iterator that a prelude function makes, with any keywords.
const fn make(name: &'static str, min: usize) -> Native {
    match min {
        0 => Native::tail(name, 0, MANY, |m, a| iterator(m, "_zip_of", a)).keyword_only(&["strict"]),
        _ if name.len() == 3 => {
            Native::tail(name, 2, MANY, |m, a| iterator(m, "_map_of", a)).keyword_only(&["strict"])
        }
        _ => Native::tail(name, 2, 2, |m, a| tail::prelude(m, "_filter_of", a)),
    }
}

/// `name(strict, positional)`.
fn iterator(machine: &Machine, name: &'static str, args: &[Value]) -> Result<Value, Raise> {
    let strict = arg(machine, args, 0).unwrap_or(machine.root(roots::FALSE));
    if name == "_zip_of"
        && strict == machine.root(roots::FALSE)
        && let Some(z) = crate::ops::zip::zip(machine, &args[1..])
    {
        return Ok(z);
    }
    let rest = Tuple::new(&machine.heap, &args[1..]).value();
    tail::prelude(machine, name, &[strict, rest])
}

fn enumerate(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let start = arg(machine, args, 1).unwrap_or(Value::ZERO);
    if let Some(e) = crate::ops::zip::enumerate(machine, args[0], start) {
        return Ok(e);
    }
    tail::prelude(machine, "_enumerate_of", &[args[0], start])
}

const ITERATOR: &[Native] =
    &[Native::effect("__next__", 1, 1, next), Native::pure("__iter__", 1, 1, |_, a| Ok(a[0]))];

const INDEXED: &[Native] = &[Native::effect("__setstate__", 2, 2, set_state).indexes(2)];

/// Another iterator with the elements that this one has left.
pub fn copy(machine: &Machine, v: Value) -> Result<Value, Raise> {
    use crate::types::objects::{DictIter, ListIter, RangeIter, StrIter, TupleIter};
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
    if let Some(it) = v.cast::<StrIter>() {
        let c = heap.alloc::<StrIter>();
        c.set(heap, StrIter::TEXT, it.get(StrIter::TEXT));
        c.set(heap, StrIter::AT, it.get(StrIter::AT));
        return Ok(c.value());
    }
    if let Some(it) = v.cast::<DictIter>() {
        let c = heap.alloc::<DictIter>();
        c.set(heap, DictIter::DICT, it.get(DictIter::DICT));
        c.set(heap, DictIter::AT, it.get(DictIter::AT));
        c.set(heap, DictIter::LEN, it.get(DictIter::LEN));
        c.set(heap, DictIter::LIMIT, it.get(DictIter::LIMIT));
        c.set(heap, DictIter::WHAT, it.get(DictIter::WHAT));
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

/// The range of what a range's iterator has left; None for other values.
pub fn range_left(machine: &Machine, v: Value) -> Value {
    let Some(it) = v.cast::<RangeIter>() else { return roots::none(machine) };
    let (next, step, left) = (it.get(RangeIter::NEXT), it.get(RangeIter::STEP), it.get(RangeIter::LEFT));
    let (heap, r) = (&machine.heap, machine.heap.alloc::<Range>());
    r.set(heap, Range::START, next);
    r.set(heap, Range::STOP, next.wrapping_add(step.wrapping_mul(left)));
    r.set(heap, Range::STEP, step);
    r.set(heap, Range::LEN, left);
    r.value()
}
