# Signals: numbers, and handlers as the program sees them.

import sys
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


class ItimerError(OSError):
    pass


ItimerError.__module__ = "signal"


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


_table = {i: SIG_DFL for i in range(1, NSIG)}
_table[2] = default_int_handler
_table[13] = SIG_IGN


def _check(signalnum):
    signalnum = int(signalnum)
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")
    return signalnum


def signal(signalnum, handler, /):
    n = _check(signalnum)
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if n in (9, 19):
        raise OSError(22, "Invalid argument")
    old = _table[n]
    _table[n] = handler
    return old


def getsignal(signalnum, /):
    return _table[_check(signalnum)]


def raise_signal(signalnum, /):
    n = _check(signalnum)
    handler = _table[n]
    if handler == SIG_IGN:
        return
    if handler == SIG_DFL:
        import posix
        posix.kill(posix.getpid(), n)
        return
    handler(n, sys._getframe(1))


def strsignal(signalnum, /):
    return _descriptions.get(_check(signalnum), f"Real-time signal {signalnum - 34}" if signalnum >= 34 else None)


def valid_signals():
    return set(range(1, 32)) | set(range(34, 65))


def siginterrupt(signalnum, flag, /):
    _check(signalnum)


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1


def alarm(seconds, /):
    if seconds:
        raise NotImplementedError("signal.alarm is not supported by Trackway")
    return 0


def setitimer(which, seconds, interval=0.0, /):
    if seconds:
        raise NotImplementedError("signal.setitimer is not supported by Trackway")
    return 0.0, 0.0


def getitimer(which, /):
    return 0.0, 0.0


def pause():
    raise NotImplementedError("signal.pause is not supported by Trackway")


def pthread_kill(thread_id, signalnum, /):
    raise_signal(signalnum)


def pthread_sigmask(how, mask, /):
    return set()


def sigpending():
    return set()
