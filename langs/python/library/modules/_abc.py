# Abstract base classes: registries, caches and the set of abstract methods.

from _trackway import _abc_dump, _abc_forget, _abc_known, _abc_note, _abc_registered, _mark_abstract, _mark_collection

_counter = 0


class _Data:
    __slots__ = ("registry", "version")

    def __init__(self):
        self.registry = []
        self.version = _counter


def get_cache_token():
    return _counter


def _abc_init(cls):
    names = set()
    for name, value in cls.__dict__.items():
        if getattr(value, "__isabstractmethod__", False):
            names.add(name)
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    cls.__abstractmethods__ = frozenset(names)
    _mark_abstract(cls, True if names else False)
    cls._abc_impl = _Data()


def _data(cls):
    data = cls.__dict__.get("_abc_impl")
    if data is None:
        data = cls._abc_impl = _Data()
    return data


def _abc_register(cls, subclass):
    global _counter
    if not isinstance(subclass, type):
        raise TypeError("Can only register classes")
    if issubclass(subclass, cls):
        return subclass
    if issubclass(cls, subclass):
        raise RuntimeError("Refusing to create an inheritance cycle")
    _data(cls).registry.append(subclass)
    _counter += 1
    _mark_collection(cls, subclass)
    _abc_registered()
    return subclass


def _abc_instancecheck(cls, instance):
    subclass = type(instance)
    if _abc_known(cls, subclass):
        return True
    other = instance.__class__
    if other is subclass:
        return cls.__subclasscheck__(subclass)
    return cls.__subclasscheck__(other) or cls.__subclasscheck__(subclass)


def _abc_subclasscheck(cls, subclass):
    if not isinstance(subclass, type):
        raise TypeError("issubclass() arg 1 must be a class")
    known = _abc_known(cls, subclass)
    if known is not None:
        return known
    ok = _decide(cls, subclass)
    _abc_note(cls, subclass, True if ok else False)
    return ok


def _decide(cls, subclass):
    ok = cls.__subclasshook__(subclass)
    if ok is not NotImplemented:
        return ok
    if cls in subclass.__mro__:
        return True
    for other in _data(cls).registry:
        if issubclass(subclass, other):
            return True
    for other in type.__subclasses__(cls):
        if issubclass(subclass, other):
            return True
    return False


def _get_dump(cls):
    data = _data(cls)
    return set(data.registry), set(_abc_dump(cls, True)), set(_abc_dump(cls, False)), data.version


def _reset_registry(cls):
    _data(cls).registry.clear()


def _reset_caches(cls):
    _abc_forget(cls)
