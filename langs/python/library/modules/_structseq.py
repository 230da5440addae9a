# Tuples with named fields: what the operating system's answers are.

_NONE = object()


class structseq(tuple):
    # Subclasses say `_fields`; the first `n_sequence_fields` of them are items, the others are in `_rest`.
    __slots__ = ()

    def __new__(cls, sequence, dict={}):
        values = sequence if type(sequence) is tuple else tuple(sequence)
        least, most = cls.n_sequence_fields, cls.n_fields
        if len(values) < least:
            raise TypeError(f"{cls.__module__}.{cls.__name__}() takes an at least {least}-sequence ({len(values)}-sequence given)" if most > least
                            else f"{cls.__module__}.{cls.__name__}() takes a {least}-sequence ({len(values)}-sequence given)")
        if len(values) > most:
            raise TypeError(f"{cls.__module__}.{cls.__name__}() takes an at most {most}-sequence ({len(values)}-sequence given)" if most > least
                            else f"{cls.__module__}.{cls.__name__}() takes a {least}-sequence ({len(values)}-sequence given)")
        if most == least:
            return tuple.__new__(cls, values)
        self = tuple.__new__(cls, values[:least])
        rest = values[least:]
        if len(values) < most:
            rest += tuple([dict.get(name) for name in cls._fields[len(values):]])
        self._rest = rest
        return self

    def __repr__(self):
        cls = type(self)
        pairs = ", ".join([f"{name}={value!r}" for name, value in zip(cls._fields, self)])
        return f"{cls.__module__}.{cls.__name__}({pairs})" if cls.__module__ != "builtins" else f"{cls.__name__}({pairs})"

    def __reduce__(self):
        return type(self), (tuple(self), self._further())

    def _further(self):
        cls = type(self)
        return dict(zip(cls._fields[cls.n_sequence_fields:], self._rest)) if cls.n_fields > len(self) else {}

    def __replace__(self, /, **changes):
        values = list(self)
        extra = self._further()
        for i, name in enumerate(type(self)._fields[:len(values)]):
            if name in changes:
                values[i] = changes.pop(name)
        for name in list(changes):
            if name in extra:
                extra[name] = changes.pop(name)
        if changes:
            raise TypeError(f"Got unexpected field name(s): {list(changes)!r}")
        return type(self)(values, extra)


def _field(i):
    def get(self):
        return self[i]
    return property(get)


def _further_field(i):
    def get(self):
        return self._rest[i]
    return property(get)


def make(name, fields, extra=(), module="builtins", doc=None, unnamed=0):
    """The class `name` with these fields as items, then further attributes `extra`."""
    ns = {"_fields": tuple(fields) + tuple(extra), "n_sequence_fields": len(fields),
          "n_fields": len(fields) + len(extra), "n_unnamed_fields": unnamed,
          "__match_args__": tuple(fields), "__module__": module, "__doc__": doc}
    for i, field in enumerate(fields):
        ns[field] = _field(i)
    for i, field in enumerate(extra):
        ns[field] = _further_field(i)
    return type(name, (structseq,), ns)
