# Builtin functions written in Python.

def _abstractmethod(f):
    f.__isabstractmethod__ = True
    return f


def _type_call(cls, *args, **kw):
    return _construct_plain(cls, args, kw)


def _range_slow(args):
    whole = []
    for a in args:
        if not isinstance(a, int):
            f = _special(a, "__index__")
            if f is None:
                raise TypeError("'" + type(a).__name__ + "' object cannot be interpreted as an integer")
            a = f()
        whole.append(a)
    if max(whole) < 1 << 61 and min(whole) > -1 << 61:
        return range(*whole)
    import _bigrange
    return _bigrange.range(*whole)


def _host_function(name, number):
    def function(*args):
        return _host_call(number, args)

    function.__name__ = function.__qualname__ = name
    return function
