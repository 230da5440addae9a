# Weak references, around cells that do not hold their objects.

from _trackway import _dead, _generic_make, _weak_get, _weak_new, _weak_owners


class ReferenceType:
    __slots__ = ("_cell", "_callback", "_hash")

    def __new__(cls, object, callback=None, /, *args, **kw):
        if callback is None and cls is ReferenceType:
            for known in _weak_owners(object):
                if type(known) is ReferenceType and known._callback is None:
                    return known
        self = super().__new__(cls)
        self._cell = _weak_new(object, self)
        self._callback = callback
        self._hash = None
        return self

    def __init__(self, object, callback=None, /):
        pass

    @property
    def __callback__(self):
        return self._callback

    @__callback__.setter
    def __callback__(self, value):
        raise AttributeError("readonly attribute")

    def __call__(self):
        object = _weak_get(self._cell)
        return None if _dead(object) else object

    def __reduce_ex__(self, protocol):
        name = type(self).__name__
        raise TypeError(f"cannot pickle '{'weakref.' + name if type(self) is ReferenceType else name}' object")

    def __hash__(self):
        if self._hash is None:
            object = _weak_get(self._cell)
            if _dead(object):
                raise TypeError("weak object has gone away")
            self._hash = hash(object)
        return self._hash

    def __eq__(self, other):
        if not isinstance(other, ReferenceType):
            return NotImplemented
        a = _weak_get(self._cell)
        b = _weak_get(other._cell)
        if _dead(a) or _dead(b):
            return self is other
        return a is b or a == b

    def __ne__(self, other):
        if not isinstance(other, ReferenceType):
            return NotImplemented
        return not (self == other)

    def __repr__(self):
        object = _weak_get(self._cell)
        if _dead(object):
            return f"<weakref at {id(self):#x}; dead>"
        return f"<weakref at {id(self):#x}; to '{type(object).__name__}' at {id(object):#x}>"

    def _died(self):
        callback = self._callback
        if callback is not None:
            self._callback = None
            callback(self)

    __class_getitem__ = classmethod(_generic_make)


ReferenceType.__module__ = "weakref"
ref = ReferenceType


def _target(proxy):
    object = _weak_get(_get(proxy, "_cell"))
    if _dead(object):
        raise ReferenceError("weakly-referenced object no longer exists")
    return object


def _bare(v):
    return _target(v) if type(v) is ProxyType or type(v) is CallableProxyType else v


_get = object.__getattribute__
_set = object.__setattr__


class ProxyType:
    __slots__ = ("_cell", "__callback__", "__weakref__")
    __hash__ = None

    def __new__(cls, object, callback=None, /):
        self = super().__new__(cls)
        _set(self, "_cell", _weak_new(object, self))
        _set(self, "__callback__", callback)
        return self

    def __getattribute__(self, name):
        if name == "_died":
            return _get(self, "_died")
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def _died(self):
        callback = _get(self, "__callback__")
        if callback is not None:
            _set(self, "__callback__", None)
            callback(self)

    def __repr__(self):
        object = _weak_get(_get(self, "_cell"))
        if _dead(object):
            return f"<weakproxy at {id(self):#x}; dead>"
        return f"<weakproxy at {id(self):#x}; to '{type(object).__name__}' at {id(object):#x}>"

    def __str__(self):
        return str(_target(self))

    def __bytes__(self):
        return bytes(_target(self))

    def __bool__(self):
        return bool(_target(self))

    def __len__(self):
        return len(_target(self))

    def __iter__(self):
        return iter(_target(self))

    def __next__(self):
        it = _target(self)
        if not hasattr(type(it), "__next__"):
            raise TypeError(f"Weakref proxy referenced a non-iterator '{type(it).__name__}' object")
        return next(it)

    def __reversed__(self):
        return reversed(_target(self))

    def __getitem__(self, key):
        return _target(self)[key]

    def __setitem__(self, key, value):
        _target(self)[key] = value

    def __delitem__(self, key):
        del _target(self)[key]

    def __contains__(self, item):
        return item in _target(self)

    def __int__(self):
        return int(_target(self))

    def __float__(self):
        return float(_target(self))

    def __index__(self):
        return _target(self).__index__()

    def __abs__(self):
        return abs(_target(self))

    def __neg__(self):
        return -_target(self)

    def __pos__(self):
        return +_target(self)

    def __invert__(self):
        return ~_target(self)


def _operators():
    def both(name, f):
        def method(self, other):
            return f(_target(self), _bare(other))

        def reflected(self, other):
            return f(_bare(other), _target(self))
        method.__name__ = f"__{name}__"
        reflected.__name__ = f"__r{name}__"
        setattr(ProxyType, method.__name__, method)
        setattr(ProxyType, reflected.__name__, reflected)

    def compared(name, f):
        def method(self, other):
            return f(_target(self), _bare(other))
        method.__name__ = f"__{name}__"
        setattr(ProxyType, method.__name__, method)

    def changed(name):
        def method(self, other):
            object = _target(self)
            f = getattr(type(object), f"__i{name}__", None)
            if f is None:
                f = getattr(type(object), f"__{name}__")
            v = f(object, _bare(other))
            return proxy(v) if v is object else v
        method.__name__ = f"__i{name}__"
        setattr(ProxyType, method.__name__, method)

    for name, f in (("add", lambda a, b: a + b), ("sub", lambda a, b: a - b), ("mul", lambda a, b: a * b),
                    ("truediv", lambda a, b: a / b), ("floordiv", lambda a, b: a // b), ("mod", lambda a, b: a % b),
                    ("pow", lambda a, b: a ** b), ("divmod", divmod), ("lshift", lambda a, b: a << b),
                    ("rshift", lambda a, b: a >> b), ("and", lambda a, b: a & b), ("or", lambda a, b: a | b),
                    ("xor", lambda a, b: a ^ b), ("matmul", lambda a, b: a @ b)):
        both(name, f)
        if name != "divmod":
            changed(name)
    for name, f in (("eq", lambda a, b: a == b), ("ne", lambda a, b: a != b), ("lt", lambda a, b: a < b),
                    ("le", lambda a, b: a <= b), ("gt", lambda a, b: a > b), ("ge", lambda a, b: a >= b)):
        compared(name, f)


_operators()


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *args, **kw):
        return _target(self)(*args, **kw)


ProxyType.__module__ = CallableProxyType.__module__ = "weakref"
ProxyType.__qualname__ = ProxyType.__name__ = "ProxyType"


def proxy(object, callback=None, /):
    cls = CallableProxyType if callable(object) else ProxyType
    if callback is None:
        for known in _weak_owners(object):
            if type(known) is cls and _get(known, "__callback__") is None:
                return known
    return cls(object, callback)


def getweakrefcount(object, /):
    return len(_weak_owners(object))


def getweakrefs(object, /):
    return _weak_owners(object)


def _remove_dead_weakref(dct, key, /):
    wr = dct.get(key)
    if wr is not None and wr() is None:
        del dct[key]
