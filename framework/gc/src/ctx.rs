//! The words that compiled code, the interpreter and the heap share.

use std::cell::Cell;
use std::sync::atomic::AtomicU32;

/// Words in the exit buffer.
pub const EXIT_BUFFER: usize = 512;

/// The nursery is full: collect at the next safepoint.
pub const INTERRUPT_GC: u32 = 1;
/// A signal (Ctrl-C) waits for the guest.
pub const INTERRUPT_SIGNAL: u32 = 2;
/// The host wants the next safepoint: fuel, limits, a finished compilation.
pub const INTERRUPT_HOST: u32 = 4;
/// A limit of the host may be reached. Set all the time while steps are counted.
pub const INTERRUPT_LIMIT: u32 = 8;

/// Read and written by compiled code at fixed offsets.
#[repr(C)]
pub struct Ctx {
    /// Why the next safepoint has work to do; zero most of the time.
    pub interrupt: AtomicU32,
    /// Guest frames on the stack.
    pub depth: Cell<i64>,
    /// Compiled code calls compiled code only while there are fewer guest frames than this.
    pub depth_limit: Cell<i64>,
    /// Compiled code calls compiled code only while the native stack pointer is above this.
    pub native_limit: Cell<u64>,
    /// Changes when an assumption that compiled code may rely on fails.
    pub epoch: Cell<u64>,
    /// Steps left, where they are counted.
    pub steps: Cell<i64>,
    /// What compiled code entered from Rust returned.
    pub result: Cell<u64>,
    /// The exception being raised, as a guest word; 0 for none.
    pub pending: Cell<u64>,
    pub nursery_top: Cell<usize>,
    pub nursery_end: Cell<usize>,
    /// The exit through which compiled code was left last.
    pub exit_id: Cell<u64>,
    pub exit_buf: [Cell<u64>; EXIT_BUFFER],
}

impl Ctx {
    pub fn new() -> Ctx {
        Ctx {
            interrupt: AtomicU32::new(0),
            depth: Cell::new(0),
            depth_limit: Cell::new(i64::MAX),
            native_limit: Cell::new(u64::MAX),
            epoch: Cell::new(1),
            steps: Cell::new(0),
            result: Cell::new(0),
            pending: Cell::new(0),
            nursery_top: Cell::new(0),
            nursery_end: Cell::new(0),
            exit_id: Cell::new(0),
            exit_buf: [const { Cell::new(0) }; EXIT_BUFFER],
        }
    }
}

impl Default for Ctx {
    fn default() -> Ctx {
        Ctx::new()
    }
}
