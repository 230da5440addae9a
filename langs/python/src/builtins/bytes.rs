//! Methods that bytes and bytearray share: searching, cutting, joining. Results have the receiver's type.

use super::args::{bound_arg, bytes_of, clip, int_word, list_word, text_arg, tuple_word};
use super::buffer::Buffer;
use super::native::{Native, arg};
use super::string::encode::{bytes_word, decode};
use super::wtf8::{cut, search};
use super::{Home, Table};
use crate::errors::{memory_error, type_error, value_error};
use crate::iterate::items_of_any;
use crate::roots::{self, bool_word};
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::objects::ByteArray;
use crate::values::{as_int, type_name, unwrap};
use data_encoding::HEXLOWER;
use trackway::{Machine, Raise, Value};
use trackway_kit::{Str, Tuple};

type Answer = Result<Value, Raise>;

/// Bytes of the same type as `model`.
pub fn like(machine: &Machine, model: Value, bytes: Vec<u8>) -> Value {
    match unwrap(machine, model).cast::<ByteArray>() {
        Some(_) => super::bytearray::word(machine, bytes),
        None => bytes_word(machine, &bytes),
    }
}

/// A copy of a part, of the same type as `model`.
fn piece(machine: &Machine, model: Value, part: &[u8]) -> Value {
    match unwrap(machine, model).cast::<ByteArray>() {
        Some(_) => super::bytearray::word(machine, part.to_vec()),
        None => bytes_word(machine, part),
    }
}

pub fn receiver<'m>(machine: &'m Machine, args: &[Value]) -> Result<Buffer<'m>, Raise> {
    part(machine, args[0])
}

/// A bytes argument.
pub fn part(machine: &Machine, v: Value) -> Result<Buffer<'_>, Raise> {
    bytes_of(machine, v).ok_or_else(|| {
        type_error(machine, &format!("a bytes-like object is required, not '{}'", type_name(machine, v)))
    })
}

/// `a in b`.
pub fn contains(machine: &Machine, a: Value, b: Value) -> Result<bool, Raise> {
    let hay = bytes_of(machine, b).unwrap_or_default();
    match as_int(machine, a) {
        Some(i) => match u8::try_from(i) {
            Ok(byte) => Ok(hay.contains(&byte)),
            Err(_) => Err(value_error(machine, "byte must be in range(0, 256)")),
        },
        None if crate::values::is_int(machine, a) => {
            Err(value_error(machine, "byte must be in range(0, 256)"))
        }
        None => Ok(search::find(&hay, &part(machine, a)?).is_some()),
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
    let mut out = Vec::with_capacity(total);
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(&sep);
        }
        out.extend_from_slice(part);
    }
    Ok(like(machine, args[0], out))
}

/// The receiver's part between two bounds, and where it begins.
fn window<'a>(machine: &Machine, b: &'a [u8], args: &[Value]) -> Result<Option<(&'a [u8], usize)>, Raise> {
    let (from, to) = (bound_arg(machine, arg(machine, args, 2))?, bound_arg(machine, arg(machine, args, 3))?);
    if from.is_some_and(|i| i > b.len() as i64) {
        return Ok(None);
    }
    let (start, end) = clip(from, to, b.len());
    Ok(b.get(start..end).map(|w| (w, start)))
}

/// What is looked for: bytes, or one byte as an integer.
fn needle(machine: &Machine, v: Value) -> Result<Buffer<'_>, Raise> {
    if let Some(bytes) = bytes_of(machine, v) {
        return Ok(bytes);
    }
    let Some(i) = super::num::int(machine, v) else {
        let given = type_name(machine, v);
        let text = format!("argument should be integer or bytes-like object, not '{given}'");
        return Err(type_error(machine, &text));
    };
    u8::try_from(i.clamp())
        .map(|b| Buffer::Owned(vec![b]))
        .map_err(|_| value_error(machine, "byte must be in range(0, 256)"))
}

type Finder = fn(&[u8], &[u8]) -> Option<usize>;

fn locate(machine: &Machine, args: &[Value], finder: Finder) -> Result<i64, Raise> {
    let needle = needle(machine, args[1])?;
    let b = receiver(machine, args)?;
    let found = window(machine, &b, args)?.and_then(|(w, start)| finder(w, &needle).map(|i| start + i));
    Ok(found.map_or(-1, |i| i as i64))
}

fn found(machine: &Machine, i: i64) -> Answer {
    if i < 0 { Err(value_error(machine, "subsection not found")) } else { Ok(int_word(machine, i)) }
}

fn count(machine: &Machine, args: &[Value]) -> Answer {
    let needle = needle(machine, args[1])?;
    let b = receiver(machine, args)?;
    let n = window(machine, &b, args)?.map_or(0, |(w, _)| match needle.len() {
        0 => w.len() + 1,
        _ => search::count(w, &needle),
    });
    Ok(int_word(machine, n as i64))
}

/// A count argument: negative ones mean no limit.
pub fn limit_arg(machine: &Machine, v: Option<Value>) -> Result<usize, Raise> {
    match v {
        None => Ok(usize::MAX),
        Some(v) => Ok(super::args::size_arg(machine, v)?.try_into().unwrap_or(usize::MAX)),
    }
}

fn replace(machine: &Machine, args: &[Value]) -> Answer {
    let (b, old, new) = (receiver(machine, args)?, part(machine, args[1])?, part(machine, args[2])?);
    let limit = limit_arg(machine, arg(machine, args, 3))?;
    if old.is_empty() {
        let mut out = Vec::with_capacity(b.len() + new.len());
        for (i, byte) in b.iter().enumerate() {
            if i < limit {
                out.extend_from_slice(&new);
            }
            out.push(*byte);
        }
        if b.len() < limit {
            out.extend_from_slice(&new);
        }
        return Ok(like(machine, args[0], out));
    }
    if let ([from], [to]) = (&*old, &*new) {
        return Ok(like(machine, args[0], replace_byte(&b, *from, *to, limit)));
    }
    machine.heap.check(search::replaced_len(&b, &old, &new, limit)).map_err(|_| memory_error(machine))?;
    Ok(like(machine, args[0], search::replace(&b, &old, &new, limit)))
}

fn replace_byte(b: &[u8], from: u8, to: u8, limit: usize) -> Vec<u8> {
    let mut out = b.to_vec();
    let done = |out: &mut [u8]| out.iter_mut().for_each(|b| *b = if *b == from { to } else { *b });
    if limit >= out.len() {
        done(&mut out);
    } else if let Some(last) = memchr::memchr_iter(from, b).take(limit).last() {
        done(&mut out[..=last]);
    }
    out
}

fn ends(machine: &Machine, args: &[Value], name: &str, test: fn(&[u8], &[u8]) -> bool) -> Answer {
    let b = receiver(machine, args)?;
    let w = window(machine, &b, args)?;
    let parts = match unwrap(machine, args[1]).cast::<Tuple>() {
        Some(t) => Tuple::to_vec(t),
        None if bytes_of(machine, args[1]).is_none() => {
            let given = type_name(machine, args[1]);
            let text = format!("{name} first arg must be bytes or a tuple of bytes, not {given}");
            return Err(type_error(machine, &text));
        }
        None => vec![args[1]],
    };
    for v in parts {
        let p = part(machine, v)?;
        if w.is_some_and(|(w, _)| test(w, &p)) {
            return Ok(bool_word(machine, true));
        }
    }
    Ok(bool_word(machine, false))
}

/// A list of parts of the receiver.
fn pieces(machine: &Machine, args: &[Value], b: &[u8], ranges: cut::Pieces) -> Answer {
    let bytes = 8 * cut::PIECE_WORDS * ranges.len();
    machine.heap.check(bytes).map_err(|_| crate::errors::memory_error(machine))?;
    let words: Vec<Value> = ranges.into_iter().map(|r| piece(machine, args[0], &b[r])).collect();
    Ok(list_word(machine, &words))
}

fn split(machine: &Machine, args: &[Value], right: bool) -> Answer {
    let b = receiver(machine, args)?;
    let limit = limit_arg(machine, arg(machine, args, 2))?;
    let mut ranges = cut::Pieces::new();
    match arg(machine, args, 1).filter(|v| *v != roots::none(machine)) {
        None if right => ranges = words_right(&b, limit),
        None => ranges = words(&b, limit),
        Some(v) => match &*part(machine, v)? {
            [] => return Err(value_error(machine, "empty separator")),
            sep if right => cut::rsplit(&b, sep, limit, &mut ranges),
            sep => cut::split(&b, sep, limit, &mut ranges),
        },
    }
    pieces(machine, args, &b, ranges)
}

fn is_space(b: u8) -> bool {
    b.is_ascii_whitespace() || b == 0x0b
}

/// Runs of bytes that are no white space.
fn words(b: &[u8], limit: usize) -> cut::Pieces {
    let mut out = cut::Pieces::new();
    let mut at = 0;
    while let Some(start) = (at..b.len()).find(|i| !is_space(b[*i])) {
        let end = match out.len() == limit {
            true => (start..b.len()).rev().find(|i| !is_space(b[*i])).map_or(b.len(), |_| b.len()),
            false => (start..b.len()).find(|i| is_space(b[*i])).unwrap_or(b.len()),
        };
        out.push(start..end);
        at = end;
    }
    out
}

fn words_right(b: &[u8], limit: usize) -> cut::Pieces {
    let mut out = cut::Pieces::new();
    let mut at = b.len();
    while let Some(last) = (0..at).rev().find(|i| !is_space(b[*i])) {
        let start = match out.len() == limit {
            true => 0,
            false => (0..=last).rev().find(|i| is_space(b[*i])).map_or(0, |i| i + 1),
        };
        out.push(start..last + 1);
        at = start;
    }
    out.reverse();
    out
}

fn splitlines(machine: &Machine, args: &[Value]) -> Answer {
    let b = receiver(machine, args)?;
    let keep = arg(machine, args, 1).is_some_and(|v| super::args::truth(machine, v).unwrap_or(true));
    let (mut ranges, mut start) = (cut::Pieces::new(), 0);
    while start < b.len() {
        let end = (start..b.len()).find(|i| matches!(b[*i], b'\n' | b'\r')).unwrap_or(b.len());
        let next = match b.get(end..end + 2) {
            Some(b"\r\n") => end + 2,
            _ => (end + 1).min(b.len()),
        };
        ranges.push(start..if keep { next } else { end });
        start = next;
    }
    pieces(machine, args, &b, ranges)
}

fn strip(machine: &Machine, args: &[Value], left: bool, right: bool) -> Answer {
    let b = receiver(machine, args)?;
    let set = match arg(machine, args, 1).filter(|v| *v != roots::none(machine)) {
        Some(v) => part(machine, v)?,
        None => Buffer::Fixed(b" \t\n\r\x0b\x0c"),
    };
    let start = if left { b.iter().position(|b| !set.contains(b)).unwrap_or(b.len()) } else { 0 };
    let end = if right { b.iter().rposition(|b| !set.contains(b)).map_or(start, |i| i + 1) } else { b.len() };
    Ok(piece(machine, args[0], &b[start..end.max(start)]))
}

fn partition(machine: &Machine, args: &[Value], right: bool) -> Answer {
    let (b, sep) = (receiver(machine, args)?, part(machine, args[1])?);
    if sep.is_empty() {
        return Err(value_error(machine, "empty separator"));
    }
    let at = if right { search::rfind(&b, &sep) } else { search::find(&b, &sep) };
    let parts = match at {
        Some(i) => [&b[..i], &sep, &b[i + sep.len()..]],
        None if right => [b"", b"", &b[..]],
        None => [&b[..], b"", b""],
    };
    Ok(tuple_word(machine, &parts.map(|p| piece(machine, args[0], p))))
}

fn remove(machine: &Machine, args: &[Value], front: bool) -> Answer {
    let (b, p) = (receiver(machine, args)?, part(machine, args[1])?);
    let rest = match front {
        true => b.strip_prefix(&*p),
        false if p.is_empty() => None,
        false => b.strip_suffix(&*p),
    };
    Ok(piece(machine, args[0], rest.unwrap_or(&b)))
}

fn hex(machine: &Machine, args: &[Value]) -> Answer {
    let b = receiver(machine, args)?;
    let group = arg(machine, args, 2).map_or(Ok(1), |v| super::args::size_arg(machine, v))?;
    let sep = match arg(machine, args, 1) {
        None => return Ok(Str::new(&machine.heap, &HEXLOWER.encode(&b)).value()),
        Some(v) => match bytes_of(machine, v) {
            Some(b) => b.into_owned(),
            None => text_arg(machine, v, "sep")?.to_vec(),
        },
    };
    if sep.len() != 1 {
        return Err(value_error(machine, "sep must be length 1."));
    }
    if !sep[0].is_ascii() {
        return Err(value_error(machine, "sep must be ASCII."));
    }
    let digits = HEXLOWER.encode(&b);
    if group == 0 {
        return Ok(Str::new(&machine.heap, &digits).value());
    }
    let size = 2 * group.unsigned_abs() as usize;
    let rest = if group > 0 { digits.len() % size } else { 0 };
    let (first, others) = digits.as_bytes().split_at(rest);
    let mut out = Vec::with_capacity(digits.len() + digits.len() / size);
    out.extend_from_slice(first);
    for group in others.chunks(size) {
        if !out.is_empty() {
            out.push(sep[0]);
        }
        out.extend_from_slice(group);
    }
    Ok(super::args::word(machine, &out))
}

/// The tables of this family.
pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::Bytes), natives: METHODS },
    Table { home: Home::Class(Cls::ByteArray), natives: METHODS },
];

const METHODS: &[Native] = &[
    Native::tail("decode", 1, 3, decode).params(&["", "encoding", "errors"]),
    Native::pure("hex", 1, 3, hex).params(&["", "sep", "bytes_per_sep"]),
    Native::tail("join", 2, 2, join),
    Native::pure("find", 2, 4, |m, a| Ok(int_word(m, locate(m, a, search::find)?))).indexes(14),
    Native::pure("rfind", 2, 4, |m, a| Ok(int_word(m, locate(m, a, search::rfind)?))).indexes(14),
    Native::pure("index", 2, 4, |m, a| found(m, locate(m, a, search::find)?)).indexes(14),
    Native::pure("rindex", 2, 4, |m, a| found(m, locate(m, a, search::rfind)?)).indexes(14),
    Native::pure("count", 2, 4, count).indexes(14),
    Native::pure("replace", 3, 4, replace).indexes(8),
    Native::pure("startswith", 2, 4, |m, a| ends(m, a, "startswith", |b, p| b.starts_with(p))).indexes(12),
    Native::pure("endswith", 2, 4, |m, a| ends(m, a, "endswith", |b, p| b.ends_with(p))).indexes(12),
    Native::pure("split", 1, 3, |m, a| split(m, a, false)).indexes(4).params(&["", "sep", "maxsplit"]),
    Native::pure("rsplit", 1, 3, |m, a| split(m, a, true)).indexes(4).params(&["", "sep", "maxsplit"]),
    Native::pure("splitlines", 1, 2, splitlines).params(&["", "keepends"]),
    Native::pure("strip", 1, 2, |m, a| strip(m, a, true, true)),
    Native::pure("lstrip", 1, 2, |m, a| strip(m, a, true, false)),
    Native::pure("rstrip", 1, 2, |m, a| strip(m, a, false, true)),
    Native::pure("partition", 2, 2, |m, a| partition(m, a, false)),
    Native::pure("rpartition", 2, 2, |m, a| partition(m, a, true)),
    Native::pure("removeprefix", 2, 2, |m, a| remove(m, a, true)),
    Native::pure("removesuffix", 2, 2, |m, a| remove(m, a, false)),
];
