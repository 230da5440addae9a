//! Arguments of the modules' natives.

use crate::builtins::args::bytes_of;
use crate::builtins::buffer::Buffer;
use crate::builtins::native::arg;
use crate::errors::type_error;
use crate::roots;
use crate::values::{as_int, type_name, unwrap};
use trackway::{Machine, Raise, Value};
use trackway_kit::{Str, str_of};

pub type Answer = Result<Value, Raise>;

/// An argument that was given and is not None.
pub fn given(machine: &Machine, args: &[Value], i: usize) -> Option<Value> {
    arg(machine, args, i).filter(|v| *v != roots::none(machine))
}

/// An integer of 64 bits.
pub fn int(machine: &Machine, v: Value) -> Result<i64, Raise> {
    if let Some(i) = as_int(machine, v) {
        return Ok(i);
    }
    crate::builtins::args::size_arg(machine, v)
}

/// A string.
pub fn text(machine: &Machine, v: Value) -> Result<String, Raise> {
    match str_of(unwrap(machine, v)) {
        Some(s) => Ok(Str::text(&machine.heap, s).into_owned()),
        None => Err(type_error(machine, &format!("argument must be str, not {}", type_name(machine, v)))),
    }
}

/// Bytes, or the bytes of a string.
pub fn bytes(machine: &Machine, v: Value) -> Result<Buffer<'_>, Raise> {
    match bytes_of(machine, v) {
        Some(b) => Ok(b),
        None => Err(type_error(
            machine,
            &format!("a bytes-like object is required, not '{}'", type_name(machine, v)),
        )),
    }
}

/// A new bytes object.
pub fn bytes_word(machine: &Machine, b: &[u8]) -> Value {
    crate::builtins::string::encode::bytes_word(machine, b)
}

/// A new string.
pub fn text_word(machine: &Machine, s: &str) -> Value {
    Str::new(&machine.heap, s).value()
}

/// A new integer.
pub fn int_word(machine: &Machine, i: i64) -> Value {
    trackway_kit::BigInt::from_i64(&machine.heap, i)
}

pub fn none(machine: &Machine) -> Value {
    roots::none(machine)
}
