//! What can go wrong in a guest that a host runs.

use crate::Limit;
use std::fmt;

/// An error that the guest raised and did not handle, or one in its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The kind of error in the guest's words, such as `ZeroDivisionError`.
    pub kind: String,
    pub message: String,
    /// File and line of the innermost place in the guest's source, where known.
    pub place: Option<(String, u32)>,
}

/// Why a call of an [`super::Engine`] has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EngineError {
    /// The source is no program.
    Syntax(Fault),
    /// The guest raised an error.
    Raised(Fault),
    /// A limit of the host was reached; the guest was stopped. The engine can be used on.
    Limit(Limit),
    /// There is no such global.
    Unknown(String),
    /// The handle is another engine's.
    Foreign,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if let Some((file, line)) = &self.place {
            write!(f, "{file}:{line}: ")?;
        }
        match self.message.as_str() {
            "" => f.write_str(&self.kind),
            message => write!(f, "{}: {message}", self.kind),
        }
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            EngineError::Syntax(fault) | EngineError::Raised(fault) => fault.fmt(f),
            EngineError::Limit(Limit::Time) => f.write_str("stopped: out of time"),
            EngineError::Limit(Limit::Steps) => f.write_str("stopped: out of steps"),
            EngineError::Limit(Limit::Memory) => f.write_str("stopped: out of memory"),
            EngineError::Limit(Limit::Depth) => f.write_str("stopped: calls are nested too deeply"),
            EngineError::Unknown(name) => write!(f, "there is no global '{name}'"),
            EngineError::Foreign => f.write_str("the object belongs to another engine"),
        }
    }
}

impl std::error::Error for EngineError {}
