//! Runs guest scripts in every mode and compares what they print with what they say they print.
//!
//! ```text
//! print(1 + 1)      # expect: 2          on the line that prints, or alone on the lines after it
//! # expect: ..                           one for each further line, in the order of the output
//! boom()            # expect-error: E    the end of the uncaught error's last line
//! # exit: 3                              the exit code; 1 after an error, otherwise 0
//! # needs: loopback                      skipped, with a word about it, where 127.0.0.1 cannot be reached
//! ```
//! A language's `tests/guest.rs` calls [`check_dir`]. Scripts in a folder `wishlist` are run and
//! reported and never fail; files whose names begin with `_` are modules for other scripts.
//! `TRACKWAY_TEST=PART` runs the scripts whose paths contain PART, `TRACKWAY_MODE=NAME` one mode.
#![forbid(unsafe_code)]

mod expect;
mod modes;
mod process;
mod report;
mod suite;

pub use expect::{Expectation, Line};
pub use modes::{MODES, Mode};
pub use suite::{Suite, Summary, check_dir};
