# Text of values whose classes have a say.

def _str(v):
    f = _special_name(v, "__str__")
    if f is not None:
        s = f()
        if not isinstance(s, str):
            raise TypeError("__str__ returned non-string (type " + type(s).__name__ + ")")
        return s
    if isinstance(v, BaseException) and _special_name(v, "__repr__") is None:
        args = v.args
        if len(args) == 1:
            return repr(args[0]) if isinstance(v, KeyError) else str(args[0])
        return _repr(args)
    return _repr(v)


def _repr(v):
    f = _special_name(v, "__repr__")
    if f is not None:
        s = f()
        if not isinstance(s, str):
            raise TypeError("__repr__ returned non-string (type " + type(s).__name__ + ")")
        return s
    if isinstance(v, list):
        return "[" + _repr_items(v) + "]"
    if isinstance(v, tuple):
        return "(" + _repr_items(v) + (",)" if len(v) == 1 else ")")
    if isinstance(v, dict):
        parts = []
        for k, x in v.items():
            parts.append(repr(k) + ": " + repr(x))
        return "{" + ", ".join(parts) + "}"
    if isinstance(v, frozenset):
        return "frozenset({" + _repr_items(v) + "})"
    if isinstance(v, set):
        return "{" + _repr_items(v) + "}"
    if isinstance(v, BaseException):
        args = v.args
        if len(args) == 1:
            return type(v).__name__ + "(" + repr(args[0]) + ")"
        return type(v).__name__ + repr(args)
    return _plain_repr(v)


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
        s = ascii(repr(v))
    return format(s, spec)


def _print(sep, end, file, flush, *args):
    parts = []
    for x in args:
        parts.append(str(x))
    text = _print_text(sep, end, parts)
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


def _exception_repr(v):
    args = v.args
    if len(args) == 1:
        return type(v).__name__ + "(" + repr(args[0]) + ")"
    return type(v).__name__ + repr(args)
