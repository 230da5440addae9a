# Waiting for files and pipes. There is poll, and select on top of it; epoll is refused.

from _trackway import _poll, _threaded
from time import monotonic as _now

for _pair in """
EPOLLERR=8 EPOLLET=2147483648 EPOLLEXCLUSIVE=268435456 EPOLLHUP=16 EPOLLIN=1 EPOLLMSG=1024
EPOLLONESHOT=1073741824 EPOLLOUT=4 EPOLLPRI=2 EPOLLRDBAND=128 EPOLLRDHUP=8192 EPOLLRDNORM=64
EPOLLWRBAND=512 EPOLLWRNORM=256 EPOLL_CLOEXEC=524288 PIPE_BUF=4096 POLLERR=8 POLLHUP=16 POLLIN=1
POLLMSG=1024 POLLNVAL=32 POLLOUT=4 POLLPRI=2 POLLRDBAND=128 POLLRDHUP=8192 POLLRDNORM=64 POLLWRBAND=512
POLLWRNORM=256
""".split():
    _name, _value = _pair.split("=")
    globals()[_name] = int(_value)

error = OSError


def _fileno(f):
    if isinstance(f, int):
        fd = f
    else:
        try:
            method = f.fileno
        except AttributeError:
            raise TypeError("argument must be an int, or have a fileno() method") from None
        fd = method()
        if not isinstance(fd, int):
            raise TypeError("fileno() returned a non-integer")
    if fd < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({fd})")
    return fd


def _wait(pairs, timeout):
    # A signal's handler runs when the native has returned; unless it raises, waiting goes on.
    if _threaded():
        import _thread
        return _thread._wait_for_files(pairs, timeout)
    end = None if timeout is None else _now() + timeout
    while True:
        ready = _poll(pairs, timeout)
        if ready is not None:
            return ready
        if end is not None:
            timeout = max(end - _now(), 0)


def select(rlist, wlist, xlist, timeout=None, /):
    """Wait until one or more file descriptors are ready for some kind of I/O."""
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must be non-negative")
    kinds = [(f, _fileno(f)) for f in rlist], [(f, _fileno(f)) for f in wlist], [(f, _fileno(f)) for f in xlist]
    masks = POLLIN, POLLOUT, POLLPRI
    wanted = {}
    for files, mask in zip(kinds, masks):
        for _, fd in files:
            wanted[fd] = wanted.get(fd, 0) | mask
    found = dict(_wait(list(wanted.items()), timeout))
    if any(events & POLLNVAL for events in found.values()):
        raise OSError(9, "Bad file descriptor")
    ends = POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI
    return tuple([[f for f, fd in files if found.get(fd, 0) & mask] for files, mask in zip(kinds, ends)])


class _Poll:
    def __init__(self):
        self._wanted = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._wanted[_fileno(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        fd = _fileno(fd)
        if fd not in self._wanted:
            raise FileNotFoundError(2, "No such file or directory")
        self._wanted[fd] = eventmask

    def unregister(self, fd, /):
        del self._wanted[_fileno(fd)]

    def poll(self, timeout=None, /):
        timeout = None if timeout is None or timeout < 0 else timeout / 1000
        return _wait(list(self._wanted.items()), timeout)


_Poll.__name__ = _Poll.__qualname__ = "poll"
_Poll.__module__ = "select"


def poll():
    """Returns a polling object."""
    return _Poll()


class epoll:
    def __init__(self, sizehint=-1, flags=0):
        raise OSError(38, "epoll is not supported by Trackway")
