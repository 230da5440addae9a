//! Parts of bytearrays, without a copy of the whole: natives behind `BytesIO` in `library/modules/_io.py`.

use super::args::{Answer, bytes_word, int, int_word};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::{memory_error, type_error};
use crate::roots;
use crate::types::objects::{ByteArray, Bytes};
use trackway::{Machine, Raise, Value};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

fn with<X>(machine: &Machine, v: Value, run: impl FnOnce(&[u8]) -> X) -> Result<X, Raise> {
    match v.cast::<ByteArray>() {
        Some(b) => Ok(run(&b.get(ByteArray::BYTES).get(&machine.heap).borrow())),
        None => Err(type_error(machine, "a bytearray is required")),
    }
}

fn place(machine: &Machine, v: Value, length: usize) -> Result<usize, Raise> {
    Ok(usize::try_from(int(machine, v)?).unwrap_or(0).min(length))
}

/// `(bytearray, start, end)`: the bytes between.
fn part(machine: &Machine, args: &[Value]) -> Answer {
    with(machine, args[0], |b| {
        let end = place(machine, args[2], b.len())?;
        let start = place(machine, args[1], end)?;
        Ok(bytes_word(machine, &b[start..end]))
    })?
}

/// `(bytearray, start)`: where the line that begins at the start ends.
fn line_end(machine: &Machine, args: &[Value]) -> Answer {
    with(machine, args[0], |b| {
        let start = place(machine, args[1], b.len())?;
        let end = memchr::memchr(b'\n', &b[start..]).map_or(b.len(), |n| start + n + 1);
        Ok(int_word(machine, end as i64))
    })?
}

/// `(bytearray, start, bytes)`: bytes in place of those from the start on, which lies within or at the end.
fn put(machine: &Machine, args: &[Value]) -> Answer {
    let (Some(b), Some(new)) = (args[0].cast::<ByteArray>(), args[2].cast::<Bytes>()) else {
        return Err(type_error(machine, "a bytearray and bytes are required"));
    };
    let new = machine.heap.bytes(new);
    let mut old = b.get(ByteArray::BYTES).get(&machine.heap).borrow_mut();
    let start = place(machine, args[1], old.len())?;
    let over = new.len().min(old.len() - start);
    machine.heap.check(start + new.len()).map_err(|_| memory_error(machine))?;
    old[start..start + over].copy_from_slice(&new[..over]);
    old.extend_from_slice(&new[over..]);
    Ok(roots::none(machine))
}

const PRIVATE: &[Native] = &[
    Native::pure("_bytearray_part", 3, 3, part),
    Native::pure("_bytearray_line_end", 2, 2, line_end),
    Native::effect("_bytearray_put", 3, 3, put),
];
