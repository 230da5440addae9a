//! The tables of the builtin types' behaviour, in the order in which they are numbered.

use super::{Table, bytes, float, int, list, math, ranges, set, string, views};

/// Every family's tables.
pub const FAMILIES: &[&[Table]] = &[
    string::TABLES,
    bytes::TABLES,
    int::TABLES,
    float::TABLES,
    list::TABLES,
    views::TABLES,
    set::TABLES,
    ranges::TABLES,
    math::TABLES,
];
