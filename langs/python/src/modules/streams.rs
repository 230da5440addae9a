//! What natives keep under way between calls: the guest's object knows the number.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// Streams by number.
pub struct Streams<S> {
    pub open: RefCell<HashMap<i64, S>>,
    next: Cell<i64>,
}

impl<S> Default for Streams<S> {
    fn default() -> Self {
        Streams { open: RefCell::default(), next: Cell::new(0) }
    }
}

impl<S> Streams<S> {
    /// Its number.
    pub fn add(&self, s: S) -> i64 {
        self.next.set(self.next.get() + 1);
        self.open.borrow_mut().insert(self.next.get(), s);
        self.next.get()
    }
}
