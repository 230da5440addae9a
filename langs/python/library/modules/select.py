# Waiting for files, pipes and sockets: poll, select on top of it, epoll.

from _trackway import _epoll_control, _epoll_once, _epoll_open, _os_close, _poll, _threaded
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


_MOST = 1023
_ADD, _REMOVE, _CHANGE = 1, 2, 3


class epoll:
    """Returns an epolling object."""

    __slots__ = ("_fd", "__weakref__")

    def __new__(cls, sizehint=-1, flags=0):
        if sizehint != -1 and sizehint <= 0:
            raise ValueError("negative sizehint")
        if flags & ~EPOLL_CLOEXEC:
            raise OSError(22, "Invalid argument")
        return cls.fromfd(_epoll_open())

    @classmethod
    def fromfd(cls, fd, /):
        """Create an epoll object from a given control fd."""
        self = super().__new__(cls)
        self._fd = fd
        return self

    def _number(self):
        if self._fd < 0:
            raise ValueError("I/O operation on closed epoll object")
        return self._fd

    def fileno(self):
        """The epoll control file descriptor."""
        return self._number()

    @property
    def closed(self):
        """Whether the object is closed."""
        return self._fd < 0

    def close(self):
        """Close the epoll control file descriptor."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            _os_close(fd)

    def __enter__(self):
        self._number()
        return self

    def __exit__(self, *exc):
        self.close()

    def __del__(self):
        try:
            self.close()
        except OSError:
            pass

    def register(self, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT):
        """Register a file, another time is an error."""
        _epoll_control(self._number(), _ADD, _fileno(fd), eventmask)

    def modify(self, fd, eventmask):
        """Change the events that a registered file is waited for."""
        _epoll_control(self._number(), _CHANGE, _fileno(fd), eventmask)

    def unregister(self, fd):
        """Remove a registered file."""
        _epoll_control(self._number(), _REMOVE, _fileno(fd), 0)

    def poll(self, timeout=None, maxevents=-1):
        """Wait for events, for so many seconds at most; pairs of file and events."""
        if maxevents == -1:
            maxevents = _MOST
        elif maxevents < 1:
            raise ValueError(f"maxevents must be greater than 0, got {maxevents}")
        end = None if timeout is None or timeout < 0 else _now() + timeout
        if _threaded():
            _wait([(self._number(), POLLIN)], None if end is None else max(end - _now(), 0))
            end = 0
        while True:
            left = None if end is None else max(end - _now(), 0)
            ready = _epoll_once(self._number(), left, maxevents)
            if ready is not None:
                return ready
