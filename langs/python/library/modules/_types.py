# The types that programs reach through `types`: generic aliases, unions, and names for the rest.

from _trackway import _class_dict_set, _type_named


class GenericAlias:
    __slots__ = ("__origin__", "__args__", "_parameters", "__unpacked__", "__weakref__")

    def __new__(cls, origin, args, /):
        if not isinstance(args, tuple):
            args = (args,)
        self = object.__new__(cls)
        set = object.__setattr__
        set(self, "__origin__", origin)
        set(self, "__args__", args)
        set(self, "_parameters", None)
        set(self, "__unpacked__", False)
        return self

    @property
    def __parameters__(self):
        found = self._parameters
        if found is None:
            found = _parameters(self.__args__)
            object.__setattr__(self, "_parameters", found)
        return found

    @property
    def __typing_unpacked_tuple_args__(self):
        return self.__args__ if self.__unpacked__ and self.__origin__ is tuple else None

    def __getattribute__(self, name):
        if name in _own_names:
            return object.__getattribute__(self, name)
        if not (name.startswith("__") and name.endswith("__")):
            return getattr(object.__getattribute__(self, "__origin__"), name)
        if name in _forwarded:
            return getattr(object.__getattribute__(self, "__origin__"), name)
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            return getattr(object.__getattribute__(self, "__origin__"), name)

    def __call__(self, /, *args, **kw):
        made = self.__origin__(*args, **kw)
        try:
            made.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return made

    def __repr__(self):
        args = ", ".join([_shown(a) for a in self.__args__]) if self.__args__ else "()"
        star = "*" if self.__unpacked__ else ""
        return f"{star}{_shown(self.__origin__)}[{args}]"

    def __eq__(self, other):
        if type(other) is not GenericAlias:
            return NotImplemented
        return (self.__origin__ == other.__origin__ and self.__args__ == other.__args__
                and self.__unpacked__ == other.__unpacked__)

    def __hash__(self):
        return hash(self.__origin__) ^ hash(self.__args__)

    def __getitem__(self, items, /):
        return GenericAlias(self.__origin__, _substitute(self, self.__args__, self.__parameters__, items))

    def __mro_entries__(self, bases, /):
        return (self.__origin__,)

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __iter__(self):
        starred = GenericAlias(self.__origin__, self.__args__)
        object.__setattr__(starred, "__unpacked__", True)
        yield starred

    def __instancecheck__(self, instance, /):
        raise TypeError("isinstance() argument 2 cannot be a parameterized generic")

    def __subclasscheck__(self, cls, /):
        raise TypeError("issubclass() argument 2 cannot be a parameterized generic")

    def __reduce__(self):
        if self.__unpacked__:
            return next, (iter(GenericAlias(self.__origin__, self.__args__)),)
        return GenericAlias, (self.__origin__, self.__args__)

    def __setattr__(self, name, value):
        setattr(self.__origin__, name, value)

    def __dir__(self):
        return sorted(set(dir(self.__origin__)) | _own_names)


_own_names = frozenset({"__origin__", "__args__", "__parameters__", "__mro_entries__", "__reduce_ex__", "__reduce__",
                        "__copy__", "__deepcopy__", "__unpacked__", "__typing_unpacked_tuple_args__", "__class__",
                        "_parameters"})
_forwarded = frozenset({"__name__", "__qualname__", "__module__", "__doc__", "__mro__", "__bases__", "__dict__",
                        "__init_subclass__", "__new__", "__init__", "__subclasshook__", "__annotations__"})


def _shown(a):
    if a is ...:
        return "..."
    if type(a) is GenericAlias:
        return repr(a)
    if isinstance(a, list):
        return "[" + ", ".join([_shown(x) for x in a]) + "]"
    if isinstance(a, type):
        if a.__module__ == "builtins":
            return a.__qualname__
        return f"{a.__module__}.{a.__qualname__}"
    return repr(a)


def _parameters(args):
    found = []
    for a in args:
        if isinstance(a, type) and type(a) is not GenericAlias:
            continue
        if isinstance(a, (tuple, list)):
            more = _parameters(a)
        elif hasattr(type(a), "__typing_subst__"):
            more = (a,)
        else:
            more = getattr(a, "__parameters__", ())
            if not isinstance(more, tuple):
                more = ()
        for p in more:
            if p not in found:
                found.append(p)
    return tuple(found)


def _substitute(self, args, params, items):
    if not params:
        raise TypeError(f"{self!r} is not a generic class")
    items = items if isinstance(items, tuple) else (items,)
    unpacked = []
    for i in items:
        inner = getattr(i, "__typing_unpacked_tuple_args__", None) if not isinstance(i, type) else None
        if inner is not None and not (inner and inner[-1] is ...):
            unpacked.extend(inner)
        else:
            unpacked.append(i)
    items = tuple(unpacked)
    for p in params:
        prepare = getattr(p, "__typing_prepare_subst__", None)
        if prepare is not None:
            items = prepare(self, items)
            if not isinstance(items, tuple):
                items = (items,)
    if len(items) != len(params):
        word = "many" if len(items) > len(params) else "few"
        raise TypeError(f"Too {word} arguments for {self!r}; actual {len(items)}, expected {len(params)}")
    out = []
    for a in args:
        if isinstance(a, type) and type(a) is not GenericAlias:
            out.append(a)
            continue
        if isinstance(a, (tuple, list)):
            out.append(type(a)(_substitute_in(x, params, items) for x in a))
            continue
        unpack = getattr(a, "__typing_is_unpacked_typevartuple__", False)
        new = _substitute_in(a, params, items)
        if unpack and isinstance(new, tuple):
            out.extend(new)
        else:
            out.append(new)
    return tuple(out)


def _substitute_in(a, params, items):
    subst = getattr(type(a), "__typing_subst__", None)
    if subst is not None:
        return subst(a, items[params.index(a)])
    inner = getattr(a, "__parameters__", ())
    if not isinstance(inner, tuple) or not inner or isinstance(a, type):
        return a
    chosen = []
    for p in inner:
        v = items[params.index(p)]
        if isinstance(v, tuple) and getattr(p, "__typing_is_unpacked_typevartuple__", False):
            chosen.extend(v)
        else:
            chosen.append(v)
    return a[tuple(chosen)]


class UnionType:
    __slots__ = ("__args__", "_parameters", "__weakref__")

    def __new__(cls, *args):
        raise TypeError("cannot create 'typing.Union' instances")

    @property
    def __parameters__(self):
        if self._parameters is None:
            self._parameters = _parameters(self.__args__)
        return self._parameters

    @property
    def __origin__(self):
        return UnionType

    def __repr__(self):
        return " | ".join(["None" if a is _NoneType else _shown(a) for a in self.__args__])

    def __eq__(self, other):
        if type(other) is not UnionType:
            return NotImplemented
        return _same_elements(self.__args__, other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __getitem__(self, items, /):
        new = _substitute(self, self.__args__, self.__parameters__, items)
        out = new[0]
        for a in new[1:]:
            out = out | a
        return out

    def __instancecheck__(self, instance, /):
        for a in self.__args__:
            if type(a) is GenericAlias:
                raise TypeError("isinstance() argument 2 cannot be a parameterized generic")
            if isinstance(instance, a):
                return True
        return False

    def __subclasscheck__(self, cls, /):
        for a in self.__args__:
            if type(a) is GenericAlias:
                raise TypeError("issubclass() argument 2 cannot be a parameterized generic")
            if issubclass(cls, a):
                return True
        return False

    def __mro_entries__(self, bases, /):
        raise TypeError(f"Cannot subclass {self!r}")

    def __class_getitem__(cls, items):
        if not isinstance(items, tuple):
            items = (items,)
        if not items:
            raise TypeError("Cannot take a Union of no types.")
        return _make_union([_NoneType if i is None else i for i in items])

    def __reduce__(self):
        return UnionType.__class_getitem__, (self.__args__,)


def _same_elements(a, b):
    return all(x in b for x in a) and all(x in a for x in b)


def _unionable(x):
    return x is None or isinstance(x, type) or isinstance(x, (GenericAlias, UnionType))


def _flat(x):
    if type(x) is UnionType:
        return x.__args__
    return (_NoneType if x is None else x,)


def _make_union(parts):
    args = []
    for p in parts:
        for a in _flat(p):
            if not any(type(a) is type(b) and a == b for b in args):
                args.append(a)
    if len(args) == 1:
        return args[0]
    u = object.__new__(UnionType)
    u.__args__ = tuple(args)
    u._parameters = None
    return u


def _union(a, b):
    if not _unionable(a) or not _unionable(b):
        if isinstance(a, (type, UnionType, GenericAlias)) and getattr(type(b), "__typing_subst__", None) is not None:
            return _make_union([a, b])
        if isinstance(b, (type, UnionType, GenericAlias)) and getattr(type(a), "__typing_subst__", None) is not None:
            return _make_union([a, b])
        return NotImplemented
    return _make_union([a, b])


_NoneType = type(None)
GenericAlias.__module__ = "types"
UnionType.__module__ = "typing"
UnionType.__name__ = UnionType.__qualname__ = "Union"

from _sys_types import SimpleNamespace


def _f():
    a = 1

    def g():
        return a
    return g


FunctionType = LambdaType = type(_f)
CodeType = type(_f.__code__)
MappingProxyType = type(type.__dict__)
CellType = type(_f().__closure__[0])
GeneratorType = type((lambda: (yield))())


class _C:
    def m(self):
        pass


MethodType = type(_C().m)
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = _type_named("classmethod_descriptor")
ModuleType = _type_named("module")
TracebackType = _type_named("traceback")
FrameType = _type_named("frame")
GetSetDescriptorType = _type_named("getset_descriptor")
MemberDescriptorType = _type_named("member_descriptor")
EllipsisType = type(...)
NoneType = _NoneType
NotImplementedType = type(NotImplemented)
CapsuleType = _type_named("PyCapsule")
CoroutineType = _type_named("coroutine")
AsyncGeneratorType = _type_named("async_generator")

__all__ = [n for n in dir() if n[0] != "_"]
