# sys: what comes when it is first asked for, and its hooks.

def _sys_getattr(name):
    import sys
    import _sys_types
    if name in _sys_types.names:
        return sys.__dict__[name]
    raise AttributeError("module 'sys' has no attribute '" + name + "'")


def _sys_excepthook(exctype, value, traceback, /):
    import sys
    sys.stderr.write(_exception_text(value))


def _sys_displayhook(value, /):
    import builtins
    import sys
    if value is None:
        return
    builtins._ = None
    text = repr(value)
    sys.stdout.write(text)
    sys.stdout.write("\n")
    builtins._ = value


def _sys_unraisablehook(unraisable, /):
    import sys
    if unraisable.err_msg is not None:
        sys.stderr.write(unraisable.err_msg + ": " + repr(unraisable.object) + "\n")
    elif unraisable.object is not None:
        sys.stderr.write("Exception ignored in: " + repr(unraisable.object) + "\n")
    if unraisable.exc_value is not None:
        sys.stderr.write(_exception_text(unraisable.exc_value))


def _sys_breakpointhook(*args, **kws):
    import pdb
    return pdb.set_trace(*args, **kws)


def _generic_make(cls, item):
    import _generics
    return _generics.GenericAlias(cls, item)


def _generic_alias(cls, item):
    import _generics
    return _generics.GenericAlias(cls, item)


def _type_or(a, b):
    import _generics
    v = _generics.union(a, b)
    if v is NotImplemented:
        return _type_or_error(a, b)
    return v


def _type_or_error(a, b):
    _binary_error(a, b, "|")


def open(*args, **kw):
    # Until the module of streams is loaded, whose function replaces this one.
    import _io
    return _io.open(*args, **kw)


def _run_module(name, alter):
    import runpy
    runpy._run_module_as_main(name, alter)


def _at_exit():
    import sys
    m = sys.modules.get("threading")
    if m is not None and hasattr(m, "_shutdown"):
        m._shutdown()
    m = sys.modules.get("atexit")
    if m is not None:
        m._run_exitfuncs()
    for name in ("stdout", "stderr"):
        s = getattr(sys, name, None)
        if s is not None and not getattr(s, "closed", False):
            try:
                s.flush()
            except OSError:
                pass


def _call_excepthook(e):
    import sys
    sys.excepthook(type(e), e, e.__traceback__)
