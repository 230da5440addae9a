//! Signals of the process: one that arrives is remembered and sets a bit in the interrupt word; the
//! next safepoint has the guest see to it.
//!
//! Blocking system calls are interrupted, not restarted: who makes one looks at
//! [`Machine::signal_is_pending`] and goes on.

use crate::machine::Machine;
use std::mem::zeroed;
use std::ptr::{null, null_mut};
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64, Ordering};
use std::time::Duration;
use trackway_gc::INTERRUPT_SIGNAL;

/// The interrupt word of the machine that takes the process's signals.
static TARGET: AtomicPtr<AtomicU32> = AtomicPtr::new(null_mut());
/// Signals that nobody has seen to, as bits; signal `n` is bit `n - 1`.
static PENDING: AtomicU64 = AtomicU64::new(0);
/// The number of Ctrl-C's signal.
pub const SIGINT: i32 = libc::SIGINT;
/// The number of the first signal that is the user's own.
pub const SIGUSR1: i32 = libc::SIGUSR1;

/// What the process does about a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    Default,
    Ignore,
    /// The machine is told.
    Catch,
}

extern "C" fn on_signal(n: libc::c_int) {
    PENDING.fetch_or(1 << (n - 1), Ordering::Relaxed);
    let word = TARGET.load(Ordering::Acquire);
    if !word.is_null() {
        // SAFETY: set by `catch_signals` to a machine's word; reset before that machine goes.
        unsafe { (*word).fetch_or(INTERRUPT_SIGNAL, Ordering::Relaxed) };
    }
}

/// `now`, then again each `every`; zero: never.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timer {
    pub first: Duration,
    pub every: Duration,
}

fn timeval(d: Duration) -> libc::timeval {
    libc::timeval { tv_sec: d.as_secs() as _, tv_usec: d.subsec_micros() as _ }
}

fn duration(t: libc::timeval) -> Duration {
    Duration::new(t.tv_sec as u64, t.tv_usec as u32 * 1000)
}

fn timer(t: libc::itimerval) -> Timer {
    Timer { first: duration(t.it_value), every: duration(t.it_interval) }
}

fn last_error(result: libc::c_int) -> std::io::Result<()> {
    if result == 0 { Ok(()) } else { Err(std::io::Error::last_os_error()) }
}

/// Sets an interval timer of the process, whose signal arrives as any other; what it was before.
pub fn set_timer(which: i32, t: Timer) -> std::io::Result<Timer> {
    let new = libc::itimerval { it_value: timeval(t.first), it_interval: timeval(t.every) };
    // SAFETY: a plain struct of integers.
    let mut old = unsafe { zeroed() };
    // SAFETY: both point to structs that live through the call; a wrong `which` is refused.
    last_error(unsafe { libc::setitimer(which as _, &raw const new, &raw mut old) })?;
    Ok(timer(old))
}

/// An interval timer of the process.
pub fn get_timer(which: i32) -> std::io::Result<Timer> {
    // SAFETY: a plain struct of integers.
    let mut now = unsafe { zeroed() };
    // SAFETY: as in `set_timer`.
    last_error(unsafe { libc::getitimer(which as _, &raw mut now) })?;
    Ok(timer(now))
}

/// The calling thread takes no signals of the process.
pub fn leave_to_others() {
    // SAFETY: a plain struct of integers.
    let mut all = unsafe { zeroed() };
    // SAFETY: the struct lives through both calls.
    unsafe {
        libc::sigfillset(&raw mut all);
        libc::pthread_sigmask(libc::SIG_BLOCK, &raw const all, null_mut());
    }
}

/// The signals that are blocked and wait, as bits.
pub fn waiting() -> std::io::Result<u64> {
    // SAFETY: a plain struct of integers.
    let mut set = unsafe { zeroed() };
    // SAFETY: writes the struct.
    last_error(unsafe { libc::sigpending(&raw mut set) })?;
    // SAFETY: reads the struct that was written.
    let is_member = |n: &i32| unsafe { libc::sigismember(&raw const set, *n) } == 1;
    Ok((1..=64).filter(is_member).fold(0, |bits, n| bits | 1 << (n - 1)))
}

/// What the process does about signal `n`.
pub fn disposition(n: i32) -> std::io::Result<Disposition> {
    // SAFETY: a plain struct; all zero is a value of it.
    let mut old: libc::sigaction = unsafe { zeroed() };
    // SAFETY: asks only; a wrong number is refused.
    last_error(unsafe { libc::sigaction(n, null(), &raw mut old) })?;
    Ok(match old.sa_sigaction {
        libc::SIG_DFL => Disposition::Default,
        libc::SIG_IGN => Disposition::Ignore,
        _ => Disposition::Catch,
    })
}

/// Says what becomes of signal `n`, one of 1 to 64.
pub fn set_disposition(n: i32, d: Disposition) -> std::io::Result<()> {
    let handler: extern "C" fn(libc::c_int) = on_signal;
    // SAFETY: a plain struct; all zero is a value of it.
    let mut new: libc::sigaction = unsafe { zeroed() };
    new.sa_sigaction = match d {
        Disposition::Default => libc::SIG_DFL,
        Disposition::Ignore => libc::SIG_IGN,
        Disposition::Catch => handler as libc::sighandler_t,
    };
    // SAFETY: the handler only sets bits in atomic words; a wrong number is refused.
    last_error(unsafe { libc::sigaction(n, &raw const new, null_mut()) })
}

/// Whether signal `n` is pending; then it is no more.
pub(crate) fn take(n: i32) -> bool {
    let bit = 1 << (n - 1);
    PENDING.fetch_and(!bit, Ordering::Relaxed) & bit != 0
}

impl Machine {
    /// From now on signals that the process catches are this machine's guest's, Ctrl-C among them.
    pub fn catch_signals(&self) {
        TARGET.store(std::ptr::from_ref(&self.heap.ctx.interrupt).cast_mut(), Ordering::Release);
        set_disposition(SIGINT, Disposition::Catch).expect("Ctrl-C can be caught");
    }

    /// Whether a signal waits to be seen to.
    pub fn signal_is_pending(&self) -> bool {
        PENDING.load(Ordering::Relaxed) != 0
    }

    /// Takes the pending signal with the lowest number, if it is in `mask`, where signal `n` is bit `n - 1`.
    pub fn take_signal(&self, mask: u64) -> Option<i32> {
        let n = (PENDING.load(Ordering::Relaxed) & mask).trailing_zeros();
        if n == u64::BITS {
            return None;
        }
        PENDING.fetch_and(!(1 << n), Ordering::Relaxed);
        Some(n as i32 + 1)
    }

    /// Has the next safepoint look for pending signals once more.
    pub fn look_for_signals(&self) {
        self.heap.ctx.interrupt.fetch_or(INTERRUPT_SIGNAL, Ordering::Relaxed);
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let mine = std::ptr::from_ref(&self.heap.ctx.interrupt).cast_mut();
        let _ = TARGET.compare_exchange(mine, null_mut(), Ordering::AcqRel, Ordering::Relaxed);
        self.bell.remove();
    }
}
