//! Methods of list and tuple.

use super::args::{bound_arg, clip, int_word, list_word, size_arg, this, truth, within};
use super::native::{Inline, Native, arg};
use super::sort;
use super::{Home, Table};
use crate::errors::{memory_error, raise, value_error};
use crate::iterate::items_of_any;
use crate::order::{Place, place};
use crate::roots;
use crate::tail;
use crate::types::builtin::Cls;
use crate::values::unwrap;
use trackway::{Gc, Kind, Machine, Raise, Value};
use trackway_kit::{List, Str, Tuple};

type Answer = Result<Value, Raise>;

fn receiver(machine: &Machine, args: &[Value], method: &str) -> Result<Gc<List>, Raise> {
    this(machine, args, "list", method)
}

fn none(machine: &Machine) -> Answer {
    Ok(roots::none(machine))
}

fn append(machine: &Machine, args: &[Value]) -> Answer {
    let l = receiver(machine, args, "append")?;
    List::push(&machine.heap, l, args[1]).map_err(|_| memory_error(machine))?;
    none(machine)
}

fn extend_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    if items_of_any(machine, args[1]).is_none() { Some("_list_extend") } else { None }
}

fn extend(machine: &Machine, args: &[Value]) -> Answer {
    let l = receiver(machine, args, "extend")?;
    crate::ops::container::extend(machine, l, args[1]).map_err(|_| memory_error(machine))?;
    none(machine)
}

fn insert(machine: &Machine, args: &[Value]) -> Answer {
    let l = receiver(machine, args, "insert")?;
    let (heap, n) = (&machine.heap, List::len(l));
    let (at, _) = clip(Some(size_arg(machine, args[1])?), None, n);
    List::insert(heap, l, at, args[2]).map_err(|_| memory_error(machine))?;
    none(machine)
}

/// Takes element `i` out.
fn take(machine: &Machine, l: Gc<List>, i: usize) -> Value {
    List::take(&machine.heap, l, i)
}

fn pop(machine: &Machine, args: &[Value]) -> Answer {
    let l = receiver(machine, args, "pop")?;
    let i = arg(machine, args, 1).map_or(Ok(-1), |v| size_arg(machine, v))?;
    if List::len(l) == 0 {
        return Err(raise(machine, Cls::IndexError, "pop from empty list"));
    }
    match within(i, List::len(l)) {
        Some(i) => Ok(take(machine, l, i)),
        None => Err(raise(machine, Cls::IndexError, "pop index out of range")),
    }
}

fn remove_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    match place(machine, unwrap(machine, args[0]), 0..usize::MAX, args[1]) {
        Place::Ask => Some("_list_remove"),
        _ => None,
    }
}

fn remove(machine: &Machine, args: &[Value]) -> Answer {
    let l = receiver(machine, args, "remove")?;
    match place(machine, l.value(), 0..usize::MAX, args[1]) {
        Place::At(i) => {
            take(machine, l, i);
            none(machine)
        }
        _ => Err(value_error(machine, "list.remove(x): x not in list")),
    }
}

/// The elements of a list or tuple.
fn elements(machine: &Machine, v: Value) -> Vec<Value> {
    let v = unwrap(machine, v);
    v.cast::<List>()
        .map(|l| List::to_vec(&machine.heap, l))
        .or_else(|| v.cast::<Tuple>().map(Tuple::to_vec))
        .unwrap_or_default()
}

/// The number of elements of a list or tuple.
fn size(sequence: Value) -> usize {
    let tuple = || sequence.cast::<Tuple>().map_or(0, |t| t.tail_len(Tuple::ITEMS));
    sequence.cast::<List>().map_or_else(tuple, List::len)
}

fn index(machine: &Machine, args: &[Value]) -> Answer {
    let sequence = unwrap(machine, args[0]);
    let from = bound_arg(machine, arg(machine, args, 2))?;
    let to = bound_arg(machine, arg(machine, args, 3))?;
    let (start, end) = clip(from, to, size(sequence));
    match place(machine, sequence, start..end, args[1]) {
        Place::At(i) => Ok(int_word(machine, i as i64)),
        Place::Ask => {
            let (start, end) = (int_word(machine, start as i64), int_word(machine, end as i64));
            let f = crate::prelude::function(machine, "_list_index").value();
            tail::callable(machine, f, &[args[0], args[1], start, end])
        }
        Place::Nowhere => {
            let list = unwrap(machine, args[0]).cast::<List>().is_some();
            let text = if list { "list.index(x): x not in list" } else { "tuple.index(x): x not in tuple" };
            Err(value_error(machine, text))
        }
    }
}

fn count(machine: &Machine, args: &[Value]) -> Answer {
    let (sequence, mut from, mut n) = (unwrap(machine, args[0]), 0, 0);
    loop {
        match place(machine, sequence, from..usize::MAX, args[1]) {
            Place::At(i) => (from, n) = (i + 1, n + 1),
            Place::Nowhere => return Ok(int_word(machine, n)),
            Place::Ask => return tail::prelude(machine, "_list_count", args),
        }
    }
}

fn clear(machine: &Machine, args: &[Value]) -> Answer {
    List::assign(&machine.heap, receiver(machine, args, "clear")?, &[]);
    none(machine)
}

fn copy(machine: &Machine, args: &[Value]) -> Answer {
    Ok(list_word(machine, &List::to_vec(&machine.heap, receiver(machine, args, "copy")?)))
}

fn reverse(machine: &Machine, args: &[Value]) -> Answer {
    let l = receiver(machine, args, "reverse")?;
    List::reverse(&machine.heap, l);
    none(machine)
}

/// Arguments: key, reverse, list.
fn sort_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    let key = arg(machine, args, 0).is_some_and(|k| k != roots::none(machine));
    let odd_flag = arg(machine, args, 1).is_some_and(|v| truth(machine, v).is_none());
    let scalar = |v: &Value| !matches!(v.kind(), Kind::Object(_)) || v.cast::<Str>().is_some();
    if key || odd_flag || !elements(machine, args[2]).iter().all(scalar) { Some("_list_sort") } else { None }
}

fn sort(machine: &Machine, args: &[Value]) -> Answer {
    let l = receiver(machine, &args[2..], "sort")?;
    let reverse = arg(machine, args, 1).is_some_and(|v| truth(machine, v).unwrap_or(false));
    let items = List::to_vec(&machine.heap, l);
    if let Some(sorted) = sort::sorted(machine, &items, &items, reverse)? {
        List::splice(&machine.heap, l, 0, List::len(l), &sorted).map_err(|_| memory_error(machine))?;
    }
    none(machine)
}

/// `_sort_native(keys, items, reverse)`: a list of the items in the order of their keys; None if guest
/// code must compare.
fn sort_items(machine: &Machine, args: &[Value]) -> Answer {
    let (keys, items) = (elements(machine, args[0]), elements(machine, args[1]));
    if keys.len() != items.len() {
        return none(machine);
    }
    match sort::sorted(machine, &keys, &items, truth(machine, args[2]).unwrap_or(false))? {
        Some(sorted) => Ok(list_word(machine, &sorted)),
        None => none(machine),
    }
}

/// The tables of this family.
pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::List), natives: METHODS },
    Table { home: Home::Class(Cls::Tuple), natives: TUPLE_METHODS },
    Table { home: Home::Prelude, natives: PRIVATE },
];

/// Methods of list.
const METHODS: &[Native] = &[
    Native::effect("append", 2, 2, append).inline(Inline::Append),
    Native::guarded("extend", 2, 2, extend_guard, extend).inline(Inline::Extend),
    Native::effect("insert", 3, 3, insert).indexes(2),
    Native::effect("pop", 1, 2, pop).indexes(2).inline(Inline::Pop),
    Native::guarded("remove", 2, 2, remove_guard, remove).inline(Inline::ListRemove),
    Native::tail("index", 2, 4, index).indexes(0b1100),
    Native::tail("count", 2, 2, count),
    Native::effect("clear", 1, 1, clear),
    Native::pure("copy", 1, 1, copy),
    Native::effect("reverse", 1, 1, reverse),
    Native::guarded("sort", 1, 1, sort_guard, sort).keyword_only(&["key", "reverse"]),
];

/// Methods of tuple.
const TUPLE_METHODS: &[Native] =
    &[Native::tail("index", 2, 4, index).indexes(0b1100), Native::tail("count", 2, 2, count)];

/// Functions that the prelude uses.
const PRIVATE: &[Native] = &[Native::pure("_sort_native", 3, 3, sort_items)];
