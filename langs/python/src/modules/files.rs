//! Open files by number. Safe Rust owns each; the guest knows the number.
//!
//! None of them goes to a child process by itself: which numbers do is kept here, see [`Files::inheritable`].

use rustix::io::fcntl_dupfd_cloexec;
use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::rc::Rc;

/// Files by number; the standard streams are there when first used.
#[derive(Default)]
pub struct Files {
    open: RefCell<HashMap<i32, Rc<File>>>,
    closed: RefCell<Vec<i32>>,
    /// Numbers, the standard streams' apart, that a child process gets if it does not ask for none.
    inheritable: RefCell<HashSet<i32>>,
    /// Standard streams that no child process gets.
    kept: RefCell<HashSet<i32>>,
    /// The process began with files that have not been taken in.
    may_begin_with: Cell<bool>,
}

/// EBADF.
fn bad() -> io::Error {
    io::Error::from_raw_os_error(9)
}

impl Files {
    /// The process is the program's own: what was open when it began is open to it.
    pub fn belong_to_program(&self) {
        self.may_begin_with.set(true);
    }

    /// Takes a file in; its number.
    pub fn add(&self, file: File) -> i32 {
        let n = file.as_raw_fd();
        if self.open.borrow().contains_key(&n)
            && let Ok(other) = fcntl_dupfd_cloexec(&file, n + 1)
        {
            // Another file is called so, see `alias`.
            return self.add(other.into());
        }
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
            _ if self.may_begin_with.get() => {
                self.take_in_all();
                return self.open.borrow().get(&n).cloned().ok_or_else(bad);
            }
            _ => return Err(bad()),
        };
        let file = Rc::new(File::from(owned));
        self.open.borrow_mut().insert(n, file.clone());
        Ok(file)
    }

    /// Whether the standard stream means what it did when the process began.
    pub fn is_original(&self, n: i32) -> bool {
        !self.closed.borrow().contains(&n) && !self.open.borrow().contains_key(&n)
    }

    /// Closes the file. The standard streams stay open for the process.
    pub fn close(&self, n: i32) -> io::Result<()> {
        self.get(n)?;
        self.open.borrow_mut().remove(&n);
        self.set_inheritable(n, n <= 2);
        if n <= 2 {
            self.closed.borrow_mut().push(n);
        }
        Ok(())
    }

    /// Makes number `to` mean what `from` does. The system's number is the same, unless something else has it.
    pub fn alias(&self, from: i32, to: i32) -> io::Result<()> {
        let mut file = self.get(from)?;
        if from == to {
            return Ok(());
        }
        self.closed.borrow_mut().retain(|c| *c != to);
        self.open.borrow_mut().remove(&to);
        if to > 2 {
            let copy = fcntl_dupfd_cloexec(&*file, to)?;
            if copy.as_raw_fd() == to {
                file = Rc::new(copy.into());
            }
        }
        self.open.borrow_mut().insert(to, file);
        Ok(())
    }

    /// Whether a child process gets the file.
    pub fn is_inheritable(&self, n: i32) -> bool {
        match n {
            0..=2 => !self.kept.borrow().contains(&n) && !self.closed.borrow().contains(&n),
            _ => self.inheritable.borrow().contains(&n),
        }
    }

    pub fn set_inheritable(&self, n: i32, yes: bool) {
        let exceptions = if n <= 2 { &self.kept } else { &self.inheritable };
        if yes == (n > 2) {
            exceptions.borrow_mut().insert(n);
        } else {
            exceptions.borrow_mut().remove(&n);
        }
    }

    /// The numbers above the standard streams' that a child process gets.
    pub fn inheritable(&self) -> Vec<i32> {
        self.take_in_all();
        let mut all: Vec<i32> = self.inheritable.borrow().iter().copied().collect();
        all.sort_unstable();
        all
    }

    /// Takes in what the process began with. The program opens its own so that children do not get them, so the others
    /// are those. Each keeps its number, and is handed on from then on as the program says.
    pub fn take_in_all(&self) {
        if !self.may_begin_with.replace(false) {
            return;
        }
        let Ok(this) = pidfd_open(getpid(), PidfdFlags::empty()) else { return };
        for n in begun_with() {
            let taken = pidfd_getfd(&this, n, PidfdGetfdFlags::empty()).and_then(|copy| {
                nix::unistd::close(n).map_err(|_| rustix::io::Errno::BADF)?;
                fcntl_dupfd_cloexec(copy, n)
            });
            if let Ok(file) = taken {
                self.open.borrow_mut().insert(n, Rc::new(file.into()));
                self.set_inheritable(n, true);
            }
        }
    }
}

/// The process's open files that a program run by it would have, beside the standard streams.
fn begun_with() -> Vec<i32> {
    const CLOSED_AT_EXEC: u32 = libc::O_CLOEXEC as u32;
    let numbers = fs::read_dir("/proc/self/fd").into_iter().flatten().flatten();
    let numbers = numbers.filter_map(|e| e.file_name().to_str()?.parse::<i32>().ok());
    let stays = |n: &i32| {
        let text = fs::read_to_string(format!("/proc/self/fdinfo/{n}")).ok()?;
        let flags = text.lines().find_map(|line| line.strip_prefix("flags:"))?;
        Some(u32::from_str_radix(flags.trim(), 8).ok()? & CLOSED_AT_EXEC == 0)
    };
    numbers.filter(|n| *n > 2).filter(|n| stays(n) == Some(true)).collect()
}
