//! Rarer calls of the operating system: Linux's own files, attributes, priorities, identities.
//!
//! What takes paths or keywords is wrapped in `library/modules/posix.py`; the rest stands in the module as it is.

use super::args::{Answer, bytes, bytes_word, given, int, int_word, none};
use super::os_error;
use super::paths::{decode, os_string, path};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::value_error;
use crate::roots;
use crate::runtime::rt;
use nix::unistd::{Gid, Uid};
use rustix::event::EventfdFlags;
use rustix::fs::{Advice, FallocateFlags, MemfdFlags, XattrFlags};
use rustix::process::{Pid, PidfdFlags};
use rustix::thread::CpuSet;
use std::ffi::CString;
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::rc::Rc;
use trackway::{Machine, Raise, Value};
use trackway_kit::{List, Tuple};

pub const TABLES: &[Table] = &[
    Table { home: Home::Module("posix"), natives: PUBLIC },
    Table { home: Home::Prelude, natives: WRAPPED },
];

/// Attributes are at most so long.
const ATTRIBUTE: usize = 64 << 10;

const PUBLIC: &[Native] = &[
    Native::effect("eventfd", 1, 2, |m, a| {
        let flags = given(m, a, 1).map_or(Ok(EventfdFlags::CLOEXEC.bits() as i64), |v| int(m, v))?;
        let flags = EventfdFlags::from_bits_retain(flags as u32);
        opened(m, rustix::event::eventfd(int(m, a[0])? as u32, flags))
    }),
    Native::effect("eventfd_read", 1, 1, |m, a| {
        let mut word = [0; 8];
        answer(m, io::Read::read_exact(&mut &*file(m, a[0])?, &mut word))?;
        Ok(int_word(m, u64::from_ne_bytes(word) as i64))
    }),
    Native::effect("eventfd_write", 2, 2, |m, a| {
        done(m, io::Write::write_all(&mut &*file(m, a[0])?, &int(m, a[1])?.to_ne_bytes()))
    }),
    Native::effect("memfd_create", 1, 2, |m, a| {
        let flags = given(m, a, 1).map_or(Ok(MemfdFlags::CLOEXEC.bits() as i64), |v| int(m, v))?;
        let flags = MemfdFlags::from_bits_retain(flags as u32);
        opened(m, rustix::fs::memfd_create(os_string(m, a[0])?, flags))
    }),
    Native::effect("pidfd_open", 1, 2, |m, a| {
        let flags = given(m, a, 1).map_or(Ok(0), |v| int(m, v))?;
        let flags = PidfdFlags::from_bits_retain(flags as u32);
        let process = pid(m, a[0])?.ok_or_else(|| invalid(m))?;
        opened(m, rustix::process::pidfd_open(process, flags))
    }),
    Native::effect("posix_fadvise", 4, 4, |m, a| {
        let advice = match int(m, a[3])? {
            0 => Advice::Normal,
            1 => Advice::Random,
            2 => Advice::Sequential,
            3 => Advice::WillNeed,
            4 => Advice::DontNeed,
            5 => Advice::NoReuse,
            _ => return Err(invalid(m)),
        };
        let (at, len) = (int(m, a[1])? as u64, std::num::NonZeroU64::new(int(m, a[2])? as u64));
        done(m, rustix::fs::fadvise(&*file(m, a[0])?, at, len, advice))
    }),
    Native::effect("posix_fallocate", 3, 3, |m, a| {
        let (at, len) = (int(m, a[1])? as u64, int(m, a[2])? as u64);
        done(m, rustix::fs::fallocate(&*file(m, a[0])?, FallocateFlags::empty(), at, len))
    }),
    Native::effect("sync", 0, 0, |m, _| {
        rustix::fs::sync();
        Ok(none(m))
    }),
    Native::effect("nice", 1, 1, |m, a| {
        let n = rustix::process::nice(int(m, a[0])? as i32);
        Ok(int_word(m, answer(m, n)?.into()))
    }),
    Native::effect("getpriority", 2, 2, |m, a| {
        use rustix::process as p;
        let n = match int(m, a[0])? {
            0 => p::getpriority_process(pid(m, a[1])?),
            1 => p::getpriority_pgrp(pid(m, a[1])?),
            2 => p::getpriority_user(p::Uid::from_raw(int(m, a[1])? as u32)),
            _ => return Err(invalid(m)),
        };
        Ok(int_word(m, answer(m, n)?.into()))
    }),
    Native::effect("setpriority", 3, 3, |m, a| {
        use rustix::process as p;
        let n = int(m, a[2])? as i32;
        let result = match int(m, a[0])? {
            0 => p::setpriority_process(pid(m, a[1])?, n),
            1 => p::setpriority_pgrp(pid(m, a[1])?, n),
            2 => p::setpriority_user(p::Uid::from_raw(int(m, a[1])? as u32), n),
            _ => return Err(invalid(m)),
        };
        done(m, result)
    }),
    Native::effect("sched_setaffinity", 2, 2, |m, a| {
        let mut set = CpuSet::new();
        for cpu in crate::iterate::items(m, a[1]).unwrap_or_default() {
            match usize::try_from(int(m, cpu)?) {
                Ok(n) if n < CpuSet::MAX_CPU => set.set(n),
                _ => return Err(value_error(m, "CPU number out of range")),
            }
        }
        done(m, rustix::thread::sched_setaffinity(pid(m, a[0])?, &set))
    }),
    Native::tail("sched_getaffinity", 1, 1, |m, a| {
        let set = answer(m, rustix::thread::sched_getaffinity(pid(m, a[0])?))?;
        let cpus: Vec<Value> =
            (0..CpuSet::MAX_CPU).filter(|n| set.is_set(*n)).map(|n| int_word(m, n as i64)).collect();
        let all = List::new(&m.heap, &cpus).value();
        crate::tail::prelude(m, "_set_of", &[all])
    }),
    Native::effect("getpgid", 1, 1, |m, a| {
        let of = answer(m, nix::unistd::getpgid(group_of(m, a[0])?))?;
        Ok(int_word(m, of.as_raw().into()))
    }),
    Native::effect("setpgid", 2, 2, |m, a| done(m, rustix::process::setpgid(pid(m, a[0])?, pid(m, a[1])?))),
    Native::effect("setpgrp", 0, 0, |m, _| done(m, rustix::process::setpgid(None, None))),
    Native::effect("getsid", 1, 1, |m, a| {
        let of = answer(m, nix::unistd::getsid(group_of(m, a[0])?))?;
        Ok(int_word(m, of.as_raw().into()))
    }),
    Native::effect("setsid", 0, 0, |m, _| done(m, rustix::process::setsid().map(|_| ()))),
    Native::effect("tcgetpgrp", 1, 1, |m, a| {
        let of = answer(m, nix::unistd::tcgetpgrp(&*file(m, a[0])?))?;
        Ok(int_word(m, of.as_raw().into()))
    }),
    Native::effect("tcsetpgrp", 2, 2, |m, a| {
        let process = pid(m, a[1])?.ok_or_else(|| invalid(m))?;
        done(m, rustix::termios::tcsetpgrp(&*file(m, a[0])?, process))
    }),
    Native::effect("setuid", 1, 1, |m, a| done(m, nix::unistd::setuid(user(m, a[0])?))),
    Native::effect("seteuid", 1, 1, |m, a| done(m, nix::unistd::seteuid(user(m, a[0])?))),
    Native::effect("setgid", 1, 1, |m, a| done(m, nix::unistd::setgid(group(m, a[0])?))),
    Native::effect("setegid", 1, 1, |m, a| done(m, nix::unistd::setegid(group(m, a[0])?))),
    Native::effect("setresuid", 3, 3, |m, a| {
        done(m, nix::unistd::setresuid(user(m, a[0])?, user(m, a[1])?, user(m, a[2])?))
    }),
    Native::effect("setresgid", 3, 3, |m, a| {
        done(m, nix::unistd::setresgid(group(m, a[0])?, group(m, a[1])?, group(m, a[2])?))
    }),
    Native::effect("setgroups", 1, 1, |m, a| {
        let all = crate::iterate::items(m, a[0]).unwrap_or_default();
        let all: Vec<Gid> = all.into_iter().map(|v| group(m, v)).collect::<Result<_, Raise>>()?;
        done(m, nix::unistd::setgroups(&all))
    }),
    Native::effect("getgrouplist", 2, 2, |m, a| {
        let name = c_string(m, a[0])?;
        let all = answer(m, nix::unistd::getgrouplist(&name, group(m, a[1])?))?;
        let words: Vec<Value> = all.iter().map(|g| int_word(m, g.as_raw().into())).collect();
        Ok(List::new(&m.heap, &words).value())
    }),
    Native::effect("initgroups", 2, 2, |m, a| {
        let name = c_string(m, a[0])?;
        done(m, nix::unistd::initgroups(&name, group(m, a[1])?))
    }),
];

const WRAPPED: &[Native] = &[
    Native::effect("_os_copy_range", 3, 5, |m, a| {
        let (from, to, count) = (file(m, a[0])?, file(m, a[1])?, int(m, a[2])? as usize);
        let (mut at, mut there) = (offset(m, a, 3)?, offset(m, a, 4)?);
        let n = rustix::fs::copy_file_range(&*from, at.as_mut(), &*to, there.as_mut(), count);
        Ok(int_word(m, answer(m, n)? as i64))
    }),
    Native::effect("_os_splice", 3, 6, |m, a| {
        let (from, to, count) = (file(m, a[0])?, file(m, a[1])?, int(m, a[2])? as usize);
        let (mut at, mut there) = (offset(m, a, 3)?, offset(m, a, 4)?);
        let flags = given(m, a, 5).map_or(Ok(0), |v| int(m, v))?;
        let flags = rustix::pipe::SpliceFlags::from_bits_retain(flags as u32);
        let n = rustix::pipe::splice(&*from, at.as_mut(), &*to, there.as_mut(), count, flags);
        Ok(int_word(m, answer(m, n)? as i64))
    }),
    Native::effect("_os_chroot", 1, 1, |m, a| done(m, rustix::process::chroot(path(m, a[0])?))),
    Native::effect("_os_statvfs", 1, 1, |m, a| {
        let s = match a[0].as_int() {
            Some(_) => rustix::fs::fstatvfs(&*file(m, a[0])?),
            None => rustix::fs::statvfs(path(m, a[0])?),
        };
        let s = answer(m, s)?;
        let flags = s.f_flag.bits();
        let fields = [
            s.f_bsize,
            s.f_frsize,
            s.f_blocks,
            s.f_bfree,
            s.f_bavail,
            s.f_files,
            s.f_ffree,
            s.f_favail,
            flags,
            s.f_namemax,
            s.f_fsid,
        ];
        let words: Vec<Value> = fields.iter().map(|n| int_word(m, *n as i64)).collect();
        Ok(Tuple::new(&m.heap, &words).value())
    }),
    Native::effect("_os_getxattr", 3, 3, |m, a| {
        let (name, mut value) = (os_string(m, a[1])?, vec![0; ATTRIBUTE]);
        let n = match (a[0].as_int(), follows(m, a[2])) {
            (Some(_), _) => rustix::fs::fgetxattr(&*file(m, a[0])?, name, &mut value[..]),
            (None, true) => rustix::fs::getxattr(path(m, a[0])?, name, &mut value[..]),
            (None, false) => rustix::fs::lgetxattr(path(m, a[0])?, name, &mut value[..]),
        };
        Ok(bytes_word(m, &value[..answer(m, n)?]))
    }),
    Native::effect("_os_setxattr", 5, 5, |m, a| {
        let (name, value) = (os_string(m, a[1])?, bytes(m, a[2])?);
        let flags = XattrFlags::from_bits_retain(int(m, a[3])? as u32);
        done(
            m,
            match (a[0].as_int(), follows(m, a[4])) {
                (Some(_), _) => rustix::fs::fsetxattr(&*file(m, a[0])?, name, &value, flags),
                (None, true) => rustix::fs::setxattr(path(m, a[0])?, name, &value, flags),
                (None, false) => rustix::fs::lsetxattr(path(m, a[0])?, name, &value, flags),
            },
        )
    }),
    Native::effect("_os_removexattr", 3, 3, |m, a| {
        let name = os_string(m, a[1])?;
        done(
            m,
            match (a[0].as_int(), follows(m, a[2])) {
                (Some(_), _) => rustix::fs::fremovexattr(&*file(m, a[0])?, name),
                (None, true) => rustix::fs::removexattr(path(m, a[0])?, name),
                (None, false) => rustix::fs::lremovexattr(path(m, a[0])?, name),
            },
        )
    }),
    Native::effect("_os_listxattr", 2, 2, |m, a| {
        let mut names = vec![0; ATTRIBUTE];
        let n = match (a[0].as_int(), follows(m, a[1])) {
            (Some(_), _) => rustix::fs::flistxattr(&*file(m, a[0])?, &mut names[..]),
            (None, true) => rustix::fs::listxattr(path(m, a[0])?, &mut names[..]),
            (None, false) => rustix::fs::llistxattr(path(m, a[0])?, &mut names[..]),
        };
        let names = &names[..answer(m, n)?];
        let words: Vec<Value> =
            names.split(|b| *b == 0).filter(|n| !n.is_empty()).map(|n| decode(m, n)).collect();
        Ok(List::new(&m.heap, &words).value())
    }),
];

fn follows(machine: &Machine, v: Value) -> bool {
    v == machine.root(roots::TRUE)
}

pub(super) fn invalid(machine: &Machine) -> Raise {
    os_error(machine, &io::Error::from_raw_os_error(libc::EINVAL), None)
}

/// What the system answered, or its error.
pub(super) fn answer<R, E: Into<io::Error>>(machine: &Machine, result: Result<R, E>) -> Result<R, Raise> {
    result.map_err(|e| os_error(machine, &e.into(), None))
}

pub(super) fn done<E: Into<io::Error>>(machine: &Machine, result: Result<(), E>) -> Answer {
    answer(machine, result).map(|()| none(machine))
}

/// The number of a new open file.
pub(super) fn opened(machine: &Machine, fd: rustix::io::Result<OwnedFd>) -> Answer {
    let fd = answer(machine, fd)?;
    Ok(int_word(machine, rt(machine).files.add(File::from(fd)).into()))
}

pub(super) fn file(machine: &Machine, v: Value) -> Result<Rc<File>, Raise> {
    let n = int(machine, v)?;
    answer(machine, rt(machine).files.get(n as i32))
}

/// A place in a file, or None.
fn offset(machine: &Machine, args: &[Value], i: usize) -> Result<Option<u64>, Raise> {
    match given(machine, args, i) {
        Some(v) if v != none(machine) => Ok(Some(int(machine, v)? as u64)),
        _ => Ok(None),
    }
}

/// A process; None for 0, which means this one.
pub(super) fn pid(machine: &Machine, v: Value) -> Result<Option<Pid>, Raise> {
    match int(machine, v)? {
        0 => Ok(None),
        n if n < 0 || n > i64::from(i32::MAX) => {
            Err(os_error(machine, &io::Error::from_raw_os_error(libc::ESRCH), None))
        }
        n => Ok(Pid::from_raw(n as i32)),
    }
}

/// The process whose group or session is asked for. Those are 0 where they were made outside of the process's own
/// PID namespace (a container), which `rustix`'s numbers cannot hold and `nix`'s can.
fn group_of(machine: &Machine, v: Value) -> Result<Option<nix::unistd::Pid>, Raise> {
    Ok(pid(machine, v)?.map(|p| nix::unistd::Pid::from_raw(p.as_raw_nonzero().get())))
}

pub(super) fn user(machine: &Machine, v: Value) -> Result<Uid, Raise> {
    Ok(Uid::from_raw(int(machine, v)? as u32))
}

fn group(machine: &Machine, v: Value) -> Result<Gid, Raise> {
    Ok(Gid::from_raw(int(machine, v)? as u32))
}

fn c_string(machine: &Machine, v: Value) -> Result<CString, Raise> {
    let text = os_string(machine, v)?;
    CString::new(text.as_bytes()).map_err(|_| value_error(machine, "embedded null byte"))
}
