# Calls that need more than a frame.

def _apply(f, args):
    return f(*args)


def _described(f, v, *args):
    # A special method of v's class that is no function: a descriptor is asked for what to call.
    get = _special_name(f, "__get__")
    if get is None:
        return f(*args)
    return get(v, type(v))(*args)


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
                if kw and kind == 2 and type(init) is not type(new) and isinstance(v, (list, set, bytearray)) and type(new) is type(_construct):
                    # Names were for `__new__`.
                    kw = {}
                r = init(*args, **kw)
                if r is not None:
                    _init_error(r)
    return v


# Instances of classes derived from builtin types: around what the builtin type's constructor makes.

def _wrapped_0(cls, new):
    return _wrap(cls, new())


def _wrapped_1(cls, new, a):
    return _wrap(cls, new(a))


def _wrapped(cls, new, *args):
    return _wrap(cls, new(*args))


def _wrapped_init(cls, new, init, *args):
    v = _wrap(cls, new(*args))
    r = init(v, *args)
    if r is not None:
        _init_error(r)
    return v


def _init_error(r):
    raise TypeError("__init__() should return None, not '" + type(r).__name__ + "'")


# Instances that `__new__`, written in Python, makes.

def _made_1(cls, new, a):
    v = new(cls, a)
    if type(v) is cls:
        return v
    return _set_up(cls, v, (a,))


def _made_2(cls, new, a, b):
    v = new(cls, a, b)
    if type(v) is cls:
        return v
    return _set_up(cls, v, (a, b))


def _made_3(cls, new, a, b, c):
    v = new(cls, a, b, c)
    if type(v) is cls:
        return v
    return _set_up(cls, v, (a, b, c))


def _made(cls, new, *args):
    v = new(cls, *args)
    if type(v) is cls:
        return v
    return _set_up(cls, v, args)


def _made_bound(cls, new, names, given, *values):
    # `values` are what the arguments `given`, the last of them named, are to `new`.
    v = new(cls, *values)
    if type(v) is cls:
        return v
    n = len(given) - len(names)
    return _set_up_named(cls, v, given[:n], dict(zip(names, given[n:])))


def _made_init(cls, new, init, *args):
    v = new(cls, *args)
    if type(v) is not cls:
        return _set_up(cls, v, args)
    r = init(v, *args)
    if r is not None:
        _init_error(r)
    return v


def _set_up(cls, v, args):
    if issubclass(type(v), cls):
        init = _special(v, "__init__")
        if init is not None:
            r = init(*args)
            if r is not None:
                _init_error(r)
    return v


def _set_up_named(cls, v, args, kw):
    if issubclass(type(v), cls):
        init = _special(v, "__init__")
        if init is not None:
            r = init(*args, **kw)
            if r is not None:
                _init_error(r)
    return v


def _winner(meta, bases):
    for b in bases:
        t = type(b)
        if issubclass(meta, t):
            continue
        if issubclass(t, meta):
            meta = t
            continue
        raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
    return meta


def _slot_list(v):
    if isinstance(v, str):
        return (v,)
    return tuple(v)


def _new_class(meta, name, bases, ns, kw):
    if not isinstance(name, str):
        raise TypeError("type.__new__() argument 1 must be str, not " + type(name).__name__)
    if not isinstance(bases, tuple):
        raise TypeError("type.__new__() argument 2 must be tuple, not " + type(bases).__name__)
    if not isinstance(ns, dict):
        raise TypeError("type.__new__() argument 3 must be dict, not " + type(ns).__name__)
    for b in bases:
        if not _is_type(b) and hasattr(b, "__mro_entries__"):
            raise TypeError("type() doesn't support MRO entry resolution; use types.new_class()")
    winner = _winner(meta, bases)
    if winner is not meta:
        new = winner.__new__
        if new is not type.__new__:
            return new(winner, name, bases, ns, **kw)
        meta = winner
    slots = None
    if "__slots__" in ns:
        slots = _slot_list(ns["__slots__"])
    cls = _build(name, bases, ns, meta, slots)
    if meta is not type:
        f = _special_name(cls, "mro")
        if f is not None:
            _set_mro(cls, tuple(f()))
    for k, v in _named_later(ns):
        f = _special_name(v, "__set_name__")
        if f is not None:
            try:
                f(cls, k)
            except BaseException as e:
                e.add_note("Error calling __set_name__ on '" + type(v).__name__ + "' instance " + repr(k) + " in '" + name + "'")
                raise
    super(cls, cls).__init_subclass__(**kw)
    return cls


def _class_annotations(cls):
    f = cls.__annotate__
    if f is None:
        d = {}
    else:
        d = f(1)
        if not isinstance(d, dict):
            raise TypeError("__annotate__ returned non-dict of type '" + type(d).__name__ + "'")
    _class_dict_set(cls, "__annotations_cache__", d)
    return d


def __build_class__(f, name, /, *bases, **kw):
    meta = kw.pop("metaclass", None)
    bases_now = bases
    for b in bases:
        if not _is_type(b):
            bases_now = _resolve_bases(bases)
            break
    if meta is None:
        meta = type(bases_now[0]) if bases_now else type
    if _is_type(meta):
        meta = _winner_of(meta, bases_now)
    ns = {}
    if meta is not type:
        prepare = getattr(meta, "__prepare__", None)
        if prepare is not None:
            ns = prepare(name, bases_now, **kw)
            if not isinstance(ns, dict) and _special(ns, "__getitem__") is None:
                shown = meta.__name__ if _is_type(meta) else "<metaclass>"
                raise TypeError(shown + ".__prepare__() must return a mapping, not " + type(ns).__name__)
    cell = f(ns)
    if bases_now is not bases:
        ns["__orig_bases__"] = bases
    if meta is type:
        return _new_class(type, name, bases_now, ns, kw)
    cls = meta(name, bases_now, ns, **kw)
    _check_class_cell(cell, cls, name)
    return cls


def _winner_of(meta, bases):
    for b in bases:
        t = type(b)
        if issubclass(meta, t):
            continue
        if issubclass(t, meta):
            meta = t
            continue
        if not issubclass(meta, type):
            return meta
        raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
    return meta


def _resolve_bases(bases):
    out = []
    changed = False
    for b in bases:
        if not _is_type(b):
            entries = getattr(b, "__mro_entries__", None)
            if entries is not None:
                new = entries(bases)
                if not isinstance(new, tuple):
                    raise TypeError("__mro_entries__ must return a tuple")
                out.extend(new)
                changed = True
                continue
        out.append(b)
    return tuple(out) if changed else bases


def _check_class_cell(cell, cls, name):
    if cell is None or not _is_type(cls):
        return
    found = _cell_content(cell)
    if found is _NOTHING:
        raise RuntimeError("__class__ not set defining " + repr(name) + " as " + repr(cls) + ". Was __classcell__ propagated to type.__new__?")
    if found is not cls:
        raise TypeError("__class__ set to " + repr(found) + " defining " + repr(name) + " as " + repr(cls))


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


def _get_or_ask(f, asked, v, name):
    try:
        return f(v)
    except AttributeError:
        pass
    return asked(v, name)


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


def _delattr_by_guest(v, name):
    _delattr_tail(v, name)


def _delete_by_guest(v, name):
    _delete_tail(v, name)


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


def _load_missing(mapping, g, name):
    try:
        return mapping[name]
    except KeyError:
        pass
    return _global_or_builtin(g, name)


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
    cls = type(o)
    state = _own_attributes(o)
    names = cls.__dict__.get("__slotnames__")
    if names is None:
        import copyreg
        names = copyreg._slotnames(cls)
    if not names:
        return state
    slots = {}
    for n in names:
        x = getattr(o, n, _NOTHING)
        if x is not _NOTHING:
            slots[n] = x
    return (state, slots) if slots else state


def _update_attributes(o, state):
    o.__dict__.update(state)


def _object_reduce_ex(o, protocol):
    if type(o).__reduce__ is not object.__reduce__:
        return o.__reduce__()
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
        elif cls is not object and not cls.__flags__ & 512 and not isinstance(o, (list, dict)):
            # What a builtin type's object holds is no attribute.
            raise TypeError(f"cannot pickle {cls.__name__!r} object")
    state = o.__getstate__()
    items = iter(o) if isinstance(o, list) else None
    pairs = iter(o.items()) if isinstance(o, dict) else None
    if kw:
        return copyreg.__newobj_ex__, (cls, args, kw), state, items, pairs
    return copyreg.__newobj__, (cls,) + tuple(args), state, items, pairs
