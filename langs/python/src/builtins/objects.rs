//! Constructors of the remaining builtin types.

use super::native::{Inline, Native, arg};
use super::{Home, Table, text};
use crate::errors::type_error;
use crate::roots;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::function;
use crate::types::objects::*;
use crate::values::class_of;
use trackway::{Machine, Raise, Value};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[
    Table {
        home: Home::Construct(Cls::Range),
        natives: &[Native::tail("range", 1, 3, super::big_range::new).inline(Inline::Range)],
    },
    Table { home: Home::Construct(Cls::Slice), natives: &[Native::pure("slice", 1, 3, slice)] },
    Table {
        home: Home::Construct(Cls::Str),
        natives: &[Native::tail("str", 0, 3, str)
            .params(&["object", "encoding", "errors"])
            .inline(Inline::Str)],
    },
    Table {
        home: Home::Construct(Cls::Super),
        natives: &[Native::pure("super", 0, 2, super_).inline(Inline::Super)],
    },
    Table {
        home: Home::Construct(Cls::Property),
        natives: &[Native::pure("property", 0, 4, property).params(&["fget", "fset", "fdel", "doc"])],
    },
    Table {
        home: Home::Construct(Cls::StaticMethod),
        natives: &[Native::pure("staticmethod", 1, 1, static_method)],
    },
    Table {
        home: Home::Construct(Cls::ClassMethod),
        natives: &[Native::pure("classmethod", 1, 1, class_method)],
    },
    Table {
        home: Home::Construct(Cls::Type),
        natives: &[Native::tail("type", 1, 3, type_).inline(Inline::Type)],
    },
    Table {
        home: Home::Construct(Cls::Generator),
        natives: &[Native::pure("generator", 0, 0, no_instances)],
    },
    Table {
        home: Home::Construct(Cls::Module),
        natives: &[Native::pure("module", 1, 2, module).params(&["name", "doc"])],
    },
    Table {
        home: Home::Construct(Cls::Function),
        natives: &[Native::pure("function", 2, 6, super::makers::function).params(&[
            "code",
            "globals",
            "name",
            "argdefs",
            "closure",
            "kwdefaults",
        ])],
    },
    Table {
        home: Home::Construct(Cls::Method),
        natives: &[Native::pure("method", 2, 2, super::makers::method)],
    },
    Table { home: Home::Construct(Cls::Cell), natives: &[Native::pure("cell", 0, 1, super::makers::cell)] },
    Table {
        home: Home::Construct(Cls::MappingProxy),
        natives: &[Native::pure("mappingproxy", 1, 1, super::makers::proxy)],
    },
    Table {
        home: Home::Construct(Cls::Traceback),
        natives: &[Native::pure("traceback", 4, 4, super::makers::traceback).params(&[
            "tb_next",
            "tb_frame",
            "tb_lasti",
            "tb_lineno",
        ])],
    },
    Table {
        home: Home::Construct(Cls::NoneType),
        natives: &[Native::pure("NoneType", 0, 0, |m, _| Ok(roots::none(m)))],
    },
    Table { home: Home::Class(Cls::Property), natives: PROPERTY },
];

const PROPERTY: &[Native] = &[
    Native::tail("getter", 2, 2, |m, a| with_part(m, a, 0)),
    Native::tail("setter", 2, 2, |m, a| with_part(m, a, 1)),
    Native::tail("deleter", 2, 2, |m, a| with_part(m, a, 2)),
    Native::pure("__set_name__", 3, 3, |m, _| Ok(roots::none(m))),
];

fn no_instances(machine: &Machine, _args: &[Value]) -> Answer {
    Err(type_error(machine, "cannot create instances of this type"))
}

fn module(machine: &Machine, args: &[Value]) -> Answer {
    let Some(name) = trackway_kit::str_of(crate::values::unwrap(machine, args[0])) else {
        let given = crate::values::type_name(machine, args[0]);
        return Err(type_error(machine, &format!("module() argument 'name' must be str, not {given}")));
    };
    let m = crate::types::module::new(machine, "");
    crate::types::module::define(machine, m, "__name__", name.value());
    if let Some(doc) = arg(machine, args, 1) {
        crate::types::module::define(machine, m, "__doc__", doc);
    }
    Ok(m.value())
}

fn slice(machine: &Machine, args: &[Value]) -> Answer {
    let none = roots::none(machine);
    let at = |i: usize| args.get(i).copied().unwrap_or(none);
    let (start, stop) = if args.len() == 1 { (none, args[0]) } else { (at(0), at(1)) };
    let s = machine.heap.alloc::<Slice>();
    s.set(&machine.heap, Slice::START, start);
    s.set(&machine.heap, Slice::STOP, stop);
    s.set(&machine.heap, Slice::STEP, at(2));
    Ok(s.value())
}

fn str(machine: &Machine, args: &[Value]) -> Answer {
    let (encoding, errors) = (arg(machine, args, 1), arg(machine, args, 2));
    super::args::names_of_codec(machine, "str", encoding, errors)?;
    match arg(machine, args, 0) {
        None => Ok(machine.root(roots::EMPTY_STR)),
        Some(v) if encoding.or(errors).is_some() => {
            if super::args::bytes_of(machine, v).is_some() {
                return super::string::encode::decode_bytes(machine, v, encoding, errors);
            }
            let text = match trackway_kit::str_of(crate::values::unwrap(machine, v)) {
                Some(_) => "decoding str is not supported".to_string(),
                None => {
                    let given = crate::values::type_name(machine, v);
                    format!("decoding to str: need a bytes-like object, {given} found")
                }
            };
            Err(type_error(machine, &text))
        }
        Some(v) => text::str_word(machine, v),
    }
}

fn super_(machine: &Machine, args: &[Value]) -> Answer {
    let Some(class) = args.first() else {
        return Err(crate::errors::raise(machine, Cls::RuntimeError, "super(): no arguments"));
    };
    if class.cast::<crate::types::class::Class>().is_none() {
        let given = crate::values::type_name(machine, *class);
        return Err(type_error(machine, &format!("super() argument 1 must be a type, not {given}")));
    }
    let s = machine.heap.alloc::<Super>();
    s.set(&machine.heap, Super::CLASS, *class);
    s.set(&machine.heap, Super::RECEIVER, arg(machine, args, 1).unwrap_or(roots::none(machine)));
    Ok(s.value())
}

fn new_property(machine: &Machine, parts: [Value; 3], doc: Value, name: Value) -> Value {
    let heap = &machine.heap;
    let p = heap.alloc::<Property>();
    p.set(heap, Property::GETTER, parts[0]);
    p.set(heap, Property::SETTER, parts[1]);
    p.set(heap, Property::DELETER, parts[2]);
    p.set(heap, Property::DOC, doc);
    p.set(heap, Property::NAME, name);
    p.value()
}

fn property(machine: &Machine, args: &[Value]) -> Answer {
    let none = roots::none(machine);
    let at = |i: usize| arg(machine, args, i).unwrap_or(none);
    let doc = match at(0).cast::<Function>() {
        Some(f) if at(3) == none => function::doc(machine, f),
        _ => at(3),
    };
    Ok(new_property(machine, [at(0), at(1), at(2)], doc, Value::ZERO))
}

/// A copy of a property with one function replaced. Documentation that came from the getter is taken
/// from the new one.
fn with_part(machine: &Machine, args: &[Value], part: usize) -> Answer {
    let p = super::args::this::<Property>(machine, args, "property", ["getter", "setter", "deleter"][part])?;
    let mut parts = [p.get(Property::GETTER), p.get(Property::SETTER), p.get(Property::DELETER)];
    let own = parts[0].cast::<Function>().is_some_and(|f| f.get(Function::DOC) == p.get(Property::DOC));
    let doc = match parts[0] {
        _ if !own => p.get(Property::DOC),
        _ if part == 0 => {
            args[1].cast::<Function>().map_or(roots::none(machine), |f| function::doc(machine, f))
        }
        _ => p.get(Property::DOC),
    };
    if args[1] != roots::none(machine) {
        parts[part] = args[1];
    }
    if p.value() != args[0] {
        let doc = if own { roots::none(machine) } else { doc };
        let class = class_of(machine, args[0]).value();
        return tail::callable(machine, class, &[parts[0], parts[1], parts[2], doc]);
    }
    Ok(new_property(machine, parts, doc, p.get(Property::NAME)))
}

fn static_method(machine: &Machine, args: &[Value]) -> Answer {
    let s = machine.heap.alloc::<StaticMethod>();
    s.set(&machine.heap, StaticMethod::FUNCTION, args[0]);
    Ok(s.value())
}

fn class_method(machine: &Machine, args: &[Value]) -> Answer {
    let c = machine.heap.alloc::<ClassMethod>();
    c.set(&machine.heap, ClassMethod::FUNCTION, args[0]);
    Ok(c.value())
}

fn type_(machine: &Machine, args: &[Value]) -> Answer {
    match args.len() {
        1 => Ok(class_of(machine, args[0]).value()),
        3 => {
            let none = trackway_kit::Dict::new(&machine.heap).value();
            tail::prelude(machine, "_new_class", &[Cls::Type.word(machine), args[0], args[1], args[2], none])
        }
        _ => Err(type_error(machine, "type() takes 1 or 3 arguments")),
    }
}
