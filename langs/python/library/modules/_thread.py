# Threads. Each but the main one is a fiber; they take turns. The running one goes on until it waits, or until a clock has
# struck, between two instructions of the program's own. Code in here is never interrupted (see `turns.rs`), so it can
# look at something and then change it.
#
#   running -> ready: its turn is over          ready -> running: first in _ready
#   running -> waiting: _wait                   waiting -> ready: _wake, or its deadline has come
#
# The main thread's fiber is always lowest: to run another thread it puts that one's fiber on top, and gets back from it
# which thread is wanted next.

import _contextvars
import sys
from _collections import deque as _deque
from _heapq import heappop as _pop, heappush as _push
from _trackway import _fiber_end, _fiber_new, _fiber_running, _fiber_start, _fiber_switch
from _trackway import _poll, _signal_pending, _signal_raise, _signals, _sleep, _swap_handled, _threaded, _turns_away
from _trackway import _turns_clock
from time import monotonic as _now

error = RuntimeError
TIMEOUT_MAX = 9223372036.0
_POLLBAD = 8 | 16 | 32


class _Thread:
    __slots__ = ("ident", "fiber", "start", "handle", "waits", "waiting", "woken", "locals")

    def __init__(self, ident, start, handle):
        self.ident = ident
        self.fiber = None
        self.start = start
        self.handle = handle
        self.waits = 0
        self.waiting = False
        self.woken = False
        self.locals = []

    def _abandoned(self):
        pass


_main = _Thread(140000000000001, None, None)
_current = _main
_last_ident = _main.ident
# The fiber on which the main thread stands while others run.
_base = None
_ready = _deque()
# Heap of deadline, serial number, number of the thread's wait, thread.
_sleeping = []
_serial = 0
# Threads that wait for files: their pairs of file and events.
_polling = {}
# Those that have started and not ended, without the main one.
_alive = {}


def _run(me):
    # The first function of a thread's fiber.
    try:
        _contextvars._enter(None)
        me.start()
    except SystemExit:
        pass
    except BaseException as e:
        _report(me.start, e)
    _contextvars._enter(None)
    del _alive[me.ident]
    for local in me.locals:
        del local[1][me]
    me.handle._set_done()
    _fiber_end(_base, _next())


def _report(start, e):
    from _trackway import _unraisable
    _unraisable(e, start)


def _go(t):
    # Lets t run. Comes back when the running thread is to go on.
    global _current, _base
    me = _current
    if t is me:
        return
    context = _contextvars._current
    handled = _swap_handled(None)
    try:
        if me is not _main:
            me.fiber = _fiber_running()
            _fiber_switch(_base, t)
            return
        _base = _fiber_running()
        _turns_away(True)
        while t is not _main:
            _current = t
            if t.fiber is None:
                t.fiber = _fiber_new(t)
                t = _fiber_start(t.fiber, _run, t)
            else:
                t = _fiber_switch(t.fiber, None)
        _current = _main
        _turns_away(False)
    finally:
        if _contextvars._current is not context:
            _contextvars._enter(context)
        _swap_handled(handled)


def _turn():
    # The running thread's turn is over, or a signal came that is the main thread's.
    me = _current
    if not _alive:
        # Not before: another thread may have been started soon, and a clock is a thread of the system's.
        return _turns_clock(0)
    _look(0)
    if me is not _main and _signal_pending():
        _interrupt_main()
    if not _ready:
        return
    t = _ready.popleft()
    _ready.append(me)
    try:
        _go(t)
    except RuntimeError:
        # It runs in a call from outside, which has to end first.
        _ready.remove(me)
        _ready.appendleft(t)


def _interrupt_main():
    if _main.waiting:
        _main.waiting = False
    else:
        _ready.remove(_main)
    _ready.appendleft(_main)


def _yield():
    if _ready:
        _ready.append(_current)
        _go(_ready.popleft())


def _next():
    # The thread to run now. Waits until there is one.
    while True:
        if _ready:
            return _ready.popleft()
        if _signal_pending() and _main.waiting:
            _main.waiting = False
            return _main
        timeout = None
        while _sleeping and not _is_sleeping(_sleeping[0]):
            _pop(_sleeping)
        if _sleeping:
            timeout = max(_sleeping[0][0] - _now(), 0)
        _look(timeout)


def _is_sleeping(entry):
    return entry[3].waiting and entry[3].waits == entry[2]


def _look(timeout):
    # Makes ready those whose time or file has come. Waits for that so many seconds, or until a signal comes.
    if _polling:
        pairs = [pair for wanted in _polling.values() for pair in wanted]
        found = dict(_poll(pairs, timeout) or ())
        for t in [t for t, wanted in _polling.items() if _ready_of(wanted, found)] if found else ():
            _wake(t)
    elif timeout is None or timeout > 0:
        _sleep(1e9 if timeout is None else timeout)
    if _sleeping:
        now = _now()
        while _sleeping and _sleeping[0][0] <= now:
            entry = _pop(_sleeping)
            if _is_sleeping(entry):
                entry[3].waiting = False
                _ready.append(entry[3])


def _ready_of(wanted, found):
    return [(fd, found[fd] & (events | _POLLBAD)) for fd, events in wanted if found.get(fd, 0) & (events | _POLLBAD)]


def _wait(deadline=None):
    # Until another thread wakes the running one, which gives True, or the deadline; a signal ends it too.
    global _serial
    me = _current
    me.waits += 1
    me.waiting = True
    me.woken = False
    if deadline is not None:
        _serial += 1
        _push(_sleeping, (deadline, _serial, me.waits, me))
    try:
        _go(_next())
    finally:
        me.waiting = False
    if me is _main and not me.woken and _signal_pending():
        # Where it was woken, the handlers run once it has what it waited for.
        _signals()
    return me.woken


def _wake(t):
    if t.waiting:
        t.waiting = False
        t.woken = True
        _ready.append(t)


def _pause(seconds):
    # time.sleep where there are several threads.
    deadline = _now() + seconds
    if seconds == 0:
        return _yield()
    while _now() < deadline:
        _wait(deadline)


def _wait_for_files(wanted, timeout):
    # select.poll where there are several threads; the pairs of file and events that have come.
    me = _current
    deadline = None if timeout is None else _now() + timeout
    while True:
        ready = _poll(wanted, 0)
        if ready or deadline is not None and _now() >= deadline:
            return ready or []
        _polling[me] = wanted
        try:
            _wait(deadline)
        finally:
            del _polling[me]


def _deadline(blocking, timeout):
    # None for none; the acquire methods' arguments.
    if timeout == -1:
        return None
    if not blocking:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0:
        raise ValueError("timeout value must be a non-negative number")
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    return _now() + timeout


def _wait_for(lock, deadline):
    # False when the deadline has come and the lock is still held.
    me = _current
    waiters = lock._waiters
    if waiters is None:
        waiters = lock._waiters = _deque()
    while lock._held:
        if deadline is None:
            if not _alive:
                raise RuntimeError("deadlock: the lock is held by the only thread")
        elif _now() >= deadline:
            return False
        waiters.append(me)
        try:
            _wait(deadline)
        except BaseException:
            if me.woken and waiters:
                _wake(waiters.popleft())
            raise
        finally:
            if me in waiters:
                waiters.remove(me)
    return True


class lock:
    """A lock object is a synchronization primitive."""

    def __init__(self):
        self._held = False
        self._waiters = None

    def acquire(self, blocking=True, timeout=-1):
        deadline = None if timeout == -1 else _deadline(blocking, timeout)
        if self._held and not (blocking and _wait_for(self, deadline)):
            return False
        self._held = True
        return True

    def release(self):
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held = False
        if self._waiters:
            _wake(self._waiters.popleft())

    def locked(self):
        return self._held

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    def _at_fork_reinit(self):
        self._held = False
        self._waiters = None

    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, *exc):
        self.release()

    def __repr__(self):
        return f"<{'locked' if self._held else 'unlocked'} _thread.lock object at {id(self):#x}>"


LockType = lock


class RLock:
    def __init__(self, *args, **kwargs):
        self._held = None
        self._count = 0
        self._waiters = None

    def acquire(self, blocking=True, timeout=-1):
        deadline = None if timeout == -1 else _deadline(blocking, timeout)
        if self._held is not _current:
            if self._held is not None and not (blocking and _wait_for(self, deadline)):
                return False
            self._held = _current
        self._count += 1
        return True

    def release(self):
        if self._held is not _current:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if self._count == 0:
            self._free()

    def _free(self):
        self._held = None
        if self._waiters:
            _wake(self._waiters.popleft())

    def locked(self):
        return self._count > 0

    def _is_owned(self):
        return self._held is _current

    def _recursion_count(self):
        return self._count if self._held is _current else 0

    def _release_save(self):
        if self._held is None:
            raise RuntimeError("cannot release un-acquired lock")
        saved = self._count, self._held
        self._count = 0
        self._free()
        return saved

    def _acquire_restore(self, state):
        late = None
        while self._held is not None:
            try:
                _wait_for(self, None)
            except BaseException as e:
                # The caller is going to release it whatever happens.
                late = e
        self._count, self._held = state
        if late is not None:
            raise late

    def _at_fork_reinit(self):
        self.__init__()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()

    def __repr__(self):
        state = "locked" if self._count else "unlocked"
        owner = self._held.ident if self._held else 0
        return f"<{state} _thread.RLock object owner={owner} count={self._count} at {id(self):#x}>"


class _Local:
    # The thread whose data stands in the object's own dict, and the other threads' dicts.
    __slots__ = ("_data",)


_data_of = _Local._data.__get__


class _local(_Local):
    """Thread-local data"""

    def __new__(cls, /, *args, **kw):
        if (args or kw) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = super().__new__(cls)
        data = [_current, {_current: None}, (cls.__init__, args, kw)]
        _Local._data.__set__(self, data)
        _current.locals.append(data)
        return self


# Methods of _local once there have been two threads: until then attributes are what they are elsewhere.

def _local_get(self, name):
    if _data_of(self)[0] is not _current:
        _exchange(self)
    return object.__getattribute__(self, name)


def _local_set(self, name, value):
    if name == "__dict__":
        raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
    if _data_of(self)[0] is not _current:
        _exchange(self)
    object.__setattr__(self, name, value)


def _local_delete(self, name):
    if name == "__dict__":
        raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
    if _data_of(self)[0] is not _current:
        _exchange(self)
    object.__delattr__(self, name)


def _exchange(local):
    # Puts the running thread's data into the object.
    data = _data_of(local)
    owner, dicts, (init, args, kw) = data
    if owner in dicts:
        dicts[owner] = object.__getattribute__(local, "__dict__")
    mine = dicts.get(_current)
    new = mine is None
    if new:
        mine = {}
        dicts[_current] = mine
        _current.locals.append(data)
    data[0] = _current
    object.__setattr__(local, "__dict__", mine)
    if new and init is not object.__init__:
        init(local, *args, **kw)


class _ThreadHandle:
    def __init__(self):
        self._ident = 0
        self._started = False
        self._done = False
        self._waiters = []

    @property
    def ident(self):
        return self._ident

    def is_done(self):
        return self._done

    def _set_done(self):
        self._done = True
        for t in self._waiters:
            _wake(t)
        self._waiters = []

    def join(self, timeout=None, /):
        if timeout is None or timeout < 0:
            deadline = None
        else:
            deadline = _now() + timeout
        if not self._started:
            raise RuntimeError("thread not started")
        if self._ident == _current.ident and not self._done:
            raise RuntimeError("Cannot join current thread")
        while not self._done and (deadline is None or _now() < deadline):
            self._waiters.append(_current)
            _wait(deadline)
            if _current in self._waiters:
                self._waiters.remove(_current)

    def __repr__(self):
        return f"<_ThreadHandle object: ident={self._ident}>"


class _ExceptHookArgs(tuple):
    def __new__(cls, values):
        return tuple.__new__(cls, values)

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def allocate_lock():
    return lock()


allocate = allocate_lock


def get_ident():
    return _current.ident


def get_native_id():
    import posix
    return posix.getpid() + _current.ident - _main.ident


def _get_main_thread_ident():
    return _main.ident


def _is_main_interpreter():
    return True


def _make_thread_handle(ident):
    h = _ThreadHandle()
    h._ident = ident
    h._started = True
    return h


def daemon_threads_allowed():
    return True


def start_new_thread(function, args, kwargs={}, /):
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")

    def start():
        function(*args, **kwargs)

    return _start(start, _ThreadHandle())


start_new = start_new_thread
# What `_shutdown` waits for.
_joined = []


def start_joinable_thread(function, handle=None, daemon=True):
    if not callable(function):
        raise TypeError("thread function must be callable")
    if handle is None:
        handle = _ThreadHandle()
    elif not isinstance(handle, _ThreadHandle):
        raise TypeError("'handle' must be a _ThreadHandle")
    if handle._started:
        raise RuntimeError("thread already started")
    _start(function, handle)
    if not daemon:
        _joined[:] = [h for h in _joined if not h._done] + [handle]
    return handle


def _start(function, handle):
    global _last_ident
    if _last_ident == _main.ident:
        _local.__getattribute__, _local.__setattr__, _local.__delattr__ = _local_get, _local_set, _local_delete
    if not _threaded():
        _turns_clock(sys.getswitchinterval())
    _last_ident += 1
    handle._ident = _last_ident
    handle._started = True
    t = _Thread(_last_ident, function, handle)
    _alive[t.ident] = t
    _ready.append(t)
    return t.ident


def _count():
    return len(_alive)


def stack_size(size=0, /):
    return 0


def set_name(name):
    pass


def interrupt_main(signum=2, /):
    import _signal
    if not 0 < signum < _signal.NSIG:
        raise ValueError("signal number out of range")
    if callable(_signal.getsignal(signum)):
        _signal_raise(signum)
        if _current is _main:
            _signals()


def exit():
    raise SystemExit


exit_thread = exit


def _shutdown():
    while _joined:
        _joined.pop().join()


def _excepthook(args, /):
    if args[0] is SystemExit:
        return
    stderr = sys.stderr
    if stderr is None:
        return
    stderr.write(f"Exception in thread {args.thread.name if args.thread is not None else get_ident()}:\n")
    import traceback
    traceback.print_exception(args[0], args[1], args[2], file=stderr)
    stderr.flush()
