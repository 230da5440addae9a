# Context variables.

from _trackway import _context_changed, _generic_make

class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


_MISSING = _Missing()
# Set by _enter only, but the first time: native code is told about each change.
_current = None


def _enter(context):
    global _current
    _current = context
    _context_changed()


class Context:
    def __init__(self):
        self._data = {}
        self._outer = None
        self._entered = False

    def run(self, callable, /, *args, **kwargs):
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        self._outer = _current
        self._entered = True
        _enter(self)
        try:
            return callable(*args, **kwargs)
        finally:
            _enter(self._outer)
            self._outer = None
            self._entered = False

    def copy(self):
        new = Context()
        new._data = dict(self._data)
        return new

    def __getitem__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {var!r}")
        return self._data[var]

    def __contains__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {var!r}")
        return var in self._data

    def get(self, var, default=None, /):
        if not isinstance(var, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {var!r}")
        return self._data.get(var, default)

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)

    def keys(self):
        return self._data.keys()

    def values(self):
        return self._data.values()

    def items(self):
        return self._data.items()

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._data == other._data

    __hash__ = None


def _context():
    global _current
    if _current is None:
        _current = Context()
    return _current


class Token:
    MISSING = _MISSING

    def __init__(self, var, old, context):
        self.var = var
        self.old_value = old
        self._context = context
        self._used = False

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.var.reset(self)

    def __repr__(self):
        used = " used" if self._used else ""
        return f"<Token{used} var={self.var!r} at {id(self):#x}>"

    __class_getitem__ = classmethod(_generic_make)


class ContextVar:
    def __init__(self, name, /, *, default=_MISSING):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    @property
    def name(self):
        return self._name

    def get(self, default=_MISSING, /):
        v = _MISSING if _current is None else _current._data.get(self, _MISSING)
        if v is not _MISSING:
            return v
        if default is not _MISSING:
            return default
        if self._default is not _MISSING:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        c = _context()
        token = Token(self, c._data.get(self, _MISSING), c)
        c._data[self] = value
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token.var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        c = _context()
        if token._context is not c:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token.old_value is _MISSING:
            c._data.pop(self, None)
        else:
            c._data[self] = token.old_value

    def __repr__(self):
        default = "" if self._default is _MISSING else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"

    __class_getitem__ = classmethod(_generic_make)


def copy_context():
    return _context().copy()


for _c in (Context, Token, ContextVar):
    _c.__module__ = "_contextvars"
