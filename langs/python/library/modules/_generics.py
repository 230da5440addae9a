# `list[int]` and `int | str`.

def _name(v):
    if v is Ellipsis:
        return "..."
    if v is type(None):
        return "None"
    if isinstance(v, list):
        return "[" + ", ".join([_name(x) for x in v]) + "]"
    if type(v) is GenericAlias:
        return repr(v)
    if isinstance(v, type):
        if v.__module__ == "builtins":
            return v.__qualname__
        return v.__module__ + "." + v.__qualname__
    return repr(v)


def _is_parameter(v):
    return not isinstance(v, type) and hasattr(type(v), "__typing_subst__")


def _parameters_of(args):
    out = []
    for a in args:
        if isinstance(a, type) and type(a) is not GenericAlias:
            continue
        if _is_parameter(a):
            if a not in out:
                out.append(a)
        elif isinstance(a, (tuple, list)):
            for p in _parameters_of(a):
                if p not in out:
                    out.append(p)
        else:
            for p in getattr(a, "__parameters__", ()) if hasattr(type(a), "__parameters__") or hasattr(a, "__parameters__") else ():
                if p not in out:
                    out.append(p)
    return tuple(out)


def _unpacked(args):
    # Starred tuples of known length stand for their elements.
    out = []
    for a in args:
        if type(a) is GenericAlias and a.__unpacked__ and a.__origin__ is tuple:
            inner = a.__args__
            if not (inner and inner[-1] is Ellipsis):
                out.extend(inner)
                continue
        out.append(a)
    return tuple(out)


def _substitute(self, args, params, item):
    if not params:
        raise TypeError(f"{self!r} is not a generic class")
    item = item if isinstance(item, tuple) else (item,)
    item = _unpacked(item)
    for p in params:
        prepare = getattr(type(p), "__typing_prepare_subst__", None)
        if prepare is not None:
            item = prepare(p, self, item)
    if len(item) != len(params):
        many = "many" if len(item) > len(params) else "few"
        raise TypeError(f"Too {many} arguments for {self!r}; actual {len(item)}, expected {len(params)}")
    by = dict(zip(params, item))
    return tuple(_replaced(args, by))


def _replaced(args, by):
    out = []
    for a in args:
        if isinstance(a, type) and type(a) is not GenericAlias:
            out.append(a)
        elif _is_parameter(a):
            new = a.__typing_subst__(by[a])
            if isinstance(new, tuple) and getattr(a, "__typing_is_unpacked_typevartuple__", False):
                out.extend(new)
            else:
                out.append(new)
        elif isinstance(a, tuple):
            out.append(tuple(_replaced(a, by)))
        elif isinstance(a, list):
            out.append(_replaced(a, by))
        else:
            inner = getattr(a, "__parameters__", None)
            if inner:
                values = []
                for p in inner:
                    v = by[p]
                    if hasattr(type(p), "__typing_prepare_subst__") and isinstance(v, tuple):
                        values.extend(v)
                    else:
                        values.append(v)
                new = a[tuple(values)]
                if getattr(a, "__typing_unpacked_tuple_args__", None) is not None and type(new) is GenericAlias:
                    out.extend(_unpacked((new,)))
                else:
                    out.append(new)
            else:
                out.append(a)
    return out


_OWN = frozenset(("__class__", "__bases__", "__origin__", "__args__", "__unpacked__", "__parameters__",
                  "__typing_unpacked_tuple_args__", "__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__",
                  "__deepcopy__", "__orig_class__"))


class GenericAlias:
    """Represent a PEP 585 generic type"""

    __slots__ = ("_origin", "_args", "_parameters", "_starred", "__weakref__")

    def __new__(cls, origin, args, /):
        if not isinstance(args, tuple):
            args = (args,)
        self = object.__new__(cls)
        set = object.__setattr__
        set(self, "_origin", origin)
        set(self, "_args", args)
        set(self, "_parameters", None)
        set(self, "_starred", False)
        return self

    @property
    def __origin__(self):
        return self._origin

    @property
    def __args__(self):
        return self._args

    @property
    def __parameters__(self):
        if self._parameters is None:
            object.__setattr__(self, "_parameters", _parameters_of(self._args))
        return self._parameters

    @property
    def __unpacked__(self):
        return self._starred

    @property
    def __typing_unpacked_tuple_args__(self):
        if self._starred and self._origin is tuple:
            return self._args
        return None

    def __getattr__(self, name):
        if name in _OWN or name.startswith("_") and name in ("_origin", "_args", "_parameters", "_starred"):
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        return getattr(self._origin, name)

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)

    def __getitem__(self, item):
        new = type(self)(self._origin, _substitute(self, self._args, self.__parameters__, item))
        object.__setattr__(new, "_starred", self._starred)
        return new

    def __call__(self, *args, **kwargs):
        obj = self._origin(*args, **kwargs)
        try:
            obj.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return obj

    def __mro_entries__(self, bases):
        return (self._origin,)

    def __instancecheck__(self, instance):
        raise TypeError("isinstance() argument 2 cannot be a parameterized generic")

    def __subclasscheck__(self, cls):
        raise TypeError("issubclass() argument 2 cannot be a parameterized generic")

    def __iter__(self):
        new = type(self)(self._origin, self._args)
        object.__setattr__(new, "_starred", True)
        yield new

    def __eq__(self, other):
        if not isinstance(other, GenericAlias):
            return NotImplemented
        return self._origin == other._origin and self._args == other._args and self._starred == other._starred

    def __hash__(self):
        return hash(self._origin) ^ hash(self._args)

    def __or__(self, other):
        return union(self, other)

    def __ror__(self, other):
        return union(other, self)

    def __repr__(self):
        origin = self._origin
        name = _name(origin)
        inside = ", ".join([_name(a) for a in self._args]) if self._args else "()"
        return f"{'*' if self._starred else ''}{name}[{inside}]"

    def __reduce__(self):
        if self._starred:
            return next, (iter(type(self)(self._origin, self._args)),)
        return type(self), (self._origin, self._args)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __dir__(self):
        return sorted(set(dir(self._origin)) | _OWN)


GenericAlias.__module__ = "types"


def _unionable(v):
    return v is None or isinstance(v, (type, GenericAlias, Union)) or type(v).__module__ == "typing" or \
        type(v).__name__ == "TypeAliasType"


def _flat(args):
    out = []
    for a in args:
        if a is None:
            a = type(None)
        if isinstance(a, Union):
            parts = a.__args__
        else:
            parts = (a,)
        for p in parts:
            for seen in out:
                if seen is p or type(seen) is type(p) and seen == p:
                    break
            else:
                out.append(p)
    return out


def union(*args):
    for a in args:
        if not _unionable(a):
            return NotImplemented
    return make_union(args)


def make_union(args):
    flat = _flat(args)
    if len(flat) == 1:
        return flat[0]
    u = object.__new__(Union)
    u._args = tuple(flat)
    return u


class Union:
    """Represent a union type

    E.g. for int | str"""

    __slots__ = ("_args", "__weakref__")

    def __new__(cls, *args, **kw):
        raise TypeError("cannot create 'typing.Union' instances")

    def __init_subclass__(cls, *args, **kw):
        raise TypeError("type 'typing.Union' is not an acceptable base type")

    def __class_getitem__(cls, item):
        if not isinstance(item, tuple):
            item = (item,)
        if not item:
            raise TypeError("Cannot take a Union of no types.")
        from typing import _type_check
        return make_union([_type_check(p, "Union[arg, ...]: each arg must be a type.") for p in item])

    @property
    def __args__(self):
        return self._args

    @property
    def __parameters__(self):
        return _parameters_of(self._args)

    @property
    def __origin__(self):
        return Union

    def __getitem__(self, item):
        return make_union(_substitute(self, self._args, self.__parameters__, item))

    def __or__(self, other):
        return union(self, other)

    def __ror__(self, other):
        return union(other, self)

    def __instancecheck__(self, instance):
        for a in self._args:
            if isinstance(a, GenericAlias):
                raise TypeError("isinstance() argument 2 cannot be a parameterized generic")
        for a in self._args:
            if isinstance(instance, a):
                return True
        return False

    def __subclasscheck__(self, cls):
        for a in self._args:
            if isinstance(a, GenericAlias):
                raise TypeError("issubclass() argument 2 cannot be a parameterized generic")
        for a in self._args:
            if issubclass(cls, a):
                return True
        return False

    def __eq__(self, other):
        if not isinstance(other, Union):
            return NotImplemented
        if len(self._args) != len(other._args):
            return False
        for a in self._args:
            if a not in other._args:
                return False
        return True

    def __hash__(self):
        return hash(frozenset(self._args))

    def __repr__(self):
        return " | ".join([_name(a) for a in self._args])

    def __reduce__(self):
        import functools
        import operator
        return functools.reduce, (operator.or_, self._args)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")


Union.__module__ = "typing"
