//! Limits that a host sets on a guest.
//!
//! Where one is reached the run suspends and does not go on: guest code cannot catch it. Time and
//! steps are looked at where the interrupt word is, so compiled loops obey them too. A step is a
//! safepoint: a loop's round or a call.

use crate::code::CodeRef;
use crate::machine::Machine;
use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;
use trackway_gc::{INTERRUPT_LIMIT, Value};

/// What a host can limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Time,
    Steps,
    Memory,
    Depth,
}

/// The running frame.
#[derive(Clone, Copy)]
pub struct Top {
    base: *mut Value,
    code: Option<CodeRef>,
    pc: u32,
    depth: i64,
}

/// Part of a [`Machine`].
#[derive(Default)]
pub(crate) struct HostLimits {
    reached: Cell<Option<Limit>>,
    expired: AtomicBool,
    /// Steps are counted.
    counting: Cell<bool>,
    /// The memory limit is the host's, and no guest error.
    firm_memory: Cell<bool>,
    /// So is the depth limit.
    firm_depth: Cell<bool>,
}

impl Machine {
    /// The next run may take so many steps. Compiled code counts only if the JIT was told so before it
    /// made any.
    pub fn limit_steps(&self, steps: i64) {
        self.heap.ctx.steps.set(steps);
        self.limits.counting.set(true);
        self.heap.ctx.interrupt.fetch_or(INTERRUPT_LIMIT, Ordering::Relaxed);
    }

    /// From now on a guest that reaches the limit of memory, or of depth, is stopped.
    pub fn make_firm(&self, memory: bool, depth: bool) {
        self.limits.firm_memory.set(memory);
        self.limits.firm_depth.set(depth);
    }

    /// Whether the run has suspended for good.
    pub fn at_limit(&self) -> bool {
        self.limits.reached.get().is_some()
    }

    /// Runs `f`; when it takes longer than `time`, the guest that it runs is stopped.
    pub fn within<R>(&self, time: Duration, f: impl FnOnce() -> R) -> R {
        let (done, changed) = (Mutex::new(false), Condvar::new());
        let (word, expired) = (&self.heap.ctx.interrupt, &self.limits.expired);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let done = done.lock().unwrap_or_else(PoisonError::into_inner);
                let waited = changed.wait_timeout_while(done, time, |done| !*done);
                if waited.is_ok_and(|(done, _)| !*done) {
                    expired.store(true, Ordering::Relaxed);
                    word.fetch_or(INTERRUPT_LIMIT, Ordering::Release);
                }
            });
            let result = f();
            *done.lock().unwrap_or_else(PoisonError::into_inner) = true;
            changed.notify_one();
            result
        })
    }

    /// The limit that ended the run, once.
    pub fn take_limit(&self) -> Option<Limit> {
        self.limits.expired.store(false, Ordering::Relaxed);
        self.limits.reached.take()
    }

    /// A limit that the host takes for its own was met within an op.
    pub(crate) fn limit_met(&self, limit: Limit) {
        let firm = match limit {
            Limit::Memory => self.limits.firm_memory.get(),
            _ => self.limits.firm_depth.get(),
        };
        if firm {
            self.limits.reached.set(Some(limit));
            self.heap.ctx.interrupt.fetch_or(INTERRUPT_LIMIT, Ordering::Relaxed);
        }
    }

    /// At a safepoint: whether the run ends here.
    pub(crate) fn limit_reached(&self) -> bool {
        let limits = &self.limits;
        if !limits.counting.get() {
            self.heap.ctx.interrupt.fetch_and(!INTERRUPT_LIMIT, Ordering::Relaxed);
        }
        if limits.expired.load(Ordering::Relaxed) {
            limits.reached.set(Some(Limit::Time));
        } else if limits.counting.get() {
            let left = self.heap.ctx.steps.get() - 1;
            self.heap.ctx.steps.set(left);
            if left < 0 {
                limits.reached.set(Some(Limit::Steps));
            }
        }
        limits.reached.get().is_some()
    }

    /// What runs now; for [`Machine::rewind`].
    pub fn top(&self) -> Top {
        Top {
            base: self.base.get(),
            code: self.code.get(),
            pc: self.pc.get(),
            depth: self.heap.ctx.depth.get(),
        }
    }

    /// Forgets the frames that were entered since `top` was taken, and a pending exception. No compiled
    /// code may be running.
    pub fn rewind(&self, top: Top) {
        self.leave_fibers(top.base);
        self.base.set(top.base);
        self.code.set(top.code);
        self.pc.set(top.pc);
        self.heap.ctx.depth.set(top.depth);
        self.noted.set(false);
        self.resume_hot.set(false);
        self.take_pending();
    }
}
