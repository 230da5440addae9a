//! Limits of file systems, by the numbers that programs know them by.

use super::args::{Answer, int, int_word};
use super::os_error;
use super::paths::path;
use super::system::{answer, file, invalid};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use nix::unistd::PathconfVar::{self, *};
use trackway::{Machine, Value};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: WRAPPED }];

const WRAPPED: &[Native] = &[Native::effect("_os_pathconf", 2, 2, limit)];

/// By number; Linux tells nothing of number 12.
const NAMES: [Option<PathconfVar>; 20] = [
    Some(LINK_MAX),
    Some(MAX_CANON),
    Some(MAX_INPUT),
    Some(NAME_MAX),
    Some(PATH_MAX),
    Some(PIPE_BUF),
    Some(_POSIX_CHOWN_RESTRICTED),
    Some(_POSIX_NO_TRUNC),
    Some(_POSIX_VDISABLE),
    Some(_POSIX_SYNC_IO),
    Some(_POSIX_ASYNC_IO),
    Some(_POSIX_PRIO_IO),
    None,
    Some(FILESIZEBITS),
    Some(POSIX_REC_INCR_XFER_SIZE),
    Some(POSIX_REC_MAX_XFER_SIZE),
    Some(POSIX_REC_MIN_XFER_SIZE),
    Some(POSIX_REC_XFER_ALIGN),
    Some(POSIX_ALLOC_SIZE_MIN),
    Some(SYMLINK_MAX),
];

/// `(path or file, number)`: the limit, -1 if there is none.
fn limit(m: &Machine, a: &[Value]) -> Answer {
    let number = usize::try_from(int(m, a[1])?).ok();
    let name = *number.and_then(|n| NAMES.get(n)).ok_or_else(|| invalid(m))?;
    let Some(name) = name else { return Ok(int_word(m, -1)) };
    let found = if crate::values::is_int(m, a[0]) {
        answer(m, nix::unistd::fpathconf(&*file(m, a[0])?, name))?
    } else {
        nix::unistd::pathconf(&path(m, a[0])?, name)
            .map_err(|e| os_error::raise_number(m, e as i32, Some(a[0]), None))?
    };
    Ok(int_word(m, found.unwrap_or(-1)))
}
