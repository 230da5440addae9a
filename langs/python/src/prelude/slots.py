# Special methods of builtin types, on receivers without an instance around them.

def _slot_hash(v):
    return hash(v)


def _slot_abs(v):
    return abs(v)


def _slot_int(v):
    return int(v)


def _slot_float(v):
    return float(v)


def _slot_iadd(o, l, v):
    l.extend(v)
    return o


def _slot_imul(o, l, n):
    l[:] = l * n
    return o


def _slot_dict_ior(o, d, v):
    d.update(v)
    return o


def _slot_in_place(f, o, s, v):
    f(s, v)
    return o


def _slot_compare(a, b, op):
    if op == 2:
        return a == b
    if op == 3:
        return a != b
    return _compare_items(a, b, op)


def _slot_object_ne(a, b):
    v = type(a).__eq__(a, b)
    if v is NotImplemented:
        return v
    return not v


def _slot_getitem(o, i):
    return o[i]


def _slot_setitem(o, i, v):
    o[i] = v


def _slot_delitem(o, i):
    del o[i]


def _slot_next(it):
    return next(it)


def _slot_reversed(v):
    if isinstance(v, list):
        return _reversed_list(v, len(v) - 1)
    if isinstance(v, range):
        return iter(v[::-1])
    kind = type(v)
    if kind is _dict_values_type():
        return _reversed_values(list(v), _view_table(v))
    if kind is _dict_items_type():
        return _reversed_items(list(v), _view_table(v))
    return _reversed_keys(list(v), _view_table(v))


def _reversed_list(v, i):
    while i >= 0:
        if i >= len(v):
            return
        i -= 1
        yield v[i + 1]


def _reversed_keys(entries, table):
    n = len(table)
    i = n - 1
    while i >= 0:
        if len(table) != n:
            raise RuntimeError("dictionary changed size during iteration")
        i -= 1
        yield entries[i + 1]


def _reversed_values(entries, table):
    n = len(table)
    i = n - 1
    while i >= 0:
        if len(table) != n:
            raise RuntimeError("dictionary changed size during iteration")
        i -= 1
        yield entries[i + 1]


def _reversed_items(entries, table):
    n = len(table)
    i = n - 1
    while i >= 0:
        if len(table) != n:
            raise RuntimeError("dictionary changed size during iteration")
        i -= 1
        yield entries[i + 1]


def _slot_length_hint(it):
    return len(list(_copy_iterator(it)))


def _slot_set(d, v, x):
    _property_set(d, v, x)


def _slot_delete(d, v):
    _property_delete(d, v)


def _slot_reduce(o, v):
    if v is ...:
        return "Ellipsis"
    if v is NotImplemented:
        return "NotImplemented"
    if isinstance(v, range):
        return range, (v.start, v.stop, v.step)
    if isinstance(v, slice):
        return slice, (v.start, v.stop, v.step)
    if isinstance(v, (set, frozenset)):
        return type(o), (list(v),), o.__getstate__()
    if isinstance(v, bytearray):
        return type(o), (v.decode("latin-1"), "latin-1"), o.__getstate__()
    kind = type(v).__name__
    if kind == "builtin_function_or_method":
        receiver = getattr(v, "__self__", None)
        if receiver is None or isinstance(receiver, _module_type()):
            return v.__name__
        return getattr, (receiver, v.__name__)
    if kind == "method":
        return getattr, (v.__self__, v.__func__.__name__)
    if kind == "method_descriptor":
        return getattr, (v.__objclass__, v.__name__)
    return _iterator_reduce(v)


def _slot_list_init(l, v):
    items = list(v)
    l[:] = items


def _slot_bytearray_init(b, args, kw):
    b[:] = bytearray(*args, **kw)


def _slot_set_init(s, v):
    items = list(v)
    s.clear()
    for x in items:
        s.add(x)


def _slot_dict_init(d, source, kw):
    _dict_fill(d, source, kw)


def _slot_payload_init(o, args, kw):
    v = _native_new(type(o), None)(*args, **kw)
    _set_payload(o, v)
    if isinstance(o, property) and v.__doc__ is not None:
        given = kw.get("doc") is not None or len(args) > 3 and args[3] is not None
        try:
            o.__doc__ = v.__doc__
        except AttributeError:
            # Documentation from the getter has to go somewhere; what was given has not.
            if not given:
                raise


def _new_of(cls, args, kw):
    kind = _kind(cls)
    if kind == 1:
        if issubclass(cls, BaseExceptionGroup):
            return _group_new(cls, args)
        return _exception_new(cls, args)
    if kind == 4:
        if len(args) != 3:
            raise TypeError("type.__new__() takes exactly 3 arguments (" + str(len(args)) + " given)")
        return _new_class(cls, args[0], args[1], args[2], kw)
    if kind == 2 or kind == 3:
        if issubclass(cls, (list, dict, set, bytearray)):
            v = _native_new(cls, None)()
        elif kind == 2 and issubclass(cls, (property, staticmethod, classmethod, super, _module_type())):
            v = None
        elif kw and kind == 2 and type(cls.__init__) is type(_new_of):
            # Names are for `__init__`.
            v = _native_new(cls, None)(*args)
        else:
            v = _native_new(cls, None)(*args, **kw)
        return _wrap(cls, v) if kind == 2 else v
    if args or kw:
        _excess_for_new(cls)
    return _object_new(cls)
