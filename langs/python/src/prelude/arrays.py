# `array.array`: what asks guest code for numbers, compares with guest objects, or uses files.

def _array_viewed(name, args):
    _free_views(args[0])
    return getattr(_array, name)(*args)


def _array_viewed_append(*args):
    return _array_viewed("append", args)


def _array_viewed_extend(*args):
    return _array_viewed("extend", args)


def _array_viewed_fromlist(*args):
    return _array_viewed("fromlist", args)


def _array_viewed_insert(*args):
    return _array_viewed("insert", args)


def _array_viewed_pop(*args):
    return _array_viewed("pop", args)


def _array_viewed_remove(*args):
    return _array_viewed("remove", args)


def _array_viewed_clear(*args):
    return _array_viewed("clear", args)


def _array_viewed_frombytes(*args):
    return _array_viewed("frombytes", args)


def _array_viewed_fromunicode(*args):
    return _array_viewed("fromunicode", args)


def _array_viewed___iadd__(*args):
    return _array_viewed("__iadd__", args)


def _array_viewed___imul__(*args):
    return _array_viewed("__imul__", args)


def _array_viewed_set(a, i, v):
    places = range(*i.indices(len(a)))
    if isinstance(v, _array) and _array_code(v) == _array_code(a) and len(places) == len(v):
        # Of the same size: item by item, as views may stay.
        for k, x in zip(places, _array_list(v)):
            a[k] = x
    else:
        _free_views(a)
        a[i] = v


def _array_item(code, v):
    if code == "d" or code == "f":
        return float(v)
    return _index(v)


def _array_append(a, v):
    _array_push(a, _array_item(_array_code(a), v))


def _array_insert(a, i, v):
    _array_put(a, i, _array_item(_array_code(a), v))


def _array_extend(a, it):
    code = _array_code(a)
    for v in it:
        if not isinstance(v, (int, float, str)):
            v = _array_plain(code, v)
        _array_push(a, v)


def _array_plain(code, v):
    # What is no number is named by `_array_push`.
    if code == "u" or code == "w":
        return v
    f = _special(v, "__float__") if code == "d" or code == "f" else None
    if f is None and _special(v, "__index__") is None:
        return v
    return _array_item(code, v)


def _array_extended(a, it):
    _array_extend(a, it)
    return a


def _array_fromlist(a, l):
    code = _array_code(a)
    fresh = [v if isinstance(v, (int, float, str)) else _array_plain(code, v) for v in l]
    a.fromlist(fresh)


def _array_count(a, x):
    n = 0
    for v in _array_list(a):
        if v == x:
            n += 1
    return n


def _array_index(a, x, start, stop):
    i = start
    while i < stop and i < len(a):
        if a[i] == x:
            return i
        i += 1
    raise ValueError("array.index(x): x not in array")


def _array_remove(a, x):
    i = 0
    for v in _array_list(a):
        if v == x:
            _array_take(a, i)
            return
        i += 1
    raise ValueError("array.remove(x): x not in array")


def _array_tofile(a, f):
    # In parts, so that a large array needs no copy of its own size.
    data = _array_bytes(a)
    i = 0
    while i < len(data):
        f.write(data[i:i + 65536])
        i += 65536


def _array_fromfile(a, f, n):
    n = _index(n)
    if n < 0:
        raise ValueError("negative count")
    size = a.itemsize
    data = f.read(size * n)
    if not isinstance(data, bytes):
        raise TypeError("read() didn't return bytes")
    _array.frombytes(a, data[:len(data) // size * size])
    if len(data) != size * n:
        raise EOFError("read() didn't return enough bytes")


def _array_reduce(a, protocol):
    protocol = _index(protocol)
    state = getattr(a, "__dict__", None)
    if protocol < 3:
        items = _array_list(a)
        return type(a), (a.typecode, items), state
    from array import _array_reconstructor
    return _array_reconstructor, (type(a), a.typecode, _array_format(a), _array_bytes(a)), state


def _array_iterator_reduce(a, at, ended):
    if ended:
        return iter, ((),)
    return iter, (a,), at
