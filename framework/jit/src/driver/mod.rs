//! The driver: hot counters, recordings, installed traces, entries and exits.
//!
//! Invariant: nothing of `State` is borrowed while compiled code runs or a recording is under
//! way, since both call helpers that may change the machine's epoch.

mod compile;
mod double;
mod exits;
mod grow;
mod headers;
mod install;
mod options;
mod report;
mod run;
mod state;
mod stats;
mod stress;
mod versions;

pub use install::{Stats, TracingJit, install};
pub use options::{HELP, JitOptions, OptionError};
pub use stats::JitStats;
