//! The format mini-language.

use crate::errors::value_error;
use crate::tail::missing;
use crate::values::{as_float, is_int};
use trackway::{Machine, Raise, Value};
use trackway_kit::Str;

/// `format(v, spec)` for a builtin value and a spec that is not empty.
pub fn format(machine: &Machine, v: Value, spec: &str) -> Result<Value, Raise> {
    if let Some(digits) = spec.strip_prefix('.').and_then(|s| s.strip_suffix('f'))
        && let (Ok(n), Some(f)) = (digits.parse::<usize>(), as_float(machine, v))
    {
        return Ok(Str::new(&machine.heap, &format!("{f:.n$}")).value());
    }
    if spec == "d" && is_int(machine, v) {
        return super::text::str_word(machine, v);
    }
    if spec.chars().all(char::is_alphabetic) {
        return Err(value_error(machine, &format!("Unknown format code '{spec}'")));
    }
    Err(missing(machine, &format!("format spec '{spec}'")))
}
