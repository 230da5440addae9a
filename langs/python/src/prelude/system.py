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


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    import _io
    return _io.open(file, mode, buffering, encoding, errors, newline, closefd, opener)
