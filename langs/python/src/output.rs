//! Standard output, buffered.

use std::cell::{Cell, RefCell};
use std::io::{IsTerminal, Write};

const ROOM: usize = 16 << 10;

/// The buffer in front of standard output.
pub struct Output {
    buffer: RefCell<Vec<u8>>,
    terminal: bool,
    unbuffered: Cell<bool>,
    failed: Cell<bool>,
}

impl Default for Output {
    fn default() -> Output {
        Output {
            buffer: RefCell::default(),
            terminal: std::io::stdout().is_terminal(),
            unbuffered: Cell::new(false),
            failed: Cell::new(false),
        }
    }
}

impl Output {
    pub fn write(&self, bytes: &[u8]) {
        self.buffer.borrow_mut().extend_from_slice(bytes);
        let full = self.buffer.borrow().len() > ROOM;
        if full || self.unbuffered.get() || self.terminal && bytes.contains(&b'\n') {
            self.flush();
        }
    }

    /// Whether everything is written at once.
    pub fn set_unbuffered(&self, yes: bool) {
        self.unbuffered.set(yes);
    }

    pub fn flush(&self) {
        let bytes = self.buffer.take();
        let mut out = std::io::stdout();
        if out.write_all(&bytes).and_then(|()| out.flush()).is_err() {
            self.failed.set(true);
        }
    }

    /// Writing failed at some time: the reader is gone.
    pub fn failed(&self) -> bool {
        self.failed.get()
    }
}
