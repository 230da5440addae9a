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
    if _module("_trackway_import") is None and name not in ("_trackway_import", "_trackway", "sys"):
        _load("_trackway_import")
    parent, _dot, last = name.rpartition(".")
    if parent:
        _load(parent)
        m = _module(name)
        if m is not None:
            return m
    _write_pending()
    body = _import_prepare(name)
    if body is False:
        return _load_general(name)
    if body is not None:
        try:
            _warned(body)()
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


def _write_pending():
    # What the program wrote to files that it left open is there when files are looked at.
    m = _module("_io")
    if m is not None and getattr(m, "_unwritten", None):
        m._write_out()


def _load_general(name):
    b = _bootstrap()
    return b._find_and_load(name, b._gcd_import)


def _bootstrap():
    # importlib's own code, loaded when a program has changed how modules are found.
    m = _module("_frozen_importlib")
    if m is None:
        import sys
        mine = sys.meta_path[:]
        hooks = sys.path_hooks[:]
        sys.meta_path.clear()
        sys.path_hooks.clear()
        _load("importlib")
        sys.meta_path[:0] = mine
        sys.path_hooks[:0] = hooks
        m = _module("_frozen_importlib")
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


def _set_defaults(meta_path, path_hooks):
    # How modules are found unless a program changes it.
    global _default_meta_path, _default_path_hooks
    _default_meta_path = list(meta_path)
    _default_path_hooks = list(path_hooks)


def _parse_tree(text, file, mode):
    import _ast
    return _ast._build(_syntax_steps(text, file, mode))


def _compile_tree(tree, file, mode, flags):
    # A tree is compiled as the text that it stands for.
    import _ast
    if not isinstance(tree, _ast.AST):
        raise TypeError("compile() arg 1 must be a string, bytes or AST object")
    wanted = {"exec": "Module", "eval": "Expression", "single": "Interactive"}[mode]
    if type(tree).__name__ != wanted:
        raise TypeError("expected " + wanted + " node, got " + type(tree).__name__)
    if flags & 0x400:
        return tree
    import ast
    return compile(ast.unparse(ast.fix_missing_locations(tree)), file, mode, flags)


def _warned(v):
    # Gives the warnings about sources that were just compiled; `v` is what was made of them.
    for message, file, line in _syntax_warnings():
        import warnings
        try:
            warnings.warn_explicit(message, SyntaxWarning, file, line)
        except SyntaxWarning:
            import linecache
            text = linecache.getline(file, line)
            raise SyntaxError(message, (file, line, 1, text, line, len(text))) from None
    return v


def _run_warned(f, args, wanted):
    v = _warned(f)(*args)
    return v if wanted else None


def _complete(text):
    # What the interactive prompt offers to go on with.
    import rlcompleter
    import __main__
    completer = rlcompleter.Completer(__main__.__dict__)
    found = []
    while len(found) < 1000:
        s = completer.complete(text, len(found))
        if s is None:
            break
        found.append(s)
    return found


def _leaves(text):
    # `exit` and `quit` leave the prompt as their calls do, unless they are the program's own.
    import builtins
    import __main__
    return getattr(__main__, text, None) is None and getattr(builtins, text, None) is not None
