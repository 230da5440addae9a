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
    Table { home: Home::Class(Cls::List), natives: ITERABLE },
    Table { home: Home::Class(Cls::Tuple), natives: ITERABLE },
    Table { home: Home::Class(Cls::Dict), natives: ITERABLE },
    Table { home: Home::Class(Cls::Set), natives: ITERABLE },
    Table { home: Home::Class(Cls::Str), natives: ITERABLE },
    Table { home: Home::Class(Cls::Range), natives: ITERABLE },
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

const ITERABLE: &[Native] = &[
    Native::tail("__iter__", 1, 1, |m, a| crate::ops::iter::iter(m, crate::values::unwrap(m, a[0]))),
    Native::tail("__len__", 1, 1, |m, a| super::len(m, crate::values::unwrap(m, a[0]))),
    Native::tail("__contains__", 2, 2, |m, a| {
        super::contains(m, a[1], crate::values::unwrap(m, a[0]), false)
    }),
    Native::tail("__getitem__", 2, 2, |m, a| crate::items::get(m, crate::values::unwrap(m, a[0]), a[1])),
    Native::guarded("__setitem__", 3, 3, |_, _| Some("_native_setitem"), |m, _| Ok(roots::none(m))),
    Native::guarded("__delitem__", 2, 2, |_, _| Some("_native_delitem"), |m, _| Ok(roots::none(m))),
];

fn next(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let v = crate::ops::iter::step(machine, args[0])?;
    if v == machine.root(roots::END) {
        return Err(crate::errors::raise_with(machine, Cls::StopIteration, &[]));
    }
    Ok(v)
}
