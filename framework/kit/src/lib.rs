//! The object kit: the heap types and routines that guests share.
#![forbid(unsafe_code)]

pub mod bigint;
pub mod coroutine;
pub mod sequence;
pub mod string;
pub mod table;

pub use bigint::BigInt;
pub use coroutine::Coroutine;
pub use sequence::{Array, CellBox, List, Tuple};
pub use string::{Str, str_of};
pub use table::{Dict, Set};
