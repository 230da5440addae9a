//! Making classes: what a class statement and `type(name, bases, namespace)` come to.

use super::builtin::Cls;
use super::class::{self, Class, FLAG_ABSTRACT, FLAG_EXCEPTION, FLAG_PAYLOAD, FLAG_SLOTS};
use super::layout;
use super::objects::*;
use crate::dicts;
use crate::errors::{type_error, value_error};
use crate::roots;
use crate::runtime::interned;
use crate::types::function::is_abstract;
use crate::values::type_name;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{CellBox, Dict, List, Str, Tuple, str_of};

/// The class of that name, with bases, namespace and metaclass. `slots`: a tuple of the names in
/// `__slots__`, or None.
pub fn build_class(
    machine: &Machine,
    name: Value,
    bases: Gc<Tuple>,
    namespace: Gc<Dict>,
    metaclass: Value,
    slots: Value,
) -> Result<Gc<Class>, Raise> {
    let parents = parents(machine, bases)?;
    let own = Dict::copy(&machine.heap, namespace).map_err(|_| crate::errors::memory_error(machine))?;
    let take = |name: &str| dicts::remove_str(machine, own, interned(machine, name));
    let (cell, qualname) = (take("__classcell__"), take("__qualname__"));
    if let Some(q) = qualname.filter(|q| str_of(*q).is_none()) {
        let text = format!("type __qualname__ must be a str, not {}", type_name(machine, q));
        return Err(type_error(machine, &text));
    }
    let slots = match slots.cast::<Tuple>() {
        Some(names) => Some(slot_names(machine, name, &parents, own, &Tuple::to_vec(names))?),
        None => None,
    };
    let c = class::make(machine, name, &parents, own, metaclass)?;
    if let Some(q) = qualname {
        c.set(&machine.heap, Class::QUALNAME, q);
    }
    let members: Vec<String> =
        slots.iter().flatten().filter(|n| *n != "__dict__" && *n != "__weakref__").cloned().collect();
    layout::settle(machine, c, &members)?;
    name_properties(machine, own);
    if let Some(cell) = cell.and_then(|c| c.cast::<CellBox>()) {
        cell.set(&machine.heap, CellBox::VALUE, c.value());
    }
    finish_class(machine, c, slots)
}

/// What `__set_name__` of properties does.
fn name_properties(machine: &Machine, namespace: Gc<Dict>) {
    for (name, v) in Dict::pairs(namespace) {
        if let Some(p) = crate::values::unwrap(machine, v).cast::<Property>() {
            p.set(&machine.heap, Property::NAME, name);
        }
    }
}

/// The base classes, checked.
fn parents(machine: &Machine, bases: Gc<Tuple>) -> Result<Vec<Gc<Class>>, Raise> {
    let mut parents: Vec<Gc<Class>> = Vec::new();
    for b in Tuple::to_vec(bases) {
        match b.cast::<Class>() {
            Some(c) if is_final(machine, c) => {
                let text = format!("type '{}' is not an acceptable base type", class::class_name(machine, c));
                return Err(type_error(machine, &text));
            }
            Some(c) if parents.contains(&c) => {
                let text = format!("duplicate base class {}", class::class_name(machine, c));
                return Err(type_error(machine, &text));
            }
            Some(c) => parents.push(c),
            None => return Err(type_error(machine, "bases must be types")),
        }
    }
    if parents.is_empty() {
        parents.push(Cls::Object.gc(machine));
    }
    Ok(parents)
}

/// Builtin classes from which nothing is derived.
fn is_final(machine: &Machine, c: Gc<Class>) -> bool {
    const FINAL: &[Cls] = &[
        Cls::Bool,
        Cls::NoneType,
        Cls::EllipsisType,
        Cls::NotImplementedType,
        Cls::Function,
        Cls::Builtin,
        Cls::Method,
        Cls::MethodDescriptor,
        Cls::WrapperDescriptor,
        Cls::MethodWrapper,
        Cls::GetSetDescriptor,
        Cls::MemberDescriptor,
        Cls::Generator,
        Cls::Cell,
        Cls::Code,
        Cls::Traceback,
        Cls::Range,
        Cls::Slice,
        Cls::MappingProxy,
        Cls::DictKeys,
        Cls::DictValues,
        Cls::DictItems,
        Cls::RangeIter,
        Cls::ListIter,
        Cls::TupleIter,
        Cls::StrIter,
    ];
    FINAL.iter().any(|f| f.word(machine) == c.value())
}

/// The names in `__slots__`, checked; private ones are mangled.
fn slot_names(
    machine: &Machine,
    class: Value,
    parents: &[Gc<Class>],
    own: Gc<Dict>,
    names: &[Value],
) -> Result<Vec<String>, Raise> {
    let class = str_of(class).map_or_else(String::new, |s| Str::text(&machine.heap, s).into_owned());
    let varied = [Cls::Int, Cls::Tuple, Cls::Bytes];
    let mut out: Vec<String> = Vec::new();
    for n in names {
        let Some(s) = str_of(crate::values::unwrap(machine, *n)) else {
            let text = format!("__slots__ items must be strings, not '{}'", type_name(machine, *n));
            return Err(type_error(machine, &text));
        };
        let name = Str::text(&machine.heap, s).into_owned();
        if !crate::builtins::wtf8::chars::is_identifier(name.as_bytes()) {
            return Err(type_error(machine, "__slots__ must be identifiers"));
        }
        if name != "__dict__"
            && name != "__weakref__"
            && let Some(p) =
                parents.iter().find_map(|p| varied.iter().find(|v| class::derives(machine, *p, **v)))
        {
            let text =
                format!("nonempty __slots__ not supported for subtype of '{}'", Cls::ALL[*p as usize].1);
            return Err(type_error(machine, &text));
        }
        let there = match &*name {
            "__dict__" => parents.iter().any(|p| has_dict(*p)),
            "__weakref__" => {
                parents.iter().any(|p| super::layout::names_weakref(machine, *p) || has_dict(*p))
            }
            _ => false,
        };
        if there || name.starts_with("__") && name.ends_with("__") && out.contains(&name) {
            return Err(type_error(machine, &format!("{name} slot disallowed: we already got one")));
        }
        let mangled = mangle(&name, &class);
        if dicts::get_str(machine, own, interned(machine, &mangled)).is_some() {
            let text = format!("'{name}' in __slots__ conflicts with class variable");
            return Err(value_error(machine, &text));
        }
        if !out.contains(&mangled) {
            out.push(mangled);
        }
    }
    out.sort();
    Ok(out)
}

/// `__x` inside class `C` is `_C__x`.
fn mangle(name: &str, class: &str) -> String {
    let stripped = class.trim_start_matches('_');
    if name.starts_with("__") && !name.ends_with("__") && !stripped.is_empty() {
        return format!("_{stripped}{name}");
    }
    name.to_string()
}

/// Flags that depend on the namespace, what every namespace has, and the bases' lists.
fn finish_class(machine: &Machine, c: Gc<Class>, slots: Option<Vec<String>>) -> Result<Gc<Class>, Raise> {
    let heap = &machine.heap;
    let d = c.get(Class::DICT);
    let mut flags = c.get(Class::FLAGS);
    for (name, class_method) in [("__new__", false), ("__init_subclass__", true), ("__class_getitem__", true)]
    {
        let key = interned(machine, name);
        if let Some(f) = dicts::get_str(machine, d, key).and_then(|v| v.cast::<Function>()) {
            dicts::set_str(machine, d, key, wrap(machine, f.value(), class_method))?;
        }
    }
    let none = roots::none(machine);
    let absent = |name: &str| dicts::get_str(machine, d, interned(machine, name)).is_none();
    if !absent("__eq__") && absent("__hash__") {
        dicts::set_str(machine, d, interned(machine, "__hash__"), none)?;
    }
    if absent("__module__") {
        let globals = crate::builtins::code::caller(machine);
        if let Some(name) = dicts::get_str(machine, globals, interned(machine, "__name__")) {
            dicts::set_str(machine, d, interned(machine, "__module__"), name)?;
        }
    }
    let bases = Tuple::to_vec(c.get(Class::BASES));
    let open = |b: &Value| b.cast::<Class>().is_some_and(has_dict);
    let inherits = bases.iter().any(open) || flags & FLAG_EXCEPTION != 0;
    if let Some(names) = slots
        && !inherits
        && !names.iter().any(|n| n == "__dict__")
    {
        flags |= FLAG_SLOTS;
    }
    if has_abstract(machine, c) {
        flags |= FLAG_ABSTRACT;
    }
    c.set(heap, Class::FLAGS, flags);
    super::own_descriptors::define(machine, c)?;
    if absent("__doc__") {
        dicts::set_str(machine, d, interned(machine, "__doc__"), none)?;
    }
    for b in bases.iter().filter_map(|b| b.cast::<Class>()) {
        add_subclass(machine, b, c);
    }
    Ok(c)
}

/// Whether instances of the class have a `__dict__`.
pub fn has_dict(c: Gc<Class>) -> bool {
    let flags = c.get(Class::FLAGS);
    flags & FLAG_EXCEPTION != 0 || !super::attr::is_builtin_class(c) && flags & FLAG_SLOTS == 0
}

/// `c.__bases__ = bases`.
pub fn set_bases(machine: &Machine, c: Gc<Class>, bases: Value) -> Result<(), Raise> {
    let name = class::class_name(machine, c);
    let Some(tuple) = bases.cast::<Tuple>() else {
        let text = format!("can only assign tuple to {name}.__bases__, not {}", type_name(machine, bases));
        return Err(type_error(machine, &text));
    };
    if tuple.tail_len(Tuple::ITEMS) == 0 {
        let text = format!("can only assign non-empty tuple to {name}.__bases__, not ()");
        return Err(type_error(machine, &text));
    }
    let new = parents(machine, tuple)?;
    if new.iter().any(|b| class::is_subclass(*b, c)) {
        return Err(type_error(machine, "a __bases__ item causes an inheritance cycle"));
    }
    let old = c.get(Class::BASES);
    let (fixed, flags) = (layout::fixed(machine, c), FLAG_EXCEPTION | FLAG_PAYLOAD);
    let fits = new.iter().all(|b| {
        b.get(Class::FLAGS) & flags & !c.get(Class::FLAGS) == 0
            && fixed.starts_with(&layout::fixed(machine, *b))
    });
    if !fits {
        let text = format!(
            "__bases__ assignment: '{}' object layout differs from '{}'",
            class::class_name(machine, new[0]),
            Tuple::to_vec(old)
                .first()
                .and_then(|b| b.cast())
                .map_or_else(String::new, |b| class::class_name(machine, b))
        );
        return Err(type_error(machine, &text));
    }
    c.set(&machine.heap, Class::BASES, tuple);
    if let Err(r) = relinearize(machine, c) {
        c.set(&machine.heap, Class::BASES, old);
        return Err(r);
    }
    for b in Tuple::to_vec(old).iter().filter_map(|b| b.cast::<Class>()) {
        if let Some(l) = b.get(Class::SUBCLASSES).cast::<List>() {
            let rest: Vec<Value> =
                List::to_vec(&machine.heap, l).into_iter().filter(|s| *s != c.value()).collect();
            List::assign(&machine.heap, l, &rest);
        }
    }
    new.into_iter().for_each(|b| add_subclass(machine, b, c));
    machine.bump_epoch();
    Ok(())
}

/// Computes the resolution order anew, here and in derived classes.
fn relinearize(machine: &Machine, c: Gc<Class>) -> Result<(), Raise> {
    let mut work = vec![c];
    while let Some(c) = work.pop() {
        let bases: Vec<Gc<Class>> =
            Tuple::to_vec(c.get(Class::BASES)).iter().filter_map(|b| b.cast()).collect();
        let mro = class::linearize(machine, c, &bases)?;
        c.set(&machine.heap, Class::MRO, Tuple::new(&machine.heap, &mro));
        let below =
            c.get(Class::SUBCLASSES).cast::<List>().map_or_else(Vec::new, |l| List::to_vec(&machine.heap, l));
        work.extend(below.iter().filter_map(|b| b.cast::<Class>()));
    }
    Ok(())
}

fn wrap(machine: &Machine, f: Value, class_method: bool) -> Value {
    let heap = &machine.heap;
    if class_method {
        let w = heap.alloc::<ClassMethod>();
        w.set(heap, ClassMethod::FUNCTION, f);
        w.value()
    } else {
        let w = heap.alloc::<StaticMethod>();
        w.set(heap, StaticMethod::FUNCTION, f);
        w.value()
    }
}

fn add_subclass(machine: &Machine, base: Gc<Class>, c: Gc<Class>) {
    let list = base.get(Class::SUBCLASSES).cast::<List>().unwrap_or_else(|| {
        let l = List::new(&machine.heap, &[]);
        base.set(&machine.heap, Class::SUBCLASSES, l.value());
        l
    });
    let _no_limit = List::push(&machine.heap, list, c.value());
}

/// Names of abstract methods that the class does not override, if its metaclass is ABCMeta.
pub fn abstract_names(machine: &Machine, c: Gc<Class>) -> Vec<String> {
    let mut names = Vec::new();
    for k in Tuple::to_vec(c.get(Class::MRO)).into_iter().filter_map(|k| k.cast::<Class>()) {
        if super::attr::is_builtin_class(k) {
            continue;
        }
        for (name, _) in Dict::pairs(k.get(Class::DICT)) {
            let Some(name) = str_of(name) else { continue };
            let found = class::lookup(machine, c, crate::runtime::sym_of(machine, name));
            if found.is_some_and(|(v, _)| is_abstract(machine, v)) {
                names.push(Str::text(&machine.heap, name).into_owned());
            }
        }
    }
    names.sort();
    names.dedup();
    names
}

/// Whether an ABCMeta class has abstract methods left.
fn has_abstract(machine: &Machine, c: Gc<Class>) -> bool {
    let meta = c.get(Class::METACLASS).cast::<Class>();
    let abc = meta.is_some_and(|m| class::user_special(machine, m, "__abstract_check__").is_some());
    abc && !abstract_names(machine, c).is_empty()
}
