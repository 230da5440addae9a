//! The text that is looked through: a string or bytes, by characters.

use super::pattern::Regex;
use crate::builtins::args::{bytes_of, text_of};
use crate::builtins::buffer::Buffer;
use crate::errors::type_error;
use crate::roots;
use crate::runtime::rt;
use crate::types::objects::Bytes;
use crate::values::{type_name, unwrap};
use std::rc::Rc;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::string::push_point;
use trackway_kit::{Str, str_of};

/// A text by characters.
pub enum Subject<'m> {
    /// ASCII, or bytes.
    Narrow(&'m [u8]),
    Wide(Rc<[u32]>),
}

/// The string or bytes to look through for what the program gave.
pub fn text_for(machine: &Machine, regex: Gc<Regex>, string: Value) -> Result<Value, Raise> {
    let pattern = regex.get(Regex::PATTERN);
    let of_bytes = pattern.cast::<Bytes>().is_some();
    if let Some(s) = str_of(unwrap(machine, string)) {
        if of_bytes {
            return Err(type_error(machine, "cannot use a bytes pattern on a string-like object"));
        }
        return Ok(s.value());
    }
    let text = match unwrap(machine, string).cast::<Bytes>() {
        Some(b) => b.value(),
        None => match bytes_of(machine, string) {
            Some(b) => machine.heap.alloc_bytes::<Bytes>(&b).value(),
            None => {
                let given = type_name(machine, string);
                let text = format!("expected string or bytes-like object, got '{given}'");
                return Err(type_error(machine, &text));
            }
        },
    };
    if !of_bytes && pattern != roots::none(machine) {
        return Err(type_error(machine, "cannot use a string pattern on a bytes-like object"));
    }
    Ok(text)
}

/// The bytes of a string if a string is wanted, else of what is like bytes.
pub fn like(machine: &Machine, v: Value, text: bool) -> Option<Buffer<'_>> {
    if text { text_of(machine, v).map(Buffer::Fixed) } else { bytes_of(machine, v) }
}

/// The number of characters.
pub fn len(machine: &Machine, text: Value) -> usize {
    match text.cast::<Str>() {
        Some(s) => Str::len(s),
        None => text.cast::<Bytes>().map_or(0, |b| machine.heap.bytes(b).len()),
    }
}

/// Characters `from..to` of a string or bytes.
pub fn part(machine: &Machine, text: Value, from: usize, to: usize) -> Value {
    let heap = &machine.heap;
    let Some(s) = text.cast::<Str>() else {
        let all = text.cast::<Bytes>().map_or(&[][..], |b| heap.bytes(b));
        return if to - from == all.len() { text } else { heap.alloc_bytes::<Bytes>(&all[from..to]).value() };
    };
    if from == to {
        return machine.root(roots::EMPTY_STR);
    }
    if to - from == Str::len(s) {
        return text;
    }
    if to - from == 1 {
        return rt(machine).character(machine, Str::point(heap, s, from));
    }
    Str::slice(heap, s, from, to).value()
}

impl<'m> Subject<'m> {
    pub fn of(machine: &'m Machine, text: Value) -> Subject<'m> {
        match text.cast::<Str>() {
            Some(s) if Str::is_ascii(s) => Subject::Narrow(Str::bytes(&machine.heap, s)),
            Some(s) => Subject::Wide(rt(machine).matches.points(machine, s)),
            None => Subject::Narrow(text.cast::<Bytes>().map_or(&[], |b| machine.heap.bytes(b))),
        }
    }

    pub fn len(&self) -> usize {
        match self {
            Subject::Narrow(bytes) => bytes.len(),
            Subject::Wide(points) => points.len(),
        }
    }

    /// Characters `from..to` of `text`, which this is.
    pub fn part(&self, machine: &Machine, text: Value, from: usize, to: usize) -> Value {
        match self {
            Subject::Wide(points) if to - from > 1 && to - from < points.len() => {
                Str::from_points(&machine.heap, points[from..to].iter().copied()).value()
            }
            _ => part(machine, text, from, to),
        }
    }

    pub fn empty(&self, machine: &Machine, text: Value) -> Value {
        part(machine, text, 0, 0)
    }

    /// Adds characters `from..to` to a text of WTF-8, or bytes.
    pub fn append(&self, out: &mut Vec<u8>, from: usize, to: usize) {
        match self {
            Subject::Narrow(bytes) => out.extend_from_slice(&bytes[from..to]),
            Subject::Wide(points) => points[from..to].iter().for_each(|c| push_point(out, *c)),
        }
    }

    /// What was put together, as `text` is.
    pub fn whole(&self, machine: &Machine, text: Value, out: &[u8]) -> Value {
        match text.cast::<Str>() {
            Some(_) => Str::from_wtf8(&machine.heap, out).value(),
            None => machine.heap.alloc_bytes::<Bytes>(out).value(),
        }
    }
}
