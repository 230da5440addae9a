# Imports that run a module.

def _import_top(name, top):
    _load(name)
    m = _module(top)
    if m is None:
        raise KeyError(top)
    return m


def _load(name):
    # The module `name`, its parents loaded first.
    m = _module(name)
    if m is not None:
        return m
    parent, _dot, last = name.rpartition(".")
    if parent:
        _load(parent)
        m = _module(name)
        if m is not None:
            return m
    body = _import_prepare(name)
    if body is False:
        return _load_general(name)
    if body is not None:
        try:
            body()
        except BaseException:
            _import_failed(name)
            raise
        _import_done(name)
    m = _module(name)
    if m is None:
        raise KeyError(name)
    if parent:
        p = _module(parent)
        if p is not None:
            setattr(p, last, m)
    return m


def _load_general(name):
    return _bootstrap()._find_and_load(name)


def _bootstrap():
    # importlib's own code, loaded when a program has changed how modules are found.
    m = _module("importlib._bootstrap")
    if m is None:
        _load("importlib")
        m = _module("importlib._bootstrap")
    return m


def _import_from_list(name, names):
    m = _load(name)
    if hasattr(m, "__path__"):
        _load_names(m, names)
    return m


def _load_names(m, names):
    for n in names:
        if not isinstance(n, str):
            raise TypeError("Item in ``from list'' must be str, not " + type(n).__name__)
        if n == "*":
            if hasattr(m, "__all__"):
                _load_names(m, [x for x in m.__all__ if x != "*"])
        elif not hasattr(m, n):
            sub = m.__name__ + "." + n
            try:
                _load(sub)
            except ModuleNotFoundError as e:
                if e.name != sub:
                    raise


def _import_from(m, name):
    try:
        return getattr(m, name)
    except AttributeError:
        pass
    return _import_missing(m, name)


def _import_star(m, into):
    # `from m import *` where names or values need guest code.
    names = getattr(m, "__all__", None)
    if names is None:
        names = [n for n in m.__dict__ if not n.startswith("_")]
    for n in names:
        if not isinstance(n, str):
            raise TypeError("Item in " + m.__name__ + ".__all__ must be str, not " + type(n).__name__)
        into[n] = getattr(m, n)
