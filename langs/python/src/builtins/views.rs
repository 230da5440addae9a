//! dict.fromkeys, and methods of dict's views.

use super::native::{Native, arg};
use super::{Home, Table};
use crate::dicts::{self, Lookup};
use crate::iterate::{items_of_any, view_items};
use crate::roots;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::objects::{DictView, MappingProxy};
use trackway::{Machine, Raise, Value};
use trackway_kit::Dict;

type Answer = Result<Value, Raise>;

fn default(machine: &Machine, args: &[Value], i: usize) -> Value {
    arg(machine, args, i).unwrap_or(roots::none(machine))
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
    let mine =
        view.map(|v| view_items(machine, v.get(DictView::DICT), v.get(DictView::WHAT))).unwrap_or_default();
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
    Table { home: Home::Class(Cls::DictKeys), natives: MAPPING },
    Table { home: Home::Class(Cls::DictValues), natives: MAPPING },
    Table { home: Home::Class(Cls::DictItems), natives: MAPPING },
];

/// Methods of dict.
const METHODS: &[Native] = &[Native::tail("fromkeys.class", 2, 3, fromkeys)];

/// A read-only view of the dict.
const MAPPING: &[Native] = &[Native::pure("mapping.get", 1, 1, |m, a| {
    let Some(v) = a[0].cast::<DictView>() else { return Ok(roots::none(m)) };
    let p = m.heap.alloc::<MappingProxy>();
    p.set(&m.heap, MappingProxy::DICT, v.get(DictView::DICT));
    Ok(p.value())
})];

/// Methods of `dict_keys` and `dict_items`.
const VIEW_METHODS: &[Native] = &[Native::tail("isdisjoint", 2, 2, isdisjoint)];
