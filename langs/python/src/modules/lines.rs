//! Lines of text and bytes that were read, and text on its way out: natives behind `library/modules/_io.py` and `print`.

use super::args::{Answer, bytes_word, int, int_word};
use crate::builtins::args::{list_word, word};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table, text};
use crate::errors::memory_error;
use crate::roots;
use crate::types::objects::Bytes;
use trackway::{Gc, Machine, Value};
use trackway_kit::{List, Str, Tuple, positions, str_of};

pub const TABLES: &[Table] = &[Table {
    home: Home::Prelude,
    natives: &[
        Native::pure("_line_at", 2, 2, line_at),
        Native::pure("_lines_of", 2, 2, lines_of),
        Native::effect("_push_utf8", 2, 2, push_utf8),
        Native::pure("_print_line", 3, 3, print_line),
    ],
}];

/// `(text, at)`: the line that begins there, with its line feed; None where there is none before the end.
fn line_at(machine: &Machine, args: &[Value]) -> Answer {
    let (heap, at) = (&machine.heap, int(machine, args[1])?.max(0) as usize);
    let none = roots::none(machine);
    if let Some(s) = args[0].cast::<Str>() {
        if at >= Str::len(s) {
            return Ok(none);
        }
        let rest = &Str::bytes(heap, s)[byte_of(machine, s, at)..];
        return Ok(memchr::memchr(b'\n', rest).map_or(none, |n| Str::from_wtf8(heap, &rest[..=n]).value()));
    }
    let Some(b) = args[0].cast::<Bytes>() else { return Ok(none) };
    let rest = heap.bytes(b).get(at..).unwrap_or_default();
    Ok(memchr::memchr(b'\n', rest).map_or(none, |n| bytes_word(machine, &rest[..=n])))
}

/// The byte where a character is.
fn byte_of(machine: &Machine, s: Gc<Str>, at: usize) -> usize {
    let ascii = Str::len(s) == Str::bytes(&machine.heap, s).len();
    if ascii { at } else { positions::offset(&machine.heap, s, at) }
}

/// `(text, at)`: a list of the lines from there on, with their line feeds.
fn lines_of(machine: &Machine, args: &[Value]) -> Answer {
    let (heap, at) = (&machine.heap, int(machine, args[1])?.max(0) as usize);
    let Some(s) = args[0].cast::<Str>().filter(|s| at < Str::len(*s)) else {
        return Ok(list_word(machine, &[]));
    };
    let rest = &Str::bytes(heap, s)[byte_of(machine, s, at)..];
    let lines: Vec<Value> = rest.split_inclusive(|b| *b == b'\n').map(|line| word(machine, line)).collect();
    heap.check(8 * lines.len()).map_err(|_| memory_error(machine))?;
    Ok(list_word(machine, &lines))
}

/// `(list, text)`: appends the text's bytes; how many, None where it is no plain string or has no UTF-8.
fn push_utf8(machine: &Machine, args: &[Value]) -> Answer {
    let (Some(l), Some(s)) = (args[0].cast::<List>(), args[1].cast::<Str>()) else {
        return Ok(roots::none(machine));
    };
    let bytes = Str::bytes(&machine.heap, s);
    if Str::len(s) != bytes.len() && std::str::from_utf8(bytes).is_err() {
        return Ok(roots::none(machine));
    }
    let n = bytes.len();
    List::push(&machine.heap, l, bytes_word(machine, bytes)).map_err(|_| memory_error(machine))?;
    Ok(int_word(machine, n as i64))
}

/// `(sep, end, values)`: what `print` writes; None where guest code shows a value, or one of the first two is no string.
fn print_line(machine: &Machine, args: &[Value]) -> Answer {
    let (heap, none) = (&machine.heap, roots::none(machine));
    let or = |v: Value, default: &'static [u8]| match str_of(v) {
        Some(s) => Some(Str::bytes(heap, s)),
        None => (v == none || v == machine.root(roots::END)).then_some(default),
    };
    let (Some(sep), Some(end), Some(values)) =
        (or(args[0], b" "), or(args[1], b"\n"), args[2].cast::<Tuple>())
    else {
        return Ok(none);
    };
    let mut line = Vec::new();
    for i in 0..values.tail_len(Tuple::ITEMS) {
        if i > 0 {
            line.extend_from_slice(sep);
        }
        let v = values.item(Tuple::ITEMS, i);
        match v.cast::<Str>() {
            Some(s) => line.extend_from_slice(Str::bytes(heap, s)),
            None => match text::str(machine, v) {
                Some(shown) => line.extend_from_slice(&shown),
                None => return Ok(none),
            },
        }
    }
    line.extend_from_slice(end);
    Ok(Str::from_wtf8(heap, &line).value())
}
