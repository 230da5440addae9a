//! Memory that objects own outside the heap, counted as long as it lives.

use crate::heap::Heap;
use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;

/// Lets the process's allocator keep what is freed: a growing array is not given fresh pages each
/// time, which the system would have to clear. For a process that runs one guest.
pub fn keep_freed_memory() {
    #[cfg(target_env = "gnu")]
    {
        const MMAP_FROM: i32 = 32 << 20;
        const KEEP: i32 = 64 << 20;
        // SAFETY: sets two numbers of the allocator.
        unsafe {
            libc::mallopt(libc::M_MMAP_THRESHOLD, MMAP_FROM);
            libc::mallopt(libc::M_TRIM_THRESHOLD, KEEP);
        }
    }
}

/// Less than this is not worth counting.
const SMALL: usize = 1 << 10;

/// Bytes that the heap counts until this is dropped.
pub(crate) struct Outside {
    bytes: Cell<usize>,
    all: Rc<Cell<usize>>,
}

impl Outside {
    pub(crate) fn new(heap: &Heap, bytes: usize) -> Outside {
        let outside = Outside { bytes: Cell::new(0), all: heap.external.clone() };
        outside.recount(heap, bytes);
        outside
    }

    fn recount(&self, heap: &Heap, bytes: usize) {
        let bytes = if bytes < SMALL { 0 } else { bytes };
        let before = self.bytes.replace(bytes);
        if bytes > before {
            heap.add_external(bytes - before);
        } else {
            self.all.set(self.all.get().saturating_sub(before - bytes));
        }
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        self.all.set(self.all.get().saturating_sub(self.bytes.get()));
    }
}

/// A value for a [`crate::Native`] field that owns memory besides its own.
pub struct Counted<T> {
    value: T,
    outside: Outside,
}

impl<T> Counted<T> {
    /// `value`, which owns `bytes` bytes.
    pub fn new(heap: &Heap, value: T, bytes: usize) -> Counted<T> {
        Counted { value, outside: Outside::new(heap, bytes) }
    }

    /// The value owns `bytes` bytes now.
    pub fn recount(&self, heap: &Heap, bytes: usize) {
        self.outside.recount(heap, bytes);
    }
}

impl<T> Deref for Counted<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_until_dropped() {
        let heap = Heap::new();
        let before = heap.live_bytes();
        let many = Counted::new(&heap, (), 1 << 20);
        assert_eq!(heap.live_bytes(), before + (1 << 20));
        many.recount(&heap, 3 << 20);
        assert_eq!(heap.live_bytes(), before + (3 << 20));
        many.recount(&heap, 1 << 11);
        assert_eq!(heap.live_bytes(), before + (1 << 11));
        drop(many);
        assert_eq!(heap.live_bytes(), before);
    }
}
