# Warnings before the module `warnings` is there, and its native part.

filters = []
_defaultaction = "default"
_onceregistry = {}
_version = 0


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    import _py_warnings
    if skip_file_prefixes:
        return _py_warnings.warn(message, category, stacklevel + 1, source, skip_file_prefixes=skip_file_prefixes)
    return _py_warnings.warn(message, category, stacklevel + 1, source)


def warn_explicit(*args, **kw):
    import _py_warnings
    return _py_warnings.warn_explicit(*args, **kw)
