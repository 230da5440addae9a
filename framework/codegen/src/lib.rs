//! Optimised traces to machine code, with Cranelift.
//!
//! ```text
//! Trace -> lower* (CLIF) -> Cranelift -> arena (executable memory) -> Compiled
//! ```
//!
//! A trace becomes one function `fn(ctx, base) -> (result, status)` in the tail-call convention. A failing guard
//! jumps to the exit block of its snapshot, which saves the live values raw in the context and
//! tail-calls whatever the exit's cell holds: the leave stub at first, a bridge later. So native
//! code never changes once it is placed, and the native stack grows only where a trace calls a guest
//! function that has code of its own.
//!
//! All `unsafe` is in [`install`]; everything else only computes addresses and offsets.
#![deny(unsafe_code)]

mod arena;
mod compiler;
mod error;
mod exits;
#[allow(unsafe_code)]
mod install;
mod layout;
mod lower;
mod lower_alloc;
mod lower_call;
mod lower_div;
mod lower_exit;
mod lower_guard;
mod lower_mem;
mod lower_native;
mod lower_num;
mod lower_small;
mod lower_value;
mod purpose;
mod request;
mod stubs;
mod uses;

pub use arena::CodeUsage;
pub use compiler::Compiler;
pub use error::{BadTrace, CodegenError};
pub use exits::{CompiledExit, ExitCell};
pub use install::{enter, run};
pub use layout::{CtxLayout, EXIT_BUF_WORDS, RuntimeCalls, status};
pub use request::{CodeMap, CompileRequest, Compiled, Counts, Purpose};
