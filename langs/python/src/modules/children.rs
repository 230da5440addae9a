//! Starting other programs, beside this one or in its place: natives behind `library/modules/_posixsubprocess.py`.
//!
//! What a child has open is said as pairs: its number, and the number here. It gets nothing else.

use super::args::{Answer, given, int, int_word};
use super::paths::os_string;
use super::system::{answer, file};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::value_error;
use crate::iterate::items;
use crate::roots::bool_word;
use crate::runtime::rt;
use command_fds::{CommandFdExt, FdMapping};
use process_wrap::std::{CommandWrap, ProcessSession};
use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use trackway::{Machine, Raise, Value};
use trackway_kit::List;

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

const PRIVATE: &[Native] = &[
    Native::effect("_os_spawn", 10, 10, spawn),
    Native::effect("_os_exec", 3, 3, exec),
    // `(file)` or `(file, whether)`: whether a child process gets it.
    Native::effect("_os_inheritable", 1, 2, |m, a| {
        let (n, files) = (int(m, a[0])? as i32, &rt(m).files);
        if !(0..=2).contains(&n) || !files.is_original(n) {
            file(m, a[0])?;
        }
        if let Some(yes) = given(m, a, 1) {
            files.set_inheritable(n, yes == bool_word(m, true));
        }
        Ok(bool_word(m, files.is_inheritable(n)))
    }),
    Native::effect("_os_inherited", 0, 0, |m, _| {
        let all: Vec<Value> = rt(m).files.inheritable().into_iter().map(|n| int_word(m, n.into())).collect();
        Ok(List::new(&m.heap, &all).value())
    }),
];

/// `(paths, arguments, environment, folder, pairs, mask, new session, process group, user, group)`: the number of the
/// process that runs the first of the paths there is. None leaves what it stands for as it is here.
fn spawn(m: &Machine, a: &[Value]) -> Answer {
    let folder = given(m, a, 3).map(|v| os_string(m, v)).transpose()?.map(PathBuf::from);
    let [mask, group, user, user_group] = [5, 7, 8, 9].map(|i| number(m, a, i));
    let (mask, group, user, user_group) = (mask?, group?, user?, user_group?);
    let new_session = a[6] == bool_word(m, true);
    let arguments = texts(m, a[1])?;
    let environment = texts(m, a[2])?;
    rt(m).out.flush();
    rt(m).files.take_in_all();
    let mut failed = libc::ENOENT;
    for path in texts(m, a[0])? {
        let path = own_folder(path);
        if let Some(number) = missing(folder.as_deref(), &path) {
            failed = number;
            continue;
        }
        let mut command = command(&path, &arguments, &environment);
        hand_on(m, &mut command, a[4])?;
        if let Some(folder) = &folder {
            command.current_dir(folder);
        }
        if let Some(group) = group {
            command.process_group(group as i32);
        }
        if let Some(user) = user {
            command.uid(user as u32);
        }
        if let Some(group) = user_group {
            command.gid(group as u32);
        }
        match start(command, mask, new_session) {
            Ok(pid) => return Ok(int_word(m, pid.into())),
            Err(e) => failed = super::os_error::number_of(&e),
        }
        if failed != libc::ENOENT && failed != libc::ENOTDIR {
            break;
        }
    }
    Err(super::os_error::raise_number(m, failed, None, None))
}

/// Its number. The process is the guest's to wait for.
fn start(mut command: Command, mask: Option<i64>, new_session: bool) -> io::Result<u32> {
    let before =
        mask.map(|mask| nix::sys::stat::umask(nix::sys::stat::Mode::from_bits_truncate(mask as u32)));
    let result = if new_session {
        CommandWrap::from(command).wrap(ProcessSession).spawn().map(|child| child.id())
    } else {
        command.spawn().map(|child| child.id())
    };
    if let Some(before) = before {
        nix::sys::stat::umask(before);
    }
    result
}

/// `(path, arguments, environment)`: runs another program in place of this one.
fn exec(m: &Machine, a: &[Value]) -> Answer {
    let path = own_folder(os_string(m, a[0])?);
    let mut command = command(&path, &texts(m, a[1])?, &texts(m, a[2])?);
    rt(m).out.flush();
    let inherited = rt(m).files.inheritable().into_iter();
    let pairs = (0..=2).filter(|n| rt(m).files.is_inheritable(*n)).chain(inherited).map(|n| (n, n));
    give(m, &mut command, pairs.collect())?;
    answer(m, Err(command.exec()))
}

/// A path without a folder means the current one, not those of `PATH`.
fn own_folder(path: OsString) -> OsString {
    if path.as_bytes().contains(&b'/') { path } else { Path::new(".").join(path).into_os_string() }
}

/// Why there is no such file, if there is none.
fn missing(folder: Option<&Path>, path: &OsStr) -> Option<i32> {
    let path = folder.map_or_else(|| PathBuf::from(path), |folder| folder.join(path));
    match path.metadata().err()?.raw_os_error()? {
        number @ (libc::ENOENT | libc::ENOTDIR) => Some(number),
        _ => None,
    }
}

fn command(path: &OsStr, arguments: &[OsString], environment: &[OsString]) -> Command {
    let mut command = Command::new(path);
    let (name, rest) = arguments.split_first().map_or((path, &[][..]), |(n, rest)| (n.as_os_str(), rest));
    command.arg0(name).args(rest).env_clear();
    for variable in environment {
        // A name may begin with the sign.
        let bytes = variable.as_bytes();
        if let Some(at) = bytes.iter().skip(1).position(|b| *b == b'=') {
            command.env(OsStr::from_bytes(&bytes[..at + 1]), OsStr::from_bytes(&bytes[at + 2..]));
        }
    }
    command
}

fn hand_on(m: &Machine, command: &mut Command, pairs: Value) -> Result<(), Raise> {
    let mut all = Vec::new();
    for pair in items(m, pairs).unwrap_or_default() {
        let [theirs, ours] = items(m, pair).unwrap_or_default()[..] else { continue };
        all.push((int(m, theirs)? as i32, int(m, ours)? as i32));
    }
    give(m, command, all)
}

/// Standard streams that are in no pair are closed, as far as a program can do without: they have nothing in them.
fn give(m: &Machine, command: &mut Command, pairs: Vec<(i32, i32)>) -> Result<(), Raise> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut others = Vec::new();
    for (theirs, ours) in pairs {
        let stream = match theirs {
            0 => Command::stdin::<Stdio>,
            1 => Command::stdout,
            2 => Command::stderr,
            _ => {
                let copy = rustix::io::fcntl_dupfd_cloexec(&*answer(m, rt(m).files.get(ours))?, theirs);
                others.push(FdMapping { parent_fd: answer(m, copy)?, child_fd: theirs });
                continue;
            }
        };
        if theirs == ours && rt(m).files.is_original(ours) {
            stream(command, Stdio::inherit());
        } else {
            let f = answer(m, rt(m).files.get(ours))?;
            stream(command, OwnedFd::from(answer(m, f.try_clone())?).into());
        }
    }
    if others.is_empty() {
        return Ok(());
    }
    match command.fd_mappings(others) {
        Ok(_) => Ok(()),
        Err(e) => Err(value_error(m, &e.to_string())),
    }
}

fn number(m: &Machine, args: &[Value], i: usize) -> Result<Option<i64>, Raise> {
    given(m, args, i).map(|v| int(m, v)).transpose()
}

fn texts(m: &Machine, list: Value) -> Result<Vec<OsString>, Raise> {
    items(m, list).unwrap_or_default().into_iter().map(|v| os_string(m, v)).collect()
}
