//! Open files by number. Safe Rust owns each; the guest knows the number.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::rc::Rc;

/// Files by number; the standard streams are there when first used.
#[derive(Default)]
pub struct Files {
    open: RefCell<HashMap<i32, Rc<File>>>,
    closed: RefCell<Vec<i32>>,
}

/// EBADF.
fn bad() -> io::Error {
    io::Error::from_raw_os_error(9)
}

impl Files {
    /// Takes a file in; its number.
    pub fn add(&self, file: File) -> i32 {
        let n = file.as_raw_fd();
        self.closed.borrow_mut().retain(|c| *c != n);
        self.open.borrow_mut().insert(n, Rc::new(file));
        n
    }

    /// The file of a number.
    pub fn get(&self, n: i32) -> io::Result<Rc<File>> {
        if let Some(f) = self.open.borrow().get(&n) {
            return Ok(f.clone());
        }
        if self.closed.borrow().contains(&n) {
            return Err(bad());
        }
        let owned: OwnedFd = match n {
            0 => io::stdin().as_fd().try_clone_to_owned()?,
            1 => io::stdout().as_fd().try_clone_to_owned()?,
            2 => io::stderr().as_fd().try_clone_to_owned()?,
            _ => return Err(bad()),
        };
        let file = Rc::new(File::from(owned));
        self.open.borrow_mut().insert(n, file.clone());
        Ok(file)
    }

    /// Closes the file. The standard streams stay open for the process.
    pub fn close(&self, n: i32) -> io::Result<()> {
        self.get(n)?;
        self.open.borrow_mut().remove(&n);
        if n <= 2 {
            self.closed.borrow_mut().push(n);
        }
        Ok(())
    }

    /// Makes number `to` mean what `from` does, within this program.
    pub fn alias(&self, from: i32, to: i32) -> io::Result<()> {
        let file = self.get(from)?;
        self.closed.borrow_mut().retain(|c| *c != to);
        self.open.borrow_mut().insert(to, file);
        Ok(())
    }
}
