# Weak references that hold on: their objects live as long as they do.

from _trackway import _generic_make

class ReferenceType:
    __slots__ = ("_object", "__callback__", "_hash", "__weakref__")

    def __new__(cls, object, callback=None, /, *args, **kw):
        self = super().__new__(cls)
        self._object = object
        self.__callback__ = callback
        self._hash = None
        return self

    def __init__(self, object, callback=None, /):
        pass

    def __call__(self):
        return self._object

    def __hash__(self):
        if self._hash is None:
            self._hash = hash(self._object)
        return self._hash

    def __eq__(self, other):
        if not isinstance(other, ReferenceType):
            return NotImplemented
        return self._object is other._object or self._object == other._object

    def __ne__(self, other):
        if not isinstance(other, ReferenceType):
            return NotImplemented
        return not (self == other)

    def __repr__(self):
        return f"<weakref at {id(self):#x}; to '{type(self._object).__name__}' at {id(self._object):#x}>"

    __class_getitem__ = classmethod(_generic_make)


ReferenceType.__module__ = "weakref"
ref = ReferenceType


class ProxyType:
    def __init__(self, object, callback=None):
        self.__dict__["_object"] = object

    def __getattr__(self, name):
        return getattr(self._object, name)

    def __setattr__(self, name, value):
        setattr(self._object, name, value)

    def __repr__(self):
        return repr(self._object)

    def __str__(self):
        return str(self._object)

    def __eq__(self, other):
        return self._object == other

    def __bool__(self):
        return bool(self._object)

    def __len__(self):
        return len(self._object)

    def __iter__(self):
        return iter(self._object)

    def __getitem__(self, key):
        return self._object[key]

    def __setitem__(self, key, value):
        self._object[key] = value

    def __delitem__(self, key):
        del self._object[key]

    def __contains__(self, item):
        return item in self._object


class CallableProxyType(ProxyType):
    def __call__(self, *args, **kw):
        return self._object(*args, **kw)


def proxy(object, callback=None, /):
    return CallableProxyType(object, callback) if callable(object) else ProxyType(object, callback)


def getweakrefcount(object, /):
    return 0


def getweakrefs(object, /):
    return []


def _remove_dead_weakref(dct, key, /):
    pass
