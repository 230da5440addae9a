//! Waiting for files: the native behind `library/modules/select.py`.

use super::args::{Answer, int, none};
use super::os_error;
use crate::builtins::math::real;
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::iterate::items;
use crate::runtime::rt;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use std::fs::File;
use std::rc::Rc;
use std::time::Duration;
use trackway::{Machine, Value};
use trackway_kit::{List, Tuple};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: NATIVES }];

const NATIVES: &[Native] = &[Native::effect("_poll", 2, 2, wait)];

/// `(pairs of file and events, seconds or None)`: pairs of file and what it is ready for; None: a signal came first.
fn wait(machine: &Machine, args: &[Value]) -> Answer {
    let mut files: Vec<(Value, PollFlags, Option<Rc<File>>)> = Vec::new();
    for pair in items(machine, args[0]).unwrap_or_default() {
        let [fd, events] = items(machine, pair).unwrap_or_default()[..] else { continue };
        let events = PollFlags::from_bits_truncate(int(machine, events)? as u16);
        files.push((fd, events, rt(machine).files.get(int(machine, fd)? as i32).ok()));
    }
    rt(machine).out.flush();
    if machine.signal_is_pending() {
        return Ok(none(machine));
    }
    let missing = files.iter().any(|(_, _, file)| file.is_none());
    let timeout = match args[1] {
        _ if missing => Some(Timespec::default()),
        v if v == none(machine) => None,
        v => Some(timespec(real(machine, v)?)),
    };
    let mut asked: Vec<PollFd> =
        files.iter().filter_map(|(_, events, file)| Some(PollFd::new(file.as_deref()?, *events))).collect();
    match poll(&mut asked, timeout.as_ref()) {
        Err(Errno::INTR) => return Ok(none(machine)),
        Err(e) => return Err(os_error(machine, &e.into(), None)),
        Ok(_) => {}
    }
    let mut answers = asked.iter().map(PollFd::revents);
    let mut ready = Vec::new();
    for (fd, _, file) in &files {
        let found =
            if file.is_some() { answers.next().unwrap_or(PollFlags::empty()) } else { PollFlags::NVAL };
        if !found.is_empty() {
            let word = Value::int(i64::from(found.bits())).expect("small");
            ready.push(Tuple::new(&machine.heap, &[*fd, word]).value());
        }
    }
    Ok(List::new(&machine.heap, &ready).value())
}

pub(super) fn timespec(seconds: f64) -> Timespec {
    let length = Duration::try_from_secs_f64(seconds.clamp(0.0, 1e9)).unwrap_or_default();
    Timespec { tv_sec: length.as_secs() as i64, tv_nsec: i64::from(length.subsec_nanos()) }
}
