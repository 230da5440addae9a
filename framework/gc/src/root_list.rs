//! Guest words outside the heap of which there may be many, and which are never changed or taken away: all classes,
//! all names. A minor collection looks at the latest ones only.

use crate::collect::Visitor;
use crate::heap::Heap;
use crate::value::Value;
use std::cell::{Cell, RefCell};

/// *Invariant*: the first `old` words refer to no young object.
#[derive(Default)]
pub struct RootList {
    words: RefCell<Vec<Cell<Value>>>,
    old: Cell<usize>,
}

impl RootList {
    /// Adds a word; its index.
    pub fn push(&self, v: Value) -> usize {
        let mut words = self.words.borrow_mut();
        words.push(Cell::new(v));
        words.len() - 1
    }

    /// # Panics
    /// If there is no such word.
    pub fn get(&self, i: usize) -> Value {
        self.words.borrow()[i].get()
    }

    pub fn len(&self) -> usize {
        self.words.borrow().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// For a visitor of roots.
    pub fn visit(&self, heap: &Heap, visit: Visitor) {
        let words = self.words.borrow();
        if heap.is_marking() {
            return words.iter().for_each(visit);
        }
        let grown = words[self.old.get()..].iter().take_while(|w| !heap.is_young(w.get())).count();
        self.old.set(self.old.get() + grown);
        words[self.old.get()..].iter().for_each(visit);
    }
}
