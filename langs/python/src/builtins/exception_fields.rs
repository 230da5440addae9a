//! Attributes that some classes of exceptions have besides those that all have.
//!
//! They are computed from the arguments, unless they were set: then an array in a hidden slot
//! holds them, END where it was not.

use super::exceptions::{arguments, class, this};
use super::native::Native;
use super::{Home, Table};
use crate::roots;
use crate::types::builtin::Cls;
use crate::types::class::{Class, EXC_FIELDS, derives};
use crate::types::objects::Instance;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Array, Tuple};

/// Classes with the same fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Stop,
    Exit,
    Import,
    Os,
    Syntax,
    Attribute,
    Name,
    Unicode,
    Translate,
    Group,
}

/// Fields of syntax errors.
pub const MSG: usize = 0;
pub const FILENAME: usize = 1;
pub const LINENO: usize = 2;
pub const OFFSET: usize = 3;
pub const TEXT: usize = 4;
pub const END_LINENO: usize = 5;
pub const END_OFFSET: usize = 6;

/// Most fields of any family.
const ROOM: usize = 9;

macro_rules! fields {
    ($( $index:literal $get:literal $set:literal ),* $(,)?) => {
        &[$( Native::pure($get, 1, 1, get::<$index>), Native::effect($set, 2, 2, set::<$index>) ),*]
    };
}

pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::StopIteration), natives: fields![0 "value.get" "value.set"] },
    Table { home: Home::Class(Cls::SystemExit), natives: fields![0 "code.get" "code.set"] },
    Table {
        home: Home::Class(Cls::ImportError),
        natives: fields![
            0 "name.get" "name.set", 1 "path.get" "path.set", 2 "name_from.get" "name_from.set",
            3 "msg.get" "msg.set",
        ],
    },
    Table {
        home: Home::Class(Cls::OSError),
        natives: fields![
            0 "errno.get" "errno.set", 1 "strerror.get" "strerror.set", 2 "filename.get" "filename.set",
            3 "filename2.get" "filename2.set",
        ],
    },
    Table {
        home: Home::Class(Cls::SyntaxError),
        natives: fields![
            0 "msg.get" "msg.set", 1 "filename.get" "filename.set", 2 "lineno.get" "lineno.set",
            3 "offset.get" "offset.set", 4 "text.get" "text.set", 5 "end_lineno.get" "end_lineno.set",
            6 "end_offset.get" "end_offset.set", 7 "print_file_and_line.get" "print_file_and_line.set",
            8 "_metadata.get" "_metadata.set",
        ],
    },
    Table {
        home: Home::Class(Cls::AttributeError),
        natives: fields![0 "name.get" "name.set", 1 "obj.get" "obj.set"],
    },
    Table { home: Home::Class(Cls::NameError), natives: fields![0 "name.get" "name.set"] },
    Table { home: Home::Class(Cls::UnicodeEncodeError), natives: UNICODE },
    Table { home: Home::Class(Cls::UnicodeDecodeError), natives: UNICODE },
    Table {
        home: Home::Class(Cls::UnicodeTranslateError),
        natives: fields![
            0 "object.get" "object.set", 1 "start.get" "start.set", 2 "end.get" "end.set",
            3 "reason.get" "reason.set",
        ],
    },
    Table {
        home: Home::Class(Cls::BaseExceptionGroup),
        natives: &[
            Native::pure("message.get", 1, 1, get::<0>),
            Native::pure("exceptions.get", 1, 1, get::<1>),
        ],
    },
];

const UNICODE: &[Native] = fields![
    0 "encoding.get" "encoding.set", 1 "object.get" "object.set", 2 "start.get" "start.set",
    3 "end.get" "end.set", 4 "reason.get" "reason.set",
];

/// The family of a class of exceptions.
pub fn family(machine: &Machine, class: Gc<Class>) -> Option<Family> {
    const ALL: &[(Cls, Family)] = &[
        (Cls::StopIteration, Family::Stop),
        (Cls::SystemExit, Family::Exit),
        (Cls::ImportError, Family::Import),
        (Cls::OSError, Family::Os),
        (Cls::SyntaxError, Family::Syntax),
        (Cls::AttributeError, Family::Attribute),
        (Cls::NameError, Family::Name),
        (Cls::UnicodeEncodeError, Family::Unicode),
        (Cls::UnicodeDecodeError, Family::Unicode),
        (Cls::UnicodeTranslateError, Family::Translate),
        (Cls::BaseExceptionGroup, Family::Group),
    ];
    ALL.iter().find(|(c, _)| derives(machine, class, *c)).map(|(_, f)| *f)
}

fn get<const I: usize>(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    Ok(field(machine, this(machine, args[0])?, I))
}

fn set<const I: usize>(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    put(machine, this(machine, args[0])?, I, args[1]);
    Ok(roots::none(machine))
}

/// Field `i`; None where there is none.
pub fn field(machine: &Machine, e: Gc<Instance>, i: usize) -> Value {
    let set = e.item(Instance::SLOTS, EXC_FIELDS).cast::<Array>().map(|a| a.item(Array::ITEMS, i));
    match set {
        Some(v) if v != machine.root(roots::END) => v,
        _ => from_arguments(machine, e, i).unwrap_or(roots::none(machine)),
    }
}

/// Sets field `i`.
pub fn put(machine: &Machine, e: Gc<Instance>, i: usize, v: Value) {
    let heap = &machine.heap;
    let array = e.item(Instance::SLOTS, EXC_FIELDS).cast::<Array>().unwrap_or_else(|| {
        let a = Array::new(heap, ROOM);
        (0..ROOM).for_each(|k| a.set_item(heap, Array::ITEMS, k, machine.root(roots::END)));
        e.set_item(heap, Instance::SLOTS, EXC_FIELDS, a.value());
        a
    });
    array.set_item(heap, Array::ITEMS, i, v);
}

fn from_arguments(machine: &Machine, e: Gc<Instance>, i: usize) -> Option<Value> {
    let args = arguments(e);
    match family(machine, class(machine, e))? {
        Family::Stop => args.first().copied(),
        Family::Exit if args.len() > 1 => Some(Tuple::new(&machine.heap, &args).value()),
        Family::Exit => args.first().copied(),
        Family::Import if i == 3 && args.len() == 1 => Some(args[0]),
        Family::Os if (2..=5).contains(&args.len()) => args.get(if i == 3 { 4 } else { i }).copied(),
        Family::Syntax if i == MSG => args.first().copied(),
        Family::Syntax if args.len() == 2 => crate::iterate::items(machine, args[1])?.get(i - 1).copied(),
        Family::Unicode | Family::Translate => args.get(i).copied(),
        Family::Group if i == 1 => {
            let items = crate::iterate::items(machine, *args.get(1)?)?;
            Some(Tuple::new(&machine.heap, &items).value())
        }
        Family::Group => args.first().copied(),
        _ => None,
    }
}
