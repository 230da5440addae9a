//! `array(typecode, initializer)`.

use super::code::Code;
use super::item;
use super::methods::{extend_by_bytes, extend_by_values};
use super::store::Store;
use crate::builtins::args::bytes_of;
use crate::builtins::native::arg;
use crate::errors::{memory_error, type_error, value_error};
use crate::tail;
use crate::types::objects::{ByteArray, Bytes};
use crate::values::{type_name, unwrap};
use trackway::{Machine, Raise, Value};
use trackway_kit::{Str, str_of};

type Answer = Result<Value, Raise>;

/// The class, called.
pub fn new(machine: &Machine, args: &[Value]) -> Answer {
    let Some(code) = arg(machine, args, 0) else {
        return Err(type_error(machine, "array() takes at least 1 argument (0 given)"));
    };
    let code = code_of(machine, code)?;
    let a = Store::new(&machine.heap, code, &[]);
    let Some(source) = arg(machine, args, 1) else { return Ok(a.value()) };
    let plain = unwrap(machine, source);
    if let Some(s) = str_of(plain) {
        if !code.is_text() {
            let shown = code.character();
            let text = format!("cannot use a str to initialize an array with typecode '{shown}'");
            return Err(type_error(machine, &text));
        }
        let points: Vec<u64> =
            trackway_kit::string::points(Str::bytes(&machine.heap, s)).map(u64::from).collect();
        a.splice(&machine.heap, 0, 0, &points).map_err(|_| memory_error(machine))?;
        return Ok(a.value());
    }
    if plain.cast::<Bytes>().is_some() || plain.cast::<ByteArray>().is_some() {
        extend_by_bytes(machine, a, &bytes_of(machine, plain).unwrap_or_default())?;
        return Ok(a.value());
    }
    if let Some(from) = Store::plain(plain) {
        return from_array(machine, a, from);
    }
    match crate::iterate::items(machine, source) {
        Some(items) if !items.iter().any(|v| item::asks(machine, code, *v)) => {
            extend_by_values(machine, a, &items)?;
            Ok(a.value())
        }
        _ => tail::prelude(machine, "_array_extended", &[a.value(), source]),
    }
}

fn code_of(machine: &Machine, v: Value) -> Result<Code, Raise> {
    let Some(s) = str_of(unwrap(machine, v)).filter(|s| Str::len(*s) == 1) else {
        let given = match str_of(unwrap(machine, v)) {
            Some(s) => format!("a string of length {}", Str::len(s)),
            None => type_name(machine, v),
        };
        let text = format!("array() argument 1 must be a unicode character, not {given}");
        return Err(type_error(machine, &text));
    };
    let point = Str::point(&machine.heap, s, 0);
    u8::try_from(point).ok().and_then(Code::of).ok_or_else(|| {
        value_error(machine, "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)")
    })
}

fn from_array(machine: &Machine, a: Store, from: Store) -> Answer {
    let code = a.code();
    if from.code().is_text() && !code.is_text() {
        let shown = code.character();
        let text = format!("cannot use a unicode array to initialize an array with typecode '{shown}'");
        return Err(type_error(machine, &text));
    }
    if from.code() == code {
        return Ok(from.part(&machine.heap, 0, from.len()).value());
    }
    extend_by_values(machine, a, &item::values(machine, from))?;
    Ok(a.value())
}
