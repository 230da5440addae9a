//! Packed binary data: natives behind `library/modules/_struct.py`.
//!
//! The quick ones answer None where anything is wrong; the Python side then finds out what, and says it.

mod layout;
mod read;
mod write;

pub use layout::Layouts;

use super::args::{Answer, bytes, int, int_word, none};
use crate::builtins::args::bytes_of;
use crate::builtins::bytearray;
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::value_error;
use crate::roots::bool_word;
use crate::types::objects::{ByteArray, Bytes};
use layout::Layout;
use std::rc::Rc;
use trackway::{Machine, Raise, Value};
use trackway_kit::{Str, Tuple};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

/// What is wrong is a ValueError, which the Python side turns into struct.error.
fn wrong(machine: &Machine, text: &str) -> Raise {
    value_error(machine, text)
}

/// `(format)`: size and number of values.
fn size(machine: &Machine, args: &[Value]) -> Answer {
    let l = layout::of(machine, &bytes(machine, args[0])?)?;
    let words = [int_word(machine, l.size as i64), int_word(machine, l.values as i64)];
    Ok(Tuple::new(&machine.heap, &words).value())
}

/// The layout of a format that is in order.
fn known(machine: &Machine, format: Value) -> Option<Rc<Layout>> {
    let format = match format.cast::<Str>() {
        Some(s) => Str::bytes(&machine.heap, s),
        None => machine.heap.bytes(format.cast::<Bytes>()?),
    };
    quiet(machine, layout::of(machine, format))
}

/// What is wrong is not raised.
fn quiet<X>(machine: &Machine, answer: Result<X, Raise>) -> Option<X> {
    answer.map_err(|_| machine.take_pending()).ok()
}

/// `(format, values)`: as `pack`, or None.
fn packed(machine: &Machine, args: &[Value]) -> Answer {
    let packed = known(machine, args[0]).and_then(|l| quiet(machine, write::pack(machine, &l, args[1])));
    Ok(packed.map_or(none(machine), |b| super::args::bytes_word(machine, &b)))
}

/// `(format, buffer, offset, values)`: whether all was well and has been written into a bytearray.
fn packed_into(machine: &Machine, args: &[Value]) -> Answer {
    let write = || {
        let array = args[1].cast::<ByteArray>()?;
        let l = known(machine, args[0])?;
        let offset = usize::try_from(args[2].as_int()?).ok()?;
        let packed = quiet(machine, write::pack(machine, &l, args[3]))?;
        let mut content = bytearray::content(machine, array).borrow_mut();
        content.get_mut(offset..offset.checked_add(l.size)?)?.copy_from_slice(&packed);
        Some(())
    };
    Ok(bool_word(machine, write().is_some()))
}

/// `(format, data)`: as `unpack`, or None.
fn unpacked(machine: &Machine, args: &[Value]) -> Answer {
    let read = || {
        let (l, data) = (known(machine, args[0])?, bytes_of(machine, args[1])?);
        if data.len() == l.size { read::unpack(machine, &l, &data, 0) } else { None }
    };
    Ok(read().unwrap_or(none(machine)))
}

/// `(format, data, offset)`: as `unpack_from` with an offset that is not negative, or None.
fn unpacked_from(machine: &Machine, args: &[Value]) -> Answer {
    let read = || {
        let (l, data) = (known(machine, args[0])?, bytes_of(machine, args[1])?);
        read::unpack(machine, &l, &data, usize::try_from(args[2].as_int()?).ok()?)
    };
    Ok(read().unwrap_or(none(machine)))
}

/// `(format, data, offset)`
fn unpack(machine: &Machine, args: &[Value]) -> Answer {
    let l = layout::of(machine, &bytes(machine, args[0])?)?;
    let (data, offset) = (bytes(machine, args[1])?, int(machine, args[2])? as usize);
    read::unpack(machine, &l, &data, offset).ok_or_else(|| wrong(machine, "not enough data"))
}

/// `(format, values)`
fn pack(machine: &Machine, args: &[Value]) -> Answer {
    let l = layout::of(machine, &bytes(machine, args[0])?)?;
    Ok(super::args::bytes_word(machine, &write::pack(machine, &l, args[1])?))
}

const PRIVATE: &[Native] = &[
    Native::pure("_struct_size", 1, 1, size),
    Native::pure("_struct_packed", 2, 2, packed),
    Native::effect("_struct_packed_into", 4, 4, packed_into),
    Native::pure("_struct_unpacked", 2, 2, unpacked),
    Native::pure("_struct_unpacked_from", 3, 3, unpacked_from),
    Native::pure("_struct_unpack", 3, 3, unpack),
    Native::pure("_struct_pack", 2, 2, pack),
];
