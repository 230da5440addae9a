//! Pseudo-terminals.

use super::args::{int, int_word};
use super::paths::decode;
use super::system::{answer, done, file, opened};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::runtime::rt;
use rustix::pty::OpenptFlags;
use std::fs::File;
use trackway_kit::Tuple;

pub const TABLES: &[Table] = &[
    Table { home: Home::Module("posix"), natives: PUBLIC },
    Table { home: Home::Prelude, natives: WRAPPED },
];

const PUBLIC: &[Native] = &[
    Native::effect("posix_openpt", 1, 1, |m, a| {
        let flags = OpenptFlags::from_bits_retain(int(m, a[0])? as u32);
        opened(m, rustix::pty::openpt(flags | OpenptFlags::CLOEXEC))
    }),
    Native::effect("grantpt", 1, 1, |m, a| {
        // The kernel has granted it already; what is no such terminal is an error.
        answer(m, rustix::pty::ptsname(&*file(m, a[0])?, Vec::new()))?;
        done(m, rustix::pty::grantpt(&*file(m, a[0])?))
    }),
    Native::effect("unlockpt", 1, 1, |m, a| done(m, rustix::pty::unlockpt(&*file(m, a[0])?))),
    Native::effect("ptsname", 1, 1, |m, a| {
        let name = answer(m, rustix::pty::ptsname(&*file(m, a[0])?, Vec::new()))?;
        Ok(decode(m, name.as_bytes()))
    }),
    Native::effect("openpty", 0, 0, |m, _| {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
        let outer = answer(m, rustix::pty::openpt(flags))?;
        answer(m, rustix::pty::unlockpt(&outer))?;
        let inner = answer(m, rustix::pty::ioctl_tiocgptpeer(&outer, flags))?;
        let numbers = [outer, inner].map(|fd| int_word(m, rt(m).files.add(File::from(fd)).into()));
        Ok(Tuple::new(&m.heap, &numbers).value())
    }),
];

const WRAPPED: &[Native] = &[
    // The terminal becomes the one that the session is controlled by.
    Native::effect("_os_control", 1, 1, |m, a| done(m, rustix::process::ioctl_tiocsctty(&*file(m, a[0])?))),
];
