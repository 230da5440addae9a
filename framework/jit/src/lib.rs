//! The tracing JIT: recorder, optimiser, and the driver that counts, compiles, enters and leaves.
//!
//! ```text
//! hot header -> record -> optimise -> code generator (a thread of its own) -> enter
//! exit -> rebuild the frames -> interpreter;  hot exit -> record a bridge -> the exit's cell
//! ```
#![forbid(unsafe_code)]

mod driver;
mod opt;
mod record;
#[doc(hidden)]
pub mod testing;

pub use driver::{HELP, JitOptions, JitStats, OptionError, Stats, TracingJit, install};
pub use record::Abort;
pub use trackway_report::Report;
