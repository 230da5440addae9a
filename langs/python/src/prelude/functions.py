# Builtin functions written in Python.

def _abstractmethod(f):
    f.__isabstractmethod__ = True
    return f


def _type_call(cls, *args, **kw):
    return _construct_plain(cls, args, kw)
