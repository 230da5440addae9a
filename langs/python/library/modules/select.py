# Waiting for streams: not supported.

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


def _refuse(*args, **kw):
    raise NotImplementedError("select is not supported by Trackway")


def select(rlist, wlist, xlist, timeout=None, /):
    if not rlist and not wlist and not xlist and timeout is not None:
        import time
        time.sleep(timeout)
        return [], [], []
    _refuse()


def poll():
    _refuse()


class epoll:
    def __init__(self, sizehint=-1, flags=0):
        _refuse()
