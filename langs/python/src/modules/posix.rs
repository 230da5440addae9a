//! The operating system: natives behind `library/modules/posix.py`.

use super::args::{Answer, bytes, bytes_word, given, int, int_word, none, text_word};
use super::paths::{answer, decode, os_string, path};
use super::{constant_list, os_error};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::memory_error;
use crate::roots::bool_word;
use crate::runtime::rt;
use crate::types::module;
use crate::types::objects::Module;
use nix::sys::stat::Mode;
use std::fs;
use std::io::{self, IsTerminal, Read, Seek, SeekFrom, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::rc::Rc;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, List, Tuple};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

/// Raises what went wrong, about the path in `v`.
fn fail(machine: &Machine, e: &io::Error, v: Option<Value>) -> Raise {
    super::os_error::raise_number(machine, super::os_error::number_of(e), v, None)
}

fn fail2(machine: &Machine, e: &io::Error, a: Value, b: Value) -> Raise {
    super::os_error::raise_number(machine, super::os_error::number_of(e), Some(a), Some(b))
}

fn errno(e: nix::errno::Errno) -> io::Error {
    io::Error::from_raw_os_error(e as i32)
}

fn file(machine: &Machine, v: Value) -> Result<Rc<fs::File>, Raise> {
    let n = int(machine, v)?;
    rt(machine).files.get(n as i32).map_err(|e| os_error(machine, &e, None))
}

fn done(machine: &Machine, result: io::Result<()>, about: Value) -> Answer {
    match result {
        Ok(()) => Ok(none(machine)),
        Err(e) => Err(fail(machine, &e, Some(about))),
    }
}

const ACCESS: i64 = libc::O_ACCMODE as i64;

fn open(machine: &Machine, args: &[Value]) -> Answer {
    let (p, flags, mode) = (path(machine, args[0])?, int(machine, args[1])?, int(machine, args[2])?);
    let mut o = fs::OpenOptions::new();
    let how = (flags & ACCESS) as i32;
    o.read(how != libc::O_WRONLY).write(how != libc::O_RDONLY);
    // The rest of the flags goes as it is; creating and cutting too.
    o.custom_flags((flags & !ACCESS) as i32 | libc::O_CLOEXEC).mode(mode as u32);
    if flags as i32 & libc::O_APPEND != 0 {
        o.append(true).write(false);
    }
    match o.open(&p) {
        Ok(f) => Ok(int_word(machine, rt(machine).files.add(f) as i64)),
        Err(e) => Err(fail(machine, &e, Some(args[0]))),
    }
}

/// At most so many bytes; None if a signal came first.
fn read(machine: &Machine, args: &[Value]) -> Answer {
    let (f, n) = (file(machine, args[0])?, int(machine, args[1])?);
    if n < 0 {
        return Err(os_error(machine, &io::Error::from_raw_os_error(22), None));
    }
    rt(machine).out.flush();
    machine.heap.check(n as usize).map_err(|_| memory_error(machine))?;
    let mut buffer = vec![0; n as usize];
    match (&*f).read(&mut buffer) {
        Ok(n) => Ok(bytes_word(machine, &buffer[..n])),
        Err(e) if e.kind() == io::ErrorKind::Interrupted => Ok(none(machine)),
        Err(e) => Err(os_error(machine, &e, None)),
    }
}

/// Everything to the end of the file.
fn read_all(machine: &Machine, args: &[Value]) -> Answer {
    let f = file(machine, args[0])?;
    let size = f.metadata().map_or(0, |m| m.len());
    machine.heap.check(size as usize).map_err(|_| memory_error(machine))?;
    let mut buffer = Vec::new();
    match (&*f).read_to_end(&mut buffer) {
        Ok(_) => Ok(bytes_word(machine, &buffer)),
        Err(e) => Err(os_error(machine, &e, None)),
    }
}

/// The number of bytes written; None if a signal came first.
fn write(machine: &Machine, args: &[Value]) -> Answer {
    let f = file(machine, args[0])?;
    if int(machine, args[0])? <= 2 {
        rt(machine).out.flush();
    }
    match (&*f).write(&bytes(machine, args[1])?) {
        Ok(n) => Ok(int_word(machine, n as i64)),
        Err(e) if e.kind() == io::ErrorKind::Interrupted => Ok(none(machine)),
        Err(e) => Err(os_error(machine, &e, None)),
    }
}

fn seek(machine: &Machine, args: &[Value]) -> Answer {
    let (f, at, how) = (file(machine, args[0])?, int(machine, args[1])?, int(machine, args[2])?);
    let to = match how {
        0 if at >= 0 => SeekFrom::Start(at as u64),
        1 => SeekFrom::Current(at),
        2 => SeekFrom::End(at),
        _ => return Err(os_error(machine, &io::Error::from_raw_os_error(22), None)),
    };
    match (&*f).seek(to) {
        Ok(n) => Ok(int_word(machine, n as i64)),
        Err(e) => Err(os_error(machine, &e, None)),
    }
}

fn stat_words(machine: &Machine, m: &fs::Metadata) -> Value {
    let int = |i: u64| int_word(machine, i as i64);
    let seconds = |whole: i64, ns: i64| machine.heap.float(whole as f64 + ns as f64 * 1e-9);
    let nanoseconds =
        |whole: i64, ns: i64| int_word(machine, whole.saturating_mul(1_000_000_000).saturating_add(ns));
    let words = [
        int(m.mode() as u64),
        int(m.ino()),
        int(m.dev()),
        int(m.nlink()),
        int(m.uid() as u64),
        int(m.gid() as u64),
        int(m.size()),
        int_word(machine, m.atime()),
        int_word(machine, m.mtime()),
        int_word(machine, m.ctime()),
        seconds(m.atime(), m.atime_nsec()),
        seconds(m.mtime(), m.mtime_nsec()),
        seconds(m.ctime(), m.ctime_nsec()),
        nanoseconds(m.atime(), m.atime_nsec()),
        nanoseconds(m.mtime(), m.mtime_nsec()),
        nanoseconds(m.ctime(), m.ctime_nsec()),
        int(m.blksize()),
        int(m.blocks()),
        int(m.rdev()),
    ];
    Tuple::new(&machine.heap, &words).value()
}

/// `(path or number, follow)`: the fields of a stat result.
fn stat(machine: &Machine, args: &[Value]) -> Answer {
    let (result, about) = if crate::values::is_int(machine, args[0]) {
        (file(machine, args[0])?.metadata(), None)
    } else {
        let p = path(machine, args[0])?;
        let follow = args[1] == bool_word(machine, true);
        (if follow { fs::metadata(p) } else { fs::symlink_metadata(p) }, Some(args[0]))
    };
    match result {
        Ok(m) => Ok(stat_words(machine, &m)),
        Err(e) => Err(fail(machine, &e, about)),
    }
}

/// What a path is, without an exception: 0 nothing, 1 a file, 2 a folder, 3 something else.
fn kind(machine: &Machine, args: &[Value]) -> Answer {
    let p = path(machine, args[0])?;
    let follow = args[1] == bool_word(machine, true);
    let n = match if follow { fs::metadata(p) } else { fs::symlink_metadata(p) } {
        Err(_) => 0,
        Ok(m) if m.is_file() => 1,
        Ok(m) if m.is_dir() => 2,
        Ok(m) if m.is_symlink() => 4,
        Ok(_) => 3,
    };
    Ok(int_word(machine, n))
}

/// Names in a folder, each with its kind and inode.
fn scan(machine: &Machine, args: &[Value]) -> Answer {
    let dir = match fs::read_dir(path(machine, args[0])?) {
        Ok(d) => d,
        Err(e) => return Err(fail(machine, &e, Some(args[0]))),
    };
    let mut out = Vec::new();
    for entry in dir.flatten() {
        let kind = match entry.file_type() {
            Ok(t) if t.is_file() => 1,
            Ok(t) if t.is_dir() => 2,
            Ok(t) if t.is_symlink() => 4,
            _ => 3,
        };
        let inode = std::os::unix::fs::DirEntryExt::ino(&entry);
        let words = [
            answer(machine, &entry.file_name(), args[0]),
            int_word(machine, kind),
            int_word(machine, inode as i64),
        ];
        out.push(Tuple::new(&machine.heap, &words).value());
    }
    Ok(List::new(&machine.heap, &out).value())
}

fn mkdir(machine: &Machine, args: &[Value]) -> Answer {
    use std::os::unix::fs::DirBuilderExt;
    let (p, mode) = (path(machine, args[0])?, int(machine, args[1])?);
    done(machine, fs::DirBuilder::new().mode(mode as u32).create(p), args[0])
}

fn two(
    machine: &Machine,
    args: &[Value],
    f: fn(&std::path::Path, &std::path::Path) -> io::Result<()>,
) -> Answer {
    let (a, b) = (path(machine, args[0])?, path(machine, args[1])?);
    match f(&a, &b) {
        Ok(()) => Ok(none(machine)),
        Err(e) => Err(fail2(machine, &e, args[0], args[1])),
    }
}

fn readlink(machine: &Machine, args: &[Value]) -> Answer {
    match fs::read_link(path(machine, args[0])?) {
        Ok(p) => Ok(answer(machine, p.as_os_str(), args[0])),
        Err(e) => Err(fail(machine, &e, Some(args[0]))),
    }
}

fn chmod(machine: &Machine, args: &[Value]) -> Answer {
    let mode = fs::Permissions::from_mode(int(machine, args[1])? as u32);
    if crate::values::is_int(machine, args[0]) {
        return done(machine, file(machine, args[0])?.set_permissions(mode), args[0]);
    }
    done(machine, fs::set_permissions(path(machine, args[0])?, mode), args[0])
}

fn chown(machine: &Machine, args: &[Value]) -> Answer {
    let id = |v: Value| -> Result<Option<u32>, Raise> {
        let n = int(machine, v)?;
        Ok(if n < 0 { None } else { Some(n as u32) })
    };
    let (u, g) = (id(args[1])?, id(args[2])?);
    let p = path(machine, args[0])?;
    let follow = args[3] == bool_word(machine, true);
    let result = if follow { std::os::unix::fs::chown(p, u, g) } else { std::os::unix::fs::lchown(p, u, g) };
    done(machine, result, args[0])
}

/// `(path, access ns, modification ns, follow)`
fn utime(machine: &Machine, args: &[Value]) -> Answer {
    use nix::sys::stat::{UtimensatFlags, utimensat};
    use nix::sys::time::{TimeSpec, TimeValLike};
    let p = path(machine, args[0])?;
    let (a, m) =
        (TimeSpec::nanoseconds(int(machine, args[1])?), TimeSpec::nanoseconds(int(machine, args[2])?));
    let follow = args[3] == bool_word(machine, true);
    let how = if follow { UtimensatFlags::FollowSymlink } else { UtimensatFlags::NoFollowSymlink };
    done(machine, utimensat(nix::fcntl::AT_FDCWD, &p, &a, &m, how).map_err(errno), args[0])
}

fn truncate(machine: &Machine, args: &[Value]) -> Answer {
    let n = int(machine, args[1])?;
    if n < 0 {
        return Err(os_error(machine, &io::Error::from_raw_os_error(22), None));
    }
    if crate::values::is_int(machine, args[0]) {
        let result = file(machine, args[0])?.set_len(n as u64);
        return result.map(|()| none(machine)).map_err(|e| os_error(machine, &e, None));
    }
    let result =
        fs::OpenOptions::new().write(true).open(path(machine, args[0])?).and_then(|f| f.set_len(n as u64));
    done(machine, result, args[0])
}

fn environ(machine: &Machine, _args: &[Value]) -> Answer {
    let d = Dict::new(&machine.heap);
    for (k, v) in std::env::vars_os() {
        let (k, v) = (bytes_word(machine, k.as_bytes()), bytes_word(machine, v.as_bytes()));
        crate::dicts::set(machine, d, k, v)?;
    }
    Ok(d.value())
}

fn isatty(machine: &Machine, args: &[Value]) -> Answer {
    let yes = rt(machine).files.get(int(machine, args[0])? as i32).is_ok_and(|f| f.is_terminal());
    Ok(bool_word(machine, yes))
}

fn urandom(machine: &Machine, args: &[Value]) -> Answer {
    let n = int(machine, args[0])?;
    if n < 0 {
        return Err(crate::errors::value_error(machine, "negative argument not allowed"));
    }
    machine.heap.check(n as usize).map_err(|_| memory_error(machine))?;
    let mut b = vec![0; n as usize];
    let mut filled = 0;
    while filled < b.len() {
        let n = rustix::rand::getrandom(&mut b[filled..], rustix::rand::GetRandomFlags::empty());
        filled += n.map_err(|e| os_error(machine, &e.into(), None))?;
    }
    Ok(bytes_word(machine, &b))
}

fn uname(machine: &Machine, _args: &[Value]) -> Answer {
    let u = nix::sys::utsname::uname().map_err(|e| os_error(machine, &errno(e), None))?;
    let words = [u.sysname(), u.nodename(), u.release(), u.version(), u.machine()]
        .map(|s| decode(machine, s.as_bytes()));
    Ok(Tuple::new(&machine.heap, &words).value())
}

/// `(path, mode, as the effective user, follow)`
fn access(machine: &Machine, args: &[Value]) -> Answer {
    use rustix::fs::{Access, AtFlags, CWD, accessat};
    let yes = bool_word(machine, true);
    let mut how = AtFlags::empty();
    how.set(AtFlags::EACCESS, args[2] == yes);
    how.set(AtFlags::SYMLINK_NOFOLLOW, args[3] != yes);
    let mode = Access::from_bits_truncate(int(machine, args[1])? as u32);
    Ok(bool_word(machine, accessat(CWD, path(machine, args[0])?, mode, how).is_ok()))
}

/// `(path, kind and permissions, device)`; without a kind it is a file.
fn mknod(machine: &Machine, args: &[Value]) -> Answer {
    use nix::sys::stat::SFlag;
    let (mode, device) = (int(machine, args[1])? as u32, int(machine, args[2])? as u64);
    let (kind, permissions) = (SFlag::from_bits_truncate(mode), Mode::from_bits_truncate(mode));
    match nix::sys::stat::mknod(&path(machine, args[0])?, kind, permissions, device) {
        Ok(()) => Ok(none(machine)),
        Err(e) => Err(os_error(machine, &errno(e), None)),
    }
}

fn kill(machine: &Machine, args: &[Value]) -> Answer {
    let pid = nix::unistd::Pid::from_raw(int(machine, args[0])? as i32);
    let signal = int(machine, args[1])? as i32;
    let signal = match signal {
        0 => None,
        n => Some(nix::sys::signal::Signal::try_from(n).map_err(|e| os_error(machine, &errno(e), None))?),
    };
    rt(machine).out.flush();
    nix::sys::signal::kill(pid, signal).map_err(|e| os_error(machine, &errno(e), None))?;
    Ok(none(machine))
}

fn pipe(machine: &Machine, _args: &[Value]) -> Answer {
    let (r, w) = io::pipe().map_err(|e| os_error(machine, &e, None))?;
    let files = &rt(machine).files;
    let (r, w) = (std::os::fd::OwnedFd::from(r), std::os::fd::OwnedFd::from(w));
    let words = [files.add(r.into()), files.add(w.into())].map(|n| int_word(machine, n as i64));
    Ok(Tuple::new(&machine.heap, &words).value())
}

/// `(file)` or `(file, least number)`
fn dup(machine: &Machine, args: &[Value]) -> Answer {
    let least = given(machine, args, 1).map_or(Ok(0), |v| int(machine, v))?;
    let copy = rustix::io::fcntl_dupfd_cloexec(&*file(machine, args[0])?, (least as i32).max(3));
    super::system::opened(machine, copy)
}

fn dup2(machine: &Machine, args: &[Value]) -> Answer {
    let (a, b) = (int(machine, args[0])?, int(machine, args[1])?);
    rt(machine).files.alias(a as i32, b as i32).map_err(|e| os_error(machine, &e, None))?;
    Ok(args[1])
}

/// Everything about the process that is a number, by name.
fn process(machine: &Machine, args: &[Value]) -> Answer {
    use nix::unistd as u;
    let name = super::args::text(machine, args[0])?;
    Ok(int_word(
        machine,
        match name.as_str() {
            "pid" => std::process::id() as i64,
            "ppid" => u::getppid().as_raw() as i64,
            "uid" => u::getuid().as_raw() as i64,
            "euid" => u::geteuid().as_raw() as i64,
            "gid" => u::getgid().as_raw() as i64,
            "egid" => u::getegid().as_raw() as i64,
            "pgrp" => u::getpgrp().as_raw() as i64,
            "cpus" => std::thread::available_parallelism().map_or(1, |n| n.get() as i64),
            _ => -1,
        },
    ))
}

/// Leaves at once.
fn exit(machine: &Machine, args: &[Value]) -> Answer {
    let code = int(machine, args[0])?;
    std::process::exit(code as i32)
}

const PRIVATE: &[Native] = &[
    Native::effect("_os_open", 3, 3, open),
    Native::effect("_os_close", 1, 1, |m, a| {
        let n = int(m, a[0])?;
        rt(m).files.close(n as i32).map(|()| none(m)).map_err(|e| os_error(m, &e, None))
    }),
    Native::effect("_os_read_once", 2, 2, read),
    Native::effect("_os_read_all", 1, 1, read_all),
    Native::effect("_os_write_once", 2, 2, write),
    Native::effect("_os_seek", 3, 3, seek),
    Native::effect("_os_sync", 1, 1, |m, a| {
        file(m, a[0])?.sync_all().map(|()| none(m)).map_err(|e| os_error(m, &e, None))
    }),
    Native::effect("_os_stat", 2, 2, stat),
    Native::effect("_os_kind", 2, 2, kind),
    Native::effect("_os_scan", 1, 1, scan),
    Native::effect("_os_mkdir", 2, 2, mkdir),
    Native::effect("_os_mkfifo", 2, 2, |m, a| {
        let mode = Mode::from_bits_truncate(int(m, a[1])? as u32);
        done(m, nix::unistd::mkfifo(&path(m, a[0])?, mode).map_err(errno), a[0])
    }),
    Native::effect("_os_rmdir", 1, 1, |m, a| done(m, fs::remove_dir(path(m, a[0])?), a[0])),
    Native::effect("_os_unlink", 1, 1, |m, a| done(m, fs::remove_file(path(m, a[0])?), a[0])),
    Native::effect("_os_rename", 2, 2, |m, a| two(m, a, |x, y| fs::rename(x, y))),
    Native::effect("_os_link", 2, 2, |m, a| two(m, a, |x, y| fs::hard_link(x, y))),
    Native::effect("_os_symlink", 2, 2, |m, a| two(m, a, |x, y| std::os::unix::fs::symlink(x, y))),
    Native::effect("_os_readlink", 1, 1, readlink),
    Native::effect("_os_chmod", 2, 2, chmod),
    Native::effect("_os_chown", 4, 4, chown),
    Native::effect("_os_utime", 4, 4, utime),
    Native::effect("_os_truncate", 2, 2, truncate),
    Native::effect("_os_chdir", 1, 1, |m, a| done(m, std::env::set_current_dir(path(m, a[0])?), a[0])),
    Native::effect("_os_getcwd", 0, 0, |m, _| match std::env::current_dir() {
        Ok(p) => Ok(decode(m, p.as_os_str().as_bytes())),
        Err(e) => Err(os_error(m, &e, None)),
    }),
    Native::effect("_os_environ", 0, 0, environ),
    Native::effect("_os_isatty", 1, 1, isatty),
    Native::effect("_os_urandom", 1, 1, urandom),
    Native::pure("_os_uname", 0, 0, uname),
    Native::effect("_os_access", 4, 4, access),
    Native::effect("_os_mknod", 3, 3, mknod),
    Native::effect("_os_kill", 2, 2, kill),
    Native::effect("_os_pipe", 0, 0, pipe),
    Native::effect("_os_dup", 1, 2, dup),
    Native::effect("_os_dup2", 2, 2, dup2),
    Native::effect("_os_process", 1, 1, process),
    Native::effect("_os_umask", 1, 1, |m, a| {
        let old = nix::sys::stat::umask(Mode::from_bits_truncate(int(m, a[0])? as u32));
        Ok(int_word(m, old.bits() as i64))
    }),
    Native::effect("_os_exit", 1, 1, exit),
    Native::pure("_os_fsencode", 1, 1, |m, a| {
        let s = os_string(m, a[0])?;
        Ok(bytes_word(m, s.as_bytes()))
    }),
    Native::pure("_os_fsdecode", 1, 1, |m, a| Ok(decode(m, &bytes(m, a[0])?))),
    Native::pure("_os_strerror", 1, 1, |m, a| Ok(text_word(m, &super::errno::text(int(m, a[0])? as i32)))),
    Native::pure("_os_error", 1, 3, |m, a| {
        let (p, q) = (given(m, a, 1), given(m, a, 2));
        Err(super::os_error::raise_number(m, int(m, a[0])? as i32, p, q))
    }),
];

/// The module's numbers.
pub fn constants(machine: &Machine, m: Gc<Module>) {
    for (name, n) in constant_list::POSIX {
        module::define(machine, m, name, int_word(machine, *n));
    }
}
