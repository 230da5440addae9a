//! Descriptors: what a class attribute does when it is read, set or deleted through an instance.

use super::attr::bind;
use super::builtin::Cls;
use super::class::{self, Class};
use super::function;
use super::instance::no_attribute;
use super::objects::*;
use crate::builtins::native;
use crate::errors::raise;
use crate::roots;
use crate::runtime::interned;
use crate::tail;
use crate::types::member;
use crate::values::{class_of, instance_class};
use trackway::{Field, Gc, Machine, Raise, Value};
use trackway_kit::Str;

/// Whether a class attribute is a function that becomes a method when read through an instance.
/// Functions of modules that CPython writes in C are none.
pub fn binds(d: Value) -> bool {
    if let Some(b) = d.cast::<Builtin>() {
        return !native::is_of_module(b.get(Builtin::NUMBER));
    }
    d.cast::<Function>().is_some_and(|f| !function::is_builtin(f))
}

/// A class attribute `d` seen through `v`, an instance of `class`.
pub fn describe(machine: &Machine, d: Value, v: Value, class: Gc<Class>) -> Result<Value, Raise> {
    if binds(d) {
        return Ok(bind(machine, d, v));
    }
    if let Some(s) = d.cast::<StaticMethod>() {
        return Ok(s.get(StaticMethod::FUNCTION));
    }
    if let Some(m) = d.cast::<Member>() {
        return member::get(machine, m, v);
    }
    if let Some(c) = d.cast::<ClassMethod>() {
        return Ok(bind(machine, c.get(ClassMethod::FUNCTION), class.value()));
    }
    if let Some(p) = d.cast::<Property>() {
        let getter = p.get(Property::GETTER);
        if let Some(b) = getter.cast::<Builtin>() {
            return (crate::builtins::native::native(b.get(Builtin::NUMBER)).run)(machine, &[v]);
        }
        if getter == roots::none(machine) {
            return Err(property_error(machine, p, v, "getter"));
        }
        return tail::callable(machine, getter, &[v]);
    }
    if let Some(s) = d.cast::<Super>()
        && s.get(Super::RECEIVER) == roots::none(machine)
        && v != roots::none(machine)
    {
        let bound = machine.heap.alloc::<Super>();
        bound.set(&machine.heap, Super::CLASS, s.get(Super::CLASS));
        bound.set(&machine.heap, Super::RECEIVER, v);
        return Ok(bound.value());
    }
    if let Some(i) = d.cast::<Instance>() {
        if let Some(get) = class::user_special(machine, instance_class(machine, i), "__get__") {
            return tail::callable(machine, get, &[d, v, class.value()]);
        }
        if let Some(inner) = inner_descriptor(machine, d) {
            return describe(machine, inner, v, class);
        }
    }
    Ok(d)
}

/// The property lacks the function that `v` was asked for.
fn property_error(machine: &Machine, p: Gc<Property>, v: Value, part: &str) -> Raise {
    let class = crate::values::type_qualname(machine, v);
    let text = match trackway_kit::str_of(p.get(Property::NAME)) {
        Some(name) => {
            format!("property '{}' of '{class}' object has no {part}", Str::text(&machine.heap, name))
        }
        None => format!("property of '{class}' object has no {part}"),
    };
    raise(machine, Cls::AttributeError, &text)
}

/// Whether the class has a descriptor of this name through which guest code sets, or deletes.
pub fn has_guest_descriptor(
    machine: &Machine,
    class: Gc<Class>,
    name: Gc<Str>,
    part: Field<Property, Value>,
    method: &'static str,
) -> bool {
    let found = class::lookup(machine, class, crate::runtime::sym_of(machine, name));
    found.is_some_and(|(d, _)| is_guest_descriptor(machine, d, part, method))
}

/// Whether guest code sets, or deletes, through descriptor `d`.
pub fn is_guest_descriptor(
    machine: &Machine,
    d: Value,
    part: Field<Property, Value>,
    method: &'static str,
) -> bool {
    if let Some(p) = d.cast::<Property>() {
        let f = p.get(part);
        return f != roots::none(machine) && f.cast::<Builtin>().is_none();
    }
    d.cast::<Instance>().is_some_and(|i| {
        super::attr::has_special(machine, i, method)
            || inner_descriptor(machine, d).is_some_and(|d| is_guest_descriptor(machine, d, part, method))
    })
}

/// The name of the class that a getset descriptor belongs to.
fn getset_owner(machine: &Machine, p: Gc<Property>) -> String {
    let owner = p.get(Property::GETTER).cast::<Builtin>().and_then(|b| b.get(Builtin::OWNER).cast::<Class>());
    owner.map_or_else(String::new, |c| class::class_name(machine, c))
}

/// The property, static or class method inside an instance of a class derived from one.
pub fn inner_descriptor(machine: &Machine, d: Value) -> Option<Value> {
    let inner = crate::values::unwrap(machine, d);
    let is = inner.cast::<Property>().is_some()
        || inner.cast::<StaticMethod>().is_some()
        || inner.cast::<ClassMethod>().is_some();
    (is && inner != d).then_some(inner)
}

/// `d.__set__(v, x)` of a builtin descriptor.
pub fn set_through(machine: &Machine, d: Value, v: Value, x: Value) -> Result<Value, Raise> {
    let name = interned(machine, "__set__");
    match set_descriptor(machine, d, v, name, x)? {
        Some(done) => Ok(done),
        None => Err(no_attribute(machine, d, name)),
    }
}

/// `d.__delete__(v)` of a builtin descriptor.
pub fn delete_through(machine: &Machine, d: Value, v: Value) -> Result<Value, Raise> {
    let name = interned(machine, "__delete__");
    match delete_descriptor(machine, d, v)? {
        Some(done) => Ok(done),
        None => Err(no_attribute(machine, d, name)),
    }
}

pub fn set_descriptor(
    machine: &Machine,
    d: Value,
    v: Value,
    name: Gc<Str>,
    x: Value,
) -> Result<Option<Value>, Raise> {
    if let Some(m) = d.cast::<Member>() {
        return member::set(machine, m, v, Some(x)).map(|()| Some(roots::none(machine)));
    }
    if let Some(p) = d.cast::<Property>() {
        let setter = p.get(Property::SETTER);
        if let Some(b) = setter.cast::<Builtin>() {
            return (crate::builtins::native::native(b.get(Builtin::NUMBER)).run)(machine, &[v, x]).map(Some);
        }
        if setter == roots::none(machine) && class_of(machine, d) == Cls::MemberDescriptor.gc(machine) {
            return Err(raise(machine, Cls::AttributeError, "readonly attribute"));
        }
        if setter == roots::none(machine) && class_of(machine, d) == Cls::GetSetDescriptor.gc(machine) {
            let own = getset_owner(machine, p);
            let text =
                format!("attribute '{}' of '{own}' objects is not writable", Str::text(&machine.heap, name));
            return Err(raise(machine, Cls::AttributeError, &text));
        }
        if setter == roots::none(machine) {
            return Err(property_error(machine, p, v, "setter"));
        }
        return tail::callable(machine, setter, &[v, x]).map(Some);
    }
    if let Some(i) = d.cast::<Instance>() {
        let own = instance_class(machine, i);
        if let Some(set) = class::user_special(machine, own, "__set__") {
            return tail::callable(machine, set, &[d, v, x]).map(Some);
        }
        if class::user_special(machine, own, "__delete__").is_some() {
            return Err(raise(machine, Cls::AttributeError, "__set__"));
        }
        if let Some(inner) = inner_descriptor(machine, d) {
            return set_descriptor(machine, inner, v, name, x);
        }
    }
    Ok(None)
}

pub fn delete_descriptor(machine: &Machine, d: Value, v: Value) -> Result<Option<Value>, Raise> {
    if let Some(m) = d.cast::<Member>() {
        return member::set(machine, m, v, None).map(|()| Some(roots::none(machine)));
    }
    if let Some(p) = d.cast::<Property>() {
        if let Some(b) = p.get(Property::DELETER).cast::<Builtin>() {
            return (crate::builtins::native::native(b.get(Builtin::NUMBER)).run)(machine, &[v]).map(Some);
        }
        if p.get(Property::DELETER) != roots::none(machine) {
            return tail::callable(machine, p.get(Property::DELETER), &[v]).map(Some);
        }
        if class_of(machine, d) == Cls::MemberDescriptor.gc(machine) {
            return Err(raise(machine, Cls::AttributeError, "readonly attribute"));
        }
        return Err(property_error(machine, p, v, "deleter"));
    }
    if let Some(i) = d.cast::<Instance>() {
        let own = instance_class(machine, i);
        if let Some(f) = class::user_special(machine, own, "__delete__") {
            return tail::callable(machine, f, &[d, v]).map(Some);
        }
        if class::user_special(machine, own, "__set__").is_some() {
            return Err(raise(machine, Cls::AttributeError, "__delete__"));
        }
        if let Some(inner) = inner_descriptor(machine, d) {
            return delete_descriptor(machine, inner, v);
        }
    }
    Ok(None)
}
