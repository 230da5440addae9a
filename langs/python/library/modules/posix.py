# The operating system. `os` builds on this.

from _posix_process import *
from _posix_process import _exit
from _structseq import make as _make
from _trackway import _generic_make, _special, _write_pending
from _trackway import (
    _os_access, _os_chdir, _os_chmod, _os_chown, _os_close, _os_dup, _os_dup2, _os_environ, _os_error,
    _os_blocking, _os_getcwd, _os_inheritable, _os_isatty, _os_kind, _os_link, _os_mkdir, _os_mkfifo, _os_mknod, _os_open, _os_pipe, _os_read,
    _os_readlink, _os_rename, _os_rmdir, _os_scan, _os_seek, _os_stat, _os_strerror, _os_symlink, _os_sync,
    _os_truncate, _os_umask, _os_uname, _os_unlink, _os_urandom, _os_utime, _os_write, _os_fsencode,
    _os_fsdecode, _os_chroot, _os_copy_range, _os_splice, _os_getxattr, _os_listxattr, _os_removexattr, _os_setxattr, _os_statvfs, kill,
)

error = OSError
environ = _os_environ()
_have_functions = [f"HAVE_{_name}" for _name in (
    "FACCESSAT FCHDIR FCHMOD FCHMODAT FCHOWN FCHOWNAT FDOPENDIR FPATHCONF FSTATAT FSTATVFS FTRUNCATE FUTIMENS LCHOWN LINKAT "
    "LSTAT LUTIMES MKDIRAT MKFIFOAT MKNODAT OPENAT READLINKAT RENAMEAT SYMLINKAT UNLINKAT UTIMENSAT").split()]
_seconds = 1000000000

stat_result = _make(
    "stat_result",
    ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size",
     "_atime", "_mtime", "_ctime"),
    ("st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns",
     "st_blksize", "st_blocks", "st_rdev"), module="os")
stat_result.__match_args__ = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size")


def _stat_repr(self):
    names = stat_result.__match_args__ + ("st_atime", "st_mtime", "st_ctime")
    return "os.stat_result(" + ", ".join([f"{n}={v!r}" for n, v in zip(names, self)]) + ")"


stat_result.__repr__ = _stat_repr
terminal_size = _make("terminal_size", ("columns", "lines"), module="os")
uname_result = _make("uname_result", ("sysname", "nodename", "release", "version", "machine"), module="posix")
statvfs_result = _make("statvfs_result", ("f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files",
                                          "f_ffree", "f_favail", "f_flag", "f_namemax"), ("f_fsid",), module="os")


def fspath(path):
    """Return the file system path representation of the object."""
    if isinstance(path, (str, bytes)):
        return path
    cls = type(path)
    method = _special(path, "__fspath__")
    if method is None:
        raise TypeError("expected str, bytes or os.PathLike object, not " + cls.__name__)
    result = method()
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(f"expected {cls.__name__}.__fspath__() to return str or bytes, not {type(result).__name__}")


def _path(path, name, number=False):
    if isinstance(path, (str, bytes)):
        return path
    if number and isinstance(path, int):
        return path
    if isinstance(path, (bytearray, memoryview)):
        return bytes(path)
    try:
        return fspath(path)
    except TypeError:
        kinds = "string, bytes, os.PathLike or integer" if number else "string, bytes or os.PathLike"
        raise TypeError(f"{name}: path should be {kinds}, not {type(path).__name__}") from None


def _at(folder, f, path, *rest):
    # The call with a path that begins in an open folder, unless that is None.
    if folder is None:
        return f(path, *rest)
    try:
        return f(_below(folder, path), *rest)
    except OSError as e:
        e.filename = path
        raise


def _below(folder, path):
    if folder is None or isinstance(path, int) or path.startswith(b"/" if isinstance(path, bytes) else "/"):
        return path
    start = f"/proc/self/fd/{_number(folder)}/"
    return start.encode() + path if isinstance(path, bytes) else start + path


def stat(path, *, dir_fd=None, follow_symlinks=True):
    _write_pending()
    return stat_result(_at(dir_fd, _os_stat, _path(path, "stat", True), True if follow_symlinks else False))


def lstat(path, *, dir_fd=None):
    _write_pending()
    return stat_result(_at(dir_fd, _os_stat, _path(path, "lstat"), False))


def fstat(fd):
    return stat_result(_os_stat(_number(fd), True))


def _number(fd):
    if isinstance(fd, int):
        return fd
    return __import__("_operator").index(fd)


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    return _at(dir_fd, _os_access, _path(path, "access"), mode, bool(effective_ids), bool(follow_symlinks))


def open(path, flags, mode=0o777, *, dir_fd=None):
    return _at(dir_fd, _os_open, _path(path, "open"), flags, mode)


def close(fd):
    _os_close(_number(fd))


def closerange(fd_low, fd_high, /):
    for fd in range(fd_low, fd_high):
        try:
            _os_close(fd)
        except OSError:
            pass


def read(fd, length, /):
    return _os_read(_number(fd), length)


def readinto(fd, buffer, /):
    view = memoryview(buffer)
    data = _os_read(_number(fd), len(view))
    view[:len(data)] = data
    return len(data)


def write(fd, data, /):
    if not isinstance(data, bytes):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
    return _os_write(_number(fd), data)


def pread(fd, length, offset, /):
    at = _os_seek(fd, 0, 1)
    try:
        _os_seek(fd, offset, 0)
        return _os_read(fd, length)
    finally:
        _os_seek(fd, at, 0)


def pwrite(fd, data, offset, /):
    at = _os_seek(fd, 0, 1)
    try:
        _os_seek(fd, offset, 0)
        return write(fd, data)
    finally:
        _os_seek(fd, at, 0)


def readv(fd, buffers, /):
    total = 0
    for b in buffers:
        n = readinto(fd, b)
        total += n
        if n < len(b):
            break
    return total


def writev(fd, buffers, /):
    return write(fd, b"".join([bytes(b) for b in buffers]))


def sendfile(out_fd, in_fd, offset, count):
    data = _os_read(in_fd, count) if offset is None else pread(in_fd, count, offset)
    return write(out_fd, data)


def lseek(fd, position, whence, /):
    return _os_seek(_number(fd), position, whence)


def fsync(fd):
    _os_sync(_number(fd) if isinstance(fd, int) else fd.fileno())


fdatasync = fsync


def isatty(fd, /):
    return _os_isatty(fd)


def ttyname(fd, /):
    if not _os_isatty(fd):
        _os_error(25)
    return _os_readlink(f"/proc/self/fd/{fd}")


def dup(fd, /):
    return _os_dup(_number(fd))


def dup2(fd, fd2, inheritable=True):
    fd2 = _os_dup2(_number(fd), _number(fd2))
    _os_inheritable(fd2, bool(inheritable))
    return fd2


def pipe():
    return _os_pipe()


def pipe2(flags, /):
    ends = _os_pipe()
    for fd in ends:
        _os_inheritable(fd, not flags & O_CLOEXEC)
        _os_blocking(fd, not flags & O_NONBLOCK)
    return ends


def get_inheritable(fd, /):
    return _os_inheritable(_number(fd))


def set_inheritable(fd, inheritable, /):
    _os_inheritable(_number(fd), bool(inheritable))


def get_blocking(fd, /):
    return _os_blocking(_number(fd))


def set_blocking(fd, blocking, /):
    _os_blocking(_number(fd), True if blocking else False)


def getcwd():
    return _os_getcwd()


def getcwdb():
    return _os_fsencode(_os_getcwd())


def chdir(path):
    _os_chdir(_path(path, "chdir", True))


def fchdir(fd):
    _os_chdir(f"/proc/self/fd/{fd}")


def listdir(path=None):
    path = "." if path is None else _path(path, "listdir", True)
    if isinstance(path, int):
        path = f"/proc/self/fd/{path}"
    return [name for name, _kind, _inode in _os_scan(path)]


class DirEntry:
    """An entry of a folder, as scandir() yields them."""

    __slots__ = ("name", "path", "_kind", "_inode", "_stat", "_lstat", "_folder")

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    def __fspath__(self):
        return self.path

    def inode(self):
        return self._inode

    def is_symlink(self):
        return self._kind == 4

    def is_junction(self):
        return False

    def is_dir(self, *, follow_symlinks=True):
        if self._kind == 4 and follow_symlinks:
            return _os_kind(_below(self._folder, self.path), True) == 2
        return self._kind == 2

    def is_file(self, *, follow_symlinks=True):
        if self._kind == 4 and follow_symlinks:
            return _os_kind(_below(self._folder, self.path), True) == 1
        return self._kind == 1

    def stat(self, *, follow_symlinks=True):
        if follow_symlinks:
            if self._stat is None:
                self._stat = stat(self.path, dir_fd=self._folder)
            return self._stat
        if self._lstat is None:
            self._lstat = lstat(self.path, dir_fd=self._folder)
        return self._lstat

    __class_getitem__ = classmethod(_generic_make)


class ScandirIterator:
    def __init__(self, path):
        self._folder = None
        if isinstance(path, int):
            self._folder = path
            self._rows = iter(_os_scan(f"/proc/self/fd/{path}"))
            self._prefix = ""
        else:
            self._rows = iter(_os_scan(path))
            slash = b"/" if isinstance(path, bytes) else "/"
            self._prefix = path if path.endswith(slash) or not path else path + slash

    def __iter__(self):
        return self

    def __next__(self):
        name, kind, inode = next(self._rows)
        e = DirEntry()
        e.name = name
        e.path = self._prefix + name
        e._kind = kind
        e._inode = inode
        e._folder = self._folder
        e._stat = e._lstat = None
        return e

    def close(self):
        self._rows = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


def scandir(path=None):
    return ScandirIterator("." if path is None else _path(path, "scandir", True))


def mkdir(path, mode=0o777, *, dir_fd=None):
    _at(dir_fd, _os_mkdir, _path(path, "mkdir"), mode)


def rmdir(path, *, dir_fd=None):
    _at(dir_fd, _os_rmdir, _path(path, "rmdir"))


def unlink(path, *, dir_fd=None):
    _at(dir_fd, _os_unlink, _path(path, "unlink"))


def remove(path, *, dir_fd=None):
    _at(dir_fd, _os_unlink, _path(path, "remove"))


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _write_pending()
    _os_rename(_below(src_dir_fd, _path(src, "rename")), _below(dst_dir_fd, _path(dst, "rename")))


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _write_pending()
    _os_rename(_below(src_dir_fd, _path(src, "replace")), _below(dst_dir_fd, _path(dst, "replace")))


def link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True):
    _os_link(_below(src_dir_fd, _path(src, "link")), _below(dst_dir_fd, _path(dst, "link")))


def symlink(src, dst, target_is_directory=False, *, dir_fd=None):
    _os_symlink(_path(src, "symlink"), _below(dir_fd, _path(dst, "symlink")))


def readlink(path, *, dir_fd=None):
    return _at(dir_fd, _os_readlink, _path(path, "readlink"))


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    _at(dir_fd, _os_chmod, _path(path, "chmod", True), mode)


def fchmod(fd, mode):
    _os_chmod(fd, mode)


def chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True):
    _at(dir_fd, _os_chown, _path(path, "chown"), uid, gid, True if follow_symlinks else False)


def lchown(path, uid, gid):
    _os_chown(_path(path, "lchown"), uid, gid, False)


def fchown(fd, uid, gid):
    _os_chown(f"/proc/self/fd/{fd}", uid, gid, True)


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    if times is not None and ns is not None:
        raise ValueError("utime: you may specify either 'times' or 'ns' but not both")
    if times is not None:
        if not isinstance(times, tuple) or len(times) != 2:
            raise TypeError("utime: 'times' must be either a tuple of two ints or None")
        a, m = [t * _seconds if isinstance(t, int) else int(t * 1e9) for t in times]
    elif ns is not None:
        a, m = ns
    else:
        import time
        a = m = time.time_ns()
    path = _path(path, "utime", True)
    if isinstance(path, int):
        path = f"/proc/self/fd/{path}"
    _at(dir_fd, _os_utime, path, a, m, True if follow_symlinks else False)


def truncate(path, length):
    _os_truncate(_path(path, "truncate", True), length)


def ftruncate(fd, length, /):
    _os_truncate(_number(fd), length)


def mknod(path, mode=0o600, device=0, *, dir_fd=None):
    """Make a file, a device or a pipe."""
    _at(dir_fd, _os_mknod, _path(path, "mknod"), mode, device)


def mkfifo(path, mode=0o666, *, dir_fd=None):
    _at(dir_fd, _os_mkfifo, _path(path, "mkfifo"), mode)



# What the program changed in the environment that the process began with.
_changed = {}


def putenv(name, value, /):
    _changed[_os_fsencode(name)] = _os_fsencode(value)


def unsetenv(name, /):
    _changed[_os_fsencode(name)] = None


def _create_environ():
    current = _os_environ() | _changed
    return {k: v for k, v in current.items() if v is not None}


def strerror(code, /):
    return _os_strerror(code)


def umask(mask, /):
    return _os_umask(mask)


def uname():
    return uname_result(_os_uname())


def urandom(size, /):
    return _os_urandom(size)


def getrandom(size, flags=0):
    return _os_urandom(size)


def getlogin():
    for name in (b"LOGNAME", b"USER"):
        if name in environ:
            return _os_fsdecode(environ[name])
    _os_error(6)


def get_terminal_size(fd=None, /):
    try:
        columns, lines = int(environ[b"COLUMNS"]), int(environ[b"LINES"])
    except (KeyError, ValueError):
        _os_error(25)
    return terminal_size((columns, lines))


def major(device, /):
    return device >> 8 & 0xfff | device >> 32 & ~0xfff


def minor(device, /):
    return device & 0xff | device >> 12 & ~0xff


def makedev(major, minor, /):
    return (minor & 0xff) | (major & 0xfff) << 8 | (minor & ~0xff) << 12 | (major & ~0xfff) << 32


def device_encoding(fd):
    return "utf-8" if isatty(fd) else None


def getxattr(path, attribute, *, follow_symlinks=True):
    return _os_getxattr(_path(path, "getxattr", True), fspath(attribute), bool(follow_symlinks))


def setxattr(path, attribute, value, flags=0, *, follow_symlinks=True):
    _os_setxattr(_path(path, "setxattr", True), fspath(attribute), bytes(value), flags, bool(follow_symlinks))


def removexattr(path, attribute, *, follow_symlinks=True):
    _os_removexattr(_path(path, "removexattr", True), fspath(attribute), bool(follow_symlinks))


def listxattr(path=None, *, follow_symlinks=True):
    return _os_listxattr("." if path is None else _path(path, "listxattr", True), bool(follow_symlinks))


def statvfs(path):
    return statvfs_result(_os_statvfs(_path(path, "statvfs", True)))


fstatvfs = statvfs


def preadv(fd, buffers, offset, flags=0, /):
    total = 0
    for b in buffers:
        data = pread(fd, len(b), offset + total)
        memoryview(b).cast("B")[:len(data)] = data
        total += len(data)
        if len(data) < len(b):
            break
    return total


def pwritev(fd, buffers, offset, flags=0, /):
    return pwrite(fd, b"".join([bytes(b) for b in buffers]), offset)


def copy_file_range(src, dst, count, offset_src=None, offset_dst=None):
    return _os_copy_range(src, dst, count, offset_src, offset_dst)


def splice(src, dst, count, offset_src=None, offset_dst=None, flags=0):
    return _os_splice(src, dst, count, offset_src, offset_dst, flags)


def chroot(path):
    _os_chroot(_path(path, "chroot"))


def _path_exists(path):
    return _os_kind(path, True) != 0
