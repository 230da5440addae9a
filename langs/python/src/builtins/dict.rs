//! Methods of dict and its views.

use super::args::{this, tuple_word};
use super::native::{Native, arg};
use super::{Home, Table};
use crate::dicts::{self, Lookup};
use crate::errors::{memory_error, raise, raise_with};
use crate::iterate::{items_of_any, view_items};
use crate::roots;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::objects::{DictView, VIEW_ITEMS, VIEW_KEYS, VIEW_VALUES};
use crate::values::unwrap;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, table};

type Answer = Result<Value, Raise>;

fn receiver(machine: &Machine, args: &[Value], method: &str) -> Result<Gc<Dict>, Raise> {
    this(machine, args, "dict", method)
}

fn default(machine: &Machine, args: &[Value], i: usize) -> Value {
    arg(machine, args, i).unwrap_or(roots::none(machine))
}

fn get(machine: &Machine, args: &[Value]) -> Answer {
    let d = receiver(machine, args, "get")?;
    match dicts::find(machine, d, args[1])? {
        Lookup::At(i) => Ok(Dict::value(d, i)),
        Lookup::Absent(_) => Ok(default(machine, args, 2)),
        Lookup::Ask => tail::prelude(machine, "_dict_get", &[d.value(), args[1], default(machine, args, 2)]),
    }
}

/// Whether guest code must find the key. An unhashable key is left for the method to report.
fn asks(machine: &Machine, v: Value, key: Value) -> bool {
    let Some(d) = unwrap(machine, v).cast::<Dict>() else { return false };
    match dicts::find(machine, d, key) {
        Ok(found) => found == Lookup::Ask,
        Err(_) => {
            machine.take_pending();
            false
        }
    }
}

fn setdefault_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    if asks(machine, args[0], args[1]) { Some("_dict_setdefault") } else { None }
}

fn setdefault(machine: &Machine, args: &[Value]) -> Answer {
    let d = receiver(machine, args, "setdefault")?;
    match dicts::find(machine, d, args[1])? {
        Lookup::At(i) => Ok(Dict::value(d, i)),
        Lookup::Absent(h) => {
            let v = default(machine, args, 2);
            dicts::insert(machine, d, h, args[1], v)?;
            Ok(v)
        }
        Lookup::Ask => unreachable!("the guard asked"),
    }
}

fn pop_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    if asks(machine, args[0], args[1]) { Some("_dict_pop") } else { None }
}

fn pop(machine: &Machine, args: &[Value]) -> Answer {
    let d = receiver(machine, args, "pop")?;
    match dicts::find(machine, d, args[1])? {
        Lookup::At(i) => Ok(table::remove_at(&machine.heap, d, i)),
        _ => arg(machine, args, 2).ok_or_else(|| raise_with(machine, Cls::KeyError, &[args[1]])),
    }
}

fn popitem(machine: &Machine, args: &[Value]) -> Answer {
    let d = receiver(machine, args, "popitem")?;
    let Some(i) = (0..Dict::end(d)).rev().find(|i| Dict::key(d, *i).is_some()) else {
        return Err(raise(machine, Cls::KeyError, "popitem(): dictionary is empty"));
    };
    let key = Dict::key(d, i).unwrap_or(Value::ZERO);
    let v = table::remove_at(&machine.heap, d, i);
    Ok(tuple_word(machine, &[key, v]))
}

/// A plain dict whose entries Rust can add is updated from at once.
fn update_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    let other = arg(machine, args, 1)?;
    let simple = other.cast::<Dict>().is_some_and(|o| Dict::keys(o).iter().all(|k| !asks(machine, args[0], *k)));
    if simple { None } else { Some("_dict_update") }
}

fn update(machine: &Machine, args: &[Value]) -> Answer {
    let d = receiver(machine, args, "update")?;
    if let Some(o) = arg(machine, args, 1).and_then(|o| o.cast::<Dict>()) {
        for i in Dict::live(o) {
            let key = Dict::key(o, i).unwrap_or(Value::ZERO);
            dicts::set(machine, d, key, Dict::value(o, i))?;
        }
    }
    Ok(roots::none(machine))
}

fn clear(machine: &Machine, args: &[Value]) -> Answer {
    Dict::clear(&machine.heap, receiver(machine, args, "clear")?);
    Ok(roots::none(machine))
}

fn copy(machine: &Machine, args: &[Value]) -> Answer {
    let d = receiver(machine, args, "copy")?;
    Dict::copy(&machine.heap, d).map(|d| d.value()).map_err(|_| memory_error(machine))
}

fn view(machine: &Machine, args: &[Value], method: &str, what: i64) -> Answer {
    let d = receiver(machine, args, method)?;
    let v = machine.heap.alloc::<DictView>();
    v.set(&machine.heap, DictView::DICT, d);
    v.set(&machine.heap, DictView::WHAT, what);
    Ok(v.value())
}

fn keys(machine: &Machine, args: &[Value]) -> Answer {
    view(machine, args, "keys", VIEW_KEYS)
}

fn values(machine: &Machine, args: &[Value]) -> Answer {
    view(machine, args, "values", VIEW_VALUES)
}

fn items(machine: &Machine, args: &[Value]) -> Answer {
    view(machine, args, "items", VIEW_ITEMS)
}

/// `dict.fromkeys(keys, value)`; derived classes make their own.
fn fromkeys(machine: &Machine, args: &[Value]) -> Answer {
    let v = default(machine, args, 2);
    let slow = || tail::prelude(machine, "_dict_fromkeys", &[args[0], args[1], v]);
    let keys = match items_of_any(machine, args[1]) {
        Some(keys) if args[0] == Cls::Dict.word(machine) => keys,
        _ => return slow(),
    };
    let d = Dict::new(&machine.heap);
    for k in keys {
        if !dicts::set(machine, d, k, v)? {
            return slow();
        }
    }
    Ok(d.value())
}

/// `view.isdisjoint(other)`.
fn isdisjoint(machine: &Machine, args: &[Value]) -> Answer {
    let view = args[0].cast::<DictView>();
    let mine = view.map(|v| view_items(machine, v.get(DictView::DICT), v.get(DictView::WHAT))).unwrap_or_default();
    let Some(other) = items_of_any(machine, args[1]) else {
        return tail::prelude(machine, "_view_isdisjoint", args);
    };
    let d = Dict::new(&machine.heap);
    for k in other {
        if !dicts::set(machine, d, k, Value::ZERO)? {
            return tail::prelude(machine, "_view_isdisjoint", args);
        }
    }
    for k in mine {
        match dicts::find(machine, d, k)? {
            Lookup::At(_) => return Ok(roots::bool_word(machine, false)),
            Lookup::Absent(_) => {}
            Lookup::Ask => return tail::prelude(machine, "_view_isdisjoint", args),
        }
    }
    Ok(roots::bool_word(machine, true))
}

/// The tables of this family.
pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::Dict), natives: METHODS },
    Table { home: Home::Class(Cls::DictKeys), natives: VIEW_METHODS },
    Table { home: Home::Class(Cls::DictItems), natives: VIEW_METHODS },
];

/// Methods of dict.
const METHODS: &[Native] = &[
    Native::tail("get", 2, 3, get),
    Native::guarded("setdefault", 2, 3, setdefault_guard, setdefault),
    Native::guarded("pop", 2, 3, pop_guard, pop),
    Native::effect("popitem", 1, 1, popitem),
    Native::guarded("update", 1, 2, update_guard, update),
    Native::effect("clear", 1, 1, clear),
    Native::pure("copy", 1, 1, copy),
    Native::pure("keys", 1, 1, keys),
    Native::pure("values", 1, 1, values),
    Native::pure("items", 1, 1, items),
    Native::tail("fromkeys.class", 2, 3, fromkeys),
];

/// Methods of `dict_keys` and `dict_items`.
const VIEW_METHODS: &[Native] = &[Native::tail("isdisjoint", 2, 2, isdisjoint)];
