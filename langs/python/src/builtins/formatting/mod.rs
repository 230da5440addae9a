//! Formatting: the format mini-language, `str.format` and `%`.

pub mod fields;
pub mod float;
pub mod int;
pub mod percent;
pub mod quick;
pub mod spec;
pub mod text;
pub mod value;

use crate::errors::{raise, value_error};
use crate::types::builtin::Cls;
use trackway::{Machine, Raise};

/// Why a value cannot be formatted; the text is the exception's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bad {
    Value(String),
    Overflow(String),
    Type(String),
    /// The result is too long.
    Memory,
}

impl Bad {
    pub fn value(text: impl Into<String>) -> Bad {
        Bad::Value(text.into())
    }

    /// The guest's exception.
    pub fn raise(self, machine: &Machine) -> Raise {
        match self {
            Bad::Value(text) => value_error(machine, &text),
            Bad::Overflow(text) => raise(machine, Cls::OverflowError, &text),
            Bad::Type(text) => raise(machine, Cls::TypeError, &text),
            Bad::Memory => crate::errors::memory_error(machine),
        }
    }
}
