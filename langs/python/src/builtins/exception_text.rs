//! What `str` of an exception consists of.

use super::exception_fields::{FILENAME, Family, LINENO, MSG, family, field};
use super::exceptions::{arguments, class};
use super::text;
use super::wtf8::quote;
use crate::roots;
use crate::types::builtin::Cls;
use crate::types::class::{EXC_ARGS, derives};
use crate::types::objects::Instance;
use crate::values::{as_int, unwrap};
use trackway::{Gc, Machine, Value};
use trackway_kit::{Str, Tuple, str_of};

/// A part of the text.
pub enum Part {
    Text(Vec<u8>),
    /// `str` of a value.
    Str(Value),
    /// `repr` of a value.
    Repr(Value),
}

/// The parts of `str(e)`.
pub fn pieces(machine: &Machine, e: Gc<Instance>) -> Vec<Part> {
    let class = class(machine, e);
    let special = match family(machine, class) {
        Some(Family::Os) => os(machine, e),
        Some(Family::Syntax) => Some(syntax(machine, e)),
        Some(Family::Import) => str_of(field(machine, e, 3)).map(|s| vec![Part::Str(s.value())]),
        Some(Family::Unicode) => unicode(machine, e, derives(machine, class, Cls::UnicodeEncodeError)),
        Some(Family::Translate) => translate(machine, e),
        Some(Family::Group) => Some(group(machine, e)),
        _ => None,
    };
    if let Some(parts) = special {
        return parts;
    }
    match arguments(e).as_slice() {
        [] => Vec::new(),
        [one] if derives(machine, class, Cls::KeyError) => vec![Part::Repr(*one)],
        [one] => vec![Part::Str(*one)],
        _ => vec![Part::Repr(e.item(Instance::SLOTS, EXC_ARGS))],
    }
}

/// The text; `None` where guest code must say what a value looks like.
pub fn of(machine: &Machine, e: Gc<Instance>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for part in pieces(machine, e) {
        match part {
            Part::Text(t) => out.extend(t),
            Part::Str(v) => out.extend(text::str(machine, v)?),
            Part::Repr(v) => out.extend(text::repr(machine, v)?),
        }
    }
    Some(out)
}

fn plain(s: &str) -> Part {
    Part::Text(s.as_bytes().to_vec())
}

fn os(machine: &Machine, e: Gc<Instance>) -> Option<Vec<Part>> {
    let none = roots::none(machine);
    let part = |i| field(machine, e, i);
    if part(0) == none || part(1) == none {
        return None;
    }
    let mut out = vec![plain("[Errno "), Part::Str(part(0)), plain("] "), Part::Str(part(1))];
    if part(2) != none {
        out.extend([plain(": "), Part::Repr(part(2))]);
        if part(3) != none {
            out.extend([plain(" -> "), Part::Repr(part(3))]);
        }
    }
    Some(out)
}

fn syntax(machine: &Machine, e: Gc<Instance>) -> Vec<Part> {
    let msg = Part::Str(field(machine, e, MSG));
    let file = str_of(field(machine, e, FILENAME)).map(|s| Str::text(&machine.heap, s).into_owned());
    let file = file.map(|f| f.rsplit('/').next().unwrap_or_default().to_string());
    match (file, as_int(machine, field(machine, e, LINENO))) {
        (Some(f), Some(n)) => vec![msg, plain(&format!(" ({f}, line {n})"))],
        (Some(f), None) => vec![msg, plain(&format!(" ({f})"))],
        (None, Some(n)) => vec![msg, plain(&format!(" (line {n})"))],
        (None, None) => vec![msg],
    }
}

/// The range of an error, within `len` characters or bytes.
fn range(machine: &Machine, e: Gc<Instance>, at: usize, len: usize) -> Option<(usize, usize)> {
    let bound = |i| as_int(machine, field(machine, e, i)).map(|n| n.clamp(0, len as i64) as usize);
    Some((bound(at)?, bound(at + 1)?))
}

fn unicode(machine: &Machine, e: Gc<Instance>, encode: bool) -> Option<Vec<Part>> {
    let object = unwrap(machine, field(machine, e, 1));
    let mut out = vec![plain("'"), Part::Str(field(machine, e, 0))];
    let reason = Part::Str(field(machine, e, 4));
    if encode {
        let s = str_of(object)?;
        let (start, end) = range(machine, e, 2, Str::len(s))?;
        out.push(plain("' codec can't encode character"));
        out.push(characters(machine, s, start, end));
    } else {
        let bytes = super::bytes_like(machine, object)?;
        let (start, end) = range(machine, e, 2, bytes.len())?;
        out.push(match bytes.get(start) {
            Some(b) if end == start + 1 => {
                plain(&format!("' codec can't decode byte 0x{b:02x} in position {start}: "))
            }
            _ => plain(&format!("' codec can't decode bytes in position {start}-{}: ", end as i64 - 1)),
        });
    }
    out.push(reason);
    Some(out)
}

/// ` 'x' in position 3: ` or `s in position 3-5: `.
fn characters(machine: &Machine, s: Gc<Str>, start: usize, end: usize) -> Part {
    if end != start + 1 || start >= Str::len(s) {
        return plain(&format!("s in position {start}-{}: ", end as i64 - 1));
    }
    let point = Str::point(&machine.heap, s, start);
    let shown = match point {
        0..=0xff => format!("\\x{point:02x}"),
        0x100..=0xffff => format!("\\u{point:04x}"),
        _ => format!("\\U{point:08x}"),
    };
    plain(&format!(" '{shown}' in position {start}: "))
}

fn translate(machine: &Machine, e: Gc<Instance>) -> Option<Vec<Part>> {
    let s = str_of(unwrap(machine, field(machine, e, 0)))?;
    let (start, end) = range(machine, e, 1, Str::len(s))?;
    Some(vec![
        plain("can't translate character"),
        characters(machine, s, start, end),
        Part::Str(field(machine, e, 3)),
    ])
}

fn group(machine: &Machine, e: Gc<Instance>) -> Vec<Part> {
    let n = field(machine, e, 1).cast::<Tuple>().map_or(0, |t| t.tail_len(Tuple::ITEMS));
    let s = if n == 1 { "" } else { "s" };
    vec![Part::Str(field(machine, e, 0)), plain(&format!(" ({n} sub-exception{s})"))]
}

/// `repr` of an exception; `None` where guest code must help.
pub fn repr(machine: &Machine, e: Gc<Instance>) -> Option<Vec<u8>> {
    let name = crate::types::class::class_name(machine, class(machine, e));
    let mut out = name.into_bytes();
    match arguments(e).as_slice() {
        [one] => {
            out.push(b'(');
            out.extend(text::repr(machine, *one)?);
            out.push(b')');
        }
        _ => out.extend(text::repr(machine, e.item(Instance::SLOTS, EXC_ARGS))?),
    }
    Some(out)
}

/// `repr` of text, for messages.
pub fn quoted(text: &str) -> String {
    String::from_utf8_lossy(&quote::repr(text.as_bytes())).into_owned()
}
