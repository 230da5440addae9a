# Imports that run a module.

def _import(name, parts, want_last):
    # `parts`: the dotted prefixes of `name`, outermost first.
    parent = None
    top = None
    m = None
    for prefix in parts:
        m = _module(prefix)
        if m is None:
            body = _import_prepare(prefix)
            m = _module(prefix)
            if body is not None:
                try:
                    body()
                except BaseException:
                    _import_failed(prefix)
                    raise
        if parent is not None:
            _module_set(parent, prefix.rpartition(".")[2], m)
        parent = m
        if top is None:
            top = m
    return m if want_last else top


def _import_from_list(name, parts, names):
    m = _import(name, parts, True)
    for n in names:
        if n != "*" and not hasattr(m, n) and hasattr(m, "__path__"):
            sub = name + "." + n
            if _importable(sub):
                _import(sub, parts + (sub,), True)
    return m
