//! decimal: arithmetic on finite numbers. `library/modules/_decimal_classes.py` has the classes.
//!
//! Each native answers None for what is rare: infinities and NaNs, conditions that are trapped, overflows, operands of
//! other types. Then the library's own method in Python does it all, and nothing has happened before. So a native never
//! raises an exception of the module, and what it has in common with that method is the result and the flags.
//!
//! [`known`] reads and makes the guest's objects, [`coefficient`] is the arithmetic, [`rounding`] makes results what a
//! [`context`] allows; the other files are an operation each.

mod coefficient;
mod context;
mod convert;
mod division;
mod format;
mod known;
mod methods;
mod powers;
mod quantize;
mod rounding;
mod sums;
mod text;

pub use methods::TABLES;
