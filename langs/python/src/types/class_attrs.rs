//! Attributes of class objects that their namespaces do not hold.

use super::build;
use super::builtin::Cls;
use super::class::{self, Class, FLAG_ABSTRACT, FLAG_METACLASS};
use super::instance;
use super::objects::*;
use crate::dicts;
use crate::errors::type_error;
use crate::roots;
use crate::runtime::{interned, sym};
use crate::values::type_name;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Str, Tuple, str_of};

/// The attributes; the first ones can be set.
pub const NAMES: &[&str] = &[
    "__name__",
    "__qualname__",
    "__module__",
    "__bases__",
    "__doc__",
    "__abstractmethods__",
    "__type_params__",
    "__annotations__",
    "__annotate__",
    "__dict__",
    "__mro__",
    "__base__",
    "__flags__",
    "__basicsize__",
    "__itemsize__",
    "__dictoffset__",
    "__weakrefoffset__",
    "__text_signature__",
];

/// `C.name`: the value, or a tail; `None` for other names.
pub fn get(machine: &Machine, c: Gc<Class>, name: &str) -> Result<Option<Value>, Raise> {
    let none = roots::none(machine);
    let int = |n: i64| Value::int(n).expect("small");
    // `type` itself has getters under these names.
    let own = |name: &str| {
        class::own_attr(machine, c, sym(machine, name)).filter(|v| v.cast::<Property>().is_none())
    };
    Ok(Some(match name {
        "__name__" => c.get(Class::NAME),
        "__qualname__" => c.get(Class::QUALNAME),
        "__module__" => own("__module__").unwrap_or_else(|| interned(machine, "builtins").value()),
        "__bases__" => shown(machine, c.get(Class::BASES)).value(),
        "__base__" => base(machine, c),
        "__mro__" => shown(machine, c.get(Class::MRO)).value(),
        "__doc__" => match own("__doc__") {
            Some(doc) => crate::types::descriptor::describe(machine, doc, none, c)?,
            None => said(machine, c).map_or(none, |d| Str::new(&machine.heap, d.text).value()),
        },
        "__type_params__" => own("__type_params__").unwrap_or(machine.root(roots::EMPTY_TUPLE)),
        "__abstractmethods__" => match own("__abstractmethods__") {
            Some(v) => v,
            None => return Err(instance::no_attribute(machine, c.value(), interned(machine, name))),
        },
        "__annotations__" if super::attr::is_builtin_class(c) => {
            return Err(instance::no_attribute(machine, c.value(), interned(machine, name)));
        }
        "__annotations__" => annotations(machine, c)?,
        "__annotate__" => own("__annotate__").or_else(|| own("__annotate_func__")).unwrap_or(none),
        "__dict__" => {
            let p = machine.heap.alloc::<MappingProxy>();
            p.set(&machine.heap, MappingProxy::DICT, c.get(Class::DICT));
            p.value()
        }
        "__flags__" => int(flags(c)),
        "__basicsize__" => int(16 + 8 * super::layout::fixed(machine, c).len() as i64),
        "__itemsize__" => int(8 * i64::from(
            [Cls::Int, Cls::Tuple, Cls::Bytes].iter().any(|v| class::derives(machine, c, *v)),
        )),
        "__dictoffset__" | "__weakrefoffset__" => int(8 * i64::from(build::has_dict(c))),
        "__text_signature__" => {
            let signature = said(machine, c).and_then(|d| d.signature);
            signature.map_or(none, |s| Str::new(&machine.heap, s).value())
        }
        _ => return Ok(None),
    }))
}

/// Classes as programs see them: the part of `collections.deque` that is written in Rust is none of its own.
pub fn shown(machine: &Machine, classes: Gc<Tuple>) -> Gc<Tuple> {
    let (hidden, object) = (Cls::Ring.word(machine), Cls::Object.word(machine));
    let mut all = Tuple::to_vec(classes);
    if !all.contains(&hidden) {
        return classes;
    }
    all.iter_mut().filter(|c| **c == hidden).for_each(|c| *c = object);
    all.dedup();
    Tuple::new(&machine.heap, &all)
}

/// What is said about a builtin class.
fn said(machine: &Machine, c: Gc<Class>) -> Option<crate::builtins::docs::Doc> {
    if !super::attr::is_builtin_class(c) {
        return None;
    }
    crate::builtins::docs::of_class(&super::class::class_name(machine, c))
}

/// The annotations, computed when first asked for.
fn annotations(machine: &Machine, c: Gc<Class>) -> Result<Value, Raise> {
    let d = c.get(Class::DICT);
    for name in ["__annotations__", "__annotations_cache__"] {
        if let Some(known) = dicts::get_str(machine, d, interned(machine, name)) {
            return Ok(known);
        }
    }
    crate::tail::prelude(machine, "_class_annotations", &[c.value()])
}

fn base(machine: &Machine, c: Gc<Class>) -> Value {
    let bases = Tuple::to_vec(shown(machine, c.get(Class::BASES)));
    bases.first().copied().unwrap_or(roots::none(machine))
}

/// CPython's bits: basetype, heap type, abstract, type subclass.
fn flags(c: Gc<Class>) -> i64 {
    let own = c.get(Class::FLAGS);
    let bits = [
        (!super::attr::is_builtin_class(c), 1 << 9),
        (true, 1 << 10),
        (own & FLAG_ABSTRACT != 0, 1 << 20),
        (own & FLAG_METACLASS != 0, 1 << 31),
        (own & class::FLAG_EXCEPTION != 0, 1 << 30),
    ];
    bits.iter().filter(|b| b.0).map(|b| b.1).sum()
}

/// `C.name = v`, or `del C.name` for `None`.
pub fn set(machine: &Machine, c: Gc<Class>, name: &str, v: Option<Value>) -> Result<(), Raise> {
    let heap = &machine.heap;
    let own = class::class_name(machine, c);
    if super::attr::is_builtin_class(c) {
        let text = format!("cannot set '{name}' attribute of immutable type '{own}'");
        return Err(type_error(machine, &text));
    }
    let key = interned(machine, name);
    match (name, v) {
        ("__name__" | "__qualname__" | "__bases__" | "__module__", None) => {
            return Err(type_error(
                machine,
                &format!("cannot delete '{name}' attribute of immutable type '{own}'"),
            ));
        }
        ("__name__" | "__qualname__", Some(v)) => {
            if str_of(v).is_none() {
                let given = type_name(machine, v);
                return Err(type_error(
                    machine,
                    &format!("can only assign string to {own}.{name}, not '{given}'"),
                ));
            }
            c.set(heap, if name == "__name__" { Class::NAME } else { Class::QUALNAME }, v);
            machine.bump_epoch();
        }
        ("__bases__", Some(v)) => return build::set_bases(machine, c, v),
        ("__abstractmethods__", v) => {
            let filled = v.is_some_and(|v| crate::ops::compare::known_truth(machine, v));
            let flags = c.get(Class::FLAGS) & !FLAG_ABSTRACT;
            c.set(heap, Class::FLAGS, if filled { flags | FLAG_ABSTRACT } else { flags });
            return instance::set_on_class(machine, c, key, v);
        }
        ("__annotate__", Some(v)) => {
            dicts::remove_str(machine, c.get(Class::DICT), interned(machine, "__annotations_cache__"));
            dicts::remove_str(machine, c.get(Class::DICT), interned(machine, "__annotate_func__"));
            return instance::set_on_class(machine, c, key, Some(v));
        }
        ("__annotations__", None) => {
            for part in ["__annotations_cache__", "__annotate_func__", "__annotate__"] {
                dicts::remove_str(machine, c.get(Class::DICT), interned(machine, part));
            }
            if dicts::get_str(machine, c.get(Class::DICT), key).is_some() {
                return instance::set_on_class(machine, c, key, None);
            }
        }
        _ => return instance::set_on_class(machine, c, key, v),
    }
    machine.bump_epoch();
    Ok(())
}

/// The native that reads attribute `N` of a class.
pub fn getter<const N: usize>(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    match get(machine, receiver(machine, args[0])?, NAMES[N])? {
        Some(v) => Ok(v),
        None => Ok(roots::none(machine)),
    }
}

/// The native that sets attribute `N` of a class.
pub fn setter<const N: usize>(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    set(machine, receiver(machine, args[0])?, NAMES[N], Some(args[1]))?;
    Ok(roots::none(machine))
}

/// The native that deletes attribute `N` of a class.
pub fn deleter<const N: usize>(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    set(machine, receiver(machine, args[0])?, NAMES[N], None)?;
    Ok(roots::none(machine))
}

fn receiver(machine: &Machine, v: Value) -> Result<Gc<Class>, Raise> {
    v.cast().ok_or_else(|| {
        let text =
            format!("descriptor for 'type' objects doesn't apply to a '{}' object", type_name(machine, v));
        type_error(machine, &text)
    })
}
