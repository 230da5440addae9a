//! Paths and texts of the operating system as guest strings, and back.
//!
//! Bytes that are no UTF-8 are lone surrogates in a string, as by the handler `surrogateescape`.

use crate::builtins::args::bytes_of;
use crate::errors::{type_error, value_error};
use crate::values::{type_name, unwrap};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::PathBuf;
use trackway::{Machine, Raise, Value};
use trackway_kit::string::{points, push_point};
use trackway_kit::{Str, str_of};

/// The bytes that a string stands for.
pub fn encode(wtf8: &[u8]) -> Vec<u8> {
    if std::str::from_utf8(wtf8).is_ok() {
        return wtf8.to_vec();
    }
    let mut out = Vec::new();
    for p in points(wtf8) {
        match p {
            0xdc80..=0xdcff => out.push(p as u8),
            _ => push_point(&mut out, p),
        }
    }
    out
}

/// The string for bytes.
pub fn decode(machine: &Machine, bytes: &[u8]) -> Value {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Str::new(&machine.heap, text).value();
    }
    let mut all = Vec::new();
    for chunk in bytes.utf8_chunks() {
        all.extend(chunk.valid().chars().map(u32::from));
        all.extend(chunk.invalid().iter().map(|b| 0xdc00 + u32::from(*b)));
    }
    Str::from_points(&machine.heap, all).value()
}

/// A path argument: a string or bytes.
pub fn path(machine: &Machine, v: Value) -> Result<PathBuf, Raise> {
    Ok(PathBuf::from(os_string(machine, v)?))
}

/// A text argument for the operating system.
pub fn os_string(machine: &Machine, v: Value) -> Result<OsString, Raise> {
    let bytes = match str_of(unwrap(machine, v)) {
        Some(s) => encode(Str::bytes(&machine.heap, s)),
        None => match bytes_of(machine, v) {
            Some(b) => b.to_vec(),
            None => {
                let given = type_name(machine, v);
                return Err(type_error(
                    machine,
                    &format!("expected str, bytes or os.PathLike object, not {given}"),
                ));
            }
        },
    };
    if bytes.contains(&0) {
        return Err(value_error(machine, "embedded null byte"));
    }
    Ok(OsString::from_vec(bytes))
}

/// What the operating system says, as a string, or as bytes where the question was in bytes.
pub fn answer(machine: &Machine, text: &OsStr, like: Value) -> Value {
    if bytes_of(machine, like).is_some() {
        return super::args::bytes_word(machine, text.as_bytes());
    }
    decode(machine, text.as_bytes())
}
