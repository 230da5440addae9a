//! Ctrl-C: the signal sets a bit in the interrupt word, and the next safepoint raises.

use crate::machine::Machine;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering};
use trackway_gc::INTERRUPT_SIGNAL;

/// The interrupt word of the machine that takes the process's signals.
static TARGET: AtomicPtr<AtomicU32> = AtomicPtr::new(null_mut());

extern "C" fn on_interrupt(_: libc::c_int) {
    let word = TARGET.load(Ordering::Acquire);
    if !word.is_null() {
        // SAFETY: set by `catch_interrupts` to a machine's word; reset before that machine goes.
        unsafe { (*word).fetch_or(INTERRUPT_SIGNAL, Ordering::Relaxed) };
    }
}

impl Machine {
    /// From now on Ctrl-C interrupts this machine's guest instead of ending the process.
    pub fn catch_interrupts(&self) {
        TARGET.store(std::ptr::from_ref(&self.heap.ctx.interrupt).cast_mut(), Ordering::Release);
        let handler: extern "C" fn(libc::c_int) = on_interrupt;
        // SAFETY: the handler only sets a bit in an atomic word.
        unsafe { libc::signal(libc::SIGINT, handler as libc::sighandler_t) };
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let mine = std::ptr::from_ref(&self.heap.ctx.interrupt).cast_mut();
        let _ = TARGET.compare_exchange(mine, null_mut(), Ordering::AcqRel, Ordering::Relaxed);
    }
}
