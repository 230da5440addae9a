//! Source texts: decoding files, and finding the text of a file for tracebacks.

use super::find::below_library;
use super::syntax_error;
use crate::runtime::rt;
use std::rc::Rc;
use trackway::{Machine, Raise};
use trackway_python_compiler::{ErrorKind, SyntaxError};
use trackway_python_library as library;

/// The text of a source file: UTF-8 unless a comment in its first two lines names another encoding.
pub fn decode(machine: &Machine, bytes: &[u8], file: &str) -> Result<String, Raise> {
    let (bytes, mark) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    let fail = |message: String| {
        Err(syntax_error(
            machine,
            &SyntaxError {
                kind: ErrorKind::Syntax,
                message,
                line: 1,
                column: 0,
                end_line: 1,
                end_column: 0,
                text: String::new(),
            },
            file,
        ))
    };
    if bytes.contains(&0) {
        return fail("source code cannot contain null bytes".into());
    }
    let encoding = declared(bytes).unwrap_or_else(|| "utf-8".into());
    match encoding.as_str() {
        "utf-8" | "utf8" | "u8" | "utf-8-sig" | "ascii" | "us-ascii" => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_string()),
            Err(e) => {
                let bad = bytes[e.valid_up_to()];
                let line = 1 + bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count();
                fail(format!(
                    "(unicode error) 'utf-8' codec can't decode byte 0x{bad:02x} in position {}: invalid start byte ({file}, line {line})",
                    e.valid_up_to()
                ))
            }
        },
        _ if mark => fail(format!("encoding problem: {encoding} with BOM")),
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "iso-8859-15" | "cp1252" | "windows-1252" => {
            Ok(bytes.iter().map(|b| *b as char).collect())
        }
        _ => fail(format!("unknown encoding: {encoding}")),
    }
}

/// The encoding that a source declares.
fn declared(bytes: &[u8]) -> Option<String> {
    for line in bytes.split(|b| *b == b'\n').take(2) {
        let text = String::from_utf8_lossy(line);
        let trimmed = text.trim_start_matches([' ', '\t', '\x0c']);
        if !trimmed.starts_with('#') {
            if trimmed.trim().is_empty() {
                continue;
            }
            return None;
        }
        let Some(at) = trimmed.find("coding") else { continue };
        let rest = &trimmed[at + 6..];
        let Some(rest) = rest.strip_prefix([':', '=']) else { continue };
        let name: String = rest
            .trim_start_matches([' ', '\t'])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c))
            .collect();
        if !name.is_empty() {
            return Some(name.to_lowercase().replace('_', "-"));
        }
    }
    None
}

/// The text of a file that code came from.
pub fn text(machine: &Machine, file: &str) -> Option<Rc<str>> {
    if let Some(known) = rt(machine).sources.borrow().get(file) {
        return Some(known.clone());
    }
    let text: Rc<str> = match below_library(machine, file) {
        Some(below) => {
            let name = below.strip_suffix(".py")?.trim_end_matches("/__init__").replace('/', ".");
            library::find(&name)?.source().into()
        }
        None if file.starts_with('<') => {
            // `<string>` is code that was given as text, and no module of that name.
            let name = file.strip_prefix('<')?.strip_suffix('>')?;
            library::find(name).filter(|e| e.native)?.source().into()
        }
        None => decode(machine, &std::fs::read(file).ok()?, file).ok()?.into(),
    };
    rt(machine).sources.borrow_mut().insert(file.into(), text.clone());
    Some(text)
}
