//! Weak references, `__del__`, and collections on demand: what `_weakref` and `gc` are made of.
//!
//! What dies at a collection is queued by the heap; the machine then runs the prelude's `_mourn`,
//! which asks here for one death after the other.

use super::native::{Inline, Native};
use super::{Home, Table};
use crate::errors::type_error;
use crate::prelude;
use crate::roots::{self, bool_word};
use crate::runtime::rt;
use crate::types::class::{self, Class};
use crate::types::objects::*;
use crate::values::{instance_class, type_name};
use trackway::{Due, Gc, Machine, Raise, Value};
use trackway_kit::{Fiber, List, Tuple, fiber};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: NATIVES }];

const NATIVES: &[Native] = &[
    Native::effect("_weak_new", 2, 2, new),
    Native::pure("_weak_get", 1, 1, get),
    Native::pure("_weak_owners", 1, 1, owners),
    Native::effect("_next_death", 0, 0, |m, _| Ok(next(m))),
    Native::effect("_mourning", 1, 1, |m, a| {
        rt(m).mourning.set(a[0] == m.root(roots::TRUE));
        Ok(roots::none(m))
    }),
    Native::pure("_tracked_objects", 0, 0, |m, _| {
        let shown = |v: &Value| {
            v.cast::<Instance>().is_some()
                || v.cast::<Function>().is_some()
                || v.cast::<Class>().is_some()
                || v.cast::<Module>().is_some()
                || v.cast::<trackway_kit::Coroutine>().is_some()
        };
        let all: Vec<Value> = m.heap.old_objects().into_iter().filter(shown).collect();
        Ok(List::new(&m.heap, &all).value())
    }),
    Native::pure("_count_objects", 0, 0, |m, _| {
        Ok(super::args::int_word(m, i64::try_from(m.heap.count_all()).unwrap_or(i64::MAX)))
    }),
    Native::effect("_collect_young", 0, 0, |m, _| {
        m.heap.request_minor();
        Ok(roots::none(m))
    }),
    Native::effect("_collect_soon", 1, 1, |m, _| {
        m.heap.request_major();
        Ok(roots::none(m))
    })
    .inline(Inline::Collect),
];

/// `_weak_new(object, owner)`: a cell that does not hold the object. `owner` is told of its death,
/// unless it is None.
fn new(machine: &Machine, args: &[Value]) -> Answer {
    if !can_be_weak(machine, args[0]) {
        let text = format!("cannot create weak reference to '{}' object", type_name(machine, args[0]));
        return Err(type_error(machine, &text));
    }
    let c = machine.heap.alloc::<WeakCell>();
    c.set(&machine.heap, WeakCell::TARGET, args[0].bits() as i64);
    c.set(&machine.heap, WeakCell::OWNER, args[1]);
    machine.heap.add_weak(c, WeakCell::TARGET);
    Ok(c.value())
}

fn can_be_weak(machine: &Machine, v: Value) -> bool {
    use trackway_kit::{BigInt, CellBox, Dict, Str};
    if let Some(i) = v.cast::<Instance>() {
        let class = instance_class(machine, i);
        let own = |c: Gc<Class>| crate::types::layout::names_weakref(machine, c);
        return crate::types::build::has_dict(class)
            || Tuple::to_vec(class.get(Class::MRO)).into_iter().filter_map(|c| c.cast()).any(own);
    }
    let plain = v.cast::<Str>().is_some()
        || BigInt::holds(v)
        || v.cast::<List>().is_some()
        || v.cast::<Tuple>().is_some()
        || v.cast::<Dict>().is_some()
        || v.cast::<Bytes>().is_some()
        || v.cast::<Complex>().is_some()
        || v.cast::<Range>().is_some()
        || v.cast::<Slice>().is_some()
        || v.cast::<CellBox>().is_some()
        || v.cast::<Singleton>().is_some();
    !plain && v.is_pointer() && v.as_float().is_none()
}

fn cell(machine: &Machine, v: Value) -> Result<Gc<WeakCell>, Raise> {
    v.cast().ok_or_else(|| type_error(machine, "not a weak cell"))
}

/// The object, or END when it is dead.
fn get(machine: &Machine, args: &[Value]) -> Answer {
    Ok(match cell(machine, args[0])?.get(WeakCell::TARGET) {
        0 => machine.root(roots::END),
        bits => Value::from_bits(bits as u64),
    })
}

/// A weak reference to an object, if it has any; else None.
pub fn first(machine: &Machine, v: Value) -> Value {
    let cells = machine.heap.weak_holders(v);
    let mut owners = cells.iter().filter_map(|c| c.cast::<WeakCell>()).map(|c| c.get(WeakCell::OWNER));
    owners.find(|o| o.cast::<Instance>().is_some()).unwrap_or(roots::none(machine))
}

/// The owners of the cells of an object; None for those without one.
fn owners(machine: &Machine, args: &[Value]) -> Answer {
    let cells = machine.heap.weak_holders(args[0]);
    let owners: Vec<Value> =
        cells.iter().filter_map(|c| c.cast::<WeakCell>()).map(|c| c.get(WeakCell::OWNER)).collect();
    Ok(List::new(&machine.heap, &owners).value())
}

/// An object to be finalized, or the owner of a weak cell that has been cleared; END: no more.
fn next(machine: &Machine) -> Value {
    // A fiber that has ended has nothing to say.
    let silent = |v: &Value| v.cast::<Fiber>().is_some_and(|f| f.get(Fiber::STATE) != fiber::SUSPENDED);
    if let Some(v) = std::iter::from_fn(|| machine.heap.next_doomed()).find(|v| !silent(v)) {
        return Tuple::new(&machine.heap, &[v, bool_word(machine, false)]).value();
    }
    while let Some(c) = machine.heap.next_cleared() {
        match c.cast::<WeakCell>().map(|c| c.get(WeakCell::OWNER)) {
            Some(owner) if owner != roots::none(machine) => {
                let pair = [owner, bool_word(machine, true)];
                return Tuple::new(&machine.heap, &pair).value();
            }
            _ => {}
        }
    }
    machine.root(roots::END)
}

/// The function to run after a collection that found deaths.
pub fn mourn(machine: &Machine) -> Due {
    if rt(machine).mourning.get() {
        return None;
    }
    let f = prelude::function(machine, "_mourn");
    Some((f.get(Function::CODE), f.value()))
}

/// A new instance of a class with `__del__` is awaited.
pub fn born(machine: &Machine, i: Gc<Instance>, class: Gc<Class>) {
    if class.get(Class::FLAGS) & class::FLAG_BUILTIN == 0
        && class::user_special(machine, class, "__del__").is_some()
    {
        machine.heap.await_death(i.erase());
    }
}

/// The program ends: objects that are left are finalized.
pub fn farewell(machine: &Machine) {
    machine.heap.doom_all();
    if machine.heap.has_deaths() {
        let f = prelude::function(machine, "_mourn").value();
        let _uncaught = crate::run::call(machine, f);
    }
}
