//! _json: reading and writing JSON at once, as far as that needs no guest code.

mod dump;
mod quote;
mod scan;

use crate::builtins::native::Native;
use crate::builtins::{Home, Table};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

const PRIVATE: &[Native] = &[
    Native::pure("_json_scan", 3, 3, scan::value),
    Native::pure("_json_string", 3, 3, scan::string),
    Native::pure("_json_quote", 2, 2, quote::quoted),
    Native::pure("_json_dump", 3, 3, dump::dump),
];
