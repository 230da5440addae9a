# Text of values whose classes have a say.

def _str(v):
    f = _special_name(v, "__str__")
    if f is not None:
        s = f()
        if not isinstance(s, str):
            raise TypeError("__str__ returned non-string (type " + type(s).__name__ + ")")
        return s
    if isinstance(v, BaseException):
        return _exception_str(v)
    if type(v) is type(object.__dict__):
        return repr(dict(v))
    return _repr(v)


def _repr(v):
    f = _special_name(v, "__repr__")
    if f is not None:
        s = f()
        if not isinstance(s, str):
            raise TypeError("__repr__ returned non-string (type " + type(s).__name__ + ")")
        return s
    if isinstance(v, (list, tuple, dict, set, frozenset, _view_type())):
        if not _repr_enter(v):
            return _repr_again(v)
        try:
            return _repr_container(v)
        finally:
            _repr_leave()
    if isinstance(v, BaseException):
        return _exception_repr(v)
    if type(v) is type(object.__dict__):
        return "mappingproxy(" + repr(dict(v)) + ")"
    return _plain_repr(v)


def _str_by(f, v):
    s = f(v)
    if not isinstance(s, str):
        raise TypeError("__str__ returned non-string (type " + type(s).__name__ + ")")
    return s


def _repr_by(f, v):
    s = f(v)
    if not isinstance(s, str):
        raise TypeError("__repr__ returned non-string (type " + type(s).__name__ + ")")
    return s


def _repr_again(v):
    if isinstance(v, list):
        return "[...]"
    if isinstance(v, tuple):
        return "(...)"
    if isinstance(v, dict):
        return "{...}"
    if isinstance(v, (set, frozenset)):
        return type(v).__name__ + "(...)"
    return "..."


def _repr_container(v):
    if isinstance(v, list):
        return "[" + _repr_items(v) + "]"
    if isinstance(v, tuple):
        return "(" + _repr_items(v) + (",)" if len(v) == 1 else ")")
    if isinstance(v, dict):
        parts = []
        for k, x in v.items():
            parts.append(repr(k) + ": " + repr(x))
        return "{" + ", ".join(parts) + "}"
    name = type(v).__name__
    if isinstance(v, (set, frozenset)):
        if len(v) == 0:
            return name + "()"
        if type(v) is set:
            return "{" + _repr_items(v) + "}"
        return name + "({" + _repr_items(v) + "})"
    return name + "([" + _repr_items(v) + "])"


def _repr_items(v):
    parts = []
    for x in v:
        parts.append(repr(x))
    return ", ".join(parts)


def _format(v, spec):
    s = _special(v, "__format__")(spec)
    if not isinstance(s, str):
        raise TypeError("__format__ must return a str, not " + type(s).__name__)
    return s


def _format_converted(v, spec, conversion):
    if conversion == 1:
        s = str(v)
    elif conversion == 2:
        s = repr(v)
    else:
        s = _escaped(repr(v))
    return format(s, spec)


def _print_1(sep, end, file, flush, a):
    _print_to(sep, end, file, flush, (a,))


def _print_2(sep, end, file, flush, a, b):
    _print_to(sep, end, file, flush, (a, b))


def _print(sep, end, file, flush, *args):
    _print_to(sep, end, file, flush, args)


def _print_shown(sep, end, args):
    parts = []
    for x in args:
        parts.append(str(x))
    if not _absent(sep) and sep is not None and not isinstance(sep, str):
        raise TypeError("sep must be None or a string, not " + type(sep).__name__)
    if not _absent(end) and end is not None and not isinstance(end, str):
        raise TypeError("end must be None or a string, not " + type(end).__name__)
    return _print_line(sep, end, tuple(parts))


def _print_to(sep, end, file, flush, args):
    text = _print_line(sep, end, args)
    if text is None:
        text = _print_shown(sep, end, args)
    if _absent(file) or file is None:
        file = _stdout()
    file.write(text)
    if not _absent(flush) and flush:
        file.flush()


def _displayhook(v):
    import sys
    sys.displayhook(v)


def _displayhook_plain(v):
    print(repr(v))


def _repr_of(v):
    return repr(v)


def _format_default(v, spec):
    if spec != "":
        raise TypeError("unsupported format string passed to " + type(v).__name__ + ".__format__")
    return str(v)


def _exception_str(v):
    parts = []
    for kind, x in _exception_pieces(v):
        parts.append(x if kind == 0 else str(x) if kind == 1 else repr(x))
    return "".join(parts)


def _exception_reduce(v):
    d = v.__dict__
    args = v.args
    if isinstance(v, OSError) and len(args) == 2 and v.filename is not None:
        args = args + (v.filename,)
        if v.filename2 is not None:
            args = args + (None, v.filename2)
    if isinstance(v, ImportError):
        d = dict(d)
        if v.name is not None:
            d["name"] = v.name
        if v.path is not None:
            d["path"] = v.path
    if d:
        return type(v), args, d
    return type(v), args


def _exception_setstate(v, state):
    if state is not None:
        if not isinstance(state, dict):
            raise TypeError("state is not a dictionary")
        for k in state:
            setattr(v, k, state[k])


def _exception_repr(v):
    args = v.args
    if len(args) == 1:
        return type(v).__name__ + "(" + repr(args[0]) + ")"
    return type(v).__name__ + repr(args)
