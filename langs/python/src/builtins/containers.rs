//! Lists, tuples, dicts and sets: constructors and methods.

use super::native::{Inline, Native, arg};
use super::{Home, Table};
use crate::dicts::{self, Lookup};
use crate::errors::{memory_error, raise, raise_with, type_error, value_error};
use crate::iterate;
use crate::roots;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::objects::*;
use crate::values::{as_int, type_name};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::table::{self, Same};
use trackway_kit::{Dict, List, Set, Tuple};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[
    Table { home: Home::Construct(Cls::List), natives: &[Native::tail("list", 0, 1, new_list)] },
    Table { home: Home::Construct(Cls::Tuple), natives: &[Native::tail("tuple", 0, 1, new_tuple)] },
    Table { home: Home::Construct(Cls::Dict), natives: &[Native::tail("dict", 0, 1, new_dict)] },
    Table { home: Home::Construct(Cls::Set), natives: &[Native::tail("set", 0, 1, new_set)] },
    Table { home: Home::Construct(Cls::FrozenSet), natives: &[Native::tail("frozenset", 0, 1, new_frozenset)] },
    Table { home: Home::Class(Cls::List), natives: LIST },
    Table { home: Home::Class(Cls::Tuple), natives: TUPLE },
    Table { home: Home::Class(Cls::Dict), natives: DICT },
    Table { home: Home::Class(Cls::MappingProxy), natives: PROXY },
    Table { home: Home::Class(Cls::Set), natives: SET },
];

const LIST: &[Native] = &[
    Native::effect("append", 2, 2, append).inline(Inline::Append),
    Native::effect("pop", 1, 2, pop),
    Native::effect("insert", 3, 3, insert),
    Native::guarded("extend", 2, 2, extend_guard, extend),
    Native::effect("clear", 1, 1, |m, a| list(m, a[0]).map(|l| assign(m, l, &[]))),
    Native::effect("reverse", 1, 1, |m, a| {
        let l = list(m, a[0])?;
        let mut items = List::to_vec(l);
        items.reverse();
        Ok(assign(m, l, &items))
    }),
    Native::pure("copy", 1, 1, |m, a| Ok(List::new(&m.heap, &List::to_vec(list(m, a[0])?)).value())),
    Native::guarded("remove", 2, 2, |_, _| Some("_list_remove"), nothing),
    Native::tail("index", 2, 4, |m, a| index(m, a)),
    Native::tail("count", 2, 2, |m, a| tail::prelude(m, "_list_count", a)),
    Native::guarded("sort", 1, 1, |_, _| Some("_list_sort"), nothing).keyword_only(&["key", "reverse"]),
];

const TUPLE: &[Native] = &[
    Native::tail("index", 2, 4, |m, a| index(m, a)),
    Native::tail("count", 2, 2, |m, a| tail::prelude(m, "_list_count", a)),
];

const DICT: &[Native] = &[
    Native::tail("get", 2, 3, get),
    Native::pure("keys", 1, 1, |m, a| view(m, a[0], VIEW_KEYS)),
    Native::pure("values", 1, 1, |m, a| view(m, a[0], VIEW_VALUES)),
    Native::pure("items", 1, 1, |m, a| view(m, a[0], VIEW_ITEMS)),
    Native::guarded("pop", 2, 3, |m, a| asks(m, a, "_dict_pop"), dict_pop),
    Native::guarded("setdefault", 2, 3, |m, a| asks(m, a, "_dict_setdefault"), setdefault),
    Native::guarded("update", 1, 2, |_, _| Some("_dict_update_method"), nothing),
    Native::effect("clear", 1, 1, |m, a| {
        Dict::clear(&m.heap, dict(m, a[0])?);
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
];

const SET: &[Native] = &[
    Native::guarded("add", 2, 2, |m, a| asks(m, a, "_set_add"), set_add),
    Native::guarded("remove", 2, 2, |_, _| Some("_set_remove"), nothing),
    Native::guarded("discard", 2, 2, |_, _| Some("_set_discard"), nothing),
    Native::guarded("update", 2, 2, |_, _| Some("_set_update"), nothing),
    Native::effect("clear", 1, 1, |m, a| {
        Dict::clear(&m.heap, dict(m, a[0])?);
        Ok(roots::none(m))
    }),
];

fn nothing(machine: &Machine, _args: &[Value]) -> Answer {
    Ok(roots::none(machine))
}

fn list(machine: &Machine, v: Value) -> Result<Gc<List>, Raise> {
    let v = crate::values::unwrap(machine, v);
    v.cast::<List>().ok_or_else(|| type_error(machine, &format!("descriptor requires a 'list' object but received '{}'", type_name(machine, v))))
}

/// The table of a dict or set.
fn dict(machine: &Machine, v: Value) -> Result<Gc<Dict>, Raise> {
    let v = crate::values::unwrap(machine, v);
    let proxy = || v.cast::<MappingProxy>().map(|p| p.get(MappingProxy::DICT));
    let d = v.cast::<Dict>().or_else(|| dicts::set_table(v)).or_else(proxy);
    d.ok_or_else(|| type_error(machine, &format!("descriptor requires a 'dict' object but received '{}'", type_name(machine, v))))
}

fn assign(machine: &Machine, l: Gc<List>, items: &[Value]) -> Value {
    List::assign(&machine.heap, l, items);
    roots::none(machine)
}

fn new_list(machine: &Machine, args: &[Value]) -> Answer {
    match args.first() {
        None => Ok(List::new(&machine.heap, &[]).value()),
        Some(v) => match iterate::items_of_any(machine, *v) {
            Some(items) => Ok(List::new(&machine.heap, &items).value()),
            None => tail::prelude(machine, "_list_of", &[*v]),
        },
    }
}

fn new_tuple(machine: &Machine, args: &[Value]) -> Answer {
    match args.first() {
        None => Ok(machine.root(roots::EMPTY_TUPLE)),
        Some(v) if v.cast::<Tuple>().is_some() => Ok(*v),
        Some(v) => match iterate::items_of_any(machine, *v) {
            Some(items) => Ok(Tuple::new(&machine.heap, &items).value()),
            None => tail::prelude(machine, "_tuple_of", &[*v]),
        },
    }
}

fn new_dict(machine: &Machine, args: &[Value]) -> Answer {
    let d = Dict::new(&machine.heap);
    match args.first() {
        None => Ok(d.value()),
        Some(v) => match v.cast::<Dict>() {
            Some(from) => Dict::copy(&machine.heap, from).map(|d| d.value()).map_err(|_| memory_error(machine)),
            None => tail::prelude(machine, "_dict_fill", &[d.value(), *v, roots::none(machine)]),
        },
    }
}

fn new_set(machine: &Machine, args: &[Value]) -> Answer {
    let s = Set::new(&machine.heap);
    let Some(v) = args.first() else { return Ok(s.value()) };
    if let Some(items) = iterate::items(machine, *v) {
        let mut all = true;
        for x in items {
            all &= dicts::set(machine, s.get(Set::TABLE), x, Value::ZERO)?;
        }
        if all {
            return Ok(s.value());
        }
    }
    tail::prelude(machine, "_set_from", &[*v])
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
        None => tail::prelude(machine, "_frozenset_from", &[args[0]]),
    }
}

fn append(machine: &Machine, args: &[Value]) -> Answer {
    List::push(&machine.heap, list(machine, args[0])?, args[1]).map_err(|_| memory_error(machine))?;
    Ok(roots::none(machine))
}

fn pop(machine: &Machine, args: &[Value]) -> Answer {
    let heap = &machine.heap;
    let l = list(machine, args[0])?;
    let n = List::len(l) as i64;
    if n == 0 {
        return Err(raise(machine, Cls::IndexError, "pop from empty list"));
    }
    let i = match args.get(1) {
        None => n - 1,
        Some(v) => crate::ops::item::index(machine, *v, "list")?,
    };
    let at = if i < 0 { i + n } else { i };
    if !(0..n).contains(&at) {
        return Err(raise(machine, Cls::IndexError, "pop index out of range"));
    }
    let v = List::get(l, at as usize);
    for k in at..n - 1 {
        List::set(heap, l, k as usize, List::get(l, k as usize + 1));
    }
    List::set(heap, l, n as usize - 1, Value::ZERO);
    l.set(heap, List::LEN, n - 1);
    Ok(v)
}

fn insert(machine: &Machine, args: &[Value]) -> Answer {
    let l = list(machine, args[0])?;
    let i = crate::ops::item::index(machine, args[1], "list")?;
    let mut items = List::to_vec(l);
    let n = items.len() as i64;
    items.insert(if i < 0 { (i + n).max(0) } else { i.min(n) } as usize, args[2]);
    Ok(assign(machine, l, &items))
}

fn extend_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    if iterate::items(machine, args[1]).is_some() && args[0].cast::<List>().is_some() { None } else { Some("_list_extend") }
}

fn extend(machine: &Machine, args: &[Value]) -> Answer {
    crate::ops::container::extend_builtin(machine, args[0], args[1])?;
    Ok(roots::none(machine))
}

fn index(machine: &Machine, args: &[Value]) -> Answer {
    if args.len() == 2
        && let Some(items) = iterate::items(machine, args[0])
    {
        for (i, v) in items.into_iter().enumerate() {
            match if v == args[1] { Same::Yes } else { crate::order::equal(machine, v, args[1]) } {
                Same::Yes => return Ok(Value::int(i as i64).expect("small")),
                Same::No => {}
                Same::Ask => return index_slow(machine, args),
            }
        }
        return Err(value_error(machine, "list.index(x): x not in list"));
    }
    index_slow(machine, args)
}

/// `_list_index` takes its bounds as `*bounds`.
fn index_slow(machine: &Machine, args: &[Value]) -> Answer {
    let f = crate::prelude::function(machine, "_list_index").value();
    tail::callable(machine, f, args)
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
        (Lookup::At(i), _) => Ok(table::remove_at(&machine.heap, d, i)),
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
    let Some(i) = Dict::live(d).pop() else {
        let text = trackway_kit::Str::new(&machine.heap, "popitem(): dictionary is empty").value();
        return Err(raise_with(machine, Cls::KeyError, &[text]));
    };
    let key = Dict::key(d, i).expect("live");
    let value = table::remove_at(&machine.heap, d, i);
    Ok(Tuple::new(&machine.heap, &[key, value]).value())
}

fn set_add(machine: &Machine, args: &[Value]) -> Answer {
    dicts::set(machine, dict(machine, args[0])?, args[1], Value::ZERO)?;
    Ok(roots::none(machine))
}

/// An integer argument.
pub fn int_arg(machine: &Machine, v: Value) -> Result<i64, Raise> {
    as_int(machine, v).ok_or_else(|| {
        type_error(machine, &format!("'{}' object cannot be interpreted as an integer", type_name(machine, v)))
    })
}
