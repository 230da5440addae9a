# File control: the numbers; locks of a program by itself always succeed.

from _trackway import _os_dup, _os_flags, _os_pipe_size

for _pair in """
DN_ACCESS=1 DN_ATTRIB=32 DN_CREATE=4 DN_DELETE=8 DN_MODIFY=2 DN_MULTISHOT=2147483648 DN_RENAME=16
FASYNC=8192 FD_CLOEXEC=1 F_ADD_SEALS=1033 F_DUPFD=0 F_DUPFD_CLOEXEC=1030 F_EXLCK=4 F_GETFD=1 F_GETFL=3
F_GETLEASE=1025 F_GETLK=5 F_GETLK64=5 F_GETOWN=9 F_GETPIPE_SZ=1032 F_GETSIG=11 F_GET_SEALS=1034
F_NOTIFY=1026 F_OFD_GETLK=36 F_OFD_SETLK=37 F_OFD_SETLKW=38 F_RDLCK=0 F_SEAL_GROW=4 F_SEAL_SEAL=1
F_SEAL_SHRINK=2 F_SEAL_WRITE=8 F_SETFD=2 F_SETFL=4 F_SETLEASE=1024 F_SETLK=6 F_SETLK64=6 F_SETLKW=7
F_SETLKW64=7 F_SETOWN=8 F_SETPIPE_SZ=1031 F_SETSIG=10 F_SHLCK=8 F_UNLCK=2 F_WRLCK=1 LOCK_EX=2
LOCK_MAND=32 LOCK_NB=4 LOCK_READ=64 LOCK_RW=192 LOCK_SH=1 LOCK_UN=8 LOCK_WRITE=128
""".split():
    _name, _value = _pair.split("=")
    globals()[_name] = int(_value)


def _number(fd):
    return fd if isinstance(fd, int) else fd.fileno()


def fcntl(fd, cmd, arg=0, /):
    import posix
    fd = _number(fd)
    posix.fstat(fd)
    if cmd == F_GETFD:
        return 0 if posix.get_inheritable(fd) else FD_CLOEXEC
    if cmd == F_SETFD:
        posix.set_inheritable(fd, not arg & FD_CLOEXEC)
        return 0
    if cmd in (F_DUPFD, F_DUPFD_CLOEXEC):
        copy = _os_dup(fd, arg)
        posix.set_inheritable(copy, cmd == F_DUPFD)
        return copy
    if cmd in (F_GETFL, F_SETFL):
        flags = _os_flags(fd, None if cmd == F_GETFL else arg)
        return flags if cmd == F_GETFL else 0
    if cmd in (F_GETPIPE_SZ, F_SETPIPE_SZ):
        return _os_pipe_size(fd, None if cmd == F_GETPIPE_SZ else arg)
    raise OSError(22, "fcntl is not supported by Trackway")


def ioctl(fd, request, arg=0, mutate_flag=True, /):
    raise OSError(25, "Inappropriate ioctl for device")


def flock(fd, operation, /):
    import posix
    posix.fstat(_number(fd))


def lockf(fd, cmd, len=0, start=0, whence=0, /):
    import posix
    posix.fstat(_number(fd))
