//! Exceptions: construction and methods. What their classes keep besides the arguments is in
//! [`super::exception_fields`].

use super::exception_fields::{self as fields, Family, family};
use super::exception_text::pieces;
use super::native::{MANY, Native, arg};
use super::{Home, Table};
use crate::errors::{exception, new_exception, type_error};
use crate::roots;
use crate::runtime::{known_sym, sym};
use crate::symbols::Sym;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::{
    Class, EXC_ARGS, EXC_CAUSE, EXC_CONTEXT, EXC_SLOTS, EXC_SUPPRESS, EXC_TRACEBACK, derives,
};
use crate::types::instance;
use crate::types::objects::*;
use crate::values::{as_int, instance_class, type_name};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{List, Str, Tuple, str_of};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::BaseException), natives: BASE },
    Table {
        home: Home::Class(Cls::ImportError),
        natives: &[Native::effect("__init__", 1, MANY, |m, a| named_init(m, a, &[0, 1, 2])).keyword_only(&[
            "name",
            "path",
            "name_from",
        ])],
    },
    Table {
        home: Home::Class(Cls::AttributeError),
        natives: &[Native::effect("__init__", 1, MANY, |m, a| named_init(m, a, &[0, 1]))
            .keyword_only(&["name", "obj"])],
    },
    Table {
        home: Home::Class(Cls::NameError),
        natives: &[Native::effect("__init__", 1, MANY, |m, a| named_init(m, a, &[0])).keyword_only(&["name"])],
    },
    Table { home: Home::Class(Cls::OSError), natives: &[Native::effect("__init__", 1, MANY, os_init)] },
    Table {
        home: Home::Class(Cls::SyntaxError),
        natives: &[Native::effect("__init__", 1, MANY, syntax_init)],
    },
    Table {
        home: Home::Class(Cls::UnicodeEncodeError),
        natives: &[Native::effect("__init__", 1, MANY, |m, a| unicode_init(m, a, "Usnns"))],
    },
    Table {
        home: Home::Class(Cls::UnicodeDecodeError),
        natives: &[Native::effect("__init__", 1, MANY, |m, a| unicode_init(m, a, "Ubnns"))],
    },
    Table {
        home: Home::Class(Cls::UnicodeTranslateError),
        natives: &[Native::effect("__init__", 1, MANY, |m, a| unicode_init(m, a, "snns"))],
    },
    Table { home: Home::Class(Cls::BaseExceptionGroup), natives: GROUP },
    Table {
        home: Home::Prelude,
        natives: &[
            Native::pure("_exception_new", 2, 2, |m, a| {
                let items = a[1].cast::<Tuple>().map_or_else(Vec::new, Tuple::to_vec);
                match a[0].cast::<Class>() {
                    Some(c) => Ok(create(m, c, &items).value()),
                    None => Err(type_error(m, "exceptions have classes")),
                }
            }),
            Native::pure("_exception_pieces", 1, 1, exception_pieces),
            Native::effect("_exception_set_field", 3, 3, |m, a| {
                fields::put(m, this(m, a[0])?, as_int(m, a[1]).unwrap_or(0) as usize, a[2]);
                Ok(roots::none(m))
            }),
        ],
    },
];

const BASE: &[Native] = &[
    Native::effect("__init__", 1, MANY, init),
    Native::tail("__reduce__", 1, 1, |m, a| tail::prelude(m, "_exception_reduce", a)),
    Native::tail("__setstate__", 2, 2, |m, a| tail::prelude(m, "_exception_setstate", a)),
    Native::effect("with_traceback", 2, 2, |m, a| {
        set_slot(m, this(m, a[0])?, EXC_TRACEBACK, a[1])?;
        Ok(a[0])
    }),
    Native::effect("add_note", 2, 2, add_note),
];

const GROUP: &[Native] = &[
    Native::pure("__init__", 1, MANY, |m, _| Ok(roots::none(m))),
    Native::tail("derive", 2, 2, |m, a| tail::prelude(m, "_group_derive", a)),
    Native::tail("split", 2, 2, |m, a| tail::prelude(m, "_group_split", a)),
    Native::tail("subgroup", 2, 2, |m, a| tail::prelude(m, "_group_subgroup", a)),
];

pub fn this(machine: &Machine, v: Value) -> Result<Gc<Instance>, Raise> {
    exception(machine, v).ok_or_else(|| {
        let text = format!(
            "descriptor requires a 'BaseException' object but received a '{}'",
            type_name(machine, v)
        );
        type_error(machine, &text)
    })
}

/// The exception's arguments.
pub fn args(machine: &Machine, v: Value) -> Result<Vec<Value>, Raise> {
    Ok(arguments(this(machine, v)?))
}

/// The exception's arguments.
pub fn arguments(e: Gc<Instance>) -> Vec<Value> {
    e.item(Instance::SLOTS, EXC_ARGS).cast::<Tuple>().map_or_else(Vec::new, Tuple::to_vec)
}

/// What `class.__new__(class, *args)` makes: an OSError chooses its subclass by the error number.
fn create(machine: &Machine, class: Gc<Class>, args: &[Value]) -> Gc<Instance> {
    let mut class = class;
    if class == Cls::OSError.gc(machine)
        && (2..=5).contains(&args.len())
        && let Some(sub) = as_int(machine, args[0]).and_then(by_errno)
    {
        class = sub.gc(machine);
    }
    let e = new_exception(machine, class, args);
    if derives(machine, class, Cls::OSError) {
        os_fields(machine, e);
    }
    e
}

/// The class for an error number, as PEP 3151 says.
pub fn by_errno(errno: i64) -> Option<Cls> {
    Some(match errno {
        11 | 114 | 115 => Cls::BlockingIOError,
        10 => Cls::ChildProcessError,
        32 | 108 => Cls::BrokenPipeError,
        103 => Cls::ConnectionAbortedError,
        111 => Cls::ConnectionRefusedError,
        104 => Cls::ConnectionResetError,
        17 => Cls::FileExistsError,
        2 => Cls::FileNotFoundError,
        4 => Cls::InterruptedError,
        21 => Cls::IsADirectoryError,
        20 => Cls::NotADirectoryError,
        1 | 13 => Cls::PermissionError,
        3 => Cls::ProcessLookupError,
        110 => Cls::TimeoutError,
        _ => return None,
    })
}

/// File names are fields, not arguments.
fn os_fields(machine: &Machine, e: Gc<Instance>) {
    let args = arguments(e);
    if !(3..=5).contains(&args.len()) {
        return;
    }
    let none = roots::none(machine);
    let second = args.get(4).copied().unwrap_or(none);
    for (i, v) in [args[0], args[1], args[2], second].into_iter().enumerate() {
        fields::put(machine, e, i, v);
    }
    if args[2] != none {
        e.set_item(&machine.heap, Instance::SLOTS, EXC_ARGS, Tuple::new(&machine.heap, &args[..2]).value());
    }
}

fn init(machine: &Machine, words: &[Value]) -> Answer {
    let e = this(machine, words[0])?;
    e.set_item(&machine.heap, Instance::SLOTS, EXC_ARGS, Tuple::new(&machine.heap, &words[1..]).value());
    Ok(roots::none(machine))
}

/// `words`: as many keyword-only arguments as there are places, then the exception and its arguments.
fn named_init(machine: &Machine, words: &[Value], places: &[usize]) -> Answer {
    let (named, rest) = words.split_at(places.len());
    init(machine, rest)?;
    let e = this(machine, rest[0])?;
    for (place, i) in places.iter().zip(0..) {
        if let Some(v) = arg(machine, named, i) {
            fields::put(machine, e, *place, v);
        }
    }
    Ok(roots::none(machine))
}

fn os_init(machine: &Machine, words: &[Value]) -> Answer {
    let e = this(machine, words[0])?;
    if words.len() > 1 {
        init(machine, words)?;
        os_fields(machine, e);
    }
    Ok(roots::none(machine))
}

/// The second argument tells file, line, offset, text; end line and end offset; what the parser knows besides.
fn syntax_init(machine: &Machine, words: &[Value]) -> Answer {
    if let [_, _, details] = *words {
        let Some(items) = crate::iterate::items(machine, details) else {
            let text = format!("'{}' object is not iterable", type_name(machine, details));
            return Err(type_error(machine, &text));
        };
        let text = match items.len() {
            4 | 6 | 7 => return init(machine, words),
            5 => "end_offset must be provided when end_lineno is provided".into(),
            n @ ..4 => format!("function takes at least 4 arguments ({n} given)"),
            n => format!("function takes at most 7 arguments ({n} given)"),
        };
        return Err(type_error(machine, &text));
    }
    init(machine, words)
}

/// Checks the arguments' types: `s` str, `b` bytes, `n` int.
fn unicode_init(machine: &Machine, words: &[Value], kinds: &str) -> Answer {
    let kinds: Vec<char> = kinds.chars().collect();
    let given = &words[1..];
    if given.len() != kinds.len() {
        let text = format!("function takes exactly {} arguments ({} given)", kinds.len(), given.len());
        return Err(type_error(machine, &text));
    }
    for (i, (kind, v)) in kinds.iter().zip(given).enumerate() {
        let wrong = match kind {
            'n' if as_int(machine, *v).is_none() => {
                let text = format!("'{}' object cannot be interpreted as an integer", type_name(machine, *v));
                return Err(type_error(machine, &text));
            }
            'b' if super::bytes_like(machine, *v).is_none() => {
                let text = format!("a bytes-like object is required, not '{}'", type_name(machine, *v));
                return Err(type_error(machine, &text));
            }
            's' | 'U' => str_of(crate::values::unwrap(machine, *v)).is_none(),
            _ => false,
        };
        if wrong {
            let text = format!("argument {} must be str, not {}", i + 1, type_name(machine, *v));
            return Err(type_error(machine, &text));
        }
    }
    init(machine, words)
}

fn add_note(machine: &Machine, words: &[Value]) -> Answer {
    let e = this(machine, words[0])?;
    if str_of(crate::values::unwrap(machine, words[1])).is_none() {
        let text = format!("note must be a str, not '{}'", type_name(machine, words[1]));
        return Err(type_error(machine, &text));
    }
    let name = known_sym(machine, "__notes__");
    let notes = match instance::own(machine, e, name) {
        Some(v) => match v.cast::<List>() {
            Some(l) => l,
            None => return Err(type_error(machine, "Cannot add note: __notes__ is not a list")),
        },
        None => {
            let l = List::new(&machine.heap, &[]);
            instance::set_own(machine, e, name, l.value())?;
            l
        }
    };
    List::push(&machine.heap, notes, words[1]).map_err(|_| crate::errors::memory_error(machine))?;
    Ok(roots::none(machine))
}

/// The pieces of `str(e)` as pairs: 0 text, 1 what to apply `str` to, 2 what to apply `repr` to.
fn exception_pieces(machine: &Machine, words: &[Value]) -> Answer {
    use super::exception_text::Part;
    let e = this(machine, words[0])?;
    let heap = &machine.heap;
    let parts: Vec<Value> = pieces(machine, e)
        .into_iter()
        .map(|p| {
            let (kind, v) = match p {
                Part::Text(t) => (0, Str::from_wtf8(heap, &t).value()),
                Part::Str(v) => (1, v),
                Part::Repr(v) => (2, v),
            };
            Tuple::new(heap, &[Value::int(kind).expect("small"), v]).value()
        })
        .collect();
    Ok(List::new(heap, &parts).value())
}

/// The fixed slot that an attribute of every exception lives in.
pub fn slot_of(machine: &Machine, name: Sym) -> Option<usize> {
    EXC_SLOTS[..=EXC_SUPPRESS].iter().position(|s| sym(machine, s) == name)
}

/// Sets an attribute that every exception has.
pub fn set_slot(machine: &Machine, e: Gc<Instance>, slot: usize, v: Value) -> Result<(), Raise> {
    let none = roots::none(machine);
    let v = match slot {
        EXC_ARGS => match crate::iterate::items(machine, v) {
            Some(items) => Tuple::new(&machine.heap, &items).value(),
            None => {
                let text = format!("'{}' object is not iterable", type_name(machine, v));
                return Err(type_error(machine, &text));
            }
        },
        EXC_CAUSE | EXC_CONTEXT if v != none && exception(machine, v).is_none() => {
            let which = if slot == EXC_CAUSE { "cause" } else { "context" };
            let text = format!("exception {which} must be None or derive from BaseException");
            return Err(type_error(machine, &text));
        }
        EXC_TRACEBACK if v != none && v.cast::<Traceback>().is_none() => {
            return Err(type_error(machine, "__traceback__ must be a traceback or None"));
        }
        EXC_SUPPRESS if v != machine.root(roots::TRUE) && v != machine.root(roots::FALSE) => {
            return Err(type_error(machine, "attribute value type must be bool"));
        }
        _ => v,
    };
    if slot == EXC_CAUSE {
        e.set_item(&machine.heap, Instance::SLOTS, EXC_SUPPRESS, machine.root(roots::TRUE));
    }
    e.set_item(&machine.heap, Instance::SLOTS, slot, v);
    Ok(())
}

/// Whether a class's exceptions are groups, which are made in guest code.
pub fn is_group(machine: &Machine, class: Gc<Class>) -> bool {
    matches!(family(machine, class), Some(Family::Group))
}

/// The class of an exception.
pub fn class(machine: &Machine, e: Gc<Instance>) -> Gc<Class> {
    instance_class(machine, e)
}
