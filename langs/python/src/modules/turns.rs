//! Threads take turns: natives behind `library/modules/_thread.py`, and what a safepoint does about the clock.
//!
//! Each thread is a fiber. The running one goes on until it waits, or until the clock has struck, between two
//! instructions of the program's own: code of the library that is C code elsewhere is never interrupted, so it needs no
//! locks.

use super::args::{Answer, none};
use super::os_error;
use crate::builtins::math::real;
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::roots;
use crate::runtime::rt;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use trackway::{Machine, Ticker, Value};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: NATIVES }];

/// What a machine knows of its threads.
#[derive(Default)]
pub struct Turns {
    /// There is one while there are several threads.
    clock: RefCell<Option<Ticker>>,
    /// Another thread than the main one runs.
    away: Cell<bool>,
}

impl Turns {
    /// Whether another thread than the main one runs, which has to handle signals.
    pub fn away(&self) -> bool {
        self.away.get()
    }

    /// Whether the running thread's turn is over.
    fn is_over(&self) -> bool {
        self.clock.borrow().as_ref().is_some_and(Ticker::take)
    }
}

const NATIVES: &[Native] = &[
    Native::effect("_turns_clock", 1, 1, clock),
    Native::effect("_turns_away", 1, 1, |m, a| {
        rt(m).turns.away.set(roots::bool_word(m, true) == a[0]);
        m.look_for_signals();
        Ok(none(m))
    }),
    Native::effect("_threaded", 0, 0, |m, _| Ok(roots::bool_word(m, rt(m).turns.clock.borrow().is_some()))),
    Native::effect("_signal_pending", 0, 0, |m, _| Ok(roots::bool_word(m, m.signal_is_pending()))),
];

/// `(seconds)`: turns take so long from now on; 0: there is one thread only.
fn clock(machine: &Machine, args: &[Value]) -> Answer {
    let seconds = real(machine, args[0])?;
    let every = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
    let new = match every.is_zero() {
        true => None,
        false => Some(Ticker::start(machine.bell(), every).map_err(|e| os_error(machine, &e, None))?),
    };
    *rt(machine).turns.clock.borrow_mut() = new;
    Ok(none(machine))
}

/// Whether another thread is to run now: the turn is over, or a signal came that is the main thread's.
pub fn due(machine: &Machine) -> bool {
    let turns = &rt(machine).turns;
    let over = turns.is_over() || turns.away() && machine.signal_is_pending();
    over && !machine.current_code().is_some_and(|code| code.routine.get() || is_native(&code.unit.file))
}

/// Whether threads and locks are being changed: what raises now would leave a lock neither taken nor free.
pub fn is_switching(machine: &Machine) -> bool {
    machine.current_code().is_some_and(|code| &*code.unit.file == "<_thread>")
}

/// Whether the file is a module that is C code elsewhere; `<_thread>` for instance.
fn is_native(file: &str) -> bool {
    let name = file.strip_prefix('<').and_then(|f| f.strip_suffix('>'));
    name.and_then(trackway_python_library::find).is_some_and(|entry| entry.native)
}
