//! The entries `__dict__` and `__weakref__` of a class's namespace: descriptors of what its instances have and those of
//! its bases have not.
//!
//! Programs see them, looking attributes up passes them by: both attributes of an instance are found without.

use super::build::has_dict;
use super::builtin::Cls;
use super::class::{self, Class, FLAG_METACLASS};
use super::layout::names_weakref;
use super::objects::{Builtin, Property};
use crate::builtins::native::{self, Native};
use crate::builtins::{Home, Table, weak};
use crate::dicts;
use crate::roots;
use crate::runtime::{interned, known_sym};
use crate::symbols::Sym;
use crate::types::instance;
use std::sync::OnceLock;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::Tuple;

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: NATIVES }];

const NATIVES: &[Native] = &[
    Native::tail("__dict__.get", 1, 1, |m, a| instance::get(m, a[0], interned(m, "__dict__"))),
    Native::tail("__dict__.set", 2, 2, |m, a| instance::set(m, a[0], interned(m, "__dict__"), a[1])),
    Native::pure("__weakref__.get", 1, 1, |m, a| Ok(weak::first(m, a[0]))),
];

/// The number of the first native.
fn first() -> i64 {
    static FIRST: OnceLock<i64> = OnceLock::new();
    *FIRST.get_or_init(|| {
        let is = |(home, n): &(Home, &Native)| matches!(home, Home::Prelude) && n.name == NATIVES[0].name;
        let at = native::places().iter().position(is);
        at.expect("the natives are registered") as i64
    })
}

/// Whether a namespace's entry is a descriptor of these.
pub fn is_one(v: Value) -> bool {
    let getter = v.cast::<Property>().and_then(|p| p.get(Property::GETTER).cast::<Builtin>());
    getter.is_some_and(|g| (first()..first() + NATIVES.len() as i64).contains(&g.get(Builtin::NUMBER)))
}

/// Whether looking `name` up has to ask [`is_one`].
pub fn is_name(machine: &Machine, name: Sym) -> bool {
    name == known_sym(machine, "__dict__") || name == known_sym(machine, "__weakref__")
}

/// Completes the namespace of a class whose flags are settled.
pub fn define(machine: &Machine, c: Gc<Class>) -> Result<(), Raise> {
    let bases: Vec<Gc<Class>> =
        Tuple::to_vec(c.get(Class::BASES)).into_iter().filter_map(|b| b.cast()).collect();
    let inherits_all = c.get(Class::FLAGS) & FLAG_METACLASS != 0 || class::derives(machine, c, Cls::Module);
    let varies = [Cls::Int, Cls::Tuple, Cls::Bytes].iter().any(|v| class::derives(machine, c, *v));
    let is_weak = |c: Gc<Class>| has_dict(c) || names_weakref(machine, c);
    let built_in_weak = |c: Gc<Class>| {
        [Cls::Set, Cls::FrozenSet, Cls::Array].iter().any(|weak| class::derives(machine, c, *weak))
    };
    let dict = has_dict(c) && !inherits_all && !bases.iter().any(|b| has_dict(*b));
    let plain = |b: &Gc<Class>| super::attr::is_builtin_class(*b) || !is_weak(*b);
    let weak = is_weak(c) && !inherits_all && !varies && !built_in_weak(c) && bases.iter().all(plain);
    if dict {
        put(machine, c, "__dict__", 0, Some(1))?;
    }
    if weak {
        put(machine, c, "__weakref__", 2, None)?;
    }
    Ok(())
}

fn put(machine: &Machine, c: Gc<Class>, name: &str, get: i64, set: Option<i64>) -> Result<(), Raise> {
    let key = interned(machine, name);
    if dicts::get_str(machine, c.get(Class::DICT), key).is_some() {
        return Ok(());
    }
    let heap = &machine.heap;
    let native = |i: i64| native::object(machine, (first() + i) as usize, c.value()).value();
    let none = roots::none(machine);
    let p = heap.alloc::<Property>();
    p.set(heap, Property::GETTER, native(get));
    p.set(heap, Property::SETTER, set.map_or(none, native));
    p.set(heap, Property::DELETER, none);
    p.set(heap, Property::DOC, none);
    dicts::set_str(machine, c.get(Class::DICT), key, p.value()).map(|_| ())
}

/// Takes both entries out again.
pub fn remove(machine: &Machine, c: Gc<Class>) {
    for name in ["__dict__", "__weakref__"] {
        let key = interned(machine, name);
        if class::own_attr(machine, c, known_sym(machine, name)).is_some_and(is_one) {
            dicts::remove_str(machine, c.get(Class::DICT), key);
        }
    }
}

/// `C.__weakref__`.
pub fn find(machine: &Machine, c: Gc<Class>, name: Sym) -> Option<Value> {
    let mro = Tuple::to_vec(c.get(Class::MRO)).into_iter().filter_map(|c| c.cast::<Class>());
    mro.filter_map(|c| class::own_attr(machine, c, name)).find(|v| is_one(*v))
}
