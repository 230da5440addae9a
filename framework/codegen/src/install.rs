//! The unsafe part: executable memory, and the jump into it.
//!
//! A mapping is one memory file mapped twice, writable and executable, so code can be placed
//! while other code of the same mapping runs. Where the system has no memory files the mapping
//! is a single one whose protection turns for each placement; then no two placements may share
//! a page, which [`Mapping::granule`] tells the arena.

use std::io::Error;

/// Alignment of a placement. A cache line's half; Cranelift asks no more for functions.
const DUAL_GRANULE: usize = 32;
const PAGE: usize = 4096;

/// Executable memory of fixed size. Unmapped when dropped.
#[derive(Debug)]
pub(crate) struct Mapping {
    /// Equal to `exec` in the single form.
    write: usize,
    exec: usize,
    len: usize,
}

impl Mapping {
    /// `len` must be a multiple of the page size.
    pub fn new(len: usize) -> Result<Mapping, i32> {
        assert!(len > 0 && len.is_multiple_of(PAGE));
        Mapping::dual(len).or_else(|_| Mapping::single(len))
    }

    fn dual(len: usize) -> Result<Mapping, i32> {
        // SAFETY: the name is a NUL-terminated literal.
        let fd = unsafe { libc::memfd_create(c"trackway-code".as_ptr(), libc::MFD_CLOEXEC) };
        if fd < 0 {
            return Err(errno());
        }
        // SAFETY: `fd` was opened above and is closed once.
        let sized = unsafe { libc::ftruncate(fd, len as libc::off_t) } == 0;
        let made = if sized { Mapping::dual_of(fd, len) } else { Err(errno()) };
        // SAFETY: as above; mappings outlive the descriptor.
        unsafe { libc::close(fd) };
        made
    }

    fn dual_of(fd: i32, len: usize) -> Result<Mapping, i32> {
        let write = map(len, libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED, fd)?;
        match map(len, libc::PROT_READ | libc::PROT_EXEC, libc::MAP_SHARED, fd) {
            Ok(exec) => Ok(Mapping { write, exec, len }),
            Err(e) => {
                unmap(write, len);
                Err(e)
            }
        }
    }

    fn single(len: usize) -> Result<Mapping, i32> {
        let both = map(len, libc::PROT_READ | libc::PROT_EXEC, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS, -1)?;
        Ok(Mapping { write: both, exec: both, len })
    }

    /// Placements start and end at multiples of this.
    pub fn granule(&self) -> usize {
        if self.write == self.exec { PAGE } else { DUAL_GRANULE }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    /// Address at which the byte at `offset` is executed.
    pub fn address(&self, offset: usize) -> usize {
        self.exec + offset
    }

    /// Copies code to `offset`. The arena owes that nothing there is in use.
    pub fn place(&self, offset: usize, code: &[u8]) -> Result<(), i32> {
        assert!(offset.is_multiple_of(self.granule()) && code.len() <= self.len - offset);
        let single = self.write == self.exec;
        let pages = code.len().next_multiple_of(PAGE);
        if single {
            protect(self.write + offset, pages, libc::PROT_READ | libc::PROT_WRITE)?;
        }
        // SAFETY: the range is inside this mapping (asserted), writable, and no reference into
        // it exists; the arena hands out disjoint ranges.
        unsafe { std::ptr::copy_nonoverlapping(code.as_ptr(), (self.write + offset) as *mut u8, code.len()) };
        if single {
            protect(self.exec + offset, pages, libc::PROT_READ | libc::PROT_EXEC)?;
        }
        publish(self.write + offset, self.exec + offset, code.len());
        Ok(())
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        unmap(self.exec, self.len);
        if self.write != self.exec {
            unmap(self.write, self.len);
        }
    }
}

fn errno() -> i32 {
    Error::last_os_error().raw_os_error().unwrap_or(0)
}

fn map(len: usize, prot: i32, flags: i32, fd: i32) -> Result<usize, i32> {
    // SAFETY: no address is requested, so no existing mapping is touched.
    let p = unsafe { libc::mmap(std::ptr::null_mut(), len, prot, flags, fd, 0) };
    if p == libc::MAP_FAILED { Err(errno()) } else { Ok(p as usize) }
}

fn unmap(at: usize, len: usize) {
    // SAFETY: only called with a whole range that `map` returned, once.
    unsafe { libc::munmap(at as *mut libc::c_void, len) };
}

fn protect(at: usize, len: usize, prot: i32) -> Result<(), i32> {
    // SAFETY: only called with whole pages of a `single` mapping; no other placement shares them.
    if unsafe { libc::mprotect(at as *mut libc::c_void, len, prot) } == 0 { Ok(()) } else { Err(errno()) }
}

/// Makes placed code visible to instruction fetch.
#[cfg(not(target_arch = "aarch64"))]
fn publish(_write: usize, _exec: usize, _len: usize) {}

/// Makes placed code visible to instruction fetch.
#[cfg(target_arch = "aarch64")]
fn publish(write: usize, exec: usize, len: usize) {
    use std::arch::asm;
    const LINE: usize = 16; // the smallest line the architecture allows
    // SAFETY: cache maintenance by address inside our own mappings; no memory is changed.
    unsafe {
        for at in (write..write + len).step_by(LINE) {
            asm!("dc cvau, {}", in(reg) at);
        }
        asm!("dsb ish");
        for at in (exec..exec + len).step_by(LINE) {
            asm!("ic ivau, {}", in(reg) at);
        }
        asm!("dsb ish", "isb");
    }
}

/// Runs compiled code until it leaves; its status, one of [`status`](crate::status).
///
/// # Safety
/// `trampoline` and `code` come from the same live [`Compiler`](crate::Compiler) and its
/// [`Compiled`](crate::Compiled) code; `ctx` has the layout given to that compiler; `base` is the
/// root frame of the kind the trace was recorded for; every cell reachable from `code` leads to
/// live code.
pub unsafe fn enter(trampoline: usize, ctx: *mut u8, base: *mut u64, code: usize) -> i64 {
    // SAFETY: the trampoline was compiled with this signature; the rest is the caller's promise.
    unsafe {
        let f: extern "C" fn(*mut u8, *mut u64, usize) -> i64 = std::mem::transmute(trampoline);
        f(ctx, base, code)
    }
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use super::*;

    /// `mov eax, n; ret`.
    fn returns(n: u8) -> [u8; 6] {
        [0xb8, n, 0, 0, 0, 0xc3]
    }

    fn check(m: Mapping) {
        for i in 0..2 {
            m.place(i * m.granule(), &returns(40 + i as u8)).unwrap();
        }
        for i in 0..2 {
            // SAFETY: the code just placed, which touches nothing but its result register.
            let f: extern "C" fn() -> u32 = unsafe { std::mem::transmute(m.address(i * m.granule())) };
            assert_eq!(f(), 40 + i as u32);
        }
    }

    #[test]
    fn both_forms_execute() {
        check(Mapping::dual(2 * PAGE).unwrap());
        check(Mapping::single(2 * PAGE).unwrap());
    }
}

/// [`enter`] for the JIT's driver, which keeps its conditions: the code is alive in its trace
/// table, `ctx` is the running machine's context and `base` the running frame's base.
///
/// Invariant: called with addresses that the driver got from this crate and the machine only.
pub fn run(trampoline: usize, ctx: usize, base: usize, code: usize) -> i64 {
    // SAFETY: by the invariant, discharged by the driver.
    unsafe { enter(trampoline, ctx as *mut u8, base as *mut u64, code) }
}
