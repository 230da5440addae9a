# Signals: numbers, and handlers as the program sees them.

from _trackway import (
    _signal_get, _signal_mask, _signal_set, _signal_timer, _signal_wait, _signal_waiting, _signals, pause,
    raise_signal,
)
from _structseq import make as _make

_names = ("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN "
          "TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS").split()
for _i, _n in enumerate(_names):
    globals()["SIG" + _n] = _i + 1
SIGCLD = SIGCHLD
SIGPOLL = SIGIO
SIGIOT = SIGABRT
SIGRTMIN = 34
SIGRTMAX = 64
NSIG = 65
SIG_DFL = 0
SIG_IGN = 1
SIG_BLOCK = 0
SIG_UNBLOCK = 1
SIG_SETMASK = 2
ITIMER_REAL = 0
ITIMER_VIRTUAL = 1
ITIMER_PROF = 2
_descriptions = {1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction", 5: "Trace/breakpoint trap",
                 6: "Aborted", 7: "Bus error", 8: "Floating point exception", 9: "Killed",
                 10: "User defined signal 1", 11: "Segmentation fault", 12: "User defined signal 2",
                 13: "Broken pipe", 14: "Alarm clock", 15: "Terminated", 17: "Child exited", 18: "Continued",
                 19: "Stopped (signal)", 20: "Stopped", 28: "Window changed"}

struct_siginfo = _make("struct_siginfo", ("si_signo", "si_code", "si_errno", "si_pid", "si_uid", "si_status",
                                          "si_band"), module="signal")


class itimer_error(OSError):
    pass


itimer_error.__module__ = "signal"
ItimerError = itimer_error


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


# Handlers by number. What was set outside of the program is None.
_table = {i: (SIG_DFL, SIG_IGN, None)[_signal_get(i)] for i in range(1, NSIG) if i not in (32, 33)}
_table[2] = default_int_handler


def _check(signalnum):
    signalnum = int(signalnum)
    if signalnum not in _table:
        raise ValueError("signal number out of range")
    return signalnum


def signal(signalnum, handler, /):
    """Set the action for the given signal: SIG_DFL, SIG_IGN, or a function of number and frame."""
    n = _check(signalnum)
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if handler == SIG_DFL or handler == SIG_IGN:
        how = int(handler)
    else:
        how = 3 if n == 2 and handler is default_int_handler else 2
    _signal_set(n, how)
    _signals()
    old = _table[n]
    _table[n] = handler
    return old


def getsignal(signalnum, /):
    """The current action for the given signal."""
    return _table[_check(signalnum)]


def strsignal(signalnum, /):
    return _descriptions.get(_check(signalnum), f"Real-time signal {signalnum - 34}" if signalnum >= 34 else None)


def valid_signals():
    return set(range(1, 32)) | set(range(34, 65))


def siginterrupt(signalnum, flag, /):
    _check(signalnum)


_wakeup = -1


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """Sets the fd to be written to (with the signal number) when a signal comes in."""
    global _wakeup
    fd = fd.__index__()
    if fd != -1:
        import os
        os.fstat(fd)
        if os.get_blocking(fd):
            raise ValueError(f"the fd {fd} must be in non-blocking mode")
    before, _wakeup = _wakeup, fd
    return before


def _wake(signalnum):
    # Whoever waits for a file is told that a signal came.
    if _wakeup >= 0:
        import os
        try:
            os.write(_wakeup, bytes([signalnum]))
        except OSError:
            pass


def _timer(which, seconds, interval):
    try:
        return _signal_timer(which, seconds, interval)
    except OSError as e:
        raise ItimerError(e.errno, e.strerror) from None


def alarm(seconds, /):
    """Arrange for SIGALRM to arrive after the given number of seconds."""
    left = _timer(ITIMER_REAL, seconds.__index__(), 0)[0]
    return int(left + 0.5) or int(left > 0)


def setitimer(which, seconds, interval=0.0, /):
    """Set the given interval timer; the values it had."""
    return _timer(which, seconds, interval)


def getitimer(which, /):
    """The values of the given interval timer."""
    try:
        return _signal_timer(which)
    except OSError as e:
        raise ItimerError(e.errno, e.strerror) from None


def pthread_kill(thread_id, signalnum, /):
    raise_signal(signalnum)


def _bits(mask):
    bits = 0
    for n in mask:
        if not 1 <= n < NSIG:
            raise ValueError(f"signal number {n} out of range [1; {NSIG - 1}]")
        bits |= 1 << n - 1
    return bits


def _numbers(bits):
    return {n for n in range(1, NSIG) if bits >> n - 1 & 1}


def pthread_sigmask(how, mask, /):
    """Change the set of blocked signals; the set before."""
    if how not in (SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK):
        raise OSError(22, "Invalid argument")
    before = _signal_mask(how, _bits(mask))
    _signals()
    return _numbers(before)


def sigpending():
    """The signals that are blocked and wait to be delivered."""
    return _numbers(_signal_waiting())


def sigwait(sigset, /):
    """Wait for one of these blocked signals; its number."""
    return _signal_wait(_bits(sigset))
