//! `format % values` where all values are numbers and strings (for formats of bytes: bytes) under plain conversions:
//! in one go.

use crate::builtins::num::float_text;
use crate::builtins::wtf8::{count, quote};
use crate::dicts;
use crate::types::objects::Bytes;
use trackway::{Kind, Machine, Value};
use trackway_kit::{Dict, Str, Tuple};

/// `%` with `-`, `0`, a width and a precision at most.
struct Conversion {
    left: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
    kind: u8,
}

/// What the format is.
#[derive(Clone, Copy, PartialEq)]
pub enum Of {
    Text,
    Bytes,
}

/// The text; `None`: the general way, which also knows the errors.
pub fn percent(machine: &Machine, format: &[u8], values: Value, of: Of) -> Option<Vec<u8>> {
    let tuple = values.cast::<Tuple>();
    let n = tuple.map_or(1, |t| t.tail_len(Tuple::ITEMS));
    let value = |i: usize| tuple.map_or(values, |t| t.item(Tuple::ITEMS, i));
    let mut out = Vec::with_capacity(format.len() + 8 * n);
    let (mut at, mut used) = (0, 0);
    while let Some(i) = memchr::memchr(b'%', &format[at..]) {
        out.extend_from_slice(&format[at..at + i]);
        at += i + 1;
        if format.get(at) == Some(&b'%') {
            out.push(b'%');
            at += 1;
            continue;
        }
        let v = match format.get(at) {
            Some(b'(') => {
                let (key, mapping) =
                    (key(format, &mut at)?, values.cast::<Dict>().filter(|_| of == Of::Text)?);
                used = n;
                dicts::get_text(machine, mapping, key)?
            }
            _ if used == n => return None,
            _ => {
                used += 1;
                value(used - 1)
            }
        };
        let c = conversion(format, &mut at)?;
        match of {
            Of::Text => append(machine, &c, v, &mut out)?,
            Of::Bytes => append_to_bytes(machine, &c, v, &mut out)?,
        }
    }
    out.extend_from_slice(&format[at..]);
    (used == n).then_some(out)
}

/// The name between parentheses.
fn key<'f>(format: &'f [u8], at: &mut usize) -> Option<&'f [u8]> {
    let name = &format[*at + 1..];
    let name = &name[..memchr::memchr(b')', name)?];
    *at += name.len() + 2;
    Some(name).filter(|n| !n.contains(&b'('))
}

fn conversion(format: &[u8], at: &mut usize) -> Option<Conversion> {
    let mut c = Conversion { left: false, zero: false, width: 0, precision: None, kind: 0 };
    loop {
        match format.get(*at)? {
            b'-' => c.left = true,
            b'0' => c.zero = true,
            _ => break,
        }
        *at += 1;
    }
    c.width = number(format, at)?.unwrap_or(0);
    if format.get(*at) == Some(&b'.') {
        *at += 1;
        c.precision = Some(number(format, at)?.unwrap_or(0));
    }
    c.kind = *format.get(*at)?;
    *at += 1;
    Some(c)
}

/// Some digits, if there are any; `None`: too many.
fn number(format: &[u8], at: &mut usize) -> Option<Option<usize>> {
    let start = *at;
    let mut n = 0;
    while let Some(d) = format.get(*at).filter(|b| b.is_ascii_digit()) {
        n = 10 * n + usize::from(d - b'0');
        *at += 1;
    }
    if *at - start > 3 { None } else { Some((*at > start).then_some(n)) }
}

fn append_to_bytes(machine: &Machine, c: &Conversion, v: Value, out: &mut Vec<u8>) -> Option<()> {
    match (c.kind, c.precision) {
        (b's' | b'b', None) if v.as_int().is_none() && v.as_float().is_none() => {
            let part = v.cast::<Bytes>().map(|b| machine.heap.bytes(b))?;
            let pad = c.width.saturating_sub(part.len());
            let (before, after) = if c.left { (0, pad) } else { (pad, 0) };
            out.extend(std::iter::repeat_n(b' ', before));
            out.extend_from_slice(part);
            out.extend(std::iter::repeat_n(b' ', after));
            Some(())
        }
        (b'd' | b'i' | b'x' | b'f', _) => append(machine, c, v, out),
        _ => None,
    }
}

fn append(machine: &Machine, c: &Conversion, v: Value, out: &mut Vec<u8>) -> Option<()> {
    const EXACT: u64 = 1 << 53;
    let text;
    let quoted;
    let mut digits = itoa::Buffer::new();
    let numeric = !matches!(c.kind, b's' | b'r');
    let (negative, body) = match (c.kind, v.kind(), c.precision) {
        (b's', Kind::Object(_), None) => (false, Str::bytes(&machine.heap, v.cast()?)),
        (b's', Kind::Float(f), None) => {
            text = float_text::repr(f);
            (false, text.as_bytes())
        }
        (b'r', Kind::Object(_), None) => {
            quoted = quote::repr(Str::bytes(&machine.heap, v.cast()?));
            (false, &quoted[..])
        }
        (b's' | b'r' | b'd' | b'i', Kind::Small(i), None) => {
            (i.get() < 0, digits.format(i.get().unsigned_abs()).as_bytes())
        }
        (b'x', Kind::Small(i), None) => {
            text = format!("{:x}", i.get().unsigned_abs());
            (i.get() < 0, text.as_bytes())
        }
        (b'f', Kind::Float(f), p) if f.is_finite() => {
            text = float_text::fixed(f, p.unwrap_or(6));
            (f.is_sign_negative(), text.as_bytes())
        }
        (b'f', Kind::Small(i), p) if i.get().unsigned_abs() < EXACT => {
            text = float_text::fixed(i.get() as f64, p.unwrap_or(6));
            (i.get() < 0, text.as_bytes())
        }
        _ => return None,
    };
    let chars = usize::from(negative) + if c.width == 0 { 0 } else { count(body) };
    let pad = c.width.saturating_sub(chars);
    let zeros = if c.zero && numeric && !c.left { pad } else { 0 };
    if !c.left {
        out.extend(std::iter::repeat_n(b' ', pad - zeros));
    }
    if negative {
        out.push(b'-');
    }
    out.extend(std::iter::repeat_n(b'0', zeros));
    out.extend_from_slice(body);
    if c.left {
        out.extend(std::iter::repeat_n(b' ', pad));
    }
    Some(())
}
