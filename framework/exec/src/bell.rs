//! How another thread asks a machine for a safepoint.

use crate::machine::Machine;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use trackway_gc::INTERRUPT_HOST;

/// A machine's interrupt word, until the machine goes.
#[derive(Clone, Default)]
pub struct Bell(Arc<Mutex<Option<Word>>>);

struct Word(NonNull<AtomicU32>);

// SAFETY: the word is atomic, and used under the lock only, which its machine takes before it goes.
unsafe impl Send for Word {}

impl Bell {
    /// Asks for `Jit::safepoint` at the next safepoint.
    pub fn ring(&self) {
        if let Some(word) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            // SAFETY: see `Word`.
            unsafe { word.0.as_ref() }.fetch_or(INTERRUPT_HOST, Ordering::Relaxed);
        }
    }

    pub(crate) fn remove(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Machine {
    /// For other threads.
    pub fn bell(&self) -> Bell {
        let word = Word(NonNull::from(&self.heap.ctx.interrupt));
        *self.bell.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(word);
        self.bell.clone()
    }
}
