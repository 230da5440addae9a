//! Functions: making them, and attributes of functions, classes and other builtin objects.

use super::builtin::Cls;
use super::class::{self, Class};
use super::objects::*;
use crate::builtins::native::native;
use crate::code::Signature;
use crate::dicts;
use crate::errors::type_error;
use crate::roots;
use crate::runtime::{interned, rt, sym};
use crate::symbols::Sym;
use trackway::{CodeRef, Gc, Language, Machine, Raise, Value};
use trackway_kit::{Coroutine, Dict, Str, Tuple, str_of};

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

/// `C.name` for what a class has that is not in its namespace.
pub fn class_attribute(machine: &Machine, c: Gc<Class>, name: &str) -> Option<Value> {
    let heap = &machine.heap;
    match name {
        "__name__" => Some(c.get(Class::NAME)),
        "__qualname__" => Some(c.get(Class::NAME)),
        "__module__" => Some(interned(machine, "builtins").value()),
        "__bases__" => Some(c.get(Class::BASES).value()),
        "__base__" => {
            let b = c.get(Class::BASES);
            Some(if b.tail_len(Tuple::ITEMS) > 0 { b.item(Tuple::ITEMS, 0) } else { roots::none(machine) })
        }
        "__mro__" => Some(c.get(Class::MRO).value()),
        "__doc__" => Some(roots::none(machine)),
        "__dict__" => {
            let d = Dict::new(heap);
            for (k, v) in Dict::pairs(c.get(Class::DICT)) {
                let _no_limit = dicts::set_str(machine, d, k.cast::<Str>()?, class::unwrap_cell(v));
            }
            let p = heap.alloc::<MappingProxy>();
            p.set(heap, MappingProxy::DICT, d);
            Some(p.value())
        }
        _ => None,
    }
}

/// What setting a special attribute of a class changes besides its namespace.
pub fn class_attribute_set(machine: &Machine, c: Gc<Class>, name: Gc<Str>, v: Value) {
    if Str::bytes(&machine.heap, name) == b"__name__" {
        c.set(&machine.heap, Class::NAME, v);
    }
}

/// Whether `name` is in the `__slots__` of the class or one of its bases.
pub fn slot_names(machine: &Machine, c: Gc<Class>, name: Gc<Str>) -> bool {
    let heap = &machine.heap;
    let wanted = |v: Value| str_of(v).is_some_and(|s| Str::equal(heap, s, name));
    Tuple::to_vec(c.get(Class::MRO)).into_iter().filter_map(|k| k.cast::<Class>()).any(|k| {
        let slots = class::own_attr(machine, k, sym(machine, "__slots__"));
        slots.is_some_and(|s| {
            wanted(s) || crate::iterate::items(machine, s).is_some_and(|l| l.into_iter().any(wanted))
        })
    })
}

/// The class made by a class statement.
pub fn build_class(
    machine: &Machine,
    name: Value,
    bases: Gc<Tuple>,
    namespace: Gc<Dict>,
    metaclass: Value,
) -> Result<Gc<Class>, Raise> {
    let mut parents = Vec::new();
    for b in Tuple::to_vec(bases) {
        match b.cast::<Class>() {
            Some(c) if !is_final(machine, c) => parents.push(c),
            Some(c) => {
                let text = format!("type '{}' is not an acceptable base type", class::class_name(machine, c));
                return Err(type_error(machine, &text));
            }
            None => return Err(type_error(machine, "bases must be types")),
        }
    }
    if parents.is_empty() {
        parents.push(Cls::Object.gc(machine));
    }
    let own = Dict::copy(&machine.heap, namespace).map_err(|_| crate::errors::memory_error(machine))?;
    if let Some(cell) = dicts::remove_str(machine, own, interned(machine, "__classcell__")) {
        let c = class::make(machine, name, &parents, own, metaclass)?;
        if let Some(cell) = cell.cast::<trackway_kit::CellBox>() {
            cell.set(&machine.heap, trackway_kit::CellBox::VALUE, c.value());
        }
        return finish_class(machine, c);
    }
    let c = class::make(machine, name, &parents, own, metaclass)?;
    finish_class(machine, c)
}

fn is_final(machine: &Machine, c: Gc<Class>) -> bool {
    [Cls::Bool, Cls::NoneType, Cls::Function, Cls::Range, Cls::Slice]
        .iter()
        .any(|f| f.word(machine) == c.value())
}

/// Flags that depend on the namespace, implicit static methods, and the bases' lists.
fn finish_class(machine: &Machine, c: Gc<Class>) -> Result<Gc<Class>, Raise> {
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
    if let Some(eq) = dicts::get_str(machine, d, interned(machine, "__eq__"))
        && eq != roots::none(machine)
        && dicts::get_str(machine, d, interned(machine, "__hash__")).is_none()
    {
        dicts::set_str(machine, d, interned(machine, "__hash__"), roots::none(machine))?;
    }
    let bases = Tuple::to_vec(c.get(Class::BASES));
    let open = |b: &Value| {
        b.cast::<Class>().is_some_and(|b| {
            !super::attr::is_builtin_class(b) && b.get(Class::FLAGS) & class::FLAG_SLOTS == 0
        })
    };
    if dicts::get_str(machine, d, interned(machine, "__slots__")).is_some() && !bases.iter().any(open) {
        flags |= class::FLAG_SLOTS;
    }
    if has_abstract(machine, c) {
        flags |= class::FLAG_ABSTRACT;
    }
    c.set(heap, Class::FLAGS, flags);
    for b in bases.iter().filter_map(|b| b.cast::<Class>()) {
        add_subclass(machine, b, c);
    }
    Ok(c)
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
    let list = base.get(Class::SUBCLASSES).cast::<trackway_kit::List>().unwrap_or_else(|| {
        let l = trackway_kit::List::new(&machine.heap, &[]);
        base.set(&machine.heap, Class::SUBCLASSES, l.value());
        l
    });
    let _no_limit = trackway_kit::List::push(&machine.heap, list, c.value());
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
