# Threads' vocabulary for a program of one thread.

import sys
from _trackway import _generic_make as _alias

error = RuntimeError
TIMEOUT_MAX = 9223372036.0
_NEVER = object()


class lock:
    """A lock. Nobody else can hold it, so waiting for a locked one would be forever."""

    def __init__(self):
        self._locked = False

    def acquire(self, blocking=True, timeout=-1):
        if timeout != -1:
            if not blocking:
                raise ValueError("can't specify a timeout for a non-blocking call")
            if timeout < 0:
                raise ValueError("timeout value must be a non-negative number")
            if timeout > TIMEOUT_MAX:
                raise OverflowError("timeout value is too large")
        if self._locked:
            if not blocking:
                return False
            import time
            if timeout == -1:
                raise RuntimeError("deadlock: the lock is held by the only thread")
            time.sleep(timeout)
            return False
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False

    def locked(self):
        return self._locked

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    def _at_fork_reinit(self):
        self._locked = False

    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, *exc):
        self.release()

    def __repr__(self):
        return f"<{'locked' if self._locked else 'unlocked'} _thread.lock object at {id(self):#x}>"


LockType = lock


class RLock:
    def __init__(self, *args, **kwargs):
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        self._count += 1
        return True

    def release(self):
        if self._count == 0:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1

    def locked(self):
        return self._count > 0

    def _is_owned(self):
        return self._count > 0

    def _recursion_count(self):
        return self._count

    def _release_save(self):
        if self._count == 0:
            raise RuntimeError("cannot release un-acquired lock")
        count = self._count
        self._count = 0
        return count, get_ident()

    def _acquire_restore(self, state):
        self._count = state[0]

    def _at_fork_reinit(self):
        self._count = 0

    def __enter__(self):
        self._count += 1
        return True

    def __exit__(self, *exc):
        self.release()

    def __repr__(self):
        state = "locked" if self._count else "unlocked"
        owner = get_ident() if self._count else 0
        return f"<{state} _thread.RLock object owner={owner} count={self._count} at {id(self):#x}>"


class _local:
    """Thread-local data"""

    def __new__(cls, /, *args, **kw):
        if (args or kw) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        return super().__new__(cls)


class _ThreadHandle:
    def __init__(self):
        self.ident = None
        self._done = False

    def is_done(self):
        return self._done

    def _set_done(self):
        self._done = True

    def join(self, timeout=None):
        pass


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
    return 140000000000001


def get_native_id():
    import posix
    return posix.getpid()


def _get_main_thread_ident():
    return get_ident()


def _is_main_interpreter():
    return True


def _make_thread_handle(ident):
    h = _ThreadHandle()
    h.ident = ident
    return h


def daemon_threads_allowed():
    return True


def start_new_thread(function, args, kwargs={}, /):
    raise RuntimeError("can't start new thread: threads are not supported by Trackway")


start_new = start_new_thread


def start_joinable_thread(function, handle=None, daemon=True):
    raise RuntimeError("can't start new thread: threads are not supported by Trackway")


def _count():
    return 1


def stack_size(size=0, /):
    return 0


def set_name(name):
    pass


def interrupt_main(signum=2, /):
    raise KeyboardInterrupt


def exit():
    raise SystemExit


exit_thread = exit


def _shutdown():
    pass


def _excepthook(args, /):
    sys.stderr.write(f"Exception in thread {getattr(args.thread, 'name', get_ident())}:\n")
    sys.excepthook(args[0], args[1], args[2])
