//! The parser, behind the guards.

use crate::syntax::diagnose;
use crate::syntax::error::{ErrorKind, Fault, Result};
use ruff_python_ast::{Mod, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;

/// The tree of `source`, or the first error in it.
pub fn parse(source: &str, mode: Mode) -> Result<Mod> {
    let options = ParseOptions::from(mode).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(source, options);
    if let Some(first) = parsed.errors().iter().min_by_key(|e| e.location.start()) {
        return Err(diagnose::fault(&parsed, first, source));
    }
    if let Some(newer) = parsed.unsupported_syntax_errors().first() {
        return Err(Fault::new(ErrorKind::Syntax, newer.range(), newer.to_string()));
    }
    Ok(parsed.into_syntax())
}
