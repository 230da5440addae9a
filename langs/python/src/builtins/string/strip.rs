//! str: what is taken off the ends.

use crate::builtins::args::{text_arg, text_of, this_text, word};
use crate::builtins::native::{Native, arg};
use crate::builtins::wtf8::{chars, strip};
use crate::errors::type_error;
use crate::roots;
use crate::values::type_name;
use trackway::{Machine, Raise, Value};
use trackway_kit::Str;

fn stripped(
    machine: &Machine,
    args: &[Value],
    method: &str,
    left: bool,
    right: bool,
) -> Result<Value, Raise> {
    let all = this_text(machine, args, method)?;
    let rest = match arg(machine, args, 1).filter(|v| *v != roots::none(machine)) {
        None => ends(all, left, right, chars::is_space),
        Some(v) => match text_of(machine, v) {
            Some(&[one]) if one.is_ascii() => ends(all, left, right, |p| p == u32::from(one)),
            Some(set) => ends(all, left, right, strip::one_of(set)),
            None => {
                let text = format!("{method} arg must be None or str, not {}", type_name(machine, v));
                return Err(type_error(machine, &text));
            }
        },
    };
    let whole = rest.len() == all.len() && args[0].cast::<Str>().is_some();
    Ok(if whole { args[0] } else { word(machine, rest) })
}

/// What is left of the text without the ends that `drop` says.
fn ends(s: &[u8], left: bool, right: bool, drop: impl Fn(u32) -> bool) -> &[u8] {
    let s = if right { &s[..strip::right(s, &drop)] } else { s };
    if left { &s[strip::left(s, &drop)..] } else { s }
}

fn strip_both(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    stripped(machine, args, "strip", true, true)
}

fn lstrip(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    stripped(machine, args, "lstrip", true, false)
}

fn rstrip(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    stripped(machine, args, "rstrip", false, true)
}

fn removeprefix(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let s = this_text(machine, args, "removeprefix")?;
    let part = text_arg(machine, args[1], "removeprefix() argument")?;
    Ok(word(machine, s.strip_prefix(part).unwrap_or(s)))
}

fn removesuffix(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let s = this_text(machine, args, "removesuffix")?;
    let part = text_arg(machine, args[1], "removesuffix() argument")?;
    Ok(word(machine, s.strip_suffix(part).unwrap_or(s)))
}

/// Methods of str.
pub const METHODS: &[Native] = &[
    Native::pure("strip", 1, 2, strip_both),
    Native::pure("lstrip", 1, 2, lstrip),
    Native::pure("rstrip", 1, 2, rstrip),
    Native::pure("removeprefix", 2, 2, removeprefix),
    Native::pure("removesuffix", 2, 2, removesuffix),
];
