//! bytearray: what changes one in place.

use super::args::{bytes_of, int_word, size_arg, this};
use super::buffer::Buffer;
use super::bytes_new::byte;
use super::memoryview::is_viewed;
use super::native::{Native, arg};
use super::{Home, Table};
use crate::errors::{memory_error, raise, type_error, value_error};
use crate::items::{bounds, places};
use crate::ops::item::index;
use crate::roots;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::exports::Exported;
use crate::types::objects::{ByteArray, Bytes, Slice};
use crate::values::{type_name, unwrap};
use trackway::{Counted, Gc, Machine, Native as Owned, Raise, Value};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::ByteArray), natives: METHODS },
    Table { home: Home::Prelude, natives: PRIVATE },
];

const PRIVATE: &[Native] = &[Native::pure("_bytearray_part", 3, 3, part)];

/// `(array, start, end)`: bytes from within.
fn part(machine: &Machine, args: &[Value]) -> Answer {
    let content = content(machine, this_array(machine, args)?).borrow();
    let (start, end) = (size_arg(machine, args[1])?, size_arg(machine, args[2])?);
    let (start, end) = super::args::clip(Some(start), Some(end), content.len());
    Ok(super::string::encode::bytes_word(machine, content.get(start..end).unwrap_or_default()))
}

/// A method that changes the length, unless there are views: then guest code finds out which of them live.
macro_rules! resizing {
    ($name:literal, $least:literal, $most:literal, $do:expr) => {
        Native::tail($name, $least, $most, |m, a| {
            if is_viewed(m, a[0]) {
                return tail::prelude(m, concat!("_bytearray_viewed_", $name), a);
            }
            let resize: fn(&Machine, &[Value]) -> Answer = $do;
            resize(m, a)
        })
    };
}

const METHODS: &[Native] = &[
    resizing!("append", 2, 2, |m, a| {
        let b = byte(m, a[1])?;
        resize(m, this_array(m, a)?, 1, |content| content.push(b))?;
        Ok(roots::none(m))
    })
    .indexes(2),
    Native::guarded("extend", 2, 2, extend_guard, |m, a| {
        extend(m, this_array(m, a)?, a[1])?;
        Ok(roots::none(m))
    }),
    resizing!("insert", 3, 3, insert).indexes(6),
    resizing!("pop", 1, 2, pop).indexes(2),
    resizing!("remove", 2, 2, |m, a| {
        let (b, this) = (byte(m, a[1])?, this_array(m, a)?);
        let at = content(m, this).borrow().iter().position(|x| *x == b);
        match at {
            Some(i) => {
                resize(m, this, 0, |content| content.remove(i))?;
                Ok(roots::none(m))
            }
            None => Err(value_error(m, "value not found in bytearray")),
        }
    })
    .indexes(2),
    Native::effect("reverse", 1, 1, |m, a| {
        content(m, this_array(m, a)?).borrow_mut().reverse();
        Ok(roots::none(m))
    }),
    resizing!("clear", 1, 1, |m, a| {
        resize(m, this_array(m, a)?, 0, |content| *content = Vec::new())?;
        Ok(roots::none(m))
    }),
    Native::pure("copy", 1, 1, |m, a| Ok(word(m, content(m, this_array(m, a)?).borrow().clone()))),
    resizing!("resize", 2, 2, |m, a| {
        let n = size_arg(m, a[1])?;
        let Ok(n) = usize::try_from(n) else {
            let text = format!("bytearray.resize(): new size must be >= 0, got {n}");
            return Err(value_error(m, &text));
        };
        let this = this_array(m, a)?;
        let more = n.saturating_sub(content(m, this).borrow().len());
        resize(m, this, more, |content| content.resize(n, 0))?;
        Ok(roots::none(m))
    })
    .indexes(2),
    Native::pure("__alloc__", 1, 1, |m, a| {
        Ok(int_word(m, content(m, this_array(m, a)?).borrow().len() as i64 + 1))
    }),
];

/// A new bytearray.
pub fn word(machine: &Machine, bytes: Vec<u8>) -> Value {
    let size = bytes.capacity();
    let b = machine.heap.alloc::<ByteArray>();
    let bytes = Counted::new(&machine.heap, Exported::new(bytes), size);
    b.set(&machine.heap, ByteArray::BYTES, Owned::new(bytes));
    b.value()
}

/// The bytes.
pub fn content(machine: &Machine, b: Gc<ByteArray>) -> &Counted<Exported> {
    b.get(ByteArray::BYTES).get(&machine.heap)
}

/// Changes the length, by at most `more` bytes upwards.
pub fn resize<R>(
    machine: &Machine,
    b: Gc<ByteArray>,
    more: usize,
    change: impl FnOnce(&mut Vec<u8>) -> R,
) -> Result<R, Raise> {
    let all = content(machine, b);
    if all.is_viewed() {
        return Err(raise(machine, Cls::BufferError, "Existing exports of data: object cannot be re-sized"));
    }
    let mut bytes = all.borrow_mut();
    let room = bytes.capacity();
    if room - bytes.len() < more {
        machine.heap.check(bytes.len() + more).map_err(|_| memory_error(machine))?;
    }
    let answer = change(&mut bytes);
    if bytes.capacity() != room {
        all.recount(&machine.heap, bytes.capacity());
    }
    Ok(answer)
}

fn this_array(machine: &Machine, args: &[Value]) -> Result<Gc<ByteArray>, Raise> {
    this(machine, args, "bytearray", "method")
}

/// Guest code iterates over what is no bytes-like object.
fn extend_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    let Some(new) = bytes_of(machine, args[1]) else { return Some("_bytearray_extend") };
    (!new.is_empty() && is_viewed(machine, args[0])).then_some("_bytearray_viewed_extend")
}

/// Adds the bytes of `v`, which is like bytes.
pub fn extend(machine: &Machine, b: Gc<ByteArray>, v: Value) -> Result<(), Raise> {
    let fixed = unwrap(machine, v).cast::<Bytes>();
    let more = match fixed {
        Some(bytes) => Buffer::Fixed(machine.heap.bytes(bytes)),
        None => Buffer::Owned(bytes_of(machine, v).unwrap_or_default().into_owned()),
    };
    if more.is_empty() {
        return Ok(());
    }
    resize(machine, b, more.len(), |content| content.extend_from_slice(&more))
}

fn insert(machine: &Machine, args: &[Value]) -> Answer {
    let (at, b) = (size_arg(machine, args[1])?, byte(machine, args[2])?);
    let this = this_array(machine, args)?;
    let n = content(machine, this).borrow().len() as i64;
    let at = if at < 0 { (at + n).max(0) } else { at.min(n) };
    resize(machine, this, 1, |content| content.insert(at as usize, b))?;
    Ok(roots::none(machine))
}

fn pop(machine: &Machine, args: &[Value]) -> Answer {
    let at = arg(machine, args, 1).map_or(Ok(-1), |v| size_arg(machine, v))?;
    let this = this_array(machine, args)?;
    let n = content(machine, this).borrow().len();
    if n == 0 {
        return Err(raise(machine, Cls::IndexError, "pop from empty bytearray"));
    }
    match super::args::within(at, n) {
        Some(i) => Ok(int_word(machine, resize(machine, this, 0, |content| content.remove(i))? as i64)),
        None => Err(raise(machine, Cls::IndexError, "pop index out of range")),
    }
}

/// What is assigned to a slice.
fn replacement(machine: &Machine, v: Value) -> Result<Vec<u8>, Raise> {
    if let Some(b) = bytes_of(machine, v) {
        return Ok(b.into_owned());
    }
    if super::num::int(machine, v).is_some() || trackway_kit::str_of(v).is_some() {
        let text = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
        return Err(type_error(machine, text));
    }
    match crate::iterate::items(machine, v) {
        Some(items) => super::bytes_new::from_items(machine, &items),
        None => Err(type_error(machine, &format!("'{}' object is not iterable", type_name(machine, v)))),
    }
}

/// `b[i] = v`.
pub fn set_item(machine: &Machine, b: Gc<ByteArray>, i: Value, v: Value) -> Result<(), Raise> {
    let cell = content(machine, b);
    let Some(s) = i.cast::<Slice>() else {
        let n = cell.borrow().len();
        let Some(at) = super::args::within(index(machine, i, "bytearray")?, n) else {
            return Err(raise(machine, Cls::IndexError, "bytearray index out of range"));
        };
        cell.borrow_mut()[at] = byte(machine, v)?;
        return Ok(());
    };
    let new = replacement(machine, v)?;
    let range = bounds(machine, s, cell.borrow().len())?;
    if range.2 == 1 {
        let at = range.0 as usize..range.1.max(range.0) as usize;
        if at.len() == new.len() {
            cell.borrow_mut()[at].copy_from_slice(&new);
            return Ok(());
        }
        let more = new.len().saturating_sub(at.len());
        return resize(machine, b, more, |content| drop(content.splice(at, new)));
    }
    let at = places(range);
    if new.is_empty() {
        return delete_item(machine, b, i);
    }
    if at.len() != new.len() {
        let text =
            format!("attempt to assign bytes of size {} to extended slice of size {}", new.len(), at.len());
        return Err(value_error(machine, &text));
    }
    let mut content = cell.borrow_mut();
    at.into_iter().zip(new).for_each(|(i, b)| content[i] = b);
    Ok(())
}

/// `del b[i]`.
pub fn delete_item(machine: &Machine, b: Gc<ByteArray>, i: Value) -> Result<(), Raise> {
    let n = content(machine, b).borrow().len();
    let mut at = match i.cast::<Slice>() {
        Some(s) => match bounds(machine, s, n)? {
            (start, stop, _) if stop == start => return Ok(()),
            (start, stop, 1) => {
                let gone = start as usize..stop.max(start) as usize;
                return resize(machine, b, 0, |content| drop(content.drain(gone)));
            }
            others => places(others),
        },
        None => match super::args::within(index(machine, i, "bytearray")?, n) {
            Some(i) => vec![i],
            None => return Err(raise(machine, Cls::IndexError, "bytearray index out of range")),
        },
    };
    at.sort_unstable();
    let mut dead = at.into_iter().peekable();
    let mut k = 0;
    resize(machine, b, 0, |content| {
        content.retain(|_| {
            k += 1;
            dead.next_if_eq(&(k - 1)).is_none()
        });
    })
}
