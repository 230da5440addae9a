"""The objects that t-strings make."""


class Interpolation:
    """An interpolated value of a t-string."""

    __match_args__ = ("value", "expression", "conversion", "format_spec")
    __slots__ = ("value", "expression", "conversion", "format_spec")

    def __init_subclass__(cls):
        raise TypeError("type 'string.templatelib.Interpolation' is not an acceptable base type")

    def __new__(cls, value, expression="", conversion=None, format_spec=""):
        if not isinstance(expression, str):
            raise TypeError(f"Interpolation() argument 'expression' must be str, not {type(expression).__name__}")
        if conversion is not None:
            if not isinstance(conversion, str):
                raise TypeError(f"Interpolation() argument 'conversion' must be str, not {type(conversion).__name__}")
            if conversion not in ("s", "r", "a"):
                raise ValueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
        if not isinstance(format_spec, str):
            raise TypeError(f"Interpolation() argument 'format_spec' must be str, not {type(format_spec).__name__}")
        self = object.__new__(cls)
        put = object.__setattr__
        put(self, "value", value)
        put(self, "expression", expression)
        put(self, "conversion", conversion)
        put(self, "format_spec", format_spec)
        return self

    def __setattr__(self, name, value):
        if name in Interpolation.__slots__:
            raise AttributeError("readonly attribute")
        raise AttributeError(f"'string.templatelib.Interpolation' object has no attribute '{name}'")

    def __repr__(self):
        return f"Interpolation({self.value!r}, {self.expression!r}, {self.conversion!r}, {self.format_spec!r})"

    def __reduce__(self):
        return Interpolation, (self.value, self.expression, self.conversion, self.format_spec)


class Template:
    """A t-string."""

    __slots__ = ("strings", "interpolations")

    def __init_subclass__(cls):
        raise TypeError("type 'string.templatelib.Template' is not an acceptable base type")

    def __new__(cls, *parts):
        strings = [""]
        interpolations = []
        for p in parts:
            if isinstance(p, str):
                strings[-1] += p
            elif isinstance(p, Interpolation):
                interpolations.append(p)
                strings.append("")
            else:
                raise TypeError(
                    f"Template.__new__ *args need to be of type 'str' or 'Interpolation', got {type(p).__name__}")
        return _fill(tuple(strings), tuple(interpolations))

    @property
    def values(self):
        return tuple([i.value for i in self.interpolations])

    def __setattr__(self, name, value):
        if name in ("strings", "interpolations", "values"):
            raise AttributeError("readonly attribute")
        raise AttributeError(f"'string.templatelib.Template' object has no attribute '{name}'")

    def __iter__(self):
        for i, s in enumerate(self.strings):
            if s:
                yield s
            if i < len(self.interpolations):
                yield self.interpolations[i]

    def __add__(self, other):
        if isinstance(other, Template):
            joined = (self.strings[-1] + other.strings[0],)
            return _fill(self.strings[:-1] + joined + other.strings[1:], self.interpolations + other.interpolations)
        raise TypeError(
            f'can only concatenate string.templatelib.Template (not "{_type_name(other)}") to string.templatelib.Template')

    def __radd__(self, other):
        raise TypeError(
            f'can only concatenate str (not "string.templatelib.Template") to {_type_name(other)}')

    def __repr__(self):
        return f"Template(strings={self.strings!r}, interpolations={self.interpolations!r})"

    def __reduce__(self):
        parts = []
        for i, s in enumerate(self.strings):
            parts.append(s)
            if i < len(self.interpolations):
                parts.append(self.interpolations[i])
        return Template, tuple(parts)


def _type_name(v):
    return type(v).__name__


def _fill(strings, interpolations):
    self = object.__new__(Template)
    put = object.__setattr__
    put(self, "strings", strings)
    put(self, "interpolations", interpolations)
    return self


def _make_template(strings, parts):
    return _fill(strings, tuple([Interpolation(*p) for p in parts]))


for _cls in (Template, Interpolation):
    _cls.__module__ = "string.templatelib"
del _cls
