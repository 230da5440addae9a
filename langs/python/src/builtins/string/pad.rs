//! str: filling to a width.

use crate::builtins::args::{size_arg, text_of, this_text, word};
use crate::builtins::native::{Native, arg};
use crate::builtins::wtf8::{count, pad};
use crate::errors::{memory_error, raise, type_error};
use crate::types::builtin::Cls;
use crate::values::type_name;
use trackway::{Machine, Raise, Value};

/// Fill characters left and right of a string of so many characters in so wide a field.
type Sides = fn(usize, usize) -> (usize, usize);

fn padded(machine: &Machine, args: &[Value], method: &str, sides: Sides) -> Result<Value, Raise> {
    let s = this_text(machine, args, method)?;
    let width = size_arg(machine, args[1])?.max(0) as usize;
    let fill = match arg(machine, args, 2) {
        None => &b" "[..],
        Some(v) => fill_character(machine, v)?,
    };
    machine.heap.check(width.saturating_mul(fill.len())).map_err(|_| memory_error(machine))?;
    let (left, right) = sides(count(s), width);
    Ok(word(machine, &pad::around(s, left, right, fill)))
}

fn fill_character(machine: &Machine, v: Value) -> Result<&[u8], Raise> {
    match text_of(machine, v) {
        Some(fill) if count(fill) == 1 => Ok(fill),
        Some(_) => Err(type_error(machine, "The fill character must be exactly one character long")),
        None => {
            let given = type_name(machine, v);
            Err(type_error(machine, &format!("The fill character must be a unicode character, not {given}")))
        }
    }
}

fn ljust(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    padded(machine, args, "ljust", |n, width| (0, width.saturating_sub(n)))
}

fn rjust(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    padded(machine, args, "rjust", |n, width| (width.saturating_sub(n), 0))
}

fn center(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    padded(machine, args, "center", pad::center)
}

fn zfill(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let s = this_text(machine, args, "zfill")?;
    let width = size_arg(machine, args[1])?.max(0) as usize;
    machine.heap.check(width).map_err(|_| memory_error(machine))?;
    Ok(word(machine, &pad::zeros(s, width)))
}

fn expandtabs(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let s = this_text(machine, args, "expandtabs")?;
    let size = match arg(machine, args, 1) {
        None => 8,
        Some(v) => size_arg(machine, v)?.max(0) as usize,
    };
    let limit = 1 << 31;
    let tabs = memchr::memchr_iter(b'\t', s).count();
    let most = tabs.saturating_mul(size).saturating_add(s.len());
    machine.heap.check(most.min(limit).saturating_mul(2)).map_err(|_| memory_error(machine))?;
    match pad::expand_tabs(s, size, limit) {
        Some(text) => Ok(word(machine, &text)),
        None => Err(raise(machine, Cls::OverflowError, "new string is too long")),
    }
}

/// Methods of str.
pub const METHODS: &[Native] = &[
    Native::pure("ljust", 2, 3, ljust).indexes(2),
    Native::pure("rjust", 2, 3, rjust).indexes(2),
    Native::pure("center", 2, 3, center).indexes(2),
    Native::pure("zfill", 2, 2, zfill).indexes(2),
    Native::pure("expandtabs", 1, 2, expandtabs).indexes(2).params(&["", "tabsize"]),
];
