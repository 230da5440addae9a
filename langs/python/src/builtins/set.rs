//! Methods of set and frozenset.

use super::native::{Inline, MANY, Native};
use super::{Home, Table};
use crate::dicts::{self, Lookup, set_table};
use crate::errors::{memory_error, raise, raise_with, type_error};
use crate::iterate::items_of_any;
use crate::number::BinOp;
use crate::roots::{self, bool_word};
use crate::sets::{combine, subset, wrap};
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::objects::FrozenSet;
use crate::values::{type_name, unwrap};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, Set};

type Answer = Result<Value, Raise>;

/// The receiver's table.
fn receiver(machine: &Machine, args: &[Value]) -> Result<Gc<Dict>, Raise> {
    set_table(unwrap(machine, args[0])).ok_or_else(|| {
        type_error(
            machine,
            &format!("descriptor requires a 'set' object but received a '{}'", type_name(machine, args[0])),
        )
    })
}

fn none(machine: &Machine) -> Answer {
    Ok(roots::none(machine))
}

/// What is looked for: for a set, which has no hash, an immutable one that is like it.
pub fn sought(machine: &Machine, v: Value) -> Value {
    let hashed =
        || crate::types::class::user_special(machine, crate::values::class_of(machine, v), "__hash__");
    match unwrap(machine, v).cast::<Set>() {
        Some(s) if hashed().is_none_or(|h| h == roots::none(machine)) => {
            let f = machine.heap.alloc::<FrozenSet>();
            f.set(&machine.heap, FrozenSet::TABLE, s.get(Set::TABLE));
            f.value()
        }
        _ => v,
    }
}

/// Whether guest code must find the element.
fn asks(machine: &Machine, set: Value, v: Value) -> bool {
    let Some(d) = set_table(unwrap(machine, set)) else { return false };
    match dicts::find(machine, d, v) {
        Ok(found) => found == Lookup::Ask,
        Err(_) => {
            machine.take_pending();
            false
        }
    }
}

fn add_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    if asks(machine, args[0], args[1]) { Some("_set_add") } else { None }
}

fn add(machine: &Machine, args: &[Value]) -> Answer {
    let d = receiver(machine, args)?;
    if let Lookup::Absent(h) = dicts::find(machine, d, args[1])? {
        dicts::insert(machine, d, h, args[1], Value::ZERO)?;
    }
    none(machine)
}

fn discard_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    if asks(machine, args[0], sought(machine, args[1])) { Some("_set_discard") } else { None }
}

fn discard(machine: &Machine, args: &[Value]) -> Answer {
    let d = receiver(machine, args)?;
    if let Lookup::At(i) = dicts::find(machine, d, sought(machine, args[1]))? {
        dicts::remove_at(machine, d, i);
    }
    none(machine)
}

fn remove_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    if asks(machine, args[0], sought(machine, args[1])) { Some("_set_remove") } else { None }
}

fn remove(machine: &Machine, args: &[Value]) -> Answer {
    let d = receiver(machine, args)?;
    match dicts::find(machine, d, sought(machine, args[1]))? {
        Lookup::At(i) => {
            dicts::remove_at(machine, d, i);
            none(machine)
        }
        _ => Err(raise_with(machine, Cls::KeyError, &[args[1]])),
    }
}

fn pop(machine: &Machine, args: &[Value]) -> Answer {
    let d = receiver(machine, args)?;
    let Some(i) = Dict::next_live(d, 0) else {
        return Err(raise(machine, Cls::KeyError, "pop from an empty set"));
    };
    let v = Dict::key(d, i).unwrap_or(Value::ZERO);
    dicts::remove_at(machine, d, i);
    Ok(v)
}

fn clear(machine: &Machine, args: &[Value]) -> Answer {
    dicts::clear(machine, receiver(machine, args)?);
    none(machine)
}

fn copy(machine: &Machine, args: &[Value]) -> Answer {
    if args[0].cast::<FrozenSet>().is_some() {
        return Ok(args[0]);
    }
    let d = receiver(machine, args)?;
    let like = unwrap(machine, args[0]);
    Ok(wrap(machine, like, Dict::copy(&machine.heap, d).map_err(|_| memory_error(machine))?))
}

/// The elements of another iterable as a table; `None` if guest code must make it.
fn as_table(machine: &Machine, v: Value) -> Result<Option<Gc<Dict>>, Raise> {
    if let Some(t) = set_table(unwrap(machine, v)) {
        return Ok(Some(t));
    }
    let d = Dict::new(&machine.heap);
    if let Some(from) = v.cast::<Dict>() {
        // The keys differ, and their hashes are known.
        for i in Dict::live(from) {
            let key = Dict::key(from, i).expect("live");
            dicts::insert(machine, d, Dict::hash_at(from, i), key, Value::ZERO)?;
        }
        return Ok(Some(d));
    }
    let Some(items) = items_of_any(machine, v) else { return Ok(None) };
    for item in items {
        if !dicts::set(machine, d, item, Value::ZERO)? {
            return Ok(None);
        }
    }
    Ok(Some(d))
}

/// The operator on the receiver and each argument in turn; `None`: guest code is needed.
fn fold(machine: &Machine, args: &[Value], op: BinOp) -> Result<Option<Value>, Raise> {
    let like = unwrap(machine, args[0]);
    let mut d = receiver(machine, args)?;
    if args.len() == 1 {
        return copy(machine, args).map(Some);
    }
    let mut out = Value::ZERO;
    for v in &args[1..] {
        let Some(other) = as_table(machine, *v)? else { return Ok(None) };
        let Some(made) = combine(machine, like, d, other, op)? else { return Ok(None) };
        out = made;
        d = set_table(out).unwrap_or(d);
    }
    Ok(Some(out))
}

macro_rules! combined {
    ($($name:ident $op:ident $slow:literal),* $(,)?) => {$(
        fn $name(machine: &Machine, args: &[Value]) -> Answer {
            match fold(machine, args, BinOp::$op)? {
                Some(v) => Ok(v),
                None => tail::prelude(machine, $slow, &[args[0], super::args::tuple_word(machine, &args[1..])]),
            }
        }
    )*};
}

combined! {
    union Or "_set_union",
    intersection And "_set_intersection",
    difference Sub "_set_difference",
    symmetric_difference Xor "_set_symmetric",
}

// The three that follow change the set and may say afterwards that guest code has to do it: doing them twice is no
// different.

/// Adds what there is in the arguments.
fn update(machine: &Machine, args: &[Value]) -> Answer {
    let d = receiver(machine, args)?;
    for v in &args[1..] {
        let added = match set_table(unwrap(machine, *v)) {
            Some(other) => crate::sets::add_all(machine, d, other)?,
            None => add_items(machine, d, *v)?,
        };
        if !added {
            return tail::prelude(machine, "_set_union_update", args);
        }
    }
    none(machine)
}

/// Adds the elements of an iterable; `false`: guest code has to do it.
fn add_items(machine: &Machine, d: Gc<Dict>, v: Value) -> Result<bool, Raise> {
    items_of_any(machine, v).map_or(Ok(false), |items| crate::sets::add_each(machine, d, items))
}

fn difference_update(machine: &Machine, args: &[Value]) -> Answer {
    replaced(machine, args, BinOp::Sub, "_set_difference_update")
}

fn intersection_update(machine: &Machine, args: &[Value]) -> Answer {
    replaced(machine, args, BinOp::And, "_set_intersection_update")
}

fn replaced(machine: &Machine, args: &[Value], op: BinOp, slow: &'static str) -> Answer {
    match fold(machine, args, op)? {
        None => tail::prelude(machine, slow, args),
        result => {
            replace(machine, args[0], result);
            none(machine)
        }
    }
}

fn symmetric_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    match fold(machine, args, BinOp::Xor) {
        Ok(Some(_)) => None,
        Ok(None) => Some("_set_symmetric_update"),
        Err(_) => {
            machine.take_pending();
            None
        }
    }
}

fn symmetric_difference_update(machine: &Machine, args: &[Value]) -> Answer {
    let result = fold(machine, args, BinOp::Xor)?;
    replace(machine, args[0], result);
    none(machine)
}

/// The set takes over the contents of another.
fn replace(machine: &Machine, set: Value, with: Option<Value>) {
    let table = with.and_then(set_table);
    if let (Some(s), Some(t)) = (unwrap(machine, set).cast::<Set>(), table) {
        s.set(&machine.heap, Set::TABLE, t);
    }
}

/// `_set_replace(set, other)`.
fn set_replace(machine: &Machine, args: &[Value]) -> Answer {
    replace(machine, args[0], Some(args[1]));
    none(machine)
}

/// Whether one of two tables is within the other.
fn within(machine: &Machine, args: &[Value], slow: &'static str, turned: bool) -> Answer {
    let d = receiver(machine, args)?;
    let known = match as_table(machine, args[1])? {
        Some(other) if turned => subset(machine, other, d)?,
        Some(other) => subset(machine, d, other)?,
        None => None,
    };
    match known {
        Some(known) => Ok(bool_word(machine, known)),
        None => tail::prelude(machine, slow, args),
    }
}

fn issubset(machine: &Machine, args: &[Value]) -> Answer {
    within(machine, args, "_set_issubset", false)
}

fn issuperset(machine: &Machine, args: &[Value]) -> Answer {
    within(machine, args, "_set_issuperset", true)
}

fn isdisjoint(machine: &Machine, args: &[Value]) -> Answer {
    let d = receiver(machine, args)?;
    let known = match set_table(unwrap(machine, args[1])) {
        Some(other) => crate::sets::disjoint(machine, d, other),
        None => none_of(machine, d, args[1])?,
    };
    match known {
        Some(known) => Ok(bool_word(machine, known)),
        None => tail::prelude(machine, "_set_isdisjoint", args),
    }
}

/// Whether no element of an iterable is in the table; `None`: guest code has to say.
fn none_of(machine: &Machine, d: Gc<Dict>, v: Value) -> Result<Option<bool>, Raise> {
    let Some(items) = items_of_any(machine, v) else { return Ok(None) };
    for item in items {
        match crate::sets::has(machine, d, item)? {
            Some(false) => {}
            other => return Ok(other.map(|_| false)),
        }
    }
    Ok(Some(true))
}

/// The tables of this family.
pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::Set), natives: METHODS },
    Table { home: Home::Class(Cls::Set), natives: SHARED },
    Table { home: Home::Class(Cls::FrozenSet), natives: SHARED },
    Table { home: Home::Prelude, natives: PRIVATE },
];

/// Methods of set.
const METHODS: &[Native] = &[
    Native::guarded("add", 2, 2, add_guard, add).inline(Inline::SetAdd),
    Native::guarded("discard", 2, 2, discard_guard, discard).inline(Inline::SetDiscard),
    Native::guarded("remove", 2, 2, remove_guard, remove).inline(Inline::SetRemove),
    Native::effect("pop", 1, 1, pop),
    Native::effect("clear", 1, 1, clear),
    Native::tail("update", 1, MANY, update),
    Native::tail("intersection_update", 1, MANY, intersection_update),
    Native::tail("difference_update", 1, MANY, difference_update),
    Native::guarded("symmetric_difference_update", 2, 2, symmetric_guard, symmetric_difference_update),
];

/// Methods of set and frozenset.
const SHARED: &[Native] = &[
    Native::pure("copy", 1, 1, copy),
    Native::tail("union", 1, MANY, union),
    Native::tail("intersection", 1, MANY, intersection),
    Native::tail("difference", 1, MANY, difference),
    Native::tail("symmetric_difference", 2, 2, symmetric_difference),
    Native::tail("issubset", 2, 2, issubset),
    Native::tail("issuperset", 2, 2, issuperset),
    Native::tail("isdisjoint", 2, 2, isdisjoint),
];

/// Functions that the prelude uses.
const PRIVATE: &[Native] = &[Native::effect("_set_replace", 2, 2, set_replace)];
