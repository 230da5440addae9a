//! The guest stack: one reserved range of words, committed as it is touched.

use trackway_gc::Value;

/// Address space of the main stack. Guests limit recursion long before it ends.
const STACK_BYTES: usize = 1 << 30;

/// A segment of guest frames.
pub struct Stack {
    start: *mut Value,
    end: *mut Value,
}

impl Stack {
    pub fn new() -> Stack {
        // SAFETY: a fresh anonymous private mapping; nothing else refers to it.
        let p = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                STACK_BYTES,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                -1,
                0,
            )
        };
        assert!(p != libc::MAP_FAILED, "no address space for the guest stack");
        let start = p.cast::<Value>();
        // SAFETY: one past the end of the mapping.
        let end = unsafe { start.add(STACK_BYTES / 8) };
        Stack { start, end }
    }

    pub fn start(&self) -> *mut Value {
        self.start
    }

    /// The last address at which a frame of moderate size may begin.
    pub fn end(&self) -> *mut Value {
        self.end
    }
}

impl Default for Stack {
    fn default() -> Stack {
        Stack::new()
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        // SAFETY: the mapping made by `new`; the machine that owns the stack is going away.
        unsafe { libc::munmap(self.start.cast(), STACK_BYTES) };
    }
}
