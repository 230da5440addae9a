//! Whether lines typed at a prompt are all of a statement.

use crate::syntax::error::{ErrorKind, Fault};
use ruff_python_ast::{Mod, Stmt};

/// What interactive input is so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A statement, or an error that more lines do not mend.
    Complete,
    /// A compound statement, which an empty line ends.
    Block,
    /// A compound statement without its block.
    Header,
    /// A bracket or a text that is open: empty lines are part of it.
    Open,
}

/// What the tree of the input, or the error in it, says.
pub fn judge(source: &str, parsed: Result<&Mod, &Fault>) -> Input {
    match parsed {
        Ok(Mod::Module(m)) if m.body.last().is_some_and(is_compound) => Input::Block,
        Ok(_) => Input::Complete,
        Err(fault) if is_open(source, fault) => Input::Open,
        Err(fault) if fault.end_column == Some(-1) && !fault.message.starts_with("unindent") => Input::Header,
        Err(_) => Input::Complete,
    }
}

fn is_open(source: &str, fault: &Fault) -> bool {
    let text = &fault.message;
    fault.kind == ErrorKind::Syntax
        && (text.contains("was never closed")
            || text.contains("unterminated triple-quoted")
            || text.contains("unexpected EOF")
            || source.trim_end_matches('\n').ends_with('\\') && !text.contains("line continuation"))
}

fn is_compound(s: &Stmt) -> bool {
    matches!(
        s,
        Stmt::FunctionDef(_)
            | Stmt::ClassDef(_)
            | Stmt::If(_)
            | Stmt::For(_)
            | Stmt::While(_)
            | Stmt::With(_)
            | Stmt::Try(_)
            | Stmt::Match(_)
    )
}
