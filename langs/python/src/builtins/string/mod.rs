//! The methods of str, one file per family.

pub mod case;
pub mod cut;
pub mod encode;
pub mod format;
pub mod join;
pub mod pad;
pub mod percent;
pub mod percent_quick;
pub mod search;
pub mod strip;
pub mod translate;

use super::{Home, Table};
use crate::types::builtin::Cls;

/// The tables of this family.
pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::Str), natives: case::METHODS },
    Table { home: Home::Class(Cls::Str), natives: search::METHODS },
    Table { home: Home::Class(Cls::Str), natives: cut::METHODS },
    Table { home: Home::Class(Cls::Str), natives: strip::METHODS },
    Table { home: Home::Class(Cls::Str), natives: pad::METHODS },
    Table { home: Home::Class(Cls::Str), natives: join::METHODS },
    Table { home: Home::Class(Cls::Str), natives: translate::METHODS },
    Table { home: Home::Class(Cls::Str), natives: encode::METHODS },
    Table { home: Home::Class(Cls::Str), natives: format::STR },
    Table { home: Home::Class(Cls::Str), natives: format::METHODS },
    Table { home: Home::Class(Cls::Int), natives: format::METHODS },
    Table { home: Home::Class(Cls::Float), natives: format::METHODS },
    Table { home: Home::Prelude, natives: format::PRIVATE },
    Table { home: Home::Prelude, natives: percent::PRIVATE },
];
