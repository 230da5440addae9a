//! Clocks.

use nix::time::{ClockId, clock_gettime};

/// Nanoseconds of processor time of the process, or on a clock that only goes forward.
pub fn nanoseconds(process: bool) -> i64 {
    let clock = if process { ClockId::CLOCK_PROCESS_CPUTIME_ID } else { ClockId::CLOCK_MONOTONIC };
    clock_gettime(clock).map_or(0, |t| t.tv_sec() * 1_000_000_000 + t.tv_nsec())
}
