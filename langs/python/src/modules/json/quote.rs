//! Strings as JSON writes them.

use crate::errors::type_error;
use crate::modules::args::Answer;
use crate::roots;
use crate::values::{type_name, unwrap};
use trackway::{Machine, Value};
use trackway_kit::string::points;
use trackway_kit::{Str, str_of};

/// `_json_quote(text, ascii)`
pub fn quoted(machine: &Machine, args: &[Value]) -> Answer {
    let Some(s) = str_of(unwrap(machine, args[0])) else {
        let text = format!("first argument must be a string, not {}", type_name(machine, args[0]));
        return Err(type_error(machine, &text));
    };
    let bytes = Str::bytes(&machine.heap, s);
    let mut out = Vec::with_capacity(bytes.len() + 2);
    quote(bytes, args[1] == machine.root(roots::TRUE), &mut out);
    Ok(Str::from_wtf8(&machine.heap, &out).value())
}

/// Appends the string with this text, in quotes.
pub fn quote(bytes: &[u8], ascii: bool, out: &mut Vec<u8>) {
    out.push(b'"');
    let plain = |b: u8| {
        b >= b' ' && b != b'"' && b != b'\\' && (b < 0x7f || b == 0x7f && !ascii || b > 0x7f && !ascii)
    };
    let mut from = 0;
    while from < bytes.len() {
        let run = bytes[from..].iter().position(|b| !plain(*b)).unwrap_or(bytes.len() - from);
        out.extend_from_slice(&bytes[from..from + run]);
        from += run;
        let Some(b) = bytes.get(from).copied() else { break };
        if b < 0x80 {
            escape(b, out);
            from += 1;
        } else {
            let Some(p) = points(&bytes[from..]).next() else { break };
            from += char::from_u32(p).map_or(3, char::len_utf8);
            escape_point(p, out);
        }
    }
    out.push(b'"');
}

fn escape(b: u8, out: &mut Vec<u8>) {
    let short = match b {
        b'"' | b'\\' => b,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        8 => b'b',
        12 => b'f',
        _ => return escape_unit(b as u32, out),
    };
    out.extend_from_slice(&[b'\\', short]);
}

fn escape_unit(unit: u32, out: &mut Vec<u8>) {
    out.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
}

fn escape_point(p: u32, out: &mut Vec<u8>) {
    if p < 0x1_0000 {
        return escape_unit(p, out);
    }
    escape_unit(0xd800 + ((p - 0x1_0000) >> 10), out);
    escape_unit(0xdc00 + ((p - 0x1_0000) & 0x3ff), out);
}
