//! How another thread asks a machine for a safepoint.

use crate::machine::Machine;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use trackway_gc::{INTERRUPT_HOST, INTERRUPT_SIGNAL};

/// A machine's interrupt word, until the machine goes.
#[derive(Clone, Default)]
pub struct Bell(Arc<Mutex<Option<Word>>>);

struct Word(NonNull<AtomicU32>);

// SAFETY: the word is atomic, and used under the lock only, which its machine takes before it goes.
unsafe impl Send for Word {}

impl Bell {
    /// Asks for `Jit::safepoint` at the next safepoint.
    pub fn ring(&self) {
        self.ask(INTERRUPT_HOST);
    }

    /// Asks for `Language::signalled` at the next safepoint.
    pub fn ring_guest(&self) {
        self.ask(INTERRUPT_SIGNAL);
    }

    fn ask(&self, what: u32) {
        if let Some(word) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            // SAFETY: see `Word`.
            unsafe { word.0.as_ref() }.fetch_or(what, Ordering::Relaxed);
        }
    }

    pub(crate) fn remove(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// A clock that asks for `Language::signalled` again and again, from a thread of its own, until it is dropped. For guests
/// whose own threads take turns: each is a fiber.
pub struct Ticker {
    struck: Arc<AtomicBool>,
    /// Its end stops the thread.
    _running: Sender<()>,
}

impl Ticker {
    /// # Errors
    /// If the system gives no thread.
    pub fn start(bell: Bell, every: Duration) -> std::io::Result<Ticker> {
        let struck = Arc::new(AtomicBool::new(false));
        let (running, ended) = channel();
        let strike = struck.clone();
        std::thread::Builder::new().name("ticker".into()).spawn(move || {
            while ended.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
                strike.store(true, Ordering::Relaxed);
                bell.ring_guest();
            }
        })?;
        Ok(Ticker { struck, _running: running })
    }

    /// Whether it has struck since it was asked last.
    pub fn take(&self) -> bool {
        self.struck.swap(false, Ordering::Relaxed)
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
