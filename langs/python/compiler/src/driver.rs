//! The entry point.

use crate::syntax::error::{Fault, Result, SyntaxError};
use crate::syntax::interactive::{Input, judge};
use crate::syntax::lines::Lines;
use crate::syntax::warn::{self, Warning};
use crate::syntax::{parse, shape};
use crate::{compile as code, scope, tree};
use ruff_python_ast::Mod;
use ruff_python_parser as ruff;
use trackway_bytecode::CodeUnit;

/// What a source is compiled as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A module or script.
    Exec,
    /// One expression; the code returns its value.
    Eval,
    /// Interactive input: values of expression statements are printed.
    Single,
}

/// How the outermost code is made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Its names are looked up in a mapping, its only argument, before the globals: for `exec`.
    pub named: bool,
    /// Annotations are kept as text, as after `from __future__ import annotations`.
    pub textual: bool,
    /// 1: without assertions; 2: without documentation, too.
    pub optimize: u8,
}

/// Native stack per level of the tree, for all passes and the destructor: eight times what chains of operators need.
const STACK_PER_LEVEL: usize = 16 << 10;
/// Native stack for what does not depend on the source.
const STACK_BASE: usize = 256 << 10;

/// Compiles `source`; `file` is the name shown in tracebacks.
///
/// # Errors
/// The first error found, with its place.
pub fn compile(source: &str, file: &str, mode: Mode) -> std::result::Result<CodeUnit, SyntaxError> {
    compile_with(source, file, mode, Options::default())
}

/// As [`compile`], with options.
///
/// # Errors
/// The first error found, with its place.
pub fn compile_with(
    source: &str,
    file: &str,
    mode: Mode,
    options: Options,
) -> std::result::Result<CodeUnit, SyntaxError> {
    compile_warned(source, file, mode, options).map(|(unit, _)| unit)
}

/// As [`compile_with`], with warnings.
///
/// # Errors
/// The first error found, with its place.
pub fn compile_warned(
    source: &str,
    file: &str,
    mode: Mode,
    options: Options,
) -> std::result::Result<(CodeUnit, Vec<Warning>), SyntaxError> {
    let lines = Lines::new(source);
    checked(source, file, mode, options, &lines).map_err(|fault: Box<Fault>| fault.locate(&lines))
}

/// The syntax tree of `source`, as the steps that build it.
///
/// # Errors
/// The first error found, with its place.
pub fn parse(source: &str, mode: Mode) -> std::result::Result<Vec<tree::Step>, SyntaxError> {
    let lines = Lines::new(source);
    let steps = with_tree(source, mode, |tree| tree::steps(tree, &lines, mode));
    steps.map_err(|fault: Box<Fault>| fault.locate(&lines))
}

/// Whether lines typed at a prompt are all of a statement.
pub fn input(source: &str) -> Input {
    let judged = with_tree(source, Mode::Single, |tree| Ok(judge(source, Ok(tree))));
    judged.unwrap_or_else(|fault| judge(source, Err(&fault)))
}

/// Parses on a stack that is large enough for what `work` does with the tree.
fn with_tree<R>(source: &str, mode: Mode, work: impl FnOnce(&Mod) -> Result<R>) -> Result<R> {
    if u32::try_from(source.len()).is_err() {
        return Err(Fault::syntax(Default::default(), "source is too large"));
    }
    let grammar = if mode == Mode::Eval { ruff::Mode::Expression } else { ruff::Mode::Module };
    let source = if mode == Mode::Eval { source.trim_end() } else { source };
    let need = STACK_BASE + shape::depth(source, grammar)? * STACK_PER_LEVEL;
    // Rc in the result rules out a thread of its own; a second stack on this thread does not.
    stacker::maybe_grow(need, need, || work(&parse::parse(source, grammar)?))
}

fn checked(
    source: &str,
    file: &str,
    mode: Mode,
    options: Options,
    lines: &Lines<'_>,
) -> Result<(CodeUnit, Vec<Warning>)> {
    with_tree(source, mode, |tree| {
        let scopes = scope::collect::collect(tree, options)?;
        let unit = code::compile(tree, &scopes, lines, file, mode)?;
        Ok((unit, warn::warnings(tree, lines, source)))
    })
}
