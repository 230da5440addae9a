# Functions to be called when the program ends.

import sys

_all = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _all.append((func, args, kwargs))
    return func


def unregister(func, /):
    # Comparing may change the list.
    i = 0
    while i < len(_all):
        entry = _all[i]
        same = func == entry[0]
        if same and i < len(_all) and _all[i] is entry:
            del _all[i]
        else:
            i += 1


def _run_exitfuncs():
    while _all:
        func, args, kwargs = _all.pop()
        try:
            func(*args, **kwargs)
        except BaseException as e:
            hook = sys.unraisablehook
            hook(sys.UnraisableHookArgs((type(e), e, e.__traceback__, f"Exception ignored in atexit callback {func!r}", None)))


def _clear():
    _all.clear()


def _ncallbacks():
    return len(_all)
