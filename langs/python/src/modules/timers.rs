//! Timers that are files, and how files are open.

use super::args::{Answer, given, int, int_word};
use super::system::{answer, file, invalid, opened};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::roots::bool_word;
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::time::{
    Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create, timerfd_gettime,
    timerfd_settime,
};
use trackway::{Machine, Value};
use trackway_kit::Tuple;

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: WRAPPED }];

const WRAPPED: &[Native] = &[
    // `(file)` or `(file, whether)`: whether it blocks.
    Native::effect("_os_blocking", 1, 2, |m, a| {
        let f = file(m, a[0])?;
        let flags = answer(m, fcntl_getfl(&*f))?;
        if let Some(blocks) = given(m, a, 1) {
            let blocks = blocks == bool_word(m, true);
            answer(
                m,
                fcntl_setfl(&*f, if blocks { flags - OFlags::NONBLOCK } else { flags | OFlags::NONBLOCK }),
            )?;
        }
        Ok(bool_word(m, !flags.contains(OFlags::NONBLOCK)))
    }),
    // `(file, flags or None)`: how it is open.
    Native::effect("_os_flags", 2, 2, |m, a| {
        let f = file(m, a[0])?;
        if let Some(flags) = given(m, a, 1) {
            answer(m, fcntl_setfl(&*f, OFlags::from_bits_retain(int(m, flags)? as u32)))?;
        }
        Ok(int_word(m, answer(m, fcntl_getfl(&*f))?.bits().into()))
    }),
    // `(file, size or None)`: how much a pipe holds.
    Native::effect("_os_pipe_size", 2, 2, |m, a| {
        let f = file(m, a[0])?;
        if let Some(size) = given(m, a, 1) {
            answer(m, rustix::pipe::fcntl_setpipe_size(&*f, int(m, size)? as usize))?;
        }
        Ok(int_word(m, answer(m, rustix::pipe::fcntl_getpipe_size(&*f))? as i64))
    }),
    // `(clock, flags)`
    Native::effect("_os_timer", 2, 2, |m, a| {
        let clock = match int(m, a[0])? {
            0 => TimerfdClockId::Realtime,
            1 => TimerfdClockId::Monotonic,
            7 => TimerfdClockId::Boottime,
            8 => TimerfdClockId::RealtimeAlarm,
            9 => TimerfdClockId::BoottimeAlarm,
            _ => return Err(invalid(m)),
        };
        opened(m, timerfd_create(clock, TimerfdFlags::from_bits_retain(int(m, a[1])? as u32)))
    }),
    // `(file, flags, first, interval)` in nanoseconds: what was set before.
    Native::effect("_os_timer_set", 4, 4, |m, a| {
        let flags = TimerfdTimerFlags::from_bits_retain(int(m, a[1])? as u32);
        let to = Itimerspec { it_value: spec(int(m, a[2])?), it_interval: spec(int(m, a[3])?) };
        let before = answer(m, timerfd_settime(&*file(m, a[0])?, flags, &to))?;
        pair(m, &before)
    }),
    Native::effect("_os_timer_get", 1, 1, |m, a| {
        let now = answer(m, timerfd_gettime(&*file(m, a[0])?))?;
        pair(m, &now)
    }),
];

const SECOND: i64 = 1_000_000_000;

fn spec(ns: i64) -> Timespec {
    Timespec { tv_sec: ns.div_euclid(SECOND), tv_nsec: ns.rem_euclid(SECOND) }
}

fn pair(m: &Machine, t: &Itimerspec) -> Answer {
    let ns =
        |t: &Timespec| -> Value { int_word(m, t.tv_sec.saturating_mul(SECOND).saturating_add(t.tv_nsec)) };
    Ok(Tuple::new(&m.heap, &[ns(&t.it_value), ns(&t.it_interval)]).value())
}
