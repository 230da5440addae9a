//! `format(value, spec)` of builtin values.

use super::spec::parse;
use super::{Bad, float, int, text};
use crate::builtins::args::text_of;
use crate::builtins::num::{Num, num};
use crate::builtins::show::{Shown, str_text};
use crate::compare::is_bool;
use crate::types::class::user_special;
use crate::types::objects::Instance;
use crate::values::{instance_class, type_name};
use num_traits::ToPrimitive;
use trackway::{Machine, Value};

/// The formatted text; `None` where the class defines `__format__`, `__str__` or `__repr__` in Python.
pub fn format(machine: &Machine, v: Value, spec: &[u8]) -> Shown {
    if let Some(i) = v.cast::<Instance>() {
        let class = instance_class(machine, i);
        if user_special(machine, class, "__format__").is_some() {
            return Ok(None);
        }
    }
    if spec.is_empty() {
        return str_text(machine, v);
    }
    let class = type_name(machine, v);
    let parsed = || parse(spec, &class).map_err(|bad| bad.raise(machine));
    let done = |r: Result<Vec<u8>, Bad>| r.map(Some).map_err(|bad| bad.raise(machine));
    if let Some(s) = text_of(machine, v) {
        return done(text::format(s, &parsed()?));
    }
    match num(machine, v) {
        Some(Num::Float(f)) => done(float::format(f, &class, &parsed()?)),
        Some(Num::Int(i)) => {
            let spec = parsed()?;
            if is_bool(machine, v) && spec.kind == Some(b's' as u32) {
                return done(text::format(if i.signum() == 0 { b"False" } else { b"True" }, &spec));
            }
            let double = || i.big().to_f64().filter(|f| f.is_finite());
            done(int::format(i, &class, &spec, double))
        }
        None => done(Err(Bad::Type(format!("unsupported format string passed to {class}.__format__")))),
    }
}

/// The conversion of `!r`, `!s`, `!a` before formatting; 0 is none.
pub fn convert(machine: &Machine, v: Value, conversion: u8) -> Shown {
    match conversion {
        b'r' => crate::builtins::show::repr(machine, v),
        b'a' => crate::builtins::show::ascii(machine, v),
        _ => str_text(machine, v),
    }
}
