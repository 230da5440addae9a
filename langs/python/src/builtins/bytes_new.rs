//! Making bytes and bytearrays: from counts, iterables, text, objects with `__bytes__`, and hexadecimal digits.

use super::args::{bytes_of, int_arg};
use super::buffer::Buffer;
use super::native::{Native, arg};
use super::num::Int;
use super::string::encode::{bytes_word, encode_text};
use super::{Home, Table, bytearray};
use crate::errors::{memory_error, raise, type_error, value_error};
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::{Class, user_special};
use crate::values::{class_of, has_index, type_name, unwrap};
use data_encoding::HEXLOWER_PERMISSIVE;
use trackway::{Machine, Raise, Value};
use trackway_kit::{Str, str_of};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] =
    &[
        Table {
            home: Home::Construct(Cls::Bytes),
            natives: &[Native::tail("bytes", 0, 3, |m, a| new(m, a, false))
                .params(&["source", "encoding", "errors"])],
        },
        Table {
            home: Home::Construct(Cls::ByteArray),
            natives: &[Native::tail("bytearray", 0, 3, |m, a| new(m, a, true))
                .params(&["source", "encoding", "errors"])],
        },
        Table { home: Home::Class(Cls::Bytes), natives: &[Native::tail("fromhex.class", 2, 2, fromhex)] },
        Table { home: Home::Class(Cls::ByteArray), natives: &[Native::tail("fromhex.class", 2, 2, fromhex)] },
        Table {
            home: Home::Class(Cls::Bytes),
            natives: &[Native::pure("__bytes__", 1, 1, |m, a| {
                Ok(bytes_word(m, &bytes_of(m, a[0]).unwrap_or_default()))
            })],
        },
        Table {
            home: Home::Prelude,
            natives: &[Native::pure("_bytes_from_list", 2, 2, |m, a| {
                let items = crate::iterate::items(m, a[0]).unwrap_or_default();
                finish(m, from_items(m, &items)?, a[1] == m.root(crate::roots::TRUE))
            })],
        },
    ];

fn finish(machine: &Machine, bytes: Vec<u8>, mutable: bool) -> Answer {
    Ok(if mutable { bytearray::word(machine, bytes) } else { bytes_word(machine, &bytes) })
}

/// The bytes that integers denote.
pub fn from_items(machine: &Machine, items: &[Value]) -> Result<Vec<u8>, Raise> {
    let one = |v: Value| {
        u8::try_from(int_arg(machine, v)?.clamp())
            .map_err(|_| value_error(machine, "bytes must be in range(0, 256)"))
    };
    let mut bytes = Vec::with_capacity(items.len());
    for v in items {
        bytes.push(match v.as_int() {
            Some(i @ 0..=255) => i as u8,
            _ => one(*v)?,
        });
    }
    Ok(bytes)
}

/// One byte.
pub fn byte(machine: &Machine, v: Value) -> Result<u8, Raise> {
    if let Some(i @ 0..=255) = v.as_int() {
        return Ok(i as u8);
    }
    u8::try_from(int_arg(machine, v)?.clamp())
        .map_err(|_| value_error(machine, "byte must be in range(0, 256)"))
}

fn new(machine: &Machine, args: &[Value], mutable: bool) -> Answer {
    let name = if mutable { "bytearray" } else { "bytes" };
    let (encoding, errors) = (arg(machine, args, 1), arg(machine, args, 2));
    super::args::names_of_codec(machine, name, encoding, errors)?;
    let Some(v) = arg(machine, args, 0) else {
        return match encoding.or(errors) {
            Some(_) => Err(type_error(machine, "encoding or errors without a string argument")),
            None => finish(machine, Vec::new(), mutable),
        };
    };
    let class = class_of(machine, v);
    if let Some(f) =
        user_special(machine, class, "__bytes__").filter(|_| !mutable && encoding.or(errors).is_none())
    {
        return tail::prelude(machine, "_bytes_special", &[f, v]);
    }
    if str_of(unwrap(machine, v)).is_some() {
        if encoding.is_none() {
            return Err(type_error(machine, "string argument without an encoding"));
        }
        let encoded = encode_text(machine, v, encoding, errors)?;
        return match bytes_of(machine, encoded) {
            Some(b) if mutable => finish(machine, b.into_owned(), true),
            _ if mutable => tail::prelude(machine, "_bytearray_of", &[encoded]),
            _ => Ok(encoded),
        };
    }
    if encoding.or(errors).is_some() {
        let what = if encoding.is_some() { "encoding" } else { "errors" };
        return Err(type_error(machine, &format!("{what} without a string argument")));
    }
    if let Some(b) = bytes_of(machine, v) {
        return finish(machine, b.into_owned(), mutable);
    }
    if let Some(n) = super::num::int(machine, v) {
        return zeros(machine, n, mutable);
    }
    if super::memoryview::has_buffer(machine, v) {
        return tail::prelude(machine, "_bytes_of_buffer", &[v, crate::roots::bool_word(machine, mutable)]);
    }
    if user_special(machine, class, "__index__").is_some() {
        return tail::prelude(machine, "_bytes_index", &[v, crate::roots::bool_word(machine, mutable)]);
    }
    if let Some(items) =
        crate::iterate::items(machine, v).filter(|all| !all.iter().any(|x| has_index(machine, *x)))
    {
        return finish(machine, from_items(machine, &items)?, mutable);
    }
    let iterable = crate::ops::iter::is_iterator(v)
        || crate::iterate::items(machine, v).is_some()
        || user_special(machine, class, "__iter__").is_some()
        || user_special(machine, class, "__getitem__").is_some()
        || unwrap(machine, v) != v;
    if !iterable {
        let text = format!("cannot convert '{}' object to {name}", type_name(machine, v));
        return Err(type_error(machine, &text));
    }
    tail::prelude(machine, "_bytes_iterated", &[v, crate::roots::bool_word(machine, mutable)])
}

fn zeros(machine: &Machine, n: Int<'_>, mutable: bool) -> Answer {
    let n = match n {
        Int::Small(i) => i,
        Int::Wide(_) | Int::Big(_) => {
            return Err(raise(machine, Cls::OverflowError, "cannot fit 'int' into an index-sized integer"));
        }
    };
    let Ok(n) = usize::try_from(n) else { return Err(value_error(machine, "negative count")) };
    machine.heap.check(n).map_err(|_| memory_error(machine))?;
    finish(machine, vec![0; n], mutable)
}

/// Arguments: class, text.
fn fromhex(machine: &Machine, args: &[Value]) -> Answer {
    let text = match str_of(unwrap(machine, args[1])) {
        Some(s) => Buffer::Fixed(Str::bytes(&machine.heap, s)),
        None => match bytes_of(machine, args[1]) {
            Some(b) => b,
            None => {
                let given = type_name(machine, args[1]);
                let text = format!("fromhex() argument must be str or bytes-like, not {given}");
                return Err(type_error(machine, &text));
            }
        },
    };
    let (mut out, mut at) = match HEXLOWER_PERMISSIVE.decode(&text) {
        Ok(all) => (all, text.len()),
        Err(_) => (Vec::with_capacity(text.len() / 2), 0),
    };
    let value = |i: usize| text.get(i).and_then(|b| (*b as char).to_digit(16)).map(|d| d as u8);
    while at < text.len() {
        if text[at].is_ascii_whitespace() || text[at] == 0x0b {
            at += 1;
            continue;
        }
        match (value(at), value(at + 1)) {
            (Some(high), Some(low)) => out.push(high << 4 | low),
            (first, _) => {
                if first.is_some() && at + 1 >= text.len() {
                    let text = "fromhex() arg must contain an even number of hexadecimal digits";
                    return Err(value_error(machine, text));
                }
                let bad = at + usize::from(first.is_some());
                let chars = trackway_kit::string::count(&text[..bad]);
                let text = format!("non-hexadecimal number found in fromhex() arg at position {chars}");
                return Err(value_error(machine, &text));
            }
        }
        at += 2;
    }
    let Some(class) = args[0].cast::<Class>() else { return Err(type_error(machine, "not a class")) };
    let mutable = crate::types::class::derives(machine, class, Cls::ByteArray);
    let made = finish(machine, out, mutable)?;
    let plain = if mutable { Cls::ByteArray } else { Cls::Bytes };
    if class == plain.gc(machine) { Ok(made) } else { tail::callable(machine, args[0], &[made]) }
}
