//! Constructors of the types behind functions: `types.FunctionType(code, globals)` and the like.

use super::native::arg;
use crate::code;
use crate::errors::{type_error, value_error};
use crate::roots;
use crate::types::class::user_special;
use crate::types::objects::*;
use crate::types::{attr, code_object, function, namespace};
use crate::values::{class_of, type_name, unwrap};
use trackway::{Machine, Raise, Value};
use trackway_kit::{CellBox, Dict, Str, Tuple};

type Answer = Result<Value, Raise>;

/// `function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)`.
pub fn function(machine: &Machine, args: &[Value]) -> Answer {
    let none = roots::none(machine);
    let given = |i: usize| arg(machine, args, i).filter(|v| *v != none);
    let Some(c) = args[0].cast::<CodeObject>() else {
        let text = format!("function() argument 'code' must be code, not {}", type_name(machine, args[0]));
        return Err(type_error(machine, &text));
    };
    let Some(globals) = unwrap(machine, args[1]).cast::<Dict>() else {
        let text = format!("function() argument 'globals' must be dict, not {}", type_name(machine, args[1]));
        return Err(type_error(machine, &text));
    };
    if user_special(machine, class_of(machine, args[1]), "__missing__").is_some() {
        namespace::of(machine, globals).set_mapping(args[1]);
    }
    let code = code::load(machine, &code_object::unit(machine, c), globals);
    let s = code.guest::<code::Signature>();
    let closure = given(4);
    match closure.map(|c| c.cast::<Tuple>()) {
        None if s.frees.is_empty() => {}
        None => return Err(type_error(machine, "arg 5 (closure) must be tuple")),
        Some(None) => return Err(type_error(machine, "arg 5 (closure) must be None or tuple")),
        Some(Some(t)) if t.tail_len(Tuple::ITEMS) != s.frees.len() => {
            let text = format!(
                "{} requires closure of length {}, not {}",
                code.unit.name,
                s.frees.len(),
                t.tail_len(Tuple::ITEMS)
            );
            return Err(value_error(machine, &text));
        }
        Some(Some(t)) => {
            if let Some(v) = Tuple::to_vec(t).into_iter().find(|v| v.cast::<CellBox>().is_none()) {
                let text = format!("arg 5 (closure) expected cell, found {}", type_name(machine, v));
                return Err(type_error(machine, &text));
            }
        }
    }
    let zero = Value::ZERO;
    let (defaults, kwdefaults) = (given(3).unwrap_or(zero), given(5).unwrap_or(zero));
    if defaults != zero && defaults.cast::<Tuple>().is_none() {
        return Err(type_error(machine, "arg 4 (defaults) must be None or tuple"));
    }
    let f = function::make(
        machine,
        code,
        defaults,
        kwdefaults,
        closure.filter(|_| !s.frees.is_empty()).unwrap_or(zero),
    );
    if let Some(name) = given(2) {
        if name.cast::<Str>().is_none() {
            return Err(type_error(machine, "arg 3 (name) must be None or string"));
        }
        f.set(&machine.heap, Function::NAME, name);
    }
    Ok(f.value())
}

/// `method(function, receiver)`.
pub fn method(machine: &Machine, args: &[Value]) -> Answer {
    let none = roots::none(machine);
    if args[1] == none {
        return Err(type_error(machine, "instance must not be None"));
    }
    if super::functions::is_callable(machine, args[0]) {
        return Ok(attr::bind(machine, args[0], args[1]));
    }
    Err(type_error(machine, "first argument must be callable"))
}

/// `cell(contents)`.
pub fn cell(machine: &Machine, args: &[Value]) -> Answer {
    let c = machine.heap.alloc::<CellBox>();
    c.set(&machine.heap, CellBox::VALUE, args.first().copied().unwrap_or(machine.root(roots::UNBOUND)));
    Ok(c.value())
}

/// `mappingproxy(mapping)`.
pub fn proxy(machine: &Machine, args: &[Value]) -> Answer {
    let Some(d) = unwrap(machine, args[0]).cast::<Dict>() else {
        let given = type_name(machine, args[0]);
        return match args[0].cast::<Instance>() {
            Some(_) => Err(crate::tail::missing(machine, "mappingproxy of a mapping that is no dict")),
            None => {
                Err(type_error(machine, &format!("mappingproxy() argument must be a mapping, not {given}")))
            }
        };
    };
    let p = machine.heap.alloc::<MappingProxy>();
    p.set(&machine.heap, MappingProxy::DICT, d);
    Ok(p.value())
}

/// `traceback(tb_next, tb_frame, tb_lasti, tb_lineno)`; the line is that of the frame.
pub fn traceback(machine: &Machine, args: &[Value]) -> Answer {
    let Some(f) = args[1].cast::<Frame>() else {
        let text =
            format!("traceback() argument 'tb_frame' must be frame, not {}", type_name(machine, args[1]));
        return Err(type_error(machine, &text));
    };
    let t = machine.heap.alloc::<Traceback>();
    t.set(&machine.heap, Traceback::NEXT, args[0]);
    t.set(&machine.heap, Traceback::CODE, f.get(Frame::CODE));
    t.set(&machine.heap, Traceback::PC, f.get(Frame::PC));
    t.set(&machine.heap, Traceback::FRAME, f.value());
    Ok(t.value())
}
