//! Processes: waiting for children, namespaces, locks that a process has on parts of a file.

use super::args::{Answer, given, int, int_word, none};
use super::system::{answer, done, file, invalid, pid, user};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use nix::fcntl::{FcntlArg, fcntl};
use nix::sched::CloneFlags;
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus as NixStatus};
use nix::unistd::{Gid, Uid};
use rustix::io::Errno;
use rustix::process::{Pid, WaitOptions, WaitStatus};
use std::io;
use std::os::fd::AsFd;
use trackway::{Machine, Raise, Value};
use trackway_kit::Tuple;

pub const TABLES: &[Table] = &[
    Table { home: Home::Module("posix"), natives: PUBLIC },
    Table { home: Home::Prelude, natives: WRAPPED },
];

/// `setreuid` and the like leave an id alone where they are given this.
const SAME: u32 = u32::MAX;

const PUBLIC: &[Native] = &[
    Native::effect("setreuid", 2, 2, |m, a| {
        let (real, used) = (user(m, a[0])?.as_raw(), user(m, a[1])?.as_raw());
        let saved = saved(real, used, nix::unistd::getuid().as_raw(), nix::unistd::geteuid().as_raw());
        let [real, used, saved] = [real, used, saved].map(Uid::from_raw);
        done(m, nix::unistd::setresuid(real, used, saved))
    }),
    Native::effect("setregid", 2, 2, |m, a| {
        let (real, used) = (user(m, a[0])?.as_raw(), user(m, a[1])?.as_raw());
        let saved = saved(real, used, nix::unistd::getgid().as_raw(), nix::unistd::getegid().as_raw());
        let [real, used, saved] = [real, used, saved].map(Gid::from_raw);
        done(m, nix::unistd::setresgid(real, used, saved))
    }),
    Native::effect("getresuid", 0, 0, |m, _| {
        let u = answer(m, nix::unistd::getresuid())?;
        Ok(ids(m, [u.real.as_raw(), u.effective.as_raw(), u.saved.as_raw()]))
    }),
    Native::effect("getresgid", 0, 0, |m, _| {
        let g = answer(m, nix::unistd::getresgid())?;
        Ok(ids(m, [g.real.as_raw(), g.effective.as_raw(), g.saved.as_raw()]))
    }),
    Native::effect("setns", 1, 2, |m, a| {
        let kind = given(m, a, 1).map_or(Ok(0), |v| int(m, v))?;
        done(m, nix::sched::setns(&*file(m, a[0])?, CloneFlags::from_bits_retain(kind as i32)))
    })
    .params(&["fd", "nstype"]),
    Native::effect("unshare", 1, 1, |m, a| {
        done(m, nix::sched::unshare(CloneFlags::from_bits_retain(int(m, a[0])? as i32)))
    })
    .params(&["flags"]),
];

const WRAPPED: &[Native] = &[
    Native::effect("_os_wait_once", 2, 2, wait),
    Native::effect("_os_waitid_once", 3, 3, waitid),
    Native::effect("_os_lock_once", 3, 3, lock),
];

/// The saved id after a change of the other two: the used one, unless neither the real one nor another used one was set.
fn saved(real: u32, used: u32, real_before: u32, used_before: u32) -> u32 {
    match used {
        _ if real == SAME && (used == SAME || used == real_before) => SAME,
        SAME => used_before,
        _ => used,
    }
}

fn ids(m: &Machine, ids: [u32; 3]) -> Value {
    Tuple::new(&m.heap, &ids.map(|n| int_word(m, n.into()))).value()
}

/// `(pid, options)`: pid and status, zeros if no child has changed; None if a signal came first.
fn wait(m: &Machine, a: &[Value]) -> Answer {
    let how = WaitOptions::from_bits_retain(int(m, a[1])? as u32);
    let found = match int(m, a[0])? {
        -1 => rustix::process::wait(how),
        0 => rustix::process::waitpid(None, how),
        n if n > 0 => rustix::process::waitpid(pid(m, a[0])?, how),
        n => match i32::try_from(-n).ok().and_then(Pid::from_raw) {
            Some(group) => rustix::process::waitpgid(group, how),
            None => Err(Errno::SRCH),
        },
    };
    let Some(found) = unless_interrupted(m, found.map_err(io::Error::from))? else { return Ok(none(m)) };
    let (of, status) =
        found.map_or((0, 0), |(p, s): (Pid, WaitStatus)| (p.as_raw_nonzero().get(), s.as_raw()));
    Ok(Tuple::new(&m.heap, &[of, status].map(|n| int_word(m, n.into()))).value())
}

/// `(kind, id, options)`: fields of a result, an empty tuple if no child has changed; None if a signal came first.
fn waitid(m: &Machine, a: &[Value]) -> Answer {
    let how = WaitPidFlag::from_bits_truncate(int(m, a[2])? as i32);
    let process = nix::unistd::Pid::from_raw(int(m, a[1])? as i32);
    let kept;
    let of = match int(m, a[0])? {
        0 => Id::All,
        1 => Id::Pid(process),
        2 => Id::PGid(process),
        3 => {
            kept = file(m, a[1])?;
            Id::PIDFd(kept.as_fd())
        }
        _ => return Err(invalid(m)),
    };
    let Some(found) = unless_interrupted(m, nix::sys::wait::waitid(of, how).map_err(io::Error::from))? else {
        return Ok(none(m));
    };
    let words: Vec<Value> = fields(found).iter().flatten().map(|n| int_word(m, (*n).into())).collect();
    Ok(Tuple::new(&m.heap, &words).value())
}

/// Pid, status, code. Whose child it was is not told by the library that asks.
fn fields(found: NixStatus) -> Option<[i32; 3]> {
    let (status, code) = match found {
        NixStatus::Exited(_, n) => (n, libc::CLD_EXITED),
        NixStatus::Signaled(_, s, dumped) => {
            (s as i32, if dumped { libc::CLD_DUMPED } else { libc::CLD_KILLED })
        }
        NixStatus::Stopped(_, s) => (s as i32, libc::CLD_STOPPED),
        NixStatus::Continued(_) => (libc::SIGCONT, libc::CLD_CONTINUED),
        NixStatus::StillAlive => return None,
        _ => (libc::SIGTRAP, libc::CLD_TRAPPED),
    };
    found.pid().map(|p| [p.as_raw(), status, code])
}

fn unless_interrupted<R>(m: &Machine, result: io::Result<R>) -> Result<Option<R>, Raise> {
    match result {
        Err(e) if e.kind() == io::ErrorKind::Interrupted => Ok(None),
        other => answer(m, other).map(Some),
    }
}

/// `lockf(file, command, length)` from the file's place on: True, or None if a signal came first.
fn lock(m: &Machine, a: &[Value]) -> Answer {
    let (f, command, length) = (file(m, a[0])?, int(m, a[1])?, int(m, a[2])?);
    let kind = if command == 0 { libc::F_UNLCK } else { libc::F_WRLCK };
    let mut part = libc::flock {
        l_type: kind as i16,
        l_whence: libc::SEEK_CUR as i16,
        l_start: 0,
        l_len: length,
        l_pid: 0,
    };
    let result = match command {
        0 | 2 => fcntl(&*f, FcntlArg::F_SETLK(&part)),
        1 => fcntl(&*f, FcntlArg::F_SETLKW(&part)),
        3 => fcntl(&*f, FcntlArg::F_GETLK(&mut part)).and_then(|n| match i32::from(part.l_type) {
            libc::F_UNLCK => Ok(n),
            _ => Err(nix::errno::Errno::EACCES),
        }),
        _ => return Err(invalid(m)),
    };
    let done = unless_interrupted(m, result.map_err(io::Error::from))?;
    Ok(done.map_or(none(m), |_| crate::roots::bool_word(m, true)))
}
