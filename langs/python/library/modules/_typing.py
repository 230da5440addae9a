"""Type parameters and type aliases: the objects behind `def f[T]` and `type X = ..`."""

import sys


def _idfunc(x, /):
    return x


class NoDefaultType:
    def __new__(cls):
        return NoDefault

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


NoDefault = object.__new__(NoDefaultType)


def _caller():
    try:
        return sys._getframe().f_globals.get("__name__")
    except (AttributeError, ValueError):
        return None


class _Constant:
    """An evaluate function for a value that is known."""

    def __init__(self, value):
        self._value = value

    def __call__(self, format, /):
        if format == 4:
            import annotationlib
            return annotationlib.type_repr(self._value)
        return self._value

    def __repr__(self):
        return f"<constevaluator {self._value!r}>"


class _Lazy:
    """A value that is computed when first asked for."""

    __slots__ = ("evaluate", "known", "value")

    def __init__(self, evaluate, known, value):
        self.evaluate = evaluate
        self.known = known
        self.value = value

    def get(self):
        if not self.known:
            self.value = self.evaluate(1)
            self.known = True
        return self.value

    def function(self):
        if self.evaluate is None and self.known and self.value is not NoDefault and self.value is not None:
            return _Constant(self.value)
        return self.evaluate


class _Parameter:
    """What all kinds of type parameters share."""

    def __init_subclass__(cls, **kw):
        if cls.__module__ != "_typing":
            name = [b.__name__ for b in cls.__bases__ if b.__module__ == "typing"][0]
            raise TypeError(f"type 'typing.{name}' is not an acceptable base type")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        if self.__covariant__:
            return "+" + self.__name__
        if self.__contravariant__:
            return "-" + self.__name__
        return "~" + self.__name__

    def __reduce__(self):
        return self.__name__

    def __or__(self, other):
        import typing
        return typing.Union[self, other]

    def __ror__(self, other):
        import typing
        return typing.Union[other, self]

    def has_default(self):
        return self._default.evaluate is not None or self._default.value is not NoDefault

    @property
    def __default__(self):
        return self._default.get()

    @property
    def evaluate_default(self):
        return self._default.function()

    def _start(self, name, default, module):
        if not isinstance(name, str):
            raise TypeError(f"{type(self).__name__}() argument 'name' must be str, not {type(name).__name__}")
        self.__name__ = name
        self.__module__ = module
        self.__covariant__ = False
        self.__contravariant__ = False
        self.__infer_variance__ = False
        self._default = _Lazy(None, True, default)

    def _variance(self, covariant, contravariant, infer):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer)


class TypeVar(_Parameter):
    """Type variable."""

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False,
                 contravariant=False, infer_variance=False):
        self._start(name, default, _caller())
        self._variance(covariant, contravariant, infer_variance)
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if bound is not None and not isinstance(bound, type):
            import typing
            bound = typing._type_check(bound, "Bound must be a type.")
        self._bound = _Lazy(None, True, bound)
        self._constraints = _Lazy(None, True, constraints)

    @property
    def __bound__(self):
        return self._bound.get()

    @property
    def __constraints__(self):
        return self._constraints.get()

    @property
    def evaluate_bound(self):
        return self._bound.function()

    @property
    def evaluate_constraints(self):
        return self._constraints.function() if self._constraints.value != () else None

    def __typing_subst__(self, arg):
        import typing
        return typing._typevar_subst(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        i = params.index(self)
        if i < len(args):
            return args
        if i == len(args) and self.has_default():
            return (*args, self.__default__)
        raise TypeError(f"Too few arguments for {alias}")


class TypeVarTuple(_Parameter):
    """A specialized form of type variable that enables variadic generics."""

    def __init__(self, name, *, default=NoDefault):
        self._start(name, default, _caller())

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        import typing
        yield typing.Unpack[self]

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        import typing
        return typing._typevartuple_prepare_subst(self, alias, args)


class ParamSpecArgs:
    """The args for a ParamSpec object."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __repr__(self):
        return f"{getattr(self.__origin__, '__name__', self.__origin__)}.args"

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    __hash__ = object.__hash__


class ParamSpecKwargs(ParamSpecArgs):
    """The kwargs for a ParamSpec object."""

    def __repr__(self):
        return f"{getattr(self.__origin__, '__name__', self.__origin__)}.kwargs"


class ParamSpec(_Parameter):
    """Parameter specification variable."""

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        self._start(name, default, _caller())
        self._variance(covariant, contravariant, infer_variance)
        self.__bound__ = bound

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        import typing
        return typing._paramspec_subst(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        import typing
        return typing._paramspec_prepare_subst(self, alias, args)


class TypeAliasType:
    """Type alias."""

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        self._fill(name, type_params, _Lazy(None, True, value), _caller())

    def _fill(self, name, params, value, module):
        object.__setattr__(self, "_parts", (name, params, value, module))

    @property
    def __name__(self):
        return self._parts[0]

    @property
    def __module__(self):
        return self._parts[3]

    @property
    def __type_params__(self):
        return self._parts[1]

    @property
    def __parameters__(self):
        out = []
        for p in self._parts[1]:
            if isinstance(p, TypeVarTuple):
                out.extend(p)
            else:
                out.append(p)
        return tuple(out)

    @property
    def __value__(self):
        return self._parts[2].get()

    @property
    def evaluate_value(self):
        lazy = self._parts[2]
        return lazy.evaluate if lazy.evaluate is not None else _Constant(lazy.value)

    def __setattr__(self, name, value):
        if name in ("__name__", "__value__", "__type_params__", "__parameters__", "__module__"):
            raise AttributeError("readonly attribute")
        raise AttributeError(f"'typing.TypeAliasType' object has no attribute '{name}'")

    def __getitem__(self, args):
        if not self._parts[1]:
            raise TypeError("Only generic type aliases are subscriptable")
        import types
        return types.GenericAlias(self, args)

    def __or__(self, other):
        import typing
        return typing.Union[self, other]

    def __ror__(self, other):
        import typing
        return typing.Union[other, self]

    def __repr__(self):
        return self._parts[0]

    def __reduce__(self):
        return self._parts[0]

    def __init_subclass__(cls, **kw):
        raise TypeError("type 'typing.TypeAliasType' is not an acceptable base type")


class Generic:
    """Abstract base class for generic types."""

    __slots__ = ()

    @classmethod
    def __class_getitem__(cls, args):
        import typing
        return typing._generic_class_getitem(cls, args)

    @classmethod
    def __init_subclass__(cls, *args, **kw):
        import typing
        return typing._generic_init_subclass(cls, *args, **kw)


def _make_type_param(name, kind, bound, constrained, default, module):
    cls = (TypeVar, ParamSpec, TypeVarTuple)[kind]
    p = object.__new__(cls)
    p._start(name, NoDefault, module)
    if default is not None:
        p._default = _Lazy(default, False, None)
    if kind != 2:
        p.__infer_variance__ = True
    if kind == 1:
        p.__bound__ = None
    if kind == 0:
        p._bound = _Lazy(None if constrained else bound, constrained or bound is None, None)
        p._constraints = _Lazy(bound if constrained else None, not constrained, ())
    return p


def _make_type_alias(name, params, evaluate, module):
    alias = object.__new__(TypeAliasType)
    alias._fill(name, params, _Lazy(evaluate, False, None), module)
    return alias


def _generic_base(params):
    import typing
    out = []
    for p in params:
        out.append(typing.Unpack[p] if isinstance(p, TypeVarTuple) else p)
    return Generic[tuple(out)]


for _cls in (TypeVar, TypeVarTuple, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, Generic, NoDefaultType):
    _cls.__module__ = "typing"
del _cls


from _types import UnionType as Union
