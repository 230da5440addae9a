//! Functions: making them, and attributes of functions, classes and other builtin objects.

use super::objects::*;
use crate::code::Signature;
use crate::dicts;
use crate::errors::type_error;
use crate::roots;
use crate::runtime::{interned, rt};
use crate::symbols::Sym;
use crate::tail;
use crate::values::type_name;
use trackway::{CodeRef, Gc, Language, Machine, Raise, Value};
use trackway_kit::{Coroutine, Dict, Str, Tuple};

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
    f.init(heap, Function::CODE, code);
    f.set(heap, Function::CLOSURE, closure);
    f.init(heap, Function::DEFAULTS, defaults);
    f.set(heap, Function::KWDEFAULTS, kwdefaults);
    f
}

/// Sets `__name__` or `__qualname__` of a generator: from then on it has a function of its own.
pub fn rename_generator(machine: &Machine, c: Gc<Coroutine>, name: Gc<Str>, v: Value) -> Result<(), Raise> {
    let heap = &machine.heap;
    let Some(f) = c.get(Coroutine::CALLEE).cast::<Function>() else { return Ok(()) };
    let own = heap.alloc::<Function>();
    own.init(heap, Function::CODE, f.get(Function::CODE));
    own.init(heap, Function::DEFAULTS, f.get(Function::DEFAULTS));
    for field in [
        Function::CLOSURE,
        Function::KWDEFAULTS,
        Function::NAME,
        Function::QUALNAME,
        Function::DOC,
        Function::MODULE,
        Function::DICT,
        Function::OWNER,
    ] {
        own.set(heap, field, f.get(field));
    }
    set_attribute(machine, own, name, v)?;
    c.set(heap, Coroutine::CALLEE, own.value());
    Ok(())
}

/// `f.__name__`: what was set, or the code's name.
pub fn name(machine: &Machine, f: Gc<Function>) -> Value {
    match f.get(Function::NAME) {
        Value::ZERO => interned(machine, &f.get(Function::CODE).unit.name).value(),
        own => own,
    }
}

/// `f.__qualname__`: what was set, or the code's name.
pub fn qualname(machine: &Machine, f: Gc<Function>) -> Value {
    match f.get(Function::QUALNAME) {
        Value::ZERO => interned(machine, &f.get(Function::CODE).unit.qualname).value(),
        own => own,
    }
}

/// Whether it stands for a function that CPython writes in C: one at the top of a native module, or
/// one of the prelude's that programs see.
pub fn is_builtin(f: Gc<Function>) -> bool {
    let code = f.get(Function::CODE);
    *code.guest::<Signature>().builtin.get_or_init(|| stands_for_builtin(code))
}

fn stands_for_builtin(code: CodeRef) -> bool {
    let unit = &code.unit;
    let Some(file) = unit.file.strip_prefix('<').and_then(|f| f.strip_suffix('>')) else { return false };
    if &*unit.file == crate::prelude::FILE {
        return !unit.name.starts_with('_');
    }
    !unit.qualname.contains('.') && trackway_python_library::find(file).is_some_and(|e| e.native)
}

/// `f.__doc__`: what was set, or the docstring.
pub fn doc(machine: &Machine, f: Gc<Function>) -> Value {
    match f.get(Function::DOC) {
        Value::ZERO => {
            let doc = crate::Python::constant(machine, &f.get(Function::CODE).guest::<Signature>().doc);
            f.set(&machine.heap, Function::DOC, doc);
            doc
        }
        own => own,
    }
}

/// `f.name`.
pub fn attribute(machine: &Machine, f: Gc<Function>, name: Sym) -> Result<Option<Value>, Raise> {
    let none = roots::none(machine);
    let or_none = |v: Value| if v == Value::ZERO { none } else { v };
    let code: CodeRef = f.get(Function::CODE);
    let text = rt(machine).name(name);
    Ok(Some(match &*Str::text(&machine.heap, text) {
        "__name__" => self::name(machine, f),
        "__qualname__" => qualname(machine, f),
        "__doc__" => doc(machine, f),
        "__defaults__" => or_none(f.get(Function::DEFAULTS)),
        "__kwdefaults__" => or_none(f.get(Function::KWDEFAULTS)),
        "__closure__" => or_none(f.get(Function::CLOSURE)),
        "__module__" => match f.get(Function::MODULE) {
            Value::ZERO => {
                let globals = code.guest::<Signature>().globals();
                dicts::get_str(machine, globals, interned(machine, "__name__")).unwrap_or(none)
            }
            own => own,
        },
        "__globals__" => {
            let s = code.guest::<Signature>();
            s.space.mapping().unwrap_or_else(|| s.globals().value())
        }
        "__builtins__" => {
            let own = code.guest::<Signature>().space.own_builtins();
            own.unwrap_or_else(|| super::namespace::builtins(machine)).value()
        }
        "__code__" => super::code_object::of(machine, &code.unit).value(),
        "__annotations__" => match (f.get(Function::ANNOTATIONS), f.get(Function::ANNOTATE)) {
            (Value::ZERO, Value::ZERO) => {
                let d = Dict::new(&machine.heap).value();
                f.set(&machine.heap, Function::ANNOTATIONS, d);
                d
            }
            (Value::ZERO, _) => {
                return tail::prelude(machine, "_function_annotations", &[f.value()]).map(Some);
            }
            (known, _) => known,
        },
        "__annotate__" => or_none(f.get(Function::ANNOTATE)),
        "__type_params__" => match f.get(Function::TYPE_PARAMS) {
            Value::ZERO => machine.root(roots::EMPTY_TUPLE),
            own => own,
        },
        "__dict__" => function_dict(machine, f).value(),
        _ => match f.get(Function::DICT).cast::<Dict>() {
            Some(d) => return Ok(dicts::get_str(machine, d, text)),
            None => return Ok(None),
        },
    }))
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
    let none = roots::none(machine);
    let or_zero = |v: Value| if v == none { Value::ZERO } else { v };
    let must = |fits: bool, what: &str| match fits {
        true => Ok(()),
        false => Err(type_error(machine, what)),
    };
    let is_dict = crate::values::unwrap(machine, v).cast::<Dict>().is_some();
    match &*Str::text(heap, name) {
        "__name__" => {
            must(v.cast::<Str>().is_some(), "__name__ must be set to a string object")?;
            f.set(heap, Function::NAME, v);
        }
        "__qualname__" => {
            must(v.cast::<Str>().is_some(), "__qualname__ must be set to a string object")?;
            f.set(heap, Function::QUALNAME, v);
        }
        "__doc__" => f.set(heap, Function::DOC, v),
        "__module__" => f.set(heap, Function::MODULE, v),
        "__defaults__" => {
            must(v == none || v.cast::<Tuple>().is_some(), "__defaults__ must be set to a tuple object")?;
            machine.set_quasi(f, Function::DEFAULTS, or_zero(v));
        }
        "__kwdefaults__" => {
            must(v == none || is_dict, "__kwdefaults__ must be set to a dict object")?;
            f.set(heap, Function::KWDEFAULTS, or_zero(v));
        }
        "__annotations__" => {
            must(v == none || is_dict, "__annotations__ must be set to a dict object")?;
            f.set(heap, Function::ANNOTATIONS, or_zero(v));
            f.set(heap, Function::ANNOTATE, Value::ZERO);
        }
        "__annotate__" => {
            f.set(heap, Function::ANNOTATE, or_zero(v));
            f.set(heap, Function::ANNOTATIONS, Value::ZERO);
        }
        "__type_params__" => {
            must(v.cast::<Tuple>().is_some(), "__type_params__ must be set to a tuple")?;
            f.set(heap, Function::TYPE_PARAMS, v);
        }
        "__dict__" => {
            must(
                is_dict,
                &format!("__dict__ must be set to a dictionary, not a '{}'", type_name(machine, v)),
            )?;
            f.set(heap, Function::DICT, crate::values::unwrap(machine, v));
        }
        "__code__" => {
            must(v.cast::<CodeObject>().is_some(), "__code__ must be set to a code object")?;
            return set_code(machine, f, v.cast::<CodeObject>().expect("checked"));
        }
        _ => dicts::set_str(machine, function_dict(machine, f), name, v)?,
    }
    Ok(())
}

/// `del f.name`; `false` when there is none.
pub fn delete_attribute(machine: &Machine, f: Gc<Function>, name: Gc<Str>) -> Result<bool, Raise> {
    match &*Str::text(&machine.heap, name) {
        "__doc__" | "__defaults__" | "__kwdefaults__" | "__annotations__" | "__module__" => {
            set_attribute(machine, f, name, roots::none(machine)).map(|()| true)
        }
        _ => Ok(function_dict_of(f).is_some_and(|d| dicts::remove_str(machine, d, name).is_some())),
    }
}

fn function_dict_of(f: Gc<Function>) -> Option<Gc<Dict>> {
    f.get(Function::DICT).cast()
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

/// Gives the function another code object. Its cells stay, so the code must take as many.
fn set_code(machine: &Machine, f: Gc<Function>, c: Gc<super::objects::CodeObject>) -> Result<(), Raise> {
    let own = f.get(Function::CODE);
    let unit = super::code_object::unit(machine, c);
    let code = crate::code::load(machine, &unit, own.guest::<Signature>().globals());
    let (has, takes) = (own.guest::<Signature>().frees.len(), code.guest::<Signature>().frees.len());
    if has != takes {
        let name = name(machine, f).cast::<Str>().map(|s| Str::text(&machine.heap, s));
        let name = name.unwrap_or_default();
        let message = format!("{name}() requires a code object with {has} free vars, not {takes}");
        return Err(crate::errors::value_error(machine, &message));
    }
    f.set(&machine.heap, Function::NAME, name(machine, f));
    f.set(&machine.heap, Function::QUALNAME, qualname(machine, f));
    machine.set_quasi(f, Function::CODE, code);
    Ok(())
}
