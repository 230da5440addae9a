//! Functions: making them, and attributes of functions, classes and other builtin objects.

use super::objects::*;
use crate::builtins::native::native;
use crate::code::Signature;
use crate::dicts;
use crate::roots;
use crate::runtime::{interned, rt};
use crate::symbols::Sym;
use trackway::{CodeRef, Gc, Language, Machine, Raise, Value};
use trackway_kit::{Coroutine, Dict, Str};

/// A function object; ZERO stands for what is not there.
pub fn make(
    machine: &Machine,
    code: CodeRef,
    defaults: Value,
    kwdefaults: Value,
    closure: Value,
) -> Gc<Function> {
    let heap = &machine.heap;
    let f = heap.alloc::<Function>();
    let doc = crate::Python::constant(machine, &code.guest::<Signature>().doc);
    f.set(heap, Function::CODE, code);
    f.set(heap, Function::CLOSURE, closure);
    f.set(heap, Function::DEFAULTS, defaults);
    f.set(heap, Function::KWDEFAULTS, kwdefaults);
    f.set(heap, Function::NAME, interned(machine, &code.unit.name).value());
    f.set(heap, Function::QUALNAME, interned(machine, &code.unit.qualname).value());
    f.set(heap, Function::DOC, doc);
    f
}

/// `f.name`.
pub fn attribute(machine: &Machine, f: Gc<Function>, name: Sym) -> Result<Option<Value>, Raise> {
    let none = roots::none(machine);
    let or_none = |v: Value| if v == Value::ZERO { none } else { v };
    let code: CodeRef = f.get(Function::CODE);
    let text = rt(machine).name(name);
    Ok(Some(match &*Str::text(&machine.heap, text) {
        "__name__" => f.get(Function::NAME),
        "__qualname__" => f.get(Function::QUALNAME),
        "__doc__" => f.get(Function::DOC),
        "__defaults__" => or_none(f.get(Function::DEFAULTS)),
        "__kwdefaults__" => or_none(f.get(Function::KWDEFAULTS)),
        "__closure__" => or_none(f.get(Function::CLOSURE)),
        "__module__" => {
            let own = match f.get(Function::DICT).cast::<Dict>() {
                Some(d) => dicts::get_str(machine, d, text),
                None => None,
            };
            let globals = code.guest::<Signature>().globals();
            own.or_else(|| dicts::get_str(machine, globals, interned(machine, "__name__"))).unwrap_or(none)
        }
        "__globals__" => code.guest::<Signature>().globals().value(),
        "__builtins__" => {
            let own = code.guest::<Signature>().space.own_builtins();
            own.unwrap_or_else(|| super::namespace::builtins(machine)).value()
        }
        "__code__" => super::code_object::of(machine, &code.unit).value(),
        "__annotations__" => return annotations(machine, f.get(Function::DICT).cast::<Dict>()).map(Some),
        "__dict__" => function_dict(machine, f).value(),
        _ => match f.get(Function::DICT).cast::<Dict>() {
            Some(d) => return Ok(dicts::get_str(machine, d, text)),
            None => return Ok(None),
        },
    }))
}

/// What `__annotate__` in a namespace computes: a dict, or a tail.
pub fn annotations(machine: &Machine, namespace: Option<Gc<Dict>>) -> Result<Value, Raise> {
    let get = |name: &str| dicts::get_str(machine, namespace?, interned(machine, name));
    if let Some(known) = get("__annotations__") {
        return Ok(known);
    }
    match get("__annotate__").or_else(|| get("__annotate_func__")) {
        Some(f) if f != roots::none(machine) => {
            crate::tail::callable(machine, f, &[Value::int(1).expect("small")])
        }
        _ => Ok(Dict::new(&machine.heap).value()),
    }
}

fn function_dict(machine: &Machine, f: Gc<Function>) -> Gc<Dict> {
    f.get(Function::DICT).cast().unwrap_or_else(|| {
        let d = Dict::new(&machine.heap);
        f.set(&machine.heap, Function::DICT, d.value());
        d
    })
}

/// `f.name = v`.
pub fn set_attribute(machine: &Machine, f: Gc<Function>, name: Gc<Str>, v: Value) -> Result<(), Raise> {
    let heap = &machine.heap;
    let or_zero = |v: Value| if v == roots::none(machine) { Value::ZERO } else { v };
    match &*Str::text(heap, name) {
        "__name__" => f.set(heap, Function::NAME, v),
        "__qualname__" => f.set(heap, Function::QUALNAME, v),
        "__doc__" => f.set(heap, Function::DOC, v),
        "__defaults__" => f.set(heap, Function::DEFAULTS, or_zero(v)),
        "__kwdefaults__" => f.set(heap, Function::KWDEFAULTS, or_zero(v)),
        _ => dicts::set_str(machine, function_dict(machine, f), name, v)?,
    }
    Ok(())
}

/// `v.name` for builtin objects of other types.
pub fn builtin_attribute(machine: &Machine, v: Value, name: &str) -> Option<Value> {
    let heap = &machine.heap;
    let text = |s: &str| Some(Str::new(heap, s).value());
    if let Some(b) = v.cast::<Builtin>() {
        return match name {
            "__name__" | "__qualname__" => text(native(b.get(Builtin::NUMBER)).name),
            "__module__" => text("builtins"),
            _ => None,
        };
    }
    if let Some(s) = v.cast::<Slice>() {
        return match name {
            "start" => Some(s.get(Slice::START)),
            "stop" => Some(s.get(Slice::STOP)),
            "step" => Some(s.get(Slice::STEP)),
            _ => None,
        };
    }
    if let Some(r) = v.cast::<BigRange>() {
        return match name {
            "start" => Some(r.get(BigRange::START)),
            "stop" => Some(r.get(BigRange::STOP)),
            "step" => Some(r.get(BigRange::STEP)),
            _ => None,
        };
    }
    if let Some(r) = v.cast::<Range>() {
        return match name {
            "start" => Value::int(r.get(Range::START)),
            "stop" => Value::int(r.get(Range::STOP)),
            "step" => Value::int(r.get(Range::STEP)),
            _ => None,
        };
    }
    if let Some(c) = v.cast::<Coroutine>() {
        let f = c.get(Coroutine::CALLEE).cast::<Function>()?;
        return match name {
            "__name__" => Some(f.get(Function::NAME)),
            "__qualname__" => Some(f.get(Function::QUALNAME)),
            _ => None,
        };
    }
    other_attribute(machine, v, name)
}

fn other_attribute(machine: &Machine, v: Value, name: &str) -> Option<Value> {
    if let Some(c) = v.cast::<CodeObject>() {
        return super::code_object::attribute(machine, c, name);
    }
    if let Some(p) = v.cast::<Property>() {
        return match name {
            "fget" => Some(p.get(Property::GETTER)),
            "fset" => Some(p.get(Property::SETTER)),
            "fdel" => Some(p.get(Property::DELETER)),
            "__doc__" => Some(p.get(Property::DOC)),
            "__isabstractmethod__" => Some(roots::bool_word(machine, is_abstract(machine, v))),
            _ => None,
        };
    }
    if let Some(t) = v.cast::<Traceback>() {
        return match name {
            "tb_next" => Some(t.get(Traceback::NEXT)),
            "tb_lineno" => {
                Value::int(t.get(Traceback::CODE).span_at(t.get(Traceback::PC) as u32).line as i64)
            }
            _ => None,
        };
    }
    if let Some(f) = v
        .cast::<StaticMethod>()
        .map(|s| s.get(StaticMethod::FUNCTION))
        .or_else(|| v.cast::<ClassMethod>().map(|c| c.get(ClassMethod::FUNCTION)))
    {
        return match name {
            "__func__" | "__wrapped__" => Some(f),
            _ => None,
        };
    }
    None
}

/// Whether a value in a class's namespace is marked abstract.
pub fn is_abstract(machine: &Machine, v: Value) -> bool {
    if let Some(p) = v.cast::<Property>() {
        let part = |v: Value| v.cast::<Function>().is_some() && is_abstract(machine, v);
        return part(p.get(Property::GETTER)) || part(p.get(Property::SETTER));
    }
    let inner = v.cast::<StaticMethod>().map(|s| s.get(StaticMethod::FUNCTION));
    let v = inner.or_else(|| v.cast::<ClassMethod>().map(|c| c.get(ClassMethod::FUNCTION))).unwrap_or(v);
    let Some(f) = v.cast::<Function>() else { return false };
    let Some(d) = f.get(Function::DICT).cast::<Dict>() else { return false };
    let mark = dicts::get_str(machine, d, interned(machine, "__isabstractmethod__"));
    mark == Some(machine.root(roots::TRUE))
}
