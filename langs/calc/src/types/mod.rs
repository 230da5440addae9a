//! Heap types. Calc needs none of its own: these are the kit's. A type is a struct with `#[derive(Object)]`;
//! `framework/kit/src/plain/closures.rs` has one, `Function`, and the ops that make and use it.

pub use trackway_kit::builtin::Builtin;
pub use trackway_kit::plain::closures::Function;
pub use trackway_kit::{CellBox, Continuation, Coroutine, Dict, Fiber, List, Str};
