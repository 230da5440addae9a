# Operators on instances.

def _binary_left(f, a, b, op):
    v = f(a, b)
    if v is NotImplemented:
        return _binary_right(a, b, op)
    return v


def _binary_right(a, b, op):
    names = _binary_names(op)
    if type(a) is not type(b):
        f = _special_name(b, names[1])
        if f is not None:
            v = f(a)
            if v is not NotImplemented:
                return v
    if names[0] == "__mul__":
        # Sequences are repeated by what has an index.
        if isinstance(a, (str, bytes, bytearray, list, tuple)) and _special_name(b, "__index__") is not None:
            return a * _index(b)
        if isinstance(b, (str, bytes, bytearray, list, tuple)) and _special_name(a, "__index__") is not None:
            return b * _index(a)
    _binary_error(a, b, names[3])


def _binary(a, b, op):
    names = _binary_names(op)
    ta = type(a)
    tb = type(b)
    if ta is not tb and issubclass(tb, ta):
        f = _special_name(b, names[1])
        # A class that only inherits the reflected method does not go first.
        if f is not None and getattr(tb, names[1]) is not getattr(ta, names[1], None):
            v = f(a)
            if v is not NotImplemented:
                return v
    f = _special_name(a, names[0])
    if f is not None:
        v = f(b)
        if v is not NotImplemented:
            return v
    elif _unwrap(a) is not a or _unwrap(b) is not b or names[0] == "__mod__" and type(a) in (str, bytes, bytearray):
        v = _binary_native(a, b, op)
        if v is not NotImplemented:
            return v
    return _binary_right(a, b, op)


def _binary_in_place(f, a, b, op):
    v = f(a, b)
    if v is NotImplemented:
        return _binary(a, b, op)
    return v


def _in_place_container(a, b, op):
    f = _special(a, _binary_names(op)[2])
    if f is not None:
        v = f(b)
        if v is not NotImplemented:
            return v
    v = _binary_native(a, b, op)
    if v is NotImplemented:
        return _binary(a, b, op)
    return v


def _list_iadd(a, b):
    a.extend(b)
    return a


def _divmod(a, b):
    ta = type(a)
    tb = type(b)
    later = tb is ta or not issubclass(tb, ta)
    if not later:
        f = _special_name(b, "__rdivmod__")
        if f is not None:
            v = f(a)
            if v is not NotImplemented:
                return v
    f = _special_name(a, "__divmod__")
    if f is not None:
        v = f(b)
        if v is not NotImplemented:
            return v
    f = _special_name(b, "__rdivmod__") if later and ta is not tb else None
    if f is not None:
        v = f(a)
        if v is not NotImplemented:
            return v
    return _divmod_plain(a, b)


def _pow(a, b):
    return a ** b


def _pow_modulo(a, b, m):
    f = _special_name(a, "__pow__")
    if f is not None:
        v = f(b, m)
        if v is not NotImplemented:
            return v
    f = _special_name(b, "__rpow__")
    if f is not None:
        v = f(a, m)
        if v is not NotImplemented:
            return v
    names = [type(x).__name__ for x in (a, b, m)]
    raise TypeError(f"unsupported operand type(s) for ** or pow(): '{names[0]}', '{names[1]}', '{names[2]}'")


def _neg(a):
    f = _special_name(a, "__neg__")
    if f is not None:
        return f()
    return _unary_native(a, 0)


def _pos(a):
    f = _special_name(a, "__pos__")
    if f is not None:
        return f()
    return _unary_native(a, 1)


def _invert(a):
    f = _special_name(a, "__invert__")
    if f is not None:
        return f()
    return _unary_native(a, 2)


def _compare(a, b, op):
    names = _compare_names(op)
    ta = type(a)
    tb = type(b)
    tried = False
    if ta is not tb and issubclass(tb, ta):
        f = _special_name(b, names[1])
        tried = True
        if f is not None:
            v = f(a)
            if v is not NotImplemented:
                return v
    f = _special_name(a, names[0])
    if f is not None:
        v = f(b)
        if v is not NotImplemented:
            return v
    elif op == 3:
        # The default `!=` is the opposite of `==`.
        f = _special_name(a, "__eq__")
        if f is not None:
            v = f(b)
            if v is not NotImplemented:
                return not v
    if tried:
        return _compare_rest(a, b, op)
    return _compare_right(a, b, op)


def _compare_left(f, a, b, op):
    v = f(a, b)
    if v is NotImplemented:
        return _compare_right(a, b, op)
    return v


def _compare_left_truth(f, a, b, op):
    v = f(a, b)
    if v is NotImplemented:
        v = _compare_right(a, b, op)
    if v is True or v is False:
        return v
    return True if v else False


def _compare_right(a, b, op):
    f = _special_name(b, _compare_names(op)[1])
    if f is not None:
        v = f(a)
        if v is not NotImplemented:
            return v
    elif op == 3:
        f = _special_name(b, "__eq__")
        if f is not None:
            v = f(a)
            if v is not NotImplemented:
                return not v
    return _compare_rest(a, b, op)


def _compare_rest(a, b, op):
    x = _unwrap(a)
    y = _unwrap(b)
    if isinstance(x, (list, tuple)) and type(x) is type(y):
        return _compare_sequences(x, y, op)
    if isinstance(x, slice) and isinstance(y, slice):
        return _compare_sequences((x.start, x.stop, x.step), (y.start, y.stop, y.step), op)
    if x is not a or y is not b:
        return x == y if op == 2 else x != y if op == 3 else x < y if op == 0 else x <= y if op == 1 else x > y if op == 4 else x >= y
    if isinstance(x, (set, frozenset, _view_type())) and isinstance(y, (set, frozenset, _view_type())):
        return _compare_sets(set(x), set(y), op)
    if op == 2 or op == 3:
        if isinstance(x, dict) and isinstance(y, dict):
            return _dicts_equal(x, y) is (op == 2)
        if isinstance(x, (set, frozenset)) and isinstance(y, (set, frozenset)):
            return _sets_equal(x, y) is (op == 2)
        return (a is b) is (op == 2)
    _compare_error(a, b, op)


def _compare_sequences(x, y, op):
    i = 0
    while i < len(x) and i < len(y):
        p = x[i]
        q = y[i]
        if p is not q and not (p == q):
            if op == 2:
                return False
            if op == 3:
                return True
            return _compare_items(p, q, op)
        i += 1
    return _compare_native(len(x), len(y), op)


def _compare_items(p, q, op):
    if op == 0:
        return p < q
    if op == 1:
        return p <= q
    if op == 4:
        return p > q
    return p >= q


def _dicts_equal(x, y):
    if len(x) != len(y):
        return False
    for k in x:
        if k not in y:
            return False
        p = x[k]
        q = y[k]
        if p is not q and not (p == q):
            return False
    return True


def _sets_equal(x, y):
    if len(x) != len(y):
        return False
    for k in x:
        if k not in y:
            return False
    return True


def _compare_truth(a, b, op):
    v = _compare(a, b, op)
    if v is True or v is False:
        return v
    return _truth(v)


def _truth(v):
    f = _special_name(v, "__bool__")
    if f is not None:
        v = f()
        if v is True or v is False:
            return v
        raise TypeError("__bool__ should return bool, returned " + type(v).__name__)
    f = _special_name(v, "__len__")
    if f is not None:
        return len(v) != 0
    return _plain_truth(v)


def _truth_by(f, v):
    v = f(v)
    if v is True or v is False:
        return v
    raise TypeError("__bool__ should return bool, returned " + type(v).__name__)


def _not(v):
    return not _truth(v)


def _contains(a, b):
    f = _special_name(b, "__contains__")
    if f is not None:
        return True if f(a) else False
    if isinstance(b, (set, frozenset)) and isinstance(a, set) and _special_name(a, "__hash__") is None:
        a = frozenset(a)
    if isinstance(b, (dict, set, frozenset)) and _special_name(b, "__iter__") is None:
        return _find(_table(b), a) >= 0
    for v in b:
        if v is a or v == a:
            return True
    return False


def _contains_by(f, a, b):
    return True if f(b, a) else False


def _not_contains_by(f, a, b):
    return False if f(b, a) else True


def _not_contains(a, b):
    return not _contains(a, b)


def _len(f, v):
    n = f(v)
    if type(n) is int:
        if n < 0:
            raise ValueError("__len__() should return >= 0")
        if n >> 63:
            raise OverflowError("cannot fit 'int' into an index-sized integer")
        return n
    if isinstance(n, int):
        return _unwrap(n) + 0
    raise TypeError("'" + type(n).__name__ + "' object cannot be interpreted as an integer")


def _hash_by(f, v):
    h = f(v)
    if not isinstance(h, int):
        raise TypeError("__hash__ method should return an integer")
    return _hash_result(h)


def _hash(v):
    f = _special_name(v, "__hash__")
    if f is not None:
        h = f()
        if not isinstance(h, int):
            raise TypeError("__hash__ method should return an integer")
        return _hash_result(h)
    if isinstance(v, tuple):
        h = 0x345678
        for x in v:
            h = (h * 1000003 ^ hash(x)) & 0xfffffffffffffff
        return h
    return _hash_native(v)


def _isinstance(v, classes):
    if type(v) is classes:
        return True
    if isinstance(classes, tuple):
        for c in classes:
            if isinstance(v, c):
                return True
        return False
    f = _special_name(classes, "__instancecheck__")
    if f is not None:
        return True if f(v) else False
    if _is_type(classes):
        if type.__instancecheck__(classes, v):
            return True
        c = getattr(v, "__class__", None)
        return c is not type(v) and _is_type(c) and issubclass(c, classes)
    bases = getattr(classes, "__bases__", None)
    if not isinstance(bases, tuple):
        raise TypeError("isinstance() arg 2 must be a type, a tuple of types, or a union")
    c = getattr(v, "__class__", None)
    return c is not None and _derives(c, classes)


def _issubclass(cls, classes):
    if isinstance(classes, tuple):
        for c in classes:
            if issubclass(cls, c):
                return True
        return False
    f = _special_name(classes, "__subclasscheck__")
    if f is not None:
        return True if f(cls) else False
    if _is_type(cls) and _is_type(classes):
        return type.__subclasscheck__(classes, cls)
    if not isinstance(getattr(cls, "__bases__", None), tuple):
        raise TypeError("issubclass() arg 1 must be a class")
    if not isinstance(getattr(classes, "__bases__", None), tuple):
        raise TypeError("issubclass() arg 2 must be a class, a tuple of classes, or a union")
    return _derives(cls, classes)


def _derives(cls, base):
    if cls is base:
        return True
    for b in getattr(cls, "__bases__", ()):
        if _derives(b, base):
            return True
    return False


def _compare_sets(x, y, op):
    if op == 2:
        return _sets_equal(x, y)
    if op == 3:
        return not _sets_equal(x, y)
    if op == 4 or op == 5:
        x, y = y, x
    if op == 0 or op == 4:
        return len(x) < len(y) and _set_issubset(x, y)
    return len(x) <= len(y) and _set_issubset(x, y)


def _set_binary(a, b, op):
    if op == 9:
        return _set_intersection(a, (b,))
    if op == 10:
        return _set_union(a, (b,))
    if op == 11:
        return _set_symmetric(a, (b,))
    return _set_difference(a, (b,))


def _view_binary(a, b, op):
    return _set_binary(set(a), b, op)


def _dict_or(a, b):
    d = dict(a)
    for k, v in b.items():
        d[k] = v
    return d


def _index(v):
    if isinstance(v, int):
        return v
    f = _special(v, "__index__")
    if f is None:
        raise TypeError("'" + type(v).__name__ + "' object cannot be interpreted as an integer")
    i = f()
    return i if type(i) is int else _exact("__index__", i, int)


def _int_of(v):
    i = _special(v, "__int__")()
    return i if type(i) is int else _exact("__int__", i, int)


def _exact(name, v, wanted):
    # What a method of conversion has returned, which is not exactly of the class that is wanted.
    given = " returned non-" + wanted.__name__ + " (type " + type(v).__name__ + ")"
    if not isinstance(v, wanted):
        raise TypeError(name + given)
    import warnings
    warnings.warn(name + given + ".  The ability to return an instance of a strict subclass of " + wanted.__name__
                  + " is deprecated, and may be removed in a future version of Python.", DeprecationWarning)
    return _unwrap(v) if _unwrap(v) is not v else v + 0


def _rounded_as_float(v, up):
    x = _real(v)
    return x.__ceil__() if up else x.__floor__()


def _with_numbers(f, args, indexes, reals):
    return f(*_numbers(args, indexes, reals))


def _with_numbers_named(f, args, named, indexes, reals):
    return f(*_numbers(args, indexes, reals), **named)


def _numbers(args, indexes, reals):
    ready = []
    i = 0
    for x in args:
        if indexes >> i & 1 and not isinstance(x, int) and _special(x, "__index__") is not None:
            x = _index(x)
        elif reals >> (i if i < 7 else 7) & 1:
            x = _real(x)
        ready.append(x)
        i += 1
    return ready
