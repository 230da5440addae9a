//! Why a trace was not compiled.

use std::fmt;
use trackway_ir::{Ref, SnapId};

/// The trace is thrown away; the program goes on interpreted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodegenError {
    /// Cranelift has no back end for this machine, or refused a setting.
    Host(String),
    /// An exit would save more words than the exit buffer holds.
    TooManyExitValues { snap: SnapId, count: usize },
    /// The trace breaks a rule of the IR at this instruction.
    BadTrace { at: usize, why: BadTrace },
    /// Cranelift refused the function.
    Cranelift(String),
    /// The machine code cannot be placed: it needs relocations or a larger alignment.
    Unplaceable(&'static str),
    /// The operating system gave no executable memory; its error number.
    NoMemory(i32),
}

/// The rule of the IR that a trace breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadTrace {
    /// An operand is missing, or stands after its use.
    Undefined(Ref),
    /// A guard without a snapshot.
    NoSnapshot,
    /// A loop end without a label, or with the wrong number of arguments.
    Label,
    /// A branch to which no guard before it leads.
    Branch,
    /// The value's type does not fit its use.
    Type(Ref),
    /// The operation cannot stand here.
    Misplaced,
}

impl fmt::Display for CodegenError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            CodegenError::Host(why) => write!(f, "no code generator for this host: {why}"),
            CodegenError::TooManyExitValues { snap, count } => {
                write!(f, "snapshot s{} saves {count} values", snap.0)
            }
            CodegenError::BadTrace { at, why } => write!(f, "malformed trace at v{at}: {why:?}"),
            CodegenError::Cranelift(why) => write!(f, "cranelift: {why}"),
            CodegenError::Unplaceable(why) => write!(f, "code cannot be placed: {why}"),
            CodegenError::NoMemory(errno) => write!(f, "no executable memory (errno {errno})"),
        }
    }
}

impl std::error::Error for CodegenError {}
