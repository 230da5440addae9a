# Dicts and sets whose keys guest code hashes and compares, and containers made from iterables.

def _find(table, key):
    h = hash(key)
    return _find_hashed(table, key, h)


def _find_hashed(table, key, h):
    at = _probe(table, h, 0)
    while at is not None:
        k = _entry_key(table, at[0])
        if k is key:
            return at[0]
        version = _version(table)
        if k == key:
            if _version(table) == version:
                return at[0]
            at = _probe(table, h, 0)
        elif _version(table) != version:
            at = _probe(table, h, 0)
        else:
            at = _probe(table, h, at[1])
    return -1


def _dict_getitem(d, key):
    i = _find(d, key)
    if i < 0:
        raise KeyError(key)
    return _entry_value(d, i)


def _dict_getitem_missing(o, d, key):
    i = _find(d, key)
    if i < 0:
        return o.__missing__(key)
    return _entry_value(d, i)


def _dict_setitem(d, key, value):
    h = hash(key)
    i = _find_hashed(d, key, h)
    if i < 0:
        _entry_insert(d, h, key, value)
    else:
        _entry_set(d, i, value)


def _dict_delitem(d, key):
    i = _find(d, key)
    if i < 0:
        raise KeyError(key)
    _entry_remove(d, i)


def _set_add(s, key):
    t = _table(s)
    h = hash(key)
    if _find_hashed(t, key, h) < 0:
        _entry_insert(t, h, key, None)


def _set_of(items):
    s = set()
    for x in items:
        _set_add(s, x)
    return s


def _dict_of(items):
    d = {}
    i = 0
    while i < len(items):
        d[items[i]] = items[i + 1]
        i += 2
    return d


def _set_update(s, v):
    if not isinstance(v, (list, tuple, set, frozenset, dict)) and _special(v, "__iter__") is None and _special(v, "__getitem__") is None and not isinstance(v, (str, range)) and not _is_native_iterator(v):
        raise TypeError("'" + type(v).__name__ + "' object is not iterable")
    for x in v:
        s.add(x)


def _dict_update(d, v):
    if isinstance(v, dict):
        for k, x in v.items():
            d[k] = x
        return
    keys = getattr(v, "keys", None)
    if keys is None:
        raise TypeError("'" + type(v).__name__ + "' object is not a mapping")
    for k in keys():
        d[k] = v[k]


def _all_keywords(v, f):
    d = {}
    _dict_merge(d, v, f)
    return d


def _function_text(f):
    # What messages call what is called.
    name = getattr(f, "__qualname__", None)
    if name is None:
        return str(f)
    module = getattr(f, "__module__", None)
    if module is None or module == "builtins":
        return name + "()"
    return f"{module}.{name}()"


def _dict_merge(d, v, f):
    if isinstance(v, dict):
        keys = list(v)
    else:
        keys = getattr(v, "keys", None)
        if keys is None:
            raise TypeError(_function_text(f) + " argument after ** must be a mapping, not " + type(v).__name__)
        keys = keys()
    for k in keys:
        if not isinstance(k, str):
            raise TypeError("keywords must be strings")
        if k in d:
            raise TypeError(_function_text(f) + " got multiple values for keyword argument '" + k + "'")
        d[k] = v[k]


def _dict_fill(d, source, kw):
    if not _is_native_iterator(source) and (isinstance(source, dict) or hasattr(source, "keys")):
        _dict_update(d, source)
    else:
        source = iter(source)
        known = _drain(source)
        i = 0
        if known is not None:
            i = _dict_pairs(d, known)
            if i < len(known):
                source = _iter_both(known[i:], source)
        for pair in source:
            try:
                pair = list(pair)
            except TypeError:
                raise TypeError("cannot convert dictionary update sequence element #" + str(i) + " to a sequence") from None
            if len(pair) != 2:
                raise ValueError("dictionary update sequence element #" + str(i) + " has length " + str(len(pair)) + "; 2 is required")
            d[pair[0]] = pair[1]
            i += 1
    if kw is not None:
        for k in kw:
            d[k] = kw[k]
    return d


def _iter_both(a, b):
    yield from a
    yield from b


def _list_of(v):
    _too_long(v)
    v = iter(v)
    out = _drain(v)
    if out is None:
        return _list_from(v)
    if _walk_asks(v):
        for x in v:
            out.append(x)
    return out


def _list_from(v):
    out = []
    for x in v:
        out.append(x)
    return out


def _tuple_of(v):
    return tuple(_list_of(v))


def _tuple_from(v):
    return tuple(_list_from(v))


def _too_long(v):
    if type(v) is range and v and (v[-1] - v[0]) // v.step >= 1 << 28:
        raise MemoryError()


def _list_extend(l, v):
    _too_long(v)
    v = iter(v)
    known = _drain(v)
    if known is not None:
        l.extend(known)
        if not _walk_asks(v):
            return
    for x in v:
        l.append(x)


def _new_set(v):
    _too_long(v)
    if _is_native_iterator(v):
        known = _drain(v)
        if known is not None and not _walk_asks(v):
            return set(known)
        if known is not None:
            return set(known) | _set_from(v)
    return _set_from(v)


def _set_from(v):
    s = set()
    for x in v:
        s.add(x)
    return s


def _new_frozenset(v):
    return frozenset(_new_set(v))


def _frozenset_from(v):
    return frozenset(_set_from(v))


def _set_item(o, i, v):
    f = _special(o, "__setitem__")
    if f is not None:
        f(i, v)
        return
    x = _unwrap(o)
    if x is o:
        raise TypeError("'" + type(o).__name__ + "' object does not support item assignment")
    x[i] = v


def _del_item(o, i):
    f = _special(o, "__delitem__")
    if f is not None:
        f(i)
        return
    x = _unwrap(o)
    if x is o:
        raise TypeError("'" + type(o).__name__ + "' object does not support item deletion")
    del x[i]


def _set_slice(o, i, v):
    i = _plain_index(i)
    if isinstance(o, list):
        if isinstance(i, slice):
            v = list(v)
    elif isinstance(o, bytearray):
        if not isinstance(i, slice):
            v = _index(v)
        else:
            if not isinstance(v, (bytes, bytearray, memoryview)):
                v = bytearray(v)
            if _is_viewed(o):
                _viewed_set(o, i, v)
                return
    elif isinstance(o, _array):
        if not isinstance(i, slice):
            v = _array_plain(_array_code(o), v)
        elif _is_viewed(o):
            _array_viewed_set(o, i, v)
            return
    o[i] = v


def _plain_index(i):
    if isinstance(i, slice):
        start, stop, step = i.start, i.stop, i.step
        if start is not None:
            start = _index(start)
        if stop is not None:
            stop = _index(stop)
        if step is not None:
            step = _index(step)
        return slice(start, stop, step)
    return _index(i)


def _item_indexed(o, i):
    return o[_plain_index(i)]


def _del_indexed(o, i):
    if _is_viewed(o):
        _free_views(o)
    del o[_plain_index(i)]


def _list_sort(key, reverse, l):
    # The list is empty while guest code runs, so that changes to it are seen.
    work = l[:]
    l.clear()
    try:
        _sort(work, None if _absent(key) else key, False if _absent(reverse) else reverse)
    finally:
        modified = len(l) > 0
        l[:] = work
    if modified:
        raise ValueError("list modified during sort")


def _list_remove(l, v):
    del l[_list_index(l, v)]


def _list_index(l, v, *bounds):
    i = bounds[0] if bounds else 0
    if i < 0:
        i = max(i + len(l), 0)
    end = len(l)
    if len(bounds) > 1:
        end = bounds[1]
        if end < 0:
            end += len(l)
    while i < end and i < len(l):
        x = l[i]
        if x is v or x == v:
            return i
        i += 1
    raise ValueError("list.index(x): x not in list")


def _list_count(l, v):
    n = 0
    for x in l:
        if x is v or x == v:
            n += 1
    return n


def _dict_get(d, key, default):
    i = _find(d, key)
    if i < 0:
        return default
    return _entry_value(d, i)


def _dict_pop(d, key, *default):
    i = _find(d, key)
    if i < 0:
        if default:
            return default[0]
        raise KeyError(key)
    return _entry_remove(d, i)


def _dict_setdefault(d, key, default):
    h = hash(key)
    i = _find_hashed(d, key, h)
    if i < 0:
        _entry_insert(d, h, key, default)
        return default
    return _entry_value(d, i)


def _dict_update_method(kw, d, *args):
    _dict_fill(d, args[0] if args else (), None if _absent(kw) else kw)


def _set_remove(s, key):
    t = _table(s)
    i = _find(t, frozenset(key) if isinstance(key, set) and _special_name(key, "__hash__") is None else key)
    if i < 0:
        raise KeyError(key)
    _entry_remove(t, i)


def _set_discard(s, key):
    t = _table(s)
    i = _find(t, key)
    if i >= 0:
        _entry_remove(t, i)


def _join(sep, v):
    try:
        v = iter(v)
    except TypeError:
        raise TypeError("can only join an iterable") from None
    return sep.join(list(v))


def _match_keys(v, keys):
    out = []
    seen = []
    for k in keys:
        if k in seen:
            raise ValueError("mapping pattern checks duplicate key (" + repr(k) + ")")
        seen.append(k)
        x = v.get(k, _NOTHING)
        if x is _NOTHING:
            return None
        out.append(x)
    return tuple(out)


# Attributes of an instance whose names are known.

def _match_1(v, a):
    x = getattr(v, a, _NOTHING)
    return None if x is _NOTHING else (x,)


def _match_2(v, a, b):
    x = getattr(v, a, _NOTHING)
    if x is _NOTHING:
        return None
    y = getattr(v, b, _NOTHING)
    return None if y is _NOTHING else (x, y)


def _match_3(v, a, b, c):
    t = _match_2(v, a, b)
    if t is None:
        return None
    z = getattr(v, c, _NOTHING)
    return None if z is _NOTHING else (t[0], t[1], z)


def _match_4(v, a, b, c, d):
    t = _match_3(v, a, b, c)
    if t is None:
        return None
    z = getattr(v, d, _NOTHING)
    return None if z is _NOTHING else (t[0], t[1], t[2], z)


def _match_class(v, cls, n, names):
    if not _is_type(cls):
        raise TypeError("called match pattern must be a class")
    if not isinstance(v, cls):
        return None
    if n == 0 and len(names) == 0:
        return ()
    out = []
    if n > 0:
        args = getattr(cls, "__match_args__", None)
        if args is None:
            if issubclass(cls, (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)):
                if n > 1:
                    raise TypeError(cls.__name__ + "() accepts 1 positional sub-pattern (" + str(n) + " given)")
                out.append(v)
            else:
                raise TypeError(cls.__name__ + "() accepts 0 positional sub-patterns (" + str(n) + " given)")
        else:
            if not isinstance(args, tuple):
                raise TypeError(cls.__name__ + ".__match_args__ must be a tuple (got " + type(args).__name__ + ")")
            if n > len(args):
                s = "" if len(args) == 1 else "s"
                raise TypeError(cls.__name__ + "() accepts " + str(len(args)) + " positional sub-pattern" + s + " (" + str(n) + " given)")
            i = 0
            while i < n:
                if not isinstance(args[i], str):
                    raise TypeError("__match_args__ elements must be strings (got " + type(args[i]).__name__ + ")")
                if args[i] in names or args[i] in args[:i]:
                    raise TypeError(cls.__name__ + "() got multiple sub-patterns for attribute " + repr(args[i]))
                x = getattr(v, args[i], _NOTHING)
                if x is _NOTHING:
                    return None
                out.append(x)
                i += 1
    for name in names:
        x = getattr(v, name, _NOTHING)
        if x is _NOTHING:
            return None
        out.append(x)
    return tuple(out)



def _buffer_of(v):
    view = _special(v, "__buffer__")(0)
    if not isinstance(view, memoryview):
        raise TypeError("__buffer__ returned non-memoryview object")
    return view


def _bytes_of_buffer(v, mutable):
    b = _buffer_of(v).tobytes()
    return bytearray(b) if mutable else b


def _tuple_item_slow(t, i):
    return tuple.__getitem__(t, i)


# Bytearrays and arrays with views: those that nobody refers to any more do not keep the size.

def _safepoint():
    pass


def _free_views(b):
    _collect_young()
    _safepoint()
    if _is_viewed(b):
        _collect_soon(2)
        _safepoint()
        _safepoint()
    if _is_viewed(b):
        if isinstance(b, _array):
            raise BufferError("cannot resize an array that is exporting buffers")
        raise BufferError("Existing exports of data: object cannot be re-sized")


def _viewed_set(b, i, v):
    start, stop, step = i.indices(len(b))
    if len(range(start, stop, step)) == len(v):
        # Of the same size: byte by byte, as views may stay.
        for k, x in zip(range(start, stop, step), bytes(v)):
            b[k] = x
    else:
        _free_views(b)
        b[i] = v


def _bytearray_viewed_append(b, v, /):
    _free_views(b)
    bytearray.append(b, v)


def _bytearray_viewed_extend(b, v, /):
    _free_views(b)
    bytearray.extend(b, v)


def _bytearray_viewed_insert(b, i, v, /):
    _free_views(b)
    bytearray.insert(b, i, v)


def _bytearray_viewed_pop(b, *at):
    _free_views(b)
    return bytearray.pop(b, *at)


def _bytearray_viewed_remove(b, v, /):
    _free_views(b)
    bytearray.remove(b, v)


def _bytearray_viewed_clear(b, /):
    _free_views(b)
    bytearray.clear(b)


def _bytearray_viewed_resize(b, n, /):
    _free_views(b)
    bytearray.resize(b, n)
