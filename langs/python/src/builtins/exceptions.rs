//! Methods and attributes of exceptions.

use super::native::{MANY, Native};
use super::{Home, Table};
use crate::errors::{exception, type_error};
use crate::roots;
use crate::runtime::sym;
use crate::types::builtin::Cls;
use crate::types::class::{EXC_ARGS, EXC_TRACEBACK};
use crate::types::instance;
use crate::types::objects::*;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::Tuple;

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::BaseException), natives: BASE },
    Table {
        home: Home::Class(Cls::StopIteration),
        natives: &[Native::pure("value.get", 1, 1, |m, a| first(m, a[0]))],
    },
    Table {
        home: Home::Class(Cls::SystemExit),
        natives: &[Native::pure("code.get", 1, 1, |m, a| first(m, a[0]))],
    },
    Table { home: Home::Class(Cls::OSError), natives: OS },
];

const BASE: &[Native] = &[
    Native::effect("__init__", 1, MANY, init),
    Native::effect("with_traceback", 2, 2, |m, a| {
        this(m, a[0])?.set_item(&m.heap, Instance::SLOTS, EXC_TRACEBACK, a[1]);
        Ok(a[0])
    }),
    Native::effect("add_note", 2, 2, add_note),
];

const OS: &[Native] = &[
    Native::pure("errno.get", 1, 1, |m, a| part(m, a[0], 0)),
    Native::pure("strerror.get", 1, 1, |m, a| part(m, a[0], 1)),
    Native::pure("filename.get", 1, 1, |m, a| part(m, a[0], 2)),
];

fn this(machine: &Machine, v: Value) -> Result<Gc<Instance>, Raise> {
    exception(machine, v).ok_or_else(|| type_error(machine, "descriptor requires a 'BaseException' object"))
}

/// The exception's arguments.
pub fn args(machine: &Machine, v: Value) -> Result<Vec<Value>, Raise> {
    let args = this(machine, v)?.item(Instance::SLOTS, EXC_ARGS);
    Ok(args.cast::<Tuple>().map_or_else(Vec::new, Tuple::to_vec))
}

fn first(machine: &Machine, v: Value) -> Answer {
    part(machine, v, 0)
}

fn part(machine: &Machine, v: Value, i: usize) -> Answer {
    Ok(args(machine, v)?.get(i).copied().unwrap_or(roots::none(machine)))
}

fn init(machine: &Machine, words: &[Value]) -> Answer {
    let e = this(machine, words[0])?;
    e.set_item(&machine.heap, Instance::SLOTS, EXC_ARGS, Tuple::new(&machine.heap, &words[1..]).value());
    Ok(roots::none(machine))
}

fn add_note(machine: &Machine, words: &[Value]) -> Answer {
    let e = this(machine, words[0])?;
    let name = sym(machine, "__notes__");
    let notes = match instance::own(machine, e, name).and_then(|v| v.cast::<trackway_kit::List>()) {
        Some(l) => l,
        None => {
            let l = trackway_kit::List::new(&machine.heap, &[]);
            instance::set_own(machine, e, name, l.value())?;
            l
        }
    };
    trackway_kit::List::push(&machine.heap, notes, words[1])
        .map_err(|_| crate::errors::memory_error(machine))?;
    Ok(roots::none(machine))
}
