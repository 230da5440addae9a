//! `repr` and `ascii` of strings and bytes.

use super::chars::is_printable;
use super::{points, push_point};
use std::fmt::Write;

/// The quote that needs fewer escapes: `'` unless only `'` occurs.
fn quote_for(bytes: &[u8]) -> u8 {
    if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' }
}

/// Escapes what is not ASCII in a text that is a repr already.
pub fn escape_beyond_ascii(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for p in points(bytes) {
        if p < 0x80 { out.push(p as u8) } else { out.extend_from_slice(escape(p).as_bytes()) }
    }
    out
}

/// A string as a literal.
pub fn repr(bytes: &[u8]) -> Vec<u8> {
    let quote = quote_for(bytes);
    let mut out = Vec::with_capacity(bytes.len() + 2);
    out.push(quote);
    // What stands for itself is copied as a whole.
    let plain = |b: &u8| matches!(b, 0x20..=0x7e) && *b != quote && *b != b'\\';
    let same = bytes.iter().position(|b| !plain(b)).unwrap_or(bytes.len());
    out.extend_from_slice(&bytes[..same]);
    for p in points(&bytes[same..]) {
        if p == quote as u32 || p == b'\\' as u32 {
            out.extend([b'\\', p as u8]);
        } else if is_printable(p) {
            push_point(&mut out, p);
        } else {
            out.extend_from_slice(escape(p).as_bytes());
        }
    }
    out.push(quote);
    out
}

fn escape(p: u32) -> String {
    match p {
        9 => "\\t".into(),
        10 => "\\n".into(),
        13 => "\\r".into(),
        0..=0xff => format!("\\x{p:02x}"),
        0x100..=0xffff => format!("\\u{p:04x}"),
        _ => format!("\\U{p:08x}"),
    }
}

/// Bytes as a literal.
pub fn bytes_repr(bytes: &[u8]) -> String {
    let quote = quote_for(bytes);
    let mut out = format!("b{}", quote as char);
    for b in bytes {
        let _ = match *b {
            b'\\' => out.write_str("\\\\"),
            b if b == quote => write!(out, "\\{}", b as char),
            0x20..=0x7e => out.write_char(*b as char),
            b => out.write_str(&escape(b as u32)),
        };
    }
    out.push(quote as char);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(v: Vec<u8>) -> String {
        String::from_utf8(v).expect("text")
    }

    #[test]
    fn quotes_and_escapes() {
        assert_eq!(text(repr("it's".as_bytes())), "\"it's\"");
        assert_eq!(text(repr("'\"".as_bytes())), "'\\'\"'");
        assert_eq!(text(repr("é\u{200b}\u{7f}\n\u{1f600}".as_bytes())), "'é\\u200b\\x7f\\n\u{1f600}'");
        assert_eq!(text(escape_beyond_ascii("'é\u{1f600}'".as_bytes())), "'\\xe9\\U0001f600'");
        assert_eq!(text(repr(&[0xed, 0xa0, 0x80])), "'\\ud800'");
        assert_eq!(bytes_repr(b"a'\x00\xff\\"), "b\"a'\\x00\\xff\\\\\"");
    }
}
