//! The parser, behind the guards.

use crate::syntax::error::{ErrorKind, Fault, Result};
use crate::syntax::{diagnose, tabs, wording};
use ruff_python_ast::{Mod, PythonVersion};
use ruff_python_parser::{Mode, ParseError, ParseErrorType, ParseOptions, parse_unchecked};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// The error that a reader meets first: a target that is none stands before what is wrong behind it.
fn first(errors: &[ParseError]) -> Option<&ParseError> {
    let first = errors.iter().min_by_key(|e| e.location.start())?;
    let follows = |e: &&ParseError| {
        e.error == ParseErrorType::ExpectedExpression
            && first.location.end() >= e.location.start() - TextSize::from(1)
    };
    match first.error {
        ParseErrorType::InvalidAssignmentTarget => errors.iter().find(follows).or(Some(first)),
        _ => Some(first),
    }
}

/// The tree of `source`, or the first error in it.
pub fn parse(source: &str, mode: Mode) -> Result<Mod> {
    let options = ParseOptions::from(mode).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(source, options);
    let first = first(parsed.errors());
    if let Some(fault) = tabs::fault(source, parsed.tokens())
        && first.is_none_or(|e| fault.range.start() <= e.location.end())
    {
        return Err(fault);
    }
    if let Some(first) = first {
        return Err(diagnose::fault(&parsed, first, source));
    }
    if let Some(newer) = parsed.unsupported_syntax_errors().first() {
        let message = wording::newer(&newer.to_string());
        // Of an item of a dict only the stars are marked.
        let range = match message.starts_with("dict unpacking") {
            true => TextRange::at(newer.range().start(), TextSize::from(2)),
            false => newer.range(),
        };
        return Err(Fault::new(ErrorKind::Syntax, range, message));
    }
    Ok(parsed.into_syntax())
}
