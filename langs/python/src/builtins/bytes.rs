//! Methods of bytes.

use super::args::{bound_arg, bytes_of, clip, int_word, list_word, text_arg, tuple_word};
use super::native::{Native, arg};
use super::string::encode::{bytes_word, decode};
use super::wtf8::{cut, search};
use super::{Home, Table};
use crate::errors::{memory_error, type_error, value_error};
use crate::iterate::items_of_any;
use crate::roots::{self, bool_word};
use crate::tail;
use crate::types::builtin::Cls;
use crate::values::{as_int, type_name, unwrap};
use std::ops::Range;
use trackway::{Machine, Raise, Value};
use trackway_kit::{Str, Tuple};

type Answer = Result<Value, Raise>;

fn receiver<'m>(machine: &'m Machine, args: &[Value]) -> Result<&'m [u8], Raise> {
    part(machine, args[0])
}

/// A bytes argument.
fn part(machine: &Machine, v: Value) -> Result<&[u8], Raise> {
    bytes_of(machine, v).ok_or_else(|| {
        type_error(machine, &format!("a bytes-like object is required, not '{}'", type_name(machine, v)))
    })
}

fn hex(machine: &Machine, args: &[Value]) -> Answer {
    let b = receiver(machine, args)?;
    let digits: Vec<String> = b.iter().map(|b| format!("{b:02x}")).collect();
    let sep = match arg(machine, args, 1) {
        Some(v) => String::from_utf8_lossy(text_arg(machine, v, "sep")?).into_owned(),
        None => String::new(),
    };
    Ok(Str::new(&machine.heap, &digits.join(&sep)).value())
}

/// Arguments: class, text.
fn fromhex(machine: &Machine, args: &[Value]) -> Answer {
    let text = text_arg(machine, args[1], "fromhex() argument")?;
    let digits: Vec<u8> = text.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
    let value = |b: u8| (b as char).to_digit(16).map(|d| d as u8);
    let pairs: Option<Vec<u8>> =
        digits.chunks(2).map(|p| Some(value(p[0])? << 4 | value(*p.get(1)?)?)).collect();
    match pairs {
        Some(b) => Ok(bytes_word(machine, &b)),
        None => {
            let bad = text
                .iter()
                .position(|b| !b.is_ascii_whitespace() && value(*b).is_none())
                .unwrap_or(text.len());
            let text = format!("non-hexadecimal number found in fromhex() arg at position {bad}");
            Err(value_error(machine, &text))
        }
    }
}

fn join(machine: &Machine, args: &[Value]) -> Answer {
    let sep = receiver(machine, args)?;
    let Some(items) = items_of_any(machine, args[1]) else {
        return tail::prelude(machine, "_bytes_join", args);
    };
    let mut parts = Vec::with_capacity(items.len());
    for (i, v) in items.iter().enumerate() {
        parts.push(bytes_of(machine, *v).ok_or_else(|| {
            let given = type_name(machine, *v);
            type_error(machine, &format!("sequence item {i}: expected a bytes-like object, {given} found"))
        })?);
    }
    let total: usize = parts.iter().map(|p| p.len() + sep.len()).sum();
    machine.heap.check(total).map_err(|_| memory_error(machine))?;
    Ok(bytes_word(machine, &parts.join(sep)))
}

/// The receiver's part between two bounds, and where it begins.
fn window<'m>(machine: &'m Machine, args: &[Value]) -> Result<Option<(&'m [u8], usize)>, Raise> {
    let b = receiver(machine, args)?;
    let (from, to) = (bound_arg(machine, arg(machine, args, 2))?, bound_arg(machine, arg(machine, args, 3))?);
    if from.is_some_and(|i| i > b.len() as i64) {
        return Ok(None);
    }
    let (start, end) = clip(from, to, b.len());
    Ok(b.get(start..end).map(|w| (w, start)))
}

/// What is looked for: bytes, or one byte as an integer.
fn needle(machine: &Machine, v: Value) -> Result<Vec<u8>, Raise> {
    match as_int(machine, v) {
        Some(i) => u8::try_from(i)
            .map(|b| vec![b])
            .map_err(|_| value_error(machine, "byte must be in range(0, 256)")),
        None => bytes_of(machine, v).map(<[u8]>::to_vec).ok_or_else(|| {
            let given = type_name(machine, v);
            type_error(machine, &format!("argument should be integer or bytes-like object, not '{given}'"))
        }),
    }
}

type Finder = fn(&[u8], &[u8]) -> Option<usize>;

fn locate(machine: &Machine, args: &[Value], finder: Finder) -> Result<i64, Raise> {
    let needle = needle(machine, args[1])?;
    let found = window(machine, args)?.and_then(|(w, start)| finder(w, &needle).map(|i| start + i));
    Ok(found.map_or(-1, |i| i as i64))
}

fn found(machine: &Machine, i: i64) -> Answer {
    if i < 0 { Err(value_error(machine, "subsection not found")) } else { Ok(int_word(machine, i)) }
}

fn count(machine: &Machine, args: &[Value]) -> Answer {
    let needle = needle(machine, args[1])?;
    let n = window(machine, args)?.map_or(0, |(w, _)| match needle.len() {
        0 => w.len() + 1,
        _ => search::count(w, &needle),
    });
    Ok(int_word(machine, n as i64))
}

fn replace(machine: &Machine, args: &[Value]) -> Answer {
    let (b, old, new) = (receiver(machine, args)?, part(machine, args[1])?, part(machine, args[2])?);
    let limit = arg(machine, args, 3)
        .and_then(|v| as_int(machine, v))
        .map_or(usize::MAX, |n| n.try_into().unwrap_or(usize::MAX));
    if old.is_empty() {
        return Err(tail::missing(machine, "bytes.replace of empty bytes"));
    }
    machine.heap.check(search::replaced_len(b, old, new, limit)).map_err(|_| memory_error(machine))?;
    Ok(bytes_word(machine, &search::replace(b, old, new, limit)))
}

fn ends(machine: &Machine, args: &[Value], test: fn(&[u8], &[u8]) -> bool) -> Answer {
    let w = window(machine, args)?;
    let parts = match unwrap(machine, args[1]).cast::<Tuple>() {
        Some(t) => Tuple::to_vec(t),
        None => vec![args[1]],
    };
    for v in parts {
        let p = part(machine, v)?;
        if w.is_some_and(|(w, _)| test(w, p)) {
            return Ok(bool_word(machine, true));
        }
    }
    Ok(bool_word(machine, false))
}

fn split(machine: &Machine, args: &[Value]) -> Answer {
    let b = receiver(machine, args)?;
    let limit = arg(machine, args, 2)
        .and_then(|v| as_int(machine, v))
        .map_or(usize::MAX, |n| n.try_into().unwrap_or(usize::MAX));
    let ranges: Vec<Range<usize>> = match arg(machine, args, 1).filter(|v| *v != roots::none(machine)) {
        None => words(b, limit),
        Some(v) => match part(machine, v)? {
            [] => return Err(value_error(machine, "empty separator")),
            sep => cut::split(b, sep, limit),
        },
    };
    let words: Vec<Value> = ranges.into_iter().map(|r| bytes_word(machine, &b[r])).collect();
    Ok(list_word(machine, &words))
}

/// Runs of bytes that are no white space.
fn words(b: &[u8], limit: usize) -> Vec<Range<usize>> {
    let space = |i: &usize| b[*i].is_ascii_whitespace() || b[*i] == 0x0b;
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = (at..b.len()).find(|i| !space(i)) {
        let end = if out.len() == limit { b.len() } else { (start..b.len()).find(space).unwrap_or(b.len()) };
        out.push(start..end);
        at = end;
    }
    out
}

fn strip(machine: &Machine, args: &[Value], left: bool, right: bool) -> Answer {
    let b = receiver(machine, args)?;
    let set = match arg(machine, args, 1).filter(|v| *v != roots::none(machine)) {
        Some(v) => part(machine, v)?,
        None => b" \t\n\r\x0b\x0c",
    };
    let start = if left { b.iter().position(|b| !set.contains(b)).unwrap_or(b.len()) } else { 0 };
    let end = if right { b.iter().rposition(|b| !set.contains(b)).map_or(start, |i| i + 1) } else { b.len() };
    Ok(bytes_word(machine, &b[start..end.max(start)]))
}

fn partition(machine: &Machine, args: &[Value]) -> Answer {
    let (b, sep) = (receiver(machine, args)?, part(machine, args[1])?);
    let parts = match search::find(b, sep) {
        Some(i) => [&b[..i], sep, &b[i + sep.len()..]],
        None => [b, b"", b""],
    };
    Ok(tuple_word(machine, &parts.map(|p| bytes_word(machine, p))))
}

/// The tables of this family.
pub const TABLES: &[Table] = &[Table { home: Home::Class(Cls::Bytes), natives: METHODS }];

const METHODS: &[Native] = &[
    Native::pure("decode", 1, 3, decode).params(&["", "encoding", "errors"]),
    Native::pure("hex", 1, 2, hex),
    Native::pure("fromhex.class", 2, 2, fromhex),
    Native::tail("join", 2, 2, join),
    Native::pure("find", 2, 4, |m, a| Ok(int_word(m, locate(m, a, search::find)?))),
    Native::pure("rfind", 2, 4, |m, a| Ok(int_word(m, locate(m, a, search::rfind)?))),
    Native::pure("index", 2, 4, |m, a| found(m, locate(m, a, search::find)?)),
    Native::pure("rindex", 2, 4, |m, a| found(m, locate(m, a, search::rfind)?)),
    Native::pure("count", 2, 4, count),
    Native::pure("replace", 3, 4, replace),
    Native::pure("startswith", 2, 4, |m, a| ends(m, a, |b, p| b.starts_with(p))),
    Native::pure("endswith", 2, 4, |m, a| ends(m, a, |b, p| b.ends_with(p))),
    Native::pure("split", 1, 3, split).params(&["", "sep", "maxsplit"]),
    Native::pure("strip", 1, 2, |m, a| strip(m, a, true, true)),
    Native::pure("lstrip", 1, 2, |m, a| strip(m, a, true, false)),
    Native::pure("rstrip", 1, 2, |m, a| strip(m, a, false, true)),
    Native::pure("partition", 2, 2, partition),
    Native::pure("upper", 1, 1, |m, a| Ok(bytes_word(m, &receiver(m, a)?.to_ascii_uppercase()))),
    Native::pure("lower", 1, 1, |m, a| Ok(bytes_word(m, &receiver(m, a)?.to_ascii_lowercase()))),
];
