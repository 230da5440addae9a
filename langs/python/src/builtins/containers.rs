//! Lists, tuples, dicts and sets: constructors and methods.

use super::native::{Inline, KEYWORDS, Native, arg};
use super::{Home, Table};
use crate::dicts::{self, Lookup};
use crate::errors::{memory_error, raise_with, type_error};
use crate::iterate;
use crate::ops::collect::Into;
use crate::roots;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::objects::*;
use crate::values::{as_int, type_name};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, List, Set, Tuple};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[
    Table {
        home: Home::Construct(Cls::List),
        natives: &[Native::tail("list", 0, 1, new_list).inline(Inline::Into(Into::List))],
    },
    Table {
        home: Home::Construct(Cls::Tuple),
        natives: &[Native::tail("tuple", 0, 1, new_tuple).inline(Inline::Into(Into::Tuple))],
    },
    Table {
        home: Home::Construct(Cls::Dict),
        natives: &[Native::tail("dict", 0, 1, new_dict).keyword_only(&[KEYWORDS])],
    },
    Table {
        home: Home::Construct(Cls::Set),
        natives: &[Native::tail("set", 0, 1, new_set).inline(Inline::Into(Into::Set))],
    },
    Table {
        home: Home::Construct(Cls::FrozenSet),
        natives: &[Native::tail("frozenset", 0, 1, new_frozenset).inline(Inline::Into(Into::FrozenSet))],
    },
    Table { home: Home::Class(Cls::Dict), natives: DICT },
    Table { home: Home::Class(Cls::MappingProxy), natives: PROXY },
];

const DICT: &[Native] = &[
    Native::tail("get", 2, 3, get).inline(Inline::DictGet),
    Native::pure("keys", 1, 1, |m, a| view(m, a[0], VIEW_KEYS)).inline(Inline::View(VIEW_KEYS)),
    Native::pure("values", 1, 1, |m, a| view(m, a[0], VIEW_VALUES)).inline(Inline::View(VIEW_VALUES)),
    Native::pure("items", 1, 1, |m, a| view(m, a[0], VIEW_ITEMS)).inline(Inline::View(VIEW_ITEMS)),
    Native::guarded("pop", 2, 3, |m, a| asks(m, a, "_dict_pop"), dict_pop).inline(Inline::DictPop),
    Native::guarded("setdefault", 2, 3, |m, a| asks(m, a, "_dict_setdefault"), setdefault)
        .inline(Inline::SetDefault),
    Native::guarded("update", 1, 2, update_guard, update).keyword_only(&[KEYWORDS]),
    Native::effect("clear", 1, 1, |m, a| {
        dicts::clear(m, dict(m, a[0])?);
        Ok(roots::none(m))
    }),
    Native::pure("copy", 1, 1, |m, a| {
        Dict::copy(&m.heap, dict(m, a[0])?).map(|d| d.value()).map_err(|_| memory_error(m))
    }),
    Native::effect("popitem", 1, 1, popitem),
];

const PROXY: &[Native] = &[
    Native::tail("get", 2, 3, get),
    Native::pure("keys", 1, 1, |m, a| view(m, a[0], VIEW_KEYS)),
    Native::pure("values", 1, 1, |m, a| view(m, a[0], VIEW_VALUES)),
    Native::pure("items", 1, 1, |m, a| view(m, a[0], VIEW_ITEMS)),
    Native::pure("copy", 1, 1, |m, a| {
        let d = a[0].cast::<MappingProxy>().map_or_else(|| Dict::new(&m.heap), |p| p.get(MappingProxy::DICT));
        Dict::copy(&m.heap, d).map(|d| d.value()).map_err(|_| memory_error(m))
    }),
];

/// The dicts of an update that asks nobody.
fn plain_update(machine: &Machine, args: &[Value]) -> Option<(Gc<Dict>, Gc<Dict>)> {
    let d = crate::values::unwrap(machine, args[1]).cast::<Dict>().filter(|d| dicts::has_plain_keys(*d))?;
    let from = args.get(2)?.cast::<Dict>().filter(|d| dicts::has_plain_keys(*d))?;
    arg(machine, args, 0).is_none().then_some((d, from))
}

fn update_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    if plain_update(machine, args).is_some() { None } else { Some("_dict_update_method") }
}

fn update(machine: &Machine, args: &[Value]) -> Answer {
    if let Some((d, from)) = plain_update(machine, args) {
        dicts::merge(machine, d, from)?;
    }
    Ok(roots::none(machine))
}

/// The table of a dict or set.
fn dict(machine: &Machine, v: Value) -> Result<Gc<Dict>, Raise> {
    let v = crate::values::unwrap(machine, v);
    let proxy = || v.cast::<MappingProxy>().map(|p| p.get(MappingProxy::DICT));
    let d = v.cast::<Dict>().or_else(|| dicts::set_table(v)).or_else(proxy);
    d.ok_or_else(|| {
        type_error(
            machine,
            &format!("descriptor requires a 'dict' object but received '{}'", type_name(machine, v)),
        )
    })
}

fn new_list(machine: &Machine, args: &[Value]) -> Answer {
    match args.first() {
        None => Ok(List::new(&machine.heap, &[]).value()),
        Some(v) => match iterate::items_of_any(machine, checked(machine, *v)?) {
            Some(items) => Ok(List::new(&machine.heap, &items).value()),
            None => tail::prelude(machine, "_list_of", &[*v]),
        },
    }
}

/// The value, unless it is a range that is longer than memory.
fn checked(machine: &Machine, v: Value) -> Answer {
    iterate::check_length(machine, v)?;
    Ok(v)
}

fn new_tuple(machine: &Machine, args: &[Value]) -> Answer {
    match args.first() {
        None => Ok(machine.root(roots::EMPTY_TUPLE)),
        Some(v) if v.cast::<Tuple>().is_some() => Ok(*v),
        Some(v) => match iterate::items_of_any(machine, checked(machine, *v)?) {
            Some(items) => Ok(Tuple::new(&machine.heap, &items).value()),
            None => tail::prelude(machine, "_tuple_of", &[*v]),
        },
    }
}

fn new_dict(machine: &Machine, args: &[Value]) -> Answer {
    if let Some(keywords) = arg(machine, args, 0) {
        // They came in a dict of their own.
        let Some(source) = arg(machine, args, 1) else { return Ok(keywords) };
        let d = Dict::new(&machine.heap).value();
        return tail::prelude(machine, "_dict_fill", &[d, source, keywords]);
    }
    let d = Dict::new(&machine.heap);
    match args.get(1) {
        None => Ok(d.value()),
        Some(v) => match v.cast::<Dict>() {
            Some(from) => {
                Dict::copy(&machine.heap, from).map(|d| d.value()).map_err(|_| memory_error(machine))
            }
            None => tail::prelude(machine, "_dict_fill", &[d.value(), *v, roots::none(machine)]),
        },
    }
}

/// The most elements that a new set has room for at once: many of those to come may be the same.
const AT_ONCE: usize = 10;

fn new_set(machine: &Machine, args: &[Value]) -> Answer {
    let heap = &machine.heap;
    let Some(v) = args.first() else { return Ok(Set::new(heap).value()) };
    if let Some(table) = dicts::set_table(*v) {
        // Elements of a set differ already: nobody needs to compare them again.
        let copy = Dict::copy(heap, table).map_err(|_| memory_error(machine))?;
        return Ok(Set::of(heap, copy).value());
    }
    if let Some(items) = iterate::items(machine, *v) {
        let table = Dict::with_room(heap, items.len().min(AT_ONCE)).map_err(|_| memory_error(machine))?;
        if crate::sets::add_each(machine, table, items)? {
            return Ok(Set::of(heap, table).value());
        }
    }
    tail::prelude(machine, "_new_set", &[*v])
}

fn new_frozenset(machine: &Machine, args: &[Value]) -> Answer {
    if let Some(v) = args.first().filter(|v| v.cast::<FrozenSet>().is_some()) {
        return Ok(*v);
    }
    let made = new_set(machine, args)?;
    match made.cast::<Set>() {
        Some(s) => {
            let f = machine.heap.alloc::<FrozenSet>();
            f.set(&machine.heap, FrozenSet::TABLE, s.get(Set::TABLE));
            Ok(f.value())
        }
        None => tail::prelude(machine, "_new_frozenset", &[args[0]]),
    }
}

fn get(machine: &Machine, args: &[Value]) -> Answer {
    let default = args.get(2).copied().unwrap_or(roots::none(machine));
    let d = dict(machine, args[0])?;
    match dicts::find(machine, d, args[1])? {
        Lookup::At(i) => Ok(Dict::value(d, i)),
        Lookup::Absent(_) => Ok(default),
        Lookup::Ask => tail::prelude(machine, "_dict_get", &[d.value(), args[1], default]),
    }
}

fn view(machine: &Machine, v: Value, what: i64) -> Answer {
    let view = machine.heap.alloc::<DictView>();
    view.set(&machine.heap, DictView::DICT, dict(machine, v)?);
    view.set(&machine.heap, DictView::WHAT, what);
    Ok(view.value())
}

/// Guest code when it must compare keys.
fn asks(machine: &Machine, args: &[Value], name: &'static str) -> Option<&'static str> {
    let d = args[0].cast::<Dict>().or_else(|| dicts::set_table(args[0]))?;
    match dicts::find(machine, d, args[1]) {
        Ok(Lookup::Ask) => Some(name),
        Ok(_) => None,
        Err(_) => {
            machine.take_pending();
            None
        }
    }
}

fn dict_pop(machine: &Machine, args: &[Value]) -> Answer {
    let d = dict(machine, args[0])?;
    match (dicts::find(machine, d, args[1])?, args.get(2)) {
        (Lookup::At(i), _) => Ok(dicts::remove_at(machine, d, i)),
        (_, Some(default)) => Ok(*default),
        _ => Err(raise_with(machine, Cls::KeyError, &[args[1]])),
    }
}

fn setdefault(machine: &Machine, args: &[Value]) -> Answer {
    let d = dict(machine, args[0])?;
    let default = arg(machine, args, 2).unwrap_or(roots::none(machine));
    match dicts::find(machine, d, args[1])? {
        Lookup::At(i) => Ok(Dict::value(d, i)),
        Lookup::Absent(h) => dicts::insert(machine, d, h, args[1], default).map(|()| default),
        Lookup::Ask => Err(tail::missing(machine, "setdefault with such a key")),
    }
}

fn popitem(machine: &Machine, args: &[Value]) -> Answer {
    let d = dict(machine, args[0])?;
    let Some(i) = Dict::last_live(d) else {
        let text = trackway_kit::Str::new(&machine.heap, "popitem(): dictionary is empty").value();
        return Err(raise_with(machine, Cls::KeyError, &[text]));
    };
    let key = Dict::key(d, i).expect("live");
    let value = dicts::remove_last(machine, d, i);
    Ok(Tuple::new(&machine.heap, &[key, value]).value())
}

/// An integer argument.
pub fn int_arg(machine: &Machine, v: Value) -> Result<i64, Raise> {
    as_int(machine, v).ok_or_else(|| {
        type_error(
            machine,
            &format!("'{}' object cannot be interpreted as an integer", type_name(machine, v)),
        )
    })
}
