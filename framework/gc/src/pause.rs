//! How long collections take, and which of their phases.

use crate::heap::{GcStats, Heap};
use std::cell::Cell;
use std::time::Instant;

/// Limits of the classes of [`crate::GcStats::pauses`], microseconds.
pub const PAUSES: [u64; 7] = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];

/// Nanoseconds of CPU time of this thread: what other processes take does not count.
pub fn cpu_ns() -> u64 {
    let mut t = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: writes the time into `t`.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut t) };
    t.tv_sec as u64 * 1_000_000_000 + t.tv_nsec as u64
}

/// The phases of a collection, as [`crate::GcStats::longest`] has them.
pub const PHASES: [&str; 5] = ["young", "roots", "mark", "dead", "sweep"];

/// See [`PHASES`].
#[derive(Clone, Copy)]
pub(crate) enum Phase {
    /// Survivors are copied.
    Young,
    /// Roots are visited for marking.
    Roots,
    /// Objects are looked into.
    Mark,
    /// Weak references, finalizers and caches are told who died.
    Dead,
    Sweep,
}

/// CPU time of each phase of the collection that is under way.
#[derive(Default)]
pub(crate) struct Pause(Cell<[u64; PHASES.len()]>);

impl Heap {
    /// Does a part of a collection.
    pub(crate) fn phase<R>(&self, phase: Phase, part: impl FnOnce() -> R) -> R {
        let start = cpu_ns();
        let result = part();
        let mut all = self.pause.0.get();
        all[phase as usize] += cpu_ns() - start;
        self.pause.0.set(all);
        result
    }

    /// Does a collection, and notes how long it took.
    pub(crate) fn timed(&self, collection: impl FnOnce()) {
        self.pause.0.take();
        let start = Instant::now();
        collection();
        let pause = start.elapsed().as_nanos() as u64;
        let mut s = self.stats.get();
        s.pause_ns += pause;
        s.max_pause_ns = s.max_pause_ns.max(pause);
        let phases = self.pause.0.get();
        if phases.iter().sum::<u64>() > s.longest.iter().sum() {
            s.longest = phases;
        }
        let slot = PAUSES.iter().position(|limit| pause < limit * 1_000).unwrap_or(PAUSES.len());
        s.pauses[slot] += 1;
        self.stats.set(s);
    }
}

impl GcStats {
    /// The phases of the longest collection and their nanoseconds of CPU time.
    pub fn longest_by_phase(&self) -> impl Iterator<Item = (&'static str, u64)> {
        PHASES.into_iter().zip(self.longest)
    }
}
