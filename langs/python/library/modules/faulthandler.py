# Tracebacks of crashes: Trackway's native code does not crash in ways that Python could show.

import sys

_on = False


def enable(file=None, all_threads=True, c_stack=True):
    global _on
    _on = True


def disable():
    global _on
    was = _on
    _on = False
    return was


def is_enabled():
    return _on


def dump_traceback(file=None, all_threads=True):
    import traceback
    f = sys.stderr if file is None else file
    f.write("Current thread (most recent call first):\n")
    for line in reversed(traceback.extract_stack()[:-1]):
        f.write(f'  File "{line.filename}", line {line.lineno} in {line.name}\n')


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    raise NotImplementedError("faulthandler.dump_traceback_later is not supported by Trackway")


def cancel_dump_traceback_later():
    pass


def register(signum, file=None, all_threads=True, chain=False):
    pass


def unregister(signum):
    return False
