//! str.encode and bytes.decode, with their error handlers.

use crate::builtins::args::{bytes_of, int_word, text_arg, this_text, word};
use crate::builtins::codecs::Encoding;
use crate::builtins::native::{Native, arg};
use crate::builtins::wtf8::{from_points, points};
use crate::errors::raise_with;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::objects::Bytes;
use std::borrow::Cow;
use trackway::{Machine, Raise, Value};
use trackway_kit::Str;

fn name_arg<'m>(
    machine: &'m Machine,
    v: Option<Value>,
    default: &'static str,
    what: &str,
) -> Result<Cow<'m, str>, Raise> {
    match v {
        None => Ok(default.into()),
        Some(v) => Ok(String::from_utf8_lossy(text_arg(machine, v, what)?)),
    }
}

/// Error handlers that are done in Rust.
fn is_known(errors: &str, encoding: bool) -> bool {
    match errors {
        "strict" | "ignore" | "replace" | "backslashreplace" | "surrogateescape" | "surrogatepass" => true,
        "xmlcharrefreplace" => encoding,
        _ => false,
    }
}

fn encode(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    this_text(machine, args, "encode")?;
    encode_text(machine, args[0], arg(machine, args, 1), arg(machine, args, 2))
}

/// The bytes of a string, or a tail.
pub fn encode_text(
    machine: &Machine,
    v: Value,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Result<Value, Raise> {
    let s = text_arg(machine, v, "encode() argument")?;
    let name = name_arg(machine, encoding, "utf-8", "encode() argument 'encoding'")?;
    let errors = name_arg(machine, errors, "strict", "encode() argument 'errors'")?;
    let how = match Encoding::named(&name) {
        Some(Encoding::Utf8) if std::str::from_utf8(s).is_ok() => return Ok(bytes_word(machine, s)),
        Some(Encoding::Ascii | Encoding::Latin1) if s.is_ascii() => return Ok(bytes_word(machine, s)),
        Some(Encoding::Latin1) if let Some(narrow) = encode_latin1(s) => {
            return Ok(bytes_word(machine, &narrow));
        }
        Some(how) => how,
        None => return by_registry(machine, "_codec_encode", v, &name, &errors),
    };
    let points: Vec<u32> = points(s).collect();
    let mut out = how.mark().to_vec();
    let mut i = 0;
    while let Some(p) = points.get(i) {
        if how.put(*p, &mut out) {
            i += 1;
            continue;
        }
        // Neighbours that have no bytes either belong to the same error.
        let mut scratch = Vec::new();
        let bad = points[i..].iter().take_while(|p| !how.put(**p, &mut scratch)).count().max(1);
        if !is_known(&errors, true) {
            return by_registry(machine, "_codec_encode", v, &name, &errors);
        }
        unencodable(machine, how, &errors, v, &points, i..i + bad, &mut out)?;
        i += bad;
    }
    Ok(bytes_word(machine, &out))
}

/// A byte for each character; `None` if some character has none.
fn encode_latin1(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    for p in points(text) {
        out.push(u8::try_from(p).ok()?);
    }
    Some(out)
}

/// The codec registry of the library encodes or decodes.
fn by_registry(
    machine: &Machine,
    function: &'static str,
    v: Value,
    name: &str,
    errors: &str,
) -> Result<Value, Raise> {
    let text = |s: &str| Str::new(&machine.heap, s).value();
    tail::prelude(machine, function, &[v, text(name), text(errors)])
}

fn unencodable(
    machine: &Machine,
    how: Encoding,
    errors: &str,
    v: Value,
    points: &[u32],
    bad: std::ops::Range<usize>,
    out: &mut Vec<u8>,
) -> Result<(), Raise> {
    let strict = |from: usize, to: usize| {
        let why = how.no_bytes();
        let text = |s: &str| Str::new(&machine.heap, s).value();
        let place = |i: usize| int_word(machine, i as i64);
        let args = [text(how.name()), v, place(from), place(to), text(why)];
        Err(raise_with(machine, Cls::UnicodeEncodeError, &args))
    };
    for (i, p) in points[bad.clone()].iter().enumerate() {
        let text = match errors {
            "ignore" => String::new(),
            "replace" => "?".to_string(),
            "backslashreplace" => match p {
                0..=0xff => format!("\\x{p:02x}"),
                0x100..=0xffff => format!("\\u{p:04x}"),
                _ => format!("\\U{p:08x}"),
            },
            "xmlcharrefreplace" => format!("&#{p};"),
            "surrogatepass" if (0xd800..=0xdfff).contains(p) && how.no_bytes().starts_with("sur") => {
                how.put_wide(*p, out);
                continue;
            }
            "surrogateescape" if (0xdc80..=0xdcff).contains(p) => {
                out.push((p - 0xdc00) as u8);
                continue;
            }
            _ => return strict(bad.start + if errors == "strict" { 0 } else { i }, bad.end),
        };
        text.bytes().for_each(|b| {
            how.put(b as u32, out);
        });
    }
    Ok(())
}

/// `bytes.decode`.
pub fn decode(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    decode_bytes(machine, args[0], arg(machine, args, 1), arg(machine, args, 2))
}

/// The string of bytes, or a tail; also `str(bytes, encoding, errors)`.
pub fn decode_bytes(
    machine: &Machine,
    v: Value,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Result<Value, Raise> {
    let b = bytes_of(machine, v).unwrap_or_default();
    let name = name_arg(machine, encoding, "utf-8", "decode() argument 'encoding'")?;
    let errors = name_arg(machine, errors, "strict", "decode() argument 'errors'")?;
    let named = match Encoding::named(&name) {
        Some(Encoding::Utf8) if std::str::from_utf8(&b).is_ok() => return Ok(word(machine, &b)),
        Some(Encoding::Ascii) if b.is_ascii() => return Ok(word(machine, &b)),
        Some(Encoding::Latin1) => return Ok(decode_latin1(machine, &b)),
        Some(how) => how,
        None => return by_registry(machine, "_codec_decode", v, &name, &errors),
    };
    let (how, mut at) = named.by_mark(&b);
    // Each character as a number, then the text.
    machine.heap.check(b.len().saturating_mul(8)).map_err(|_| crate::errors::memory_error(machine))?;
    let mut out: Vec<u32> = Vec::with_capacity(b.len());
    while at < b.len() {
        match how.take(&b[at..]) {
            Ok((p, n)) => {
                out.push(p);
                at += n;
            }
            Err((n, why)) => {
                if !is_known(&errors, false) {
                    return by_registry(machine, "_codec_decode", v, &name, &errors);
                }
                let n = n.max(1);
                at += undecodable(machine, how, why, &errors, &b, at..at + n, &mut out)?;
            }
        }
    }
    Ok(word(machine, &from_points(&out)))
}

fn decode_latin1(machine: &Machine, b: &[u8]) -> Value {
    let wide = b.iter().filter(|b| !b.is_ascii()).count();
    if wide == 0 {
        return Str::ascii(&machine.heap, b).value();
    }
    let mut out = Vec::with_capacity(b.len() + wide);
    for b in b {
        if b.is_ascii() {
            out.push(*b);
        } else {
            out.extend([0xc0 | b >> 6, 0x80 | b & 0x3f]);
        }
    }
    Str::of_parts(&machine.heap, &[&out], b.len()).value()
}

/// Handles bytes that denote nothing; how many were dealt with.
fn undecodable(
    machine: &Machine,
    how: Encoding,
    why: &str,
    errors: &str,
    b: &[u8],
    bad: std::ops::Range<usize>,
    out: &mut Vec<u32>,
) -> Result<usize, Raise> {
    let bytes = &b[bad.clone()];
    match errors {
        "ignore" => {}
        "replace" => out.push(0xfffd),
        "surrogateescape" if bytes[0] >= 0x80 => {
            out.push(0xdc00 + bytes[0] as u32);
            return Ok(1);
        }
        "backslashreplace" => {
            bytes.iter().for_each(|b| out.extend(format!("\\x{b:02x}").chars().map(|c| c as u32)))
        }
        "surrogatepass" if surrogate(how, &b[bad.start..]).is_some() => {
            let (p, n) = surrogate(how, &b[bad.start..]).unwrap_or((0xfffd, 1));
            out.push(p);
            return Ok(n);
        }
        _ => {
            let text = |s: &str| Str::new(&machine.heap, s).value();
            let place = |i: usize| int_word(machine, i as i64);
            let object = bytes_word(machine, b);
            let args = [text(how.unmarked().name()), object, place(bad.start), place(bad.end), text(why)];
            return Err(raise_with(machine, Cls::UnicodeDecodeError, &args));
        }
    }
    Ok(bytes.len())
}

/// A surrogate encoded like any other code point.
fn surrogate(how: Encoding, b: &[u8]) -> Option<(u32, usize)> {
    match how {
        Encoding::Utf8 | Encoding::Utf8Sig => {
            let b = b.get(..3).filter(|b| b[0] == 0xed && b[1] & 0xc0 == 0x80 && b[2] & 0xc0 == 0x80)?;
            Some((points(b).next()?, 3))
        }
        Encoding::Wide { four, big, .. } => {
            let n = if four { 4 } else { 2 };
            let unit = b.get(..n)?;
            let join = |n: u32, b: &u8| n << 8 | *b as u32;
            let p = if big { unit.iter().fold(0, join) } else { unit.iter().rev().fold(0, join) };
            (0xd800..=0xdfff).contains(&p).then_some((p, n))
        }
        _ => None,
    }
}

/// A new bytes object.
pub fn bytes_word(machine: &Machine, bytes: &[u8]) -> Value {
    machine.heap.alloc_bytes::<Bytes>(bytes).value()
}

/// Methods of str.
pub const METHODS: &[Native] = &[Native::tail("encode", 1, 3, encode).params(&["", "encoding", "errors"])];
