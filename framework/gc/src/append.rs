//! A buffer that only grows, whose beginning several owners see.
//!
//! What makes `s = s + t` linear: the new string sees the old one's bytes and those behind them.

use crate::heap::Heap;
use crate::outside::Outside;
use std::cell::{Cell, UnsafeCell};
use std::mem::MaybeUninit;

/// Room for bytes, used from the beginning.
///
/// Invariant: the first `used` bytes are initialised and never written again.
pub struct AppendBuffer {
    bytes: UnsafeCell<Box<[MaybeUninit<u8>]>>,
    used: Cell<usize>,
    _outside: Outside,
}

impl AppendBuffer {
    /// A buffer with room for `capacity` bytes, none of them used. The heap counts it as long as it lives.
    pub fn with_capacity(heap: &Heap, capacity: usize) -> AppendBuffer {
        let bytes = UnsafeCell::new(Box::new_uninit_slice(capacity));
        AppendBuffer { bytes, used: Cell::new(0), _outside: Outside::new(heap, capacity) }
    }

    /// Bytes used so far.
    pub fn used(&self) -> usize {
        self.used.get()
    }

    /// The first `n` bytes; they never change.
    ///
    /// # Panics
    /// If fewer are used.
    pub fn prefix(&self, n: usize) -> &[u8] {
        assert!(n <= self.used.get());
        // SAFETY: by the invariant these bytes are initialised, and `append` writes only behind
        // them; the allocation is never replaced.
        unsafe { std::slice::from_raw_parts((*self.bytes.get()).as_ptr().cast::<u8>(), n) }
    }

    /// Adds bytes behind the used ones; `false` if there is no room.
    pub fn append(&self, more: &[u8]) -> bool {
        let used = self.used.get();
        // SAFETY: reads the box's length only; nobody holds a mutable reference.
        let room = unsafe { (&*self.bytes.get()).len() };
        if room - used < more.len() {
            return false;
        }
        // SAFETY: the target lies within the allocation and behind what `prefix` hands out; `more`
        // may be part of the used bytes, which the target does not overlap.
        unsafe {
            let to = (*self.bytes.get()).as_ptr().cast_mut().cast::<u8>().add(used);
            std::ptr::copy_nonoverlapping(more.as_ptr(), to, more.len());
        }
        self.used.set(used + more.len());
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_stay() {
        let heap = Heap::new();
        let b = AppendBuffer::with_capacity(&heap, 8);
        assert!(b.append(b"abc"));
        let first = b.prefix(3);
        assert!(b.append(b"def") && b.append(b.prefix(2)));
        assert_eq!((first, b.prefix(8)), (&b"abc"[..], &b"abcdefab"[..]));
        assert!(!b.append(b"x"));
    }
}
