//! str.encode and bytes.decode.

use crate::builtins::args::{bytes_of, text_arg, this_text, word};
use crate::builtins::native::{Native, arg};
use crate::builtins::wtf8::{points, push_point};
use crate::errors::raise;
use crate::types::builtin::Cls;
use crate::types::objects::Bytes;
use trackway::{Machine, Raise, Value};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

fn encoding(machine: &Machine, v: Option<Value>, what: &str) -> Result<Encoding, Raise> {
    let Some(v) = v else { return Ok(Encoding::Utf8) };
    let name =
        String::from_utf8_lossy(text_arg(machine, v, &format!("{what} argument 'encoding'"))?).into_owned();
    match &*name.to_lowercase().replace('_', "-") {
        "utf-8" | "utf8" | "u8" | "utf" => Ok(Encoding::Utf8),
        "ascii" | "us-ascii" | "646" => Ok(Encoding::Ascii),
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "l1" | "8859" | "cp819" => Ok(Encoding::Latin1),
        _ => Err(raise(machine, Cls::LookupError, &format!("unknown encoding: {name}"))),
    }
}

fn errors(machine: &Machine, v: Option<Value>, what: &str) -> Result<String, Raise> {
    match v {
        None => Ok("strict".into()),
        Some(v) => {
            Ok(String::from_utf8_lossy(text_arg(machine, v, &format!("{what} argument 'errors'"))?)
                .into_owned())
        }
    }
}

fn encode(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let s = this_text(machine, args, "encode")?;
    let how = encoding(machine, arg(machine, args, 1), "encode()")?;
    let errors = errors(machine, arg(machine, args, 2), "encode()")?;
    let limit = match how {
        Encoding::Utf8 if std::str::from_utf8(s).is_ok() => return Ok(bytes_word(machine, s)),
        Encoding::Utf8 => 0x11_0000,
        Encoding::Ascii => 0x80,
        Encoding::Latin1 => 0x100,
    };
    let mut out = Vec::with_capacity(s.len());
    for (i, p) in points(s).enumerate() {
        match p {
            0xd800..=0xdfff => unencodable(machine, how, &errors, p, i, &mut out)?,
            _ if how == Encoding::Utf8 => push_point(&mut out, p),
            _ if p < limit => out.push(p as u8),
            _ => unencodable(machine, how, &errors, p, i, &mut out)?,
        }
    }
    Ok(bytes_word(machine, &out))
}

fn unencodable(
    machine: &Machine,
    how: Encoding,
    errors: &str,
    p: u32,
    at: usize,
    out: &mut Vec<u8>,
) -> Result<(), Raise> {
    let text = match errors {
        "ignore" => return Ok(()),
        "replace" => {
            out.push(b'?');
            return Ok(());
        }
        "backslashreplace" => match p {
            0..=0xff => format!("\\x{p:02x}"),
            0x100..=0xffff => format!("\\u{p:04x}"),
            _ => format!("\\U{p:08x}"),
        },
        "xmlcharrefreplace" => format!("&#{p};"),
        "surrogatepass" if how == Encoding::Utf8 => {
            push_point(out, p);
            return Ok(());
        }
        "surrogateescape" if (0xdc80..=0xdcff).contains(&p) => {
            out.push((p - 0xdc00) as u8);
            return Ok(());
        }
        _ => {
            let (codec, why) = match how {
                Encoding::Utf8 => ("utf-8", "surrogates not allowed"),
                Encoding::Ascii => ("ascii", "ordinal not in range(128)"),
                Encoding::Latin1 => ("latin-1", "ordinal not in range(256)"),
            };
            let shown = match p {
                0..=0xff => format!("\\x{p:02x}"),
                0x100..=0xffff => format!("\\u{p:04x}"),
                _ => format!("\\U{p:08x}"),
            };
            let text = format!("'{codec}' codec can't encode character '{shown}' in position {at}: {why}");
            return Err(raise(machine, Cls::UnicodeEncodeError, &text));
        }
    };
    out.extend_from_slice(text.as_bytes());
    Ok(())
}

/// `bytes.decode`, also `str(bytes, encoding, errors)`.
pub fn decode(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let b = bytes_of(machine, args[0]).unwrap_or_default();
    let how = encoding(machine, arg(machine, args, 1), "decode()")?;
    let errors = errors(machine, arg(machine, args, 2), "decode()")?;
    let mut out = Vec::with_capacity(b.len());
    match how {
        Encoding::Latin1 => b.iter().for_each(|b| push_point(&mut out, *b as u32)),
        Encoding::Ascii => {
            for (i, b) in b.iter().enumerate() {
                match b {
                    0..=0x7f => out.push(*b),
                    _ => undecodable(
                        machine,
                        "ascii",
                        "ordinal not in range(128)",
                        &errors,
                        &[*b],
                        i,
                        &mut out,
                    )?,
                }
            }
        }
        Encoding::Utf8 => {
            let mut at = 0;
            for chunk in b.utf8_chunks() {
                out.extend_from_slice(chunk.valid().as_bytes());
                at += chunk.valid().len();
                let bad = chunk.invalid();
                if !bad.is_empty() {
                    let why = why_invalid(bad, at + bad.len() == b.len());
                    undecodable(machine, "utf-8", why, &errors, bad, at, &mut out)?;
                }
                at += bad.len();
            }
        }
    }
    Ok(word(machine, &out))
}

fn why_invalid(bad: &[u8], last: bool) -> &'static str {
    match bad[0] {
        0x80..=0xc1 | 0xf5..=0xff => "invalid start byte",
        _ if last => "unexpected end of data",
        _ => "invalid continuation byte",
    }
}

fn undecodable(
    machine: &Machine,
    codec: &str,
    why: &str,
    errors: &str,
    bad: &[u8],
    at: usize,
    out: &mut Vec<u8>,
) -> Result<(), Raise> {
    match errors {
        "ignore" => {}
        "replace" => push_point(out, 0xfffd),
        "surrogateescape" => bad.iter().for_each(|b| push_point(out, 0xdc00 + *b as u32)),
        "backslashreplace" => {
            bad.iter().for_each(|b| out.extend_from_slice(format!("\\x{b:02x}").as_bytes()))
        }
        _ => {
            let what = match bad {
                [b] => format!("byte 0x{b:02x} in position {at}"),
                _ => format!("bytes in position {at}-{}", at + bad.len() - 1),
            };
            let text = format!("'{codec}' codec can't decode {what}: {why}");
            return Err(raise(machine, Cls::UnicodeDecodeError, &text));
        }
    }
    Ok(())
}

/// A new bytes object.
pub fn bytes_word(machine: &Machine, bytes: &[u8]) -> Value {
    machine.heap.alloc_bytes::<Bytes>(bytes).value()
}

/// Methods of str.
pub const METHODS: &[Native] = &[Native::pure("encode", 1, 3, encode).params(&["", "encoding", "errors"])];
