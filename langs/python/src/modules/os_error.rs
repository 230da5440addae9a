//! The operating system's errors as exceptions.

use super::errno;
use crate::builtins::exception_fields;
use crate::errors::{handled, new_exception};
use crate::roots;
use crate::types::builtin::Cls;
use crate::types::class::EXC_CONTEXT;
use crate::types::objects::Instance;
use std::io;
use trackway::{Machine, Raise, Value};
use trackway_kit::Str;

/// The class for an error number.
pub fn class_of(number: i32) -> Cls {
    crate::builtins::exceptions::by_errno(number as i64).unwrap_or(Cls::OSError)
}

/// The error number behind an error of the standard library.
pub fn number_of(e: &io::Error) -> i32 {
    e.raw_os_error().unwrap_or(match e.kind() {
        io::ErrorKind::NotFound => 2,
        io::ErrorKind::PermissionDenied => 13,
        io::ErrorKind::AlreadyExists => 17,
        io::ErrorKind::BrokenPipe => 32,
        _ => 22,
    })
}

/// Raises the error, about the file `path`.
pub fn os_error(machine: &Machine, e: &io::Error, path: Option<&str>) -> Raise {
    let path = path.map(|p| Str::new(&machine.heap, p).value());
    raise_number(machine, number_of(e), path, None)
}

/// Raises the error of that number.
pub fn raise_number(machine: &Machine, number: i32, path: Option<Value>, path2: Option<Value>) -> Raise {
    let heap = &machine.heap;
    let none = roots::none(machine);
    let n = Value::int(number as i64).expect("small");
    let text = Str::new(heap, &errno::text(number)).value();
    let e = new_exception(machine, class_of(number).gc(machine), &[n, text]);
    e.set_item(heap, Instance::SLOTS, EXC_CONTEXT, handled(machine));
    for (i, v) in [n, text, path.unwrap_or(none), path2.unwrap_or(none)].into_iter().enumerate() {
        exception_fields::put(machine, e, i, v);
    }
    machine.raise(e.value())
}
