//! The object kit: the heap types and routines that guests share.
#![forbid(unsafe_code)]

pub mod coroutine;
pub mod sequence;

pub use coroutine::Coroutine;
pub use sequence::{Array, CellBox, List, Tuple};
