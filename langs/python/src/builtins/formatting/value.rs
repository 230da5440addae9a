//! `format(value, spec)` of builtin values.

use super::spec::{Spec, parse};
use super::text as strings;
use super::{Bad, float, int, quick};
use crate::builtins::args::{text_of, word};
use crate::builtins::num::{Num, num};
use crate::builtins::text;
use crate::builtins::wtf8::quote::escape_beyond_ascii;
use crate::errors::memory_error;
use crate::runtime::rt;
use crate::tail;
use crate::types::class::user_special;
use crate::types::objects::Instance;
use crate::values::{class_of, instance_class, type_name};
use num_traits::ToPrimitive;
use std::borrow::Cow;
use trackway::{Kind, Machine, Raise, Value};
use trackway_kit::Str;

/// The text of a value, or that guest code must make it.
pub type Shown = Result<Option<Vec<u8>>, Raise>;

/// Adds the formatted text; `false` where the class says how it is formatted.
pub fn format_to(machine: &Machine, v: Value, spec: &[u8], out: &mut Vec<u8>) -> Result<bool, Raise> {
    if quick::format(machine, v, spec, out) {
        return Ok(true);
    }
    let text = format(machine, v, spec)?;
    out.extend_from_slice(text.as_deref().unwrap_or_default());
    Ok(text.is_some())
}

/// The formatted text; `None` where the class defines `__format__`, `__str__` or `__repr__` in Python.
pub fn format(machine: &Machine, v: Value, spec: &[u8]) -> Shown {
    if let Some(i) = v.cast::<Instance>() {
        let class = instance_class(machine, i);
        if user_special(machine, class, "__format__").is_some() {
            return Ok(None);
        }
    }
    if spec.is_empty() {
        return Ok(text::str(machine, v));
    }
    let class = match v.kind() {
        Kind::Small(_) => "int".into(),
        Kind::Float(_) => "float".into(),
        Kind::Object(_) if v.cast::<Str>().is_some() => "str".into(),
        Kind::Object(_) => Cow::<str>::Owned(type_name(machine, v)),
    };
    let parsed = || {
        let spec = parse_known(machine, spec, &class).map_err(|bad| bad.raise(machine))?;
        // The text, once as bytes and once as a string. A precision has a bound of its own.
        let bytes = spec.width.saturating_mul(2);
        machine.heap.check(bytes).map_err(|_| memory_error(machine))?;
        Ok(spec)
    };
    let done = |r: Result<Vec<u8>, Bad>| r.map(Some).map_err(|bad| bad.raise(machine));
    if let Some(s) = text_of(machine, v) {
        return done(strings::format(s, &parsed()?));
    }
    if let Some(t) = crate::builtins::complex::format_text(machine, crate::values::unwrap(machine, v), spec)?
    {
        return Ok(Some(t));
    }
    match num(machine, v) {
        Some(Num::Float(f)) => done(float::format(f, &class, &parsed()?)),
        Some(Num::Int(i)) => {
            let spec = parsed()?;
            let double = || i.big().to_f64().filter(|f| f.is_finite());
            done(int::format(i, &class, &spec, double))
        }
        None => done(Err(Bad::Type(format!("unsupported format string passed to {class}.__format__")))),
    }
}

/// As [`parse`]; what was parsed before is remembered.
fn parse_known(machine: &Machine, text: &[u8], class: &str) -> Result<Spec, Bad> {
    const MANY: usize = 256;
    let known = &rt(machine).format_specs;
    if let Some(spec) = known.borrow().get(text) {
        return Ok(*spec);
    }
    let spec = parse(text, class)?;
    let mut known = known.borrow_mut();
    if known.len() == MANY {
        known.clear();
    }
    known.insert(text.into(), spec);
    Ok(spec)
}

/// The conversion of `!r`, `!s`, `!a` before formatting; 0 is none.
pub fn convert(machine: &Machine, v: Value, conversion: u8) -> Shown {
    match conversion {
        b'r' => Ok(text::repr(machine, v)),
        b'a' => Ok(text::repr(machine, v).map(|t| escape_beyond_ascii(&t))),
        _ => Ok(text::str(machine, v)),
    }
}

/// What an f-string's field does: conversion 1 is `str`, 2 `repr`, 3 `ascii`, 0 none. The string, or
/// a tail.
pub fn format_value(machine: &Machine, v: Value, spec: Value, conversion: i64) -> Result<Value, Raise> {
    let spec_text = text_of(machine, spec).unwrap_or_default();
    let letter = [0, b's', b'r', b'a'][conversion as usize & 3];
    let mut out = Vec::new();
    if letter == 0 && quick::format(machine, v, spec_text, &mut out) {
        return Ok(word(machine, &out));
    }
    let ready = match letter {
        0 => format(machine, v, spec_text)?,
        _ => match convert(machine, v, letter)? {
            Some(t) if spec_text.is_empty() => Some(t),
            Some(t) => format(machine, word(machine, &t), spec_text)?,
            None => None,
        },
    };
    match ready {
        Some(t) => Ok(word(machine, &t)),
        None if conversion != 0 => {
            let code = Value::int(conversion).expect("small");
            tail::prelude(machine, "_format_converted", &[v, spec, code])
        }
        None => tail::prelude(machine, guest_format(machine, v), &[v, spec]),
    }
}

/// The prelude function for a value whose class has a say: by `__format__`, else by `__str__`.
pub fn guest_format(machine: &Machine, v: Value) -> &'static str {
    let own = user_special(machine, class_of(machine, v), "__format__").is_some();
    if own { "_format" } else { "_format_default" }
}
