//! str: maketrans and translate.

use crate::builtins::args::{text_arg, text_of, this_text, word};
use crate::builtins::native::{Native, arg};
use crate::builtins::wtf8::{count, points, push_point};
use crate::dicts::{self, Lookup};
use crate::errors::{type_error, value_error};
use crate::roots;
use crate::tail;
use crate::values::{as_int, unwrap};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::Dict;

fn code(p: u32) -> Value {
    Value::int(p as i64).expect("small")
}

fn put(machine: &Machine, d: Gc<Dict>, key: Value, v: Value) -> Result<(), Raise> {
    dicts::set(machine, d, key, v).map(|_| ())
}

fn maketrans(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let table = Dict::new(&machine.heap);
    let Some(to) = arg(machine, args, 1) else {
        let Some(from) = unwrap(machine, args[0]).cast::<Dict>() else {
            return Err(type_error(machine, "if you give only one argument to maketrans it must be a dict"));
        };
        from_dict(machine, from, table)?;
        return Ok(table.value());
    };
    let Some(from) = text_of(machine, args[0]) else {
        return Err(type_error(
            machine,
            "first maketrans argument must be a string if there is a second argument",
        ));
    };
    let to = text_arg(machine, to, "maketrans() argument 2")?;
    if count(from) != count(to) {
        return Err(value_error(machine, "the first two maketrans arguments must have equal length"));
    }
    for (p, q) in points(from).zip(points(to)) {
        put(machine, table, code(p), code(q))?;
    }
    if let Some(v) = arg(machine, args, 2) {
        for p in points(text_arg(machine, v, "maketrans() argument 3")?) {
            put(machine, table, code(p), roots::none(machine))?;
        }
    }
    Ok(table.value())
}

fn from_dict(machine: &Machine, from: Gc<Dict>, table: Gc<Dict>) -> Result<(), Raise> {
    for (k, v) in Dict::pairs(from) {
        let key = match text_of(machine, k) {
            Some(s) if count(s) != 1 => {
                return Err(value_error(machine, "string keys in translate table must be of length 1"));
            }
            Some(s) => code(points(s).next().unwrap_or(0)),
            None if as_int(machine, k).is_some() => k,
            None => return Err(type_error(machine, "keys in translate table must be strings or integers")),
        };
        put(machine, table, key, v)?;
    }
    Ok(())
}

fn translate(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let s = this_text(machine, args, "translate")?;
    let Some(table) = args[1].cast::<Dict>() else {
        return tail::prelude(machine, "_str_translate", args);
    };
    let mut out = Vec::with_capacity(s.len());
    // Where the entries of ASCII characters are, once looked up.
    let mut known = [None; 128];
    for p in points(s) {
        let found = match known.get(p as usize).copied().flatten() {
            Some(found) => found,
            None => match dicts::find(machine, table, code(p))? {
                Lookup::At(i) => Some(i),
                Lookup::Absent(_) => None,
                Lookup::Ask => return tail::prelude(machine, "_str_translate", args),
            },
        };
        if let Some(place) = known.get_mut(p as usize) {
            *place = Some(found);
        }
        match found {
            Some(i) => mapped(machine, Dict::value(table, i), &mut out)?,
            None => push_point(&mut out, p),
        }
    }
    Ok(word(machine, &out))
}

/// Appends what a character is mapped to.
fn mapped(machine: &Machine, to: Value, out: &mut Vec<u8>) -> Result<(), Raise> {
    if to == roots::none(machine) {
        return Ok(());
    }
    if let Some(s) = text_of(machine, to) {
        out.extend_from_slice(s);
        return Ok(());
    }
    match as_int(machine, to) {
        Some(p @ 0..0x11_0000) => push_point(out, p as u32),
        Some(_) => return Err(value_error(machine, "character mapping must be in range(0x110000)")),
        None => return Err(type_error(machine, "character mapping must return integer, None or str")),
    }
    Ok(())
}

/// Methods of str.
pub const METHODS: &[Native] =
    &[Native::tail("translate", 2, 2, translate), Native::pure("maketrans.static", 1, 3, maketrans)];
