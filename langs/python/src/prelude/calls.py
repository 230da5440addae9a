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
    new = cls.__new__
    v = new(cls, *args, **kw)
    if isinstance(v, cls):
        kind = _kind(cls)
        if kind != 3:
            init = _special(v, "__init__")
            if init is not None:
                r = init(*args, **kw)
                if r is not None:
                    raise TypeError("__init__() should return None, not '" + type(r).__name__ + "'")
    return v


def _new(cls, *args, **kw):
    kind = _kind(cls)
    if kind == 1:
        if issubclass(cls, BaseExceptionGroup):
            return _group_new(cls, args)
        return _exception_new(cls, args)
    if kind == 2:
        return _wrap(cls, _native_new(cls, None)(*args, **kw))
    if kind == 3:
        return _native_new(cls, None)(*args, **kw)
    if kind == 4:
        return _new_class(cls, args[0], args[1], args[2], kw)
    if (args or kw) and _special_name_of(cls, "__init__") is None:
        raise TypeError(cls.__name__ + "() takes no arguments")
    return _object_new(cls)


def _special_name_of(cls, name):
    for c in cls.__mro__:
        if c is object:
            return None
        if name in c.__dict__:
            return c.__dict__[name]
    return None


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
