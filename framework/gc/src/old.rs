//! The old space: objects that stay where they are until they die.

use crate::object::{Gc, Header};
use crate::value::Value;
use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::cell::{Cell, RefCell};

/// Objects allocated one by one; the list is what a sweep walks.
#[derive(Default)]
pub(crate) struct OldSpace {
    objects: RefCell<Vec<(usize, usize)>>,
    natives: RefCell<Vec<Gc<Header>>>,
    bytes: Cell<usize>,
}

fn layout(size: usize) -> Layout {
    Layout::from_size_align(size, 8).expect("object size within the address space")
}

impl OldSpace {
    pub(crate) fn bytes(&self) -> usize {
        self.bytes.get()
    }

    /// `size` bytes, uninitialised.
    pub(crate) fn alloc(&self, size: usize) -> usize {
        // SAFETY: the size is at least a header's.
        let p = unsafe { alloc(layout(size)) };
        if p.is_null() {
            handle_alloc_error(layout(size));
        }
        self.bytes.set(self.bytes.get() + size);
        self.objects.borrow_mut().push((p as usize, size));
        p as usize
    }

    pub(crate) fn add_native(&self, object: Gc<Header>) {
        self.natives.borrow_mut().push(object);
    }

    /// Finalizes the natives for which `alive` is false.
    pub(crate) fn sweep_natives(&self, alive: impl Fn(Gc<Header>) -> bool, finalize: impl Fn(Gc<Header>)) {
        self.natives.borrow_mut().retain(|&o| {
            let keep = alive(o);
            if !keep {
                finalize(o);
            }
            keep
        });
    }

    /// Frees the objects for which `keep` is false.
    pub(crate) fn sweep(&self, keep: impl Fn(Gc<Header>) -> bool) {
        let mut freed = 0;
        self.objects.borrow_mut().retain(|&(address, size)| {
            let kept = keep(Gc::from_value(Value::from_bits(address as u64 + 1)));
            if !kept {
                freed += size;
                // SAFETY: allocated by `alloc` with this size, and unreachable now.
                unsafe { dealloc(address as *mut u8, layout(size)) };
            }
            kept
        });
        self.bytes.set(self.bytes.get() - freed);
    }

    pub(crate) fn for_each(&self, mut f: impl FnMut(Gc<Header>)) {
        for &(address, _) in self.objects.borrow().iter() {
            f(Gc::from_value(Value::from_bits(address as u64 + 1)));
        }
    }
}

impl Drop for OldSpace {
    fn drop(&mut self) {
        self.sweep(|_| false);
    }
}
