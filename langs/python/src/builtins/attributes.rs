//! Methods of `object` and `type`.

use super::native::{Inline, KEYWORDS, MANY, Native, arg};
use super::{Home, Table, text};
use crate::errors::type_error;
use crate::roots::{self, bool_word};
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::{self, Class};
use crate::types::class_attrs;
use crate::values::{class_of, identity};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{List, Str, Tuple};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::Object), natives: OBJECT },
    Table { home: Home::Class(Cls::Type), natives: TYPE },
    Table { home: Home::Class(Cls::Type), natives: PARTS },
];

const OBJECT: &[Native] = &[
    Native::pure("__init_subclass__.class", 1, 1, |m, a| match arg(m, a, 0) {
        None => Ok(roots::none(m)),
        Some(_) => {
            let name = class::class_name(m, class_arg(m, a[1])?);
            Err(type_error(m, &format!("{name}.__init_subclass__() takes no keyword arguments")))
        }
    })
    .keyword_only(&[KEYWORDS]),
    Native::tail("__repr__", 1, 1, repr),
    Native::tail("__str__", 1, 1, |m, a| tail::prelude(m, "_repr_of", &[a[0]])),
    Native::tail("__format__", 2, 2, |m, a| tail::prelude(m, "_format_default", a)),
    Native::pure("__eq__", 2, 2, |m, a| {
        Ok(if a[0] == a[1] { m.root(roots::TRUE) } else { m.root(roots::NOT_IMPLEMENTED) })
    }),
    Native::pure("__hash__", 1, 1, |m, a| Ok(Value::int(identity(m, a[0]) >> 4).expect("small"))),
    Native::tail("__getattribute__", 2, 2, super::slot_run::get_attribute),
    Native::guarded("__setattr__", 3, 3, |_, _| Some("_object_setattr"), |m, _| Ok(roots::none(m)))
        .inline(Inline::SetPlain),
    Native::guarded("__delattr__", 2, 2, |_, _| Some("_object_delattr"), |m, _| Ok(roots::none(m))),
    Native::pure("__subclasshook__.class", 2, 2, |m, _| Ok(m.root(roots::NOT_IMPLEMENTED))),
    Native::tail("__reduce__", 1, 1, |m, a| tail::prelude(m, "_object_reduce", &[a[0], Value::ZERO])),
    Native::tail("__reduce_ex__", 2, 2, super::reduction::reduce_ex),
    Native::tail("__getstate__", 1, 1, |m, a| tail::prelude(m, "_object_getstate", a)),
    Native::pure("__class__.get", 1, 1, |m, a| Ok(class_of(m, a[0]).value())),
];

const TYPE: &[Native] = &[
    Native::tail("__call__", 1, MANY, |m, a| {
        let rest = Tuple::new(&m.heap, &a[2..]).value();
        let keywords = arg(m, a, 0).unwrap_or_else(|| trackway_kit::Dict::new(&m.heap).value());
        tail::prelude(m, "_construct_plain", &[a[1], rest, keywords])
    })
    .keyword_only(&[KEYWORDS]),
    Native::pure("__subclasscheck__", 2, 2, |m, a| {
        let c = a[1].cast().ok_or_else(|| type_error(m, "issubclass() arg 1 must be a class"))?;
        Ok(bool_word(m, class::is_subclass(c, class_arg(m, a[0])?)))
    }),
    Native::tail("__prepare__.class", 1, MANY, |m, _| Ok(trackway_kit::Dict::new(&m.heap).value()))
        .keyword_only(&[KEYWORDS]),
    Native::pure("__dir__", 1, 1, |m, a| super::namespaces::dir_of(m, a[0])),
    Native::pure("mro", 1, 1, |m, a| {
        let c = class_arg(m, a[0])?;
        let all = c.get(Class::MRO);
        // A metaclass goes on with what this answers.
        let plain = class_of(m, a[0]) == Cls::Type.gc(m);
        let seen = if plain { class_attrs::shown(m, all) } else { all };
        Ok(List::new(&m.heap, &Tuple::to_vec(seen)).value())
    }),
    Native::pure("__subclasses__", 1, 1, |m, a| {
        let known = class_arg(m, a[0])?.get(Class::SUBCLASSES).cast::<List>();
        Ok(List::new(&m.heap, &known.map_or_else(Vec::new, |l| List::to_vec(&m.heap, l))).value())
    }),
    Native::pure("__instancecheck__", 2, 2, |m, a| {
        Ok(bool_word(m, class::is_subclass(class_of(m, a[1]), class_arg(m, a[0])?)))
    }),
];

macro_rules! parts {
    ($($n:literal $name:literal),* ; $($set:literal $set_name:literal $del_name:literal),*) => {
        &[
            $( Native::tail(concat!($name, ".get"), 1, 1, class_attrs::getter::<$n>), )*
            $(
                Native::effect(concat!($set_name, ".set"), 2, 2, class_attrs::setter::<$set>),
                Native::effect(concat!($del_name, ".del"), 1, 1, class_attrs::deleter::<$set>),
            )*
        ]
    };
}

/// In the order of [`class_attrs::NAMES`].
const PARTS: &[Native] = parts! {
    0 "__name__", 1 "__qualname__", 2 "__module__", 3 "__bases__", 4 "__doc__", 5 "__abstractmethods__",
    6 "__type_params__", 7 "__annotations__", 8 "__annotate__", 9 "__dict__", 10 "__mro__", 11 "__base__",
    12 "__flags__", 13 "__basicsize__", 14 "__itemsize__", 15 "__dictoffset__", 16 "__weakrefoffset__",
    17 "__text_signature__";
    0 "__name__" "__name__", 1 "__qualname__" "__qualname__", 2 "__module__" "__module__",
    3 "__bases__" "__bases__", 4 "__doc__" "__doc__", 5 "__abstractmethods__" "__abstractmethods__",
    6 "__type_params__" "__type_params__", 7 "__annotations__" "__annotations__", 8 "__annotate__" "__annotate__"
};

fn class_arg(machine: &Machine, v: Value) -> Result<Gc<Class>, Raise> {
    v.cast::<Class>().ok_or_else(|| type_error(machine, "descriptor requires a 'type' object"))
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
