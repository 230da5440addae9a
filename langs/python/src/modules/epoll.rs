//! Waiting for files by epoll: natives behind the class in `library/modules/select.py`.

use super::args::{Answer, int, none};
use super::system::{answer, done, file, invalid, opened};
use super::waiting::timespec;
use crate::builtins::math::real;
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::runtime::rt;
use rustix::event::epoll::{self, CreateFlags, Event, EventData, EventFlags};
use rustix::io::Errno;
use trackway::{Machine, Value};
use trackway_kit::{List, Tuple};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: NATIVES }];

const NATIVES: &[Native] = &[
    Native::effect("_epoll_open", 0, 0, |m, _| opened(m, epoll::create(CreateFlags::CLOEXEC))),
    Native::effect("_epoll_control", 4, 4, control),
    Native::effect("_epoll_once", 3, 3, wait),
];

/// `(epoll, what, file, events)`: 1 adds the file, 2 removes it, 3 changes the events that are waited for.
fn control(m: &Machine, a: &[Value]) -> Answer {
    let (on, f) = (file(m, a[0])?, file(m, a[2])?);
    let data = EventData::new_u64(int(m, a[2])? as u64);
    let events = EventFlags::from_bits_retain(int(m, a[3])? as u32);
    done(
        m,
        match int(m, a[1])? {
            1 => epoll::add(&*on, &*f, data, events),
            2 => epoll::delete(&*on, &*f),
            3 => epoll::modify(&*on, &*f, data, events),
            _ => return Err(invalid(m)),
        },
    )
}

/// `(epoll, seconds or None, at most how many)`: pairs of file and what it is ready for; None: a signal came first.
fn wait(m: &Machine, a: &[Value]) -> Answer {
    let on = file(m, a[0])?;
    let most = usize::try_from(int(m, a[2])?).map_err(|_| invalid(m))?;
    let timeout = if a[1] == none(m) { None } else { Some(timespec(real(m, a[1])?)) };
    rt(m).out.flush();
    if m.signal_is_pending() {
        return Ok(none(m));
    }
    let mut ready: Vec<Event> = Vec::with_capacity(most);
    match epoll::wait(&*on, rustix::buffer::spare_capacity(&mut ready), timeout.as_ref()) {
        Err(Errno::INTR) => return Ok(none(m)),
        result => answer(m, result)?,
    };
    let word = |n: u64| Value::int(n as i64).expect("small");
    let pairs: Vec<Value> = ready
        .iter()
        .map(|e| (e.data, e.flags))
        .map(|(fd, events)| Tuple::new(&m.heap, &[word(fd.u64()), word(events.bits().into())]).value())
        .collect();
    Ok(List::new(&m.heap, &pairs).value())
}
