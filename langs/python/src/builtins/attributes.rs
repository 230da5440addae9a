//! Methods of `object` and `type`.

use super::native::{KEYWORDS, MANY, Native, arg};
use super::{Home, Table, text};
use crate::errors::type_error;
use crate::roots::{self, bool_word};
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::{self, Class};
use crate::types::instance;
use crate::values::{class_of, identity};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{List, Str, Tuple, str_of};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::Object), natives: OBJECT },
    Table { home: Home::Class(Cls::Type), natives: TYPE },
];

const OBJECT: &[Native] = &[
    Native::pure("__init__", 1, MANY, |m, _| Ok(roots::none(m))),
    Native::tail("__new__.static", 1, MANY, new).keyword_only(&[KEYWORDS]),
    Native::pure("__init_subclass__.class", 1, 1, |m, _| Ok(roots::none(m))),
    Native::tail("__repr__", 1, 1, repr),
    Native::tail("__str__", 1, 1, |m, a| tail::prelude(m, "_repr_of", &[a[0]])),
    Native::tail("__format__", 2, 2, |m, a| tail::prelude(m, "_format_default", a)),
    Native::pure("__eq__", 2, 2, |m, a| {
        Ok(if a[0] == a[1] { m.root(roots::TRUE) } else { m.root(roots::NOT_IMPLEMENTED) })
    }),
    Native::pure("__hash__", 1, 1, |m, a| Ok(Value::int(identity(m, a[0]) >> 4).expect("small"))),
    Native::tail("__getattribute__", 2, 2, |m, a| {
        let name = name(m, a[1])?;
        match instance::find(m, a[0], name)? {
            Some(v) => Ok(v),
            None => Err(instance::no_attribute(m, a[0], name)),
        }
    }),
    Native::guarded("__setattr__", 3, 3, |_, _| Some("_object_setattr"), |m, _| Ok(roots::none(m))),
    Native::guarded("__delattr__", 2, 2, |_, _| Some("_delattr"), |m, _| Ok(roots::none(m))),
];

const TYPE: &[Native] = &[
    Native::tail("__call__", 1, MANY, |m, a| {
        let rest = Tuple::new(&m.heap, &a[1..]).value();
        let none = trackway_kit::Dict::new(&m.heap).value();
        tail::prelude(m, "_construct_plain", &[a[0], rest, none])
    }),
    Native::pure("mro", 1, 1, |m, a| {
        Ok(List::new(&m.heap, &Tuple::to_vec(class_arg(m, a[0])?.get(Class::MRO))).value())
    }),
    Native::pure("__subclasses__", 1, 1, |m, a| {
        let known = class_arg(m, a[0])?.get(Class::SUBCLASSES).cast::<List>();
        Ok(List::new(&m.heap, &known.map_or_else(Vec::new, List::to_vec)).value())
    }),
    Native::pure("__instancecheck__", 2, 2, |m, a| {
        Ok(bool_word(m, class::is_subclass(class_of(m, a[1]), class_arg(m, a[0])?)))
    }),
];

fn name(machine: &Machine, v: Value) -> Result<Gc<Str>, Raise> {
    str_of(v).ok_or_else(|| type_error(machine, "attribute name must be string"))
}

fn class_arg(machine: &Machine, v: Value) -> Result<Gc<Class>, Raise> {
    v.cast::<Class>().ok_or_else(|| type_error(machine, "descriptor requires a 'type' object"))
}

fn new(machine: &Machine, args: &[Value]) -> Answer {
    let f = crate::prelude::function(machine, "_new").value();
    match arg(machine, args, 0) {
        None => tail::callable(machine, f, &args[1..]),
        Some(keywords) => {
            let positional = Tuple::new(&machine.heap, &args[1..]).value();
            tail::prelude(machine, "_apply_kw", &[f, positional, keywords])
        }
    }
}

fn repr(machine: &Machine, args: &[Value]) -> Answer {
    let plain = match args[0].cast::<crate::types::objects::Instance>() {
        Some(_) => match crate::values::unwrap(machine, args[0]) {
            u if u != args[0] => return text::repr_word(machine, u),
            _ => text::plain(machine, args[0]),
        },
        None => return text::repr_word(machine, args[0]),
    };
    Ok(Str::new(&machine.heap, &plain).value())
}
