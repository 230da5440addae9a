# Calls that need more than a frame.

def _apply(f, args):
    return f(*args)


def _apply_kw(f, args, kw):
    return f(*args, **kw)


def _construct(cls, args, kw):
    meta = type(cls)
    if meta is not type:
        f = _special_name(cls, "__call__")
        if f is not None:
            return f(*args, **kw)
    return _construct_plain(cls, args, kw)


def _construct_plain(cls, args, kw):
    if cls is type and len(args) == 1:
        return type(args[0])
    kind = _kind(cls)
    if kind == 3:
        return _native_new(cls, None)(*args, **kw)
    new = cls.__new__
    v = new(cls, *args, **kw)
    if issubclass(type(v), cls):
        if kind != 3:
            init = _special(v, "__init__")
            if init is not None:
                r = init(*args, **kw)
                if r is not None:
                    raise TypeError("__init__() should return None, not '" + type(r).__name__ + "'")
    return v


def _new_class(meta, name, bases, ns, kw):
    cls = _build(name, bases, ns, meta)
    for k, v in ns.items():
        f = _special_name(v, "__set_name__")
        if f is not None:
            f(cls, k)
    super(cls, cls).__init_subclass__(**kw)
    return cls


def __build_class__(f, name, *bases, **kw):
    meta = None
    if "metaclass" in kw:
        meta = kw.pop("metaclass")
    resolved = []
    for b in bases:
        if not isinstance(b, type):
            entries = _special_name(b, "__mro_entries__")
            if entries is not None:
                resolved.extend(entries(bases))
                continue
        resolved.append(b)
    bases_now = tuple(resolved)
    if meta is None:
        meta = type
    if isinstance(meta, type):
        for b in bases_now:
            t = type(b)
            if issubclass(meta, t):
                continue
            if issubclass(t, meta):
                meta = t
                continue
            raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
    ns = {}
    if meta is not type:
        prepare = getattr(meta, "__prepare__", None)
        if prepare is not None:
            ns = prepare(name, bases_now, **kw)
    f(ns)
    if resolved != list(bases):
        ns["__orig_bases__"] = bases
    if meta is type:
        return _new_class(type, name, bases_now, ns, kw)
    return meta(name, bases_now, ns, **kw)


def _raise_class(cls):
    e = cls()
    raise e


def _raise_from(e, cause):
    if isinstance(e, type):
        e = e()
    if isinstance(cause, type):
        cause = cause()
    _set_cause(e, cause)
    raise e


def _getattribute(f, v, name):
    try:
        return f(v, name)
    except AttributeError:
        g = _special_name(v, "__getattr__")
        if g is None:
            raise
        return g(name)


def _getattr_default(v, name, default):
    try:
        return getattr(v, name)
    except AttributeError:
        return default


def _hasattr(v, name):
    try:
        getattr(v, name)
        return True
    except AttributeError:
        return False


def _setattr(v, name, x):
    _setattr_how(v, name, x)


def _delattr(v, name):
    _delattr_how(v, name)


def _property_call(p, v):
    return p.fget(v)


def _object_setattr(v, name, x):
    _set_plain(v, name, x)


def _exec(f, args):
    f(*args)


def _load_name(ns, g, name):
    try:
        return ns[name]
    except KeyError:
        pass
    return _global(g, name)


def _load_name_cell(ns, cell, name):
    try:
        return ns[name]
    except KeyError:
        pass
    return _cell_or_name(cell, name)


def _store_name(ns, name, v):
    ns[name] = v


def _delete_name(ns, name):
    try:
        del ns[name]
    except KeyError:
        _name_missing(name)


def _object_delattr(v, name):
    _delete_plain(v, name)


def _dir(f, v):
    return sorted(f(v))


def _dir_module(f):
    return sorted(f())


def _object_getstate(o):
    state = getattr(o, "__dict__", None)
    if state is not None and len(state) == 0:
        state = None
    slots = {}
    for c in type(o).__mro__:
        names = c.__dict__.get("__slots__", ())
        if isinstance(names, str):
            names = (names,)
        for n in names:
            if n == "__dict__" or n == "__weakref__":
                continue
            if n.startswith("__") and not n.endswith("__"):
                stripped = c.__name__.lstrip("_")
                if stripped:
                    n = "_" + stripped + n
            x = getattr(o, n, _NOTHING)
            if x is not _NOTHING:
                slots[n] = x
    if slots:
        return state, slots
    return state


def _object_reduce_ex(o, protocol):
    f = _special_name(o, "__reduce__")
    if f is not None:
        return f()
    return _object_reduce(o, protocol)


def _object_reduce(o, protocol):
    import copyreg
    if protocol >= 2:
        return _reduce_2(o, copyreg)
    return copyreg._reduce_ex(o, protocol)


def _reduce_2(o, copyreg):
    cls = type(o)
    args = ()
    kw = None
    f = _special(o, "__getnewargs_ex__")
    if f is not None:
        args, kw = f()
    else:
        f = _special(o, "__getnewargs__")
        if f is not None:
            args = f()
            if not isinstance(args, tuple):
                raise TypeError("__getnewargs__ should return a tuple, not '" + type(args).__name__ + "'")
    state = o.__getstate__()
    items = iter(o) if isinstance(o, list) else None
    pairs = iter(o.items()) if isinstance(o, dict) else None
    if kw:
        return copyreg.__newobj_ex__, (cls, args, kw), state, items, pairs
    return copyreg.__newobj__, (cls,) + tuple(args), state, items, pairs
