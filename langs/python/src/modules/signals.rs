//! Signals: natives behind `library/modules/_signal.py`, and what a safepoint does about them.
//!
//! Handlers stand in `_signal.py`. They are called by the prelude's `_signals`, which is entered
//! between two instructions of whatever runs when a signal comes.

use super::args::{Answer, int, int_word, none};
use super::os_error;
use crate::builtins::math::real;
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::value_error;
use crate::roots::bool_word;
use crate::runtime::rt;
use crate::types::builtin::Cls;
use crate::types::objects::Function;
use crate::{Language, Python, prelude};
use nix::sys::signal::{SigSet, SigmaskHow, Signal};
use std::time::Duration;
use trackway::signal::{self, Disposition, SIGINT, Timer};
use trackway::{Due, Machine, Raise, Value};
use trackway_kit::Tuple;

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: NATIVES }];

const NATIVES: &[Native] = &[
    Native::effect("_signal_take", 0, 0, |m, _| Ok(int_word(m, m.take_signal(u64::MAX).unwrap_or(0) as i64))),
    Native::effect("_signal_get", 1, 1, |m, a| {
        let found = signal::disposition(number(m, a[0])?).map_err(|e| os_error(m, &e, None))?;
        Ok(int_word(m, found as i64))
    }),
    Native::effect("_signal_set", 2, 2, set),
    Native::effect("_signal_raise", 1, 1, |m, a| {
        rt(m).out.flush();
        Signal::try_from(number(m, a[0])?).and_then(nix::sys::signal::raise).map_err(|e| failed(m, e))?;
        Ok(none(m))
    }),
    Native::effect("_signal_timer", 1, 3, timer),
    Native::effect("_signal_mask", 2, 2, mask),
    Native::effect("_signal_wait", 1, 1, wait),
    Native::effect("_signal_waiting", 0, 0, |m, _| {
        signal::waiting().map(|s| int_word(m, s as i64)).map_err(|e| os_error(m, &e, None))
    }),
    Native::effect("_sleep", 1, 1, sleep),
    Native::effect("_clock_set", 3, 3, |m, a| {
        let clock = nix::time::ClockId::from_raw(int(m, a[0])? as i32);
        let time = nix::sys::time::TimeSpec::new(int(m, a[1])?, int(m, a[2])?);
        nix::time::clock_settime(clock, time).map(|()| none(m)).map_err(|e| failed(m, e))
    }),
];

/// What follows at a safepoint from the signals that are pending, which are the main thread's, and from the clock.
pub fn due(machine: &Machine) -> Result<Due, Value> {
    let routine = |name| {
        let f = prelude::function(machine, name);
        Some((f.get(Function::CODE), f.value()))
    };
    if !machine.signal_is_pending() || rt(machine).turns.away() {
        return Ok(if super::turns::due(machine) { routine("_turn") } else { None });
    }
    if super::turns::is_switching(machine) {
        machine.look_for_signals();
        return Ok(None);
    }
    if machine.take_signal(1 << (SIGINT - 1) & !rt(machine).handled_signals.get()).is_some() {
        return Err(Python::interrupted(machine));
    }
    Ok(routine("_signals"))
}

/// Ctrl-C ends what takes long; a handler of the program's own waits for the end.
pub fn interruption(machine: &Machine) -> Result<(), Raise> {
    let asked = machine.signal_is_pending()
        && !rt(machine).turns.away()
        && machine.take_signal(1 << (SIGINT - 1) & !rt(machine).handled_signals.get()).is_some();
    if asked { Err(crate::errors::raise_with(machine, Cls::KeyboardInterrupt, &[])) } else { Ok(()) }
}

fn failed(machine: &Machine, e: nix::errno::Errno) -> Raise {
    os_error(machine, &std::io::Error::from_raw_os_error(e as i32), None)
}

fn number(machine: &Machine, v: Value) -> Result<i32, Raise> {
    match int(machine, v)? {
        n @ 1..=64 => Ok(n as i32),
        _ => Err(value_error(machine, "signal number out of range")),
    }
}

/// `(number, how)`: 0 the default action, 1 ignored, 2 a handler of the program, 3 as at start.
fn set(machine: &Machine, args: &[Value]) -> Answer {
    let n = number(machine, args[0])?;
    let how = int(machine, args[1])?;
    let disposition = match how {
        0 => Disposition::Default,
        1 => Disposition::Ignore,
        _ => Disposition::Catch,
    };
    signal::set_disposition(n, disposition).map_err(|e| os_error(machine, &e, None))?;
    let (handled, bit) = (&rt(machine).handled_signals, 1 << (n - 1));
    handled.set(if how == 2 { handled.get() | bit } else { handled.get() & !bit });
    Ok(none(machine))
}

fn seconds(machine: &Machine, v: Value) -> Result<Duration, Raise> {
    Duration::try_from_secs_f64(real(machine, v)?).map_err(|_| failed(machine, nix::errno::Errno::EINVAL))
}

/// `(which)` or `(which, first, every)`: the timer before, as seconds.
fn timer(machine: &Machine, args: &[Value]) -> Answer {
    let which = int(machine, args[0])? as i32;
    let before = match args {
        [_, first, every] => {
            let t = Timer { first: seconds(machine, *first)?, every: seconds(machine, *every)? };
            signal::set_timer(which, t)
        }
        _ => signal::get_timer(which),
    };
    let before = before.map_err(|e| os_error(machine, &e, None))?;
    let words = [before.first, before.every].map(|d| machine.heap.float(d.as_secs_f64()));
    Ok(Tuple::new(&machine.heap, &words).value())
}

fn bits(set: SigSet) -> i64 {
    set.iter().fold(0, |bits, s| bits | 1 << (s as i32 - 1))
}

fn set_of(bits: i64) -> SigSet {
    Signal::iterator().filter(|s| bits >> (*s as i32 - 1) & 1 != 0).collect()
}

/// `(how, signals as bits)`: blocks (0), unblocks (1), sets (2) or tells (3); the blocked ones before.
fn mask(machine: &Machine, args: &[Value]) -> Answer {
    let how = match int(machine, args[0])? {
        0 => SigmaskHow::SIG_BLOCK,
        1 => SigmaskHow::SIG_UNBLOCK,
        2 => SigmaskHow::SIG_SETMASK,
        _ => {
            return SigSet::thread_get_mask()
                .map(|s| int_word(machine, bits(s)))
                .map_err(|e| failed(machine, e));
        }
    };
    let before = set_of(int(machine, args[1])?).thread_swap_mask(how).map_err(|e| failed(machine, e))?;
    Ok(int_word(machine, bits(before)))
}

/// Waits for one of these signals, which are blocked.
fn wait(machine: &Machine, args: &[Value]) -> Answer {
    rt(machine).out.flush();
    let n = set_of(int(machine, args[0])?).wait().map_err(|e| failed(machine, e))?;
    Ok(int_word(machine, n as i64))
}

/// Sleeps so many seconds; False if a signal came first.
fn sleep(machine: &Machine, args: &[Value]) -> Answer {
    let s = real(machine, args[0])?;
    if s.is_nan() || s < 0.0 {
        let text =
            if s.is_nan() { "Invalid value NaN (not a number)" } else { "sleep length must be non-negative" };
        return Err(value_error(machine, text));
    }
    rt(machine).out.flush();
    // A signal between the look and the sleep must end the sleep, so it is held back until then.
    let mask = SigSet::all().thread_swap_mask(SigmaskHow::SIG_BLOCK).map_err(|e| failed(machine, e))?;
    let result = match machine.signal_is_pending() {
        true => Err(nix::errno::Errno::EINTR),
        false => nix::poll::ppoll(&mut [], Some(Duration::from_secs_f64(s.min(1e9)).into()), Some(mask)),
    };
    mask.thread_set_mask().map_err(|e| failed(machine, e))?;
    match result {
        Err(e) if e != nix::errno::Errno::EINTR => Err(failed(machine, e)),
        result => Ok(bool_word(machine, result.is_ok())),
    }
}
