# Signal handlers, and calls that wait for the world outside and go on when one has run.


def _signals():
    # Runs when signals have come: their handlers, between two instructions of any function. They are the main thread's,
    # which goes on instead of another one.
    if _threaded():
        import _thread
        if _thread._current is not _thread._main:
            return _thread._turn()
    while True:
        n = _signal_take()
        if n == 0:
            return
        import _signal
        _signal._wake(n)
        f = _signal._table[n]
        if callable(f):
            import sys
            f(n, sys._getframe())


def _turn():
    # Runs when another thread is to run, between two instructions of any function.
    import _thread
    _thread._turn()


def kill(pid, signal, /):
    _os_kill(pid, signal)
    _signals()


def raise_signal(signalnum, /):
    _signal_raise(signalnum)
    _signals()


def pause():
    while _sleep(1e9):
        pass
    _signals()


def sleep(seconds, /):
    if _threaded() and seconds >= 0:
        import _thread
        return _thread._pause(seconds)
    if _sleep(seconds):
        return
    import time
    end = time.monotonic() + seconds
    _signals()
    while not _sleep(max(0.0, end - time.monotonic())):
        _signals()


def _others_first(file, event):
    # What would block lets other threads run until it would not.
    if _threaded() and _os_blocking(file):
        import _thread
        _thread._wait_for_files([(file, event)], None)


def _os_read(file, size):
    _others_first(file, 1)
    data = _os_read_once(file, size)
    while data is None:
        _signals()
        data = _os_read_once(file, size)
    return data


def _os_write(file, data):
    if _threaded():
        data = memoryview(data).cast("B")
        if len(data) > 4096:
            return _os_write_parts(file, data)
        _others_first(file, 4)
    n = _os_write_once(file, data)
    while n is None:
        _signals()
        n = _os_write_once(file, data)
    return n


def _os_write_parts(file, data):
    # A pipe that is ready takes so much without blocking, which would keep other threads from running.
    at = 0
    while at < len(data):
        part = data[at:at + 4096]
        n = _os_write(file, part)
        at += n
        if n < len(part):
            break
    return at


def _os_again(call, *args):
    # None means that a signal came first.
    done = call(*args)
    while done is None:
        _signals()
        done = call(*args)
    return done
