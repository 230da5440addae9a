//! Regular expressions: what the library's `re` is built on.
//!
//! `re/_compiler.py` makes words of a pattern; [`program`] decodes them, [`matcher`] looks for matches,
//! a [`job`] is what a program asks for. What calls guest code is in the prelude's `regex.py`.

mod charset;
mod code;
mod first;
mod job;
pub mod matched;
mod matcher;
pub mod pattern;
mod program;
mod subject;

pub use job::Matches;
pub use matched::Match;
pub use pattern::Regex;

use super::args::{int, int_word};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::roots::bool_word;
use crate::types::builtin::Cls;
use crate::types::module;
use crate::types::objects::Module;
use trackway::{Gc, Machine};

pub const TABLES: &[Table] = &[
    Table { home: Home::Prelude, natives: PRIVATE },
    Table { home: Home::Module("_sre"), natives: PUBLIC },
    Table { home: Home::Class(Cls::Match), natives: matched::METHODS },
];

const PRIVATE: &[Native] = &[
    Native::effect("_re_step", 1, 1, job::go_on),
    Native::effect("_re_drop", 1, 1, job::drop_job),
    Native::tail("_re_replace", 5, 5, pattern::replace),
    Native::tail("_re_after", 2, 2, pattern::after),
];

const PUBLIC: &[Native] = &[
    Native::pure("compile", 6, 6, pattern::compile),
    Native::pure("getcodesize", 0, 0, |m, _| Ok(int_word(m, 4))),
    Native::pure("ascii_tolower", 1, 1, |m, a| {
        Ok(int_word(m, charset::ascii_lower(int(m, a[0])? as u32) as i64))
    }),
    Native::pure("unicode_tolower", 1, 1, |m, a| {
        Ok(int_word(m, charset::unicode_lower(int(m, a[0])? as u32) as i64))
    }),
    Native::pure("ascii_iscased", 1, 1, |m, a| {
        let c = int(m, a[0])?;
        Ok(bool_word(m, (0..128).contains(&c) && (c as u8).is_ascii_alphabetic()))
    }),
    Native::pure("unicode_iscased", 1, 1, |m, a| {
        let c = int(m, a[0])? as u32;
        Ok(bool_word(m, charset::unicode_lower(c) != c || charset::unicode_upper(c) != c))
    }),
];

/// The module's numbers, and the name of the classes' module.
pub fn constants(machine: &Machine, m: Gc<Module>) {
    for (name, n) in [
        ("MAGIC", code::MAGIC),
        ("CODESIZE", 4),
        ("MAXREPEAT", code::MAX_REPEAT as i64),
        ("MAXGROUPS", (1 << 30) - 1),
    ] {
        module::define(machine, m, name, int_word(machine, n));
    }
    pattern::name_module(machine);
}
