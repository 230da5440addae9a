//! Reading the arguments of natives.

use super::buffer::Buffer;
use super::num::{Int, int};
use crate::errors::{raise, type_error};
use crate::roots;
use crate::runtime::rt;
use crate::types::builtin::Cls;
use crate::types::objects::{BigRange, ByteArray, Bytes, Complex, MemoryView};
use crate::values::{type_name, unwrap};
use std::borrow::Cow;
use std::fmt::Display;
use trackway::{Gc, Machine, Object, Raise, Value};
use trackway_kit::{Dict, List, Str, Tuple};

/// The receiver of a method of a builtin type, as the class's own heap type.
pub fn this<X: Object>(machine: &Machine, args: &[Value], class: &str, method: &str) -> Result<Gc<X>, Raise> {
    unwrap(machine, args[0]).cast::<X>().ok_or_else(|| {
        let given = type_name(machine, args[0]);
        type_error(
            machine,
            &format!("descriptor '{method}' for '{class}' objects doesn't apply to a '{given}' object"),
        )
    })
}

/// The bytes of a string, or of an instance of a class derived from str.
pub fn text_of(machine: &Machine, v: Value) -> Option<&[u8]> {
    unwrap(machine, v).cast::<Str>().map(|s| Str::bytes(&machine.heap, s))
}

/// The contents of a bytes-like object.
pub fn bytes_of(machine: &Machine, v: Value) -> Option<Buffer<'_>> {
    let v = unwrap(machine, v);
    if let Some(b) = v.cast::<Bytes>() {
        return Some(Buffer::Fixed(machine.heap.bytes(b)));
    }
    if let Some(b) = v.cast::<ByteArray>() {
        let content = super::bytearray::content(machine, b).borrow();
        return Some(Buffer::Shared(std::cell::Ref::map(content, Vec::as_slice)));
    }
    if let Some(a) = super::array::Store::plain(v) {
        return Some(Buffer::Owned(super::array::bytes(a)));
    }
    v.cast::<MemoryView>().and_then(|m| super::memoryview::contents(machine, m))
}

/// Whether what a constructor is given as names of an encoding and of a handler of errors are strings.
pub fn names_of_codec(
    machine: &Machine,
    class: &str,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Result<(), Raise> {
    for (what, v) in [("encoding", encoding), ("errors", errors)] {
        if let Some(v) = v.filter(|v| text_of(machine, *v).is_none()) {
            let given = type_name(machine, v);
            return Err(type_error(
                machine,
                &format!("{class}() argument '{what}' must be str, not {given}"),
            ));
        }
    }
    Ok(())
}

/// Text that may denote a number: of a string, or of bytes, whose other characters than ASCII
/// denote none.
pub fn number_text(machine: &Machine, v: Value) -> Option<Cow<'_, [u8]>> {
    if let Some(s) = text_of(machine, v) {
        return Some(Cow::Borrowed(s));
    }
    let bytes = bytes_of(machine, v)?;
    Some(Cow::Owned(bytes.iter().map(|b| if b.is_ascii() { *b } else { b'?' }).collect()))
}

/// The receiver of a str method.
pub fn this_text<'m>(machine: &'m Machine, args: &[Value], method: &str) -> Result<&'m [u8], Raise> {
    let s = this::<Str>(machine, args, "str", method)?;
    Ok(Str::bytes(&machine.heap, s))
}

/// A string argument; `what` begins the message otherwise, as in `replace() argument 1`.
pub fn text_arg(machine: &Machine, v: Value, what: impl Display) -> Result<&[u8], Raise> {
    text_of(machine, v)
        .ok_or_else(|| type_error(machine, &format!("{what} must be str, not {}", type_name(machine, v))))
}

/// An attribute's name.
pub fn name_arg(machine: &Machine, v: Value) -> Result<Gc<Str>, Raise> {
    trackway_kit::str_of(unwrap(machine, v)).ok_or_else(|| {
        type_error(machine, &format!("attribute name must be string, not '{}'", type_name(machine, v)))
    })
}

/// An integer argument.
pub fn int_arg<'m>(machine: &'m Machine, v: Value) -> Result<Int<'m>, Raise> {
    int(machine, v).ok_or_else(|| {
        type_error(
            machine,
            &format!("'{}' object cannot be interpreted as an integer", type_name(machine, v)),
        )
    })
}

/// An integer argument that must fit 64 bits.
pub fn size_arg(machine: &Machine, v: Value) -> Result<i64, Raise> {
    if let Some(i) = v.as_int() {
        return Ok(i);
    }
    int_arg(machine, v)?
        .to_i64()
        .ok_or_else(|| raise(machine, Cls::OverflowError, "Python int too large to convert to C ssize_t"))
}

/// A bound of a slice: missing and None are nothing, large ones are clipped.
pub fn bound_arg(machine: &Machine, v: Option<Value>) -> Result<Option<i64>, Raise> {
    match v {
        None => Ok(None),
        Some(v) if v == roots::none(machine) => Ok(None),
        Some(v) => match int(machine, v) {
            Some(i) => Ok(Some(i.clamp())),
            None => {
                let text = "slice indices must be integers or None or have an __index__ method";
                Err(type_error(machine, text))
            }
        },
    }
}

/// `start..end` within `len`, negative ones counted from the end.
pub fn clip(start: Option<i64>, end: Option<i64>, len: usize) -> (usize, usize) {
    let at =
        |i: i64| if i < 0 { len.saturating_sub(i.unsigned_abs() as usize) } else { (i as usize).min(len) };
    (start.map_or(0, at), end.map_or(len, at))
}

/// An index within `len`, negative ones counted from the end.
pub fn within(i: i64, len: usize) -> Option<usize> {
    let i = if i < 0 { i.checked_add(len as i64)? } else { i };
    usize::try_from(i).ok().filter(|i| *i < len)
}

/// Truth of a builtin value; `None` for instances, which guest code judges.
pub fn truth(machine: &Machine, v: Value) -> Option<bool> {
    if let Some(i) = int(machine, v) {
        return Some(i.signum() != 0);
    }
    if let Some(f) = v.as_float() {
        return Some(f != 0.0);
    }
    if v == roots::none(machine) {
        return Some(false);
    }
    if v.cast::<crate::types::objects::Instance>().is_some() {
        return None;
    }
    if let Some(s) = v.cast::<Str>() {
        return Some(Str::len(s) > 0);
    }
    if let Some(l) = v.cast::<List>() {
        return Some(List::len(l) > 0);
    }
    if let Some(t) = v.cast::<Tuple>() {
        return Some(t.tail_len(Tuple::ITEMS) > 0);
    }
    if let Some(d) = v.cast::<Dict>().or_else(|| crate::dicts::set_table(v)) {
        return Some(Dict::len(d) > 0);
    }
    if v.cast::<Complex>().is_some() || v.cast::<BigRange>().is_some() {
        return Some(crate::ops::compare::known_truth(machine, v));
    }
    if let Some(a) = super::array::Store::plain(v) {
        return Some(!a.is_empty());
    }
    match bytes_of(machine, v) {
        Some(b) => Some(!b.is_empty()),
        None => v
            .cast::<crate::types::objects::Range>()
            .map(|r| r.get(crate::types::objects::Range::LEN) > 0)
            .or(Some(true)),
    }
}

/// A guest string of WTF-8 bytes. Characters of ASCII are there already.
pub fn word(machine: &Machine, bytes: &[u8]) -> Value {
    if let &[one] = bytes
        && one.is_ascii()
    {
        return rt(machine).character(machine, one.into());
    }
    Str::from_wtf8(&machine.heap, bytes).value()
}

/// A guest integer.
pub fn int_word(machine: &Machine, i: i64) -> Value {
    trackway_kit::BigInt::from_i64(&machine.heap, i)
}

/// A new list.
pub fn list_word(machine: &Machine, items: &[Value]) -> Value {
    List::new(&machine.heap, items).value()
}

/// A new tuple.
pub fn tuple_word(machine: &Machine, items: &[Value]) -> Value {
    Tuple::new(&machine.heap, items).value()
}
