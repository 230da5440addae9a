# sys: what comes when it is first asked for, and its hooks.

def _sys_getattr(name):
    import sys
    if name == "stdin" or name == "__stdin__":
        # Made when it is first asked for.
        import _io
        raw = _io.FileIO(0, "r", False)
        raw.name = "<stdin>"
        s = _io.TextIOWrapper(_io.BufferedReader(raw), "utf-8", "surrogateescape", None, raw.isatty())
        s.mode = "r"
        sys.__stdin__ = s
        if "stdin" not in sys.__dict__:
            sys.stdin = s
        return s
    import _sys_types
    if name in _sys_types.names:
        return sys.__dict__[name]
    import sys
    raise AttributeError("module 'sys' has no attribute '" + name + "'", name=name, obj=sys)


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
        what = "" if unraisable.object is None else " " + repr(unraisable.object)
        sys.stderr.write(unraisable.err_msg + ":" + what + "\n")
    elif unraisable.object is not None:
        sys.stderr.write("Exception ignored in: " + repr(unraisable.object) + "\n")
    if unraisable.exc_value is not None:
        sys.stderr.write(_exception_text(unraisable.exc_value))


def _sys_breakpointhook(*args, **kws):
    import pdb
    return pdb.set_trace(*args, **kws)


def _generic_make(cls, item):
    from _types import GenericAlias
    return GenericAlias(cls, item)


def _union(a, b):
    from _types import _union as unite
    u = unite(a, b)
    if u is NotImplemented:
        f = _special_name(b, "__ror__")
        if f is not None:
            u = f(a)
        if u is NotImplemented:
            _binary_error(a, b, "|")
    return u


def _union_slot(a, b):
    from _types import _union as unite
    return unite(a, b)


def _function_annotations(f):
    d = f.__annotate__(1)
    if not isinstance(d, dict):
        raise TypeError("__annotate__ returned non-dict of type '" + type(d).__name__ + "'")
    annotate = f.__annotate__
    f.__annotations__ = d
    _restore_annotate(f, annotate)
    return d


def _dead(v):
    return _is_end(v)


def _mourn():
    # Runs after a collection: finalizers, then callbacks of weak references.
    _mourning(True)
    try:
        while True:
            death = _next_death()
            if _is_end(death):
                return
            _mourn_one(death)
    finally:
        _mourning(False)


def _mourn_one(death):
    v = death[0]
    if death[1]:
        f = v._died
    elif _is_fiber(v):
        f = _fiber_extra(v)._abandoned
    elif type(v) is tuple:
        f = _warn_unawaited(v)
    else:
        f = _special_name(v, "__del__")
        if f is None:
            return
    try:
        f()
    except BaseException as e:
        _unraisable(e, f)


def _warn_unawaited(place):
    def warn():
        import warnings
        name, file, line = place
        text = "coroutine '" + name + "' was never awaited"
        warnings.warn_explicit(text, RuntimeWarning, file, line, source=place)
    return warn


def _unraisable(e, f):
    try:
        import sys
        message = None
        if getattr(f, "__name__", None) == "__del__":
            message = "Exception ignored while calling deallocator " + repr(getattr(f, "__func__", f))
            f = None
        sys.unraisablehook(sys.UnraisableHookArgs((type(e), e, e.__traceback__, message, f)))
    except BaseException:
        pass


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
    m = sys.modules.get("_io")
    if m is not None:
        m._write_out()
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


def exit(*args):
    raise SystemExit(*args)


def quit(*args):
    raise SystemExit(*args)


def help(*args, **kw):
    import pydoc
    return pydoc.help(*args, **kw)


def copyright():
    import sys
    print(sys.copyright)


def _credits():
    return "Trackway, with the standard library of Python by the Python Software Foundation and its contributors."


def credits():
    print(_credits())


def _license():
    return "Trackway: MIT or Apache-2.0. The library: https://docs.python.org/3.14/license.html"


def license():
    print(_license())


def _site():
    # What the prompt has besides.
    import builtins
    import _sitebuiltins
    builtins.exit = _sitebuiltins.Quitter("exit", "Ctrl-D (i.e. EOF)")
    builtins.quit = _sitebuiltins.Quitter("quit", "Ctrl-D (i.e. EOF)")

    class Helper(_sitebuiltins._Helper):
        def __call__(self, *args, **kw):
            import pydoc
            # A pager would be a process of its own.
            pydoc.pager = pydoc.plainpager
            return pydoc.help(*args, **kw)

    builtins.help = Helper()
    import sys
    builtins.copyright = _sitebuiltins._Printer("copyright", sys.copyright)
    builtins.credits = _sitebuiltins._Printer("credits", _credits())
    builtins.license = _sitebuiltins._Printer("license", _license())


def _stream_writelines(stream, lines):
    for line in lines:
        stream.write(line)


def _stream_buffer(number):
    import sys
    cache = sys.__dict__.get("_buffers")
    if cache is None:
        cache = sys._buffers = {}
    if number not in cache:
        import _io
        cache[number] = _io.FileIO(number, "r" if number == 0 else "w", False)
    return cache[number]


def _prepare(encoding, warned):
    if encoding:
        encoding, _, errors = encoding.partition(":")
        encoding = encoding or "utf-8"
        errors = errors or "strict"
        import codecs
        encoding = codecs.lookup(encoding).name
        _sys_getattr("stdin")
        for number in range(3):
            # Standard error shows everything.
            shown = "backslashreplace" if number == 2 else errors
            if encoding != "utf-8" or number == 0 or shown != "strict":
                _stream_reconfigure(number, {"encoding": encoding, "errors": shown})
        import sys
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
    if warned:
        import warnings


def _stream_reconfigure(number, kw):
    # A stream with other settings takes the place of this one.
    import sys
    import _io
    name = ("stdin", "stdout", "stderr")[number]
    old = getattr(sys, name)
    old.flush()
    kw = kw if isinstance(kw, dict) else {}
    raw = _io.FileIO(number, "r" if number == 0 else "w", False)
    raw.name = "<" + name + ">"
    buffer = _io.BufferedReader(raw) if number == 0 else _io.BufferedWriter(raw)
    new = _io.TextIOWrapper(buffer, kw.get("encoding"), kw.get("errors"), kw.get("newline"), kw.get("line_buffering", raw.isatty()), kw.get("write_through", False))
    new.mode = "r" if number == 0 else "w"
    setattr(sys, name, new)


def _input(args):
    import sys
    if args:
        sys.stdout.write(str(args[0]))
    sys.stdout.flush()
    stdin = sys.stdin
    if stdin is None:
        raise RuntimeError("input(): lost sys.stdin")
    line = stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line[:-1] if line.endswith("\n") else line
