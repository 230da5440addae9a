//! Methods and attributes of range and slice.

use super::args::{int_word, size_arg, this, tuple_word};
use super::native::Native;
use super::{Home, Table};
use crate::errors::value_error;
use crate::items::bounds;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::objects::{BigRange, Instance, Range, Slice};
use crate::values::as_int;
use trackway::{Gc, Machine, Raise, Value};

type Answer = Result<Value, Raise>;

fn receiver(machine: &Machine, args: &[Value]) -> Result<Gc<Range>, Raise> {
    this(machine, args, "range", "index")
}

/// The place of an integer in a range.
pub fn position(r: Gc<Range>, i: i64) -> Option<i64> {
    let (offset, step) = (i as i128 - r.get(Range::START) as i128, r.get(Range::STEP) as i128);
    let at = offset / step;
    (offset % step == 0 && (0..r.get(Range::LEN) as i128).contains(&at)).then_some(at as i64)
}

/// The number a value equals, if it is a whole one.
fn whole(machine: &Machine, v: Value) -> Option<i64> {
    as_int(machine, v)
        .or_else(|| v.as_float().filter(|f| f.fract() == 0.0 && f.abs() < 9e18).map(|f| f as i64))
}

fn index(machine: &Machine, args: &[Value]) -> Answer {
    if let Some(r) = crate::values::unwrap(machine, args[0]).cast::<BigRange>()
        && let Some(at) = super::big_range::position(machine, r, args[1])
    {
        return Ok(at);
    }
    let Some(r) = crate::values::unwrap(machine, args[0]).cast::<Range>() else {
        let shown = super::text::repr(machine, args[1]).unwrap_or_default();
        return Err(value_error(machine, &format!("{} is not in range", String::from_utf8_lossy(&shown))));
    };
    if args[1].cast::<Instance>().is_some() && whole(machine, args[1]).is_none() {
        let f = crate::prelude::function(machine, "_list_index").value();
        return tail::callable(machine, f, args);
    }
    match whole(machine, args[1]).and_then(|i| position(r, i)) {
        Some(at) => Ok(int_word(machine, at)),
        None => {
            let shown = super::text::repr(machine, args[1]).unwrap_or_default();
            Err(value_error(machine, &format!("{} is not in range", String::from_utf8_lossy(&shown))))
        }
    }
}

fn count(machine: &Machine, args: &[Value]) -> Answer {
    if let Some(r) = crate::values::unwrap(machine, args[0]).cast::<BigRange>() {
        return Ok(int_word(machine, super::big_range::position(machine, r, args[1]).is_some().into()));
    }
    let r = receiver(machine, args)?;
    if args[1].cast::<Instance>().is_some() && whole(machine, args[1]).is_none() {
        return tail::prelude(machine, "_list_count", args);
    }
    Ok(int_word(machine, whole(machine, args[1]).and_then(|i| position(r, i)).is_some().into()))
}

fn slice(machine: &Machine, args: &[Value]) -> Result<Gc<Slice>, Raise> {
    this(machine, args, "slice", "indices")
}

fn indices(machine: &Machine, args: &[Value]) -> Answer {
    let s = slice(machine, args)?;
    let parts = [s.get(Slice::START), s.get(Slice::STOP), s.get(Slice::STEP), args[1]];
    if parts.iter().any(|v| v.as_int().is_none() && *v != crate::roots::none(machine)) {
        return crate::tail::prelude(machine, "_slice_indices", &[args[0], args[1]]);
    }
    let Ok(n) = usize::try_from(size_arg(machine, args[1])?) else {
        return Err(value_error(machine, "length should not be negative"));
    };
    let (start, stop, step) = bounds(machine, s, n)?;
    Ok(tuple_word(machine, &[start, stop, step].map(|i| int_word(machine, i))))
}

/// The tables of this family.
pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::Range), natives: RANGE },
    Table { home: Home::Class(Cls::Slice), natives: SLICE },
];

const RANGE: &[Native] = &[
    Native::tail("index", 2, 2, index),
    Native::tail("count", 2, 2, count),
    Native::pure("start.get", 1, 1, |m, a| match a[0].cast::<BigRange>() {
        Some(r) => Ok(r.get(BigRange::START)),
        None => Ok(int_word(m, receiver(m, a)?.get(Range::START))),
    }),
    Native::pure("stop.get", 1, 1, |m, a| match a[0].cast::<BigRange>() {
        Some(r) => Ok(r.get(BigRange::STOP)),
        None => Ok(int_word(m, receiver(m, a)?.get(Range::STOP))),
    }),
    Native::pure("step.get", 1, 1, |m, a| match a[0].cast::<BigRange>() {
        Some(r) => Ok(r.get(BigRange::STEP)),
        None => Ok(int_word(m, receiver(m, a)?.get(Range::STEP))),
    }),
];

const SLICE: &[Native] = &[
    Native::tail("indices", 2, 2, indices),
    Native::pure("start.get", 1, 1, |m, a| Ok(slice(m, a)?.get(Slice::START))),
    Native::pure("stop.get", 1, 1, |m, a| Ok(slice(m, a)?.get(Slice::STOP))),
    Native::pure("step.get", 1, 1, |m, a| Ok(slice(m, a)?.get(Slice::STEP))),
];
