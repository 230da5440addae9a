# Groups of exceptions and `except*`.

def _group_new(cls, args):
    name = cls.__name__
    if len(args) != 2:
        raise TypeError("BaseExceptionGroup.__new__() takes exactly 2 arguments (" + str(len(args)) + " given)")
    message, given = args
    if not isinstance(message, str):
        raise TypeError("BaseExceptionGroup.__new__() argument 1 must be str, not " + type(message).__name__)
    if isinstance(given, (set, frozenset, dict)) or _special(given, "__getitem__") is None:
        raise TypeError("second argument (exceptions) must be a sequence")
    exceptions = tuple(given)
    if not exceptions:
        raise ValueError("second argument (exceptions) must be a non-empty sequence")
    plain = True
    i = 0
    for e in exceptions:
        if not isinstance(e, BaseException):
            raise ValueError("Item " + str(i) + " of second argument (exceptions) is not an exception")
        if not isinstance(e, Exception):
            plain = False
        i += 1
    if cls is BaseExceptionGroup:
        if plain:
            cls = ExceptionGroup
    elif not plain:
        if cls is ExceptionGroup:
            raise TypeError("Cannot nest BaseExceptions in an ExceptionGroup")
        if issubclass(cls, Exception):
            raise TypeError("Cannot nest BaseExceptions in '" + name + "'")
    g = _exception_new(cls, args)
    _exception_set_field(g, 0, message)
    _exception_set_field(g, 1, exceptions)
    return g


def _group_derive(g, excs):
    return BaseExceptionGroup(g.message, excs)


def _group_text(g):
    n = len(g.exceptions)
    return g.message + " (" + str(n) + " sub-exception" + ("" if n == 1 else "s") + ")"


def _group_condition(condition):
    if isinstance(condition, type):
        if issubclass(condition, BaseException):
            return lambda e: isinstance(e, condition)
    elif isinstance(condition, tuple):
        if all([isinstance(c, type) and issubclass(c, BaseException) for c in condition]):
            return lambda e: isinstance(e, condition)
    elif callable(condition):
        return condition
    raise TypeError("expected an exception type, a tuple of exception types, or a callable (other than a class)")


def _group_derived(g, excs):
    new = g.derive(excs)
    if not isinstance(new, BaseExceptionGroup):
        raise TypeError("derive must return an instance of BaseExceptionGroup")
    new.__traceback__ = g.__traceback__
    new.__context__ = g.__context__
    new.__cause__ = g.__cause__
    notes = getattr(g, "__notes__", None)
    if notes is not None:
        new.__notes__ = list(notes)
    return new


def _group_divide(g, matches):
    if matches(g):
        return g, None
    if not isinstance(g, BaseExceptionGroup):
        return None, g
    yes = []
    no = []
    for e in g.exceptions:
        a, b = _group_divide(e, matches)
        if a is not None:
            yes.append(a)
        if b is not None:
            no.append(b)
    return _group_derived(g, yes) if yes else None, _group_derived(g, no) if no else None


def _group_part(g, matches):
    if matches(g):
        return g
    if not isinstance(g, BaseExceptionGroup):
        return None
    yes = []
    for e in g.exceptions:
        a = _group_part(e, matches)
        if a is not None:
            yes.append(a)
    return _group_derived(g, yes) if yes else None


def _group_split(g, condition):
    return _group_divide(g, _group_condition(condition))


def _group_subgroup(g, condition):
    return _group_part(g, _group_condition(condition))


def _group_match(e, cls):
    classes = cls if isinstance(cls, tuple) else (cls,)
    for c in classes:
        if not isinstance(c, type) or not issubclass(c, BaseException):
            raise TypeError("catching classes that do not inherit from BaseException is not allowed")
        if issubclass(c, BaseExceptionGroup):
            raise TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
    if e is None:
        return None, None
    if isinstance(e, cls):
        if isinstance(e, BaseExceptionGroup):
            return e, None
        return BaseExceptionGroup("", (e,)), None
    if isinstance(e, BaseExceptionGroup):
        pair = e.split(cls)
        if not isinstance(pair, tuple):
            raise TypeError(type(e).__name__ + ".split must return a tuple, not " + type(pair).__name__)
        if len(pair) < 2:
            raise TypeError(type(e).__name__ + ".split must return a 2-tuple, got tuple of size " + str(len(pair)))
        return pair[0], pair[1]
    return None, e


def _group_leaves(e, out):
    if isinstance(e, BaseExceptionGroup):
        for x in e.exceptions:
            _group_leaves(x, out)
    else:
        out.append(e)


def _group_same(e, orig):
    if not isinstance(e, BaseExceptionGroup):
        return False
    return (getattr(e, "__notes__", None) == getattr(orig, "__notes__", None)
        and e.__traceback__ is orig.__traceback__
        and e.__cause__ is orig.__cause__
        and e.__context__ is orig.__context__)


def _group_combine(orig, results):
    found = [e for e in results if e is not None]
    if not found:
        return None
    if not isinstance(orig, BaseExceptionGroup):
        return found[0]
    raised = []
    kept = []
    for e in found:
        if _group_same(e, orig):
            _group_leaves(e, kept)
        else:
            raised.append(e)
    if kept:
        again = _group_part(orig, lambda e: not isinstance(e, BaseExceptionGroup) and any([e is k for k in kept]))
        if not raised:
            return again
        if again is not None:
            raised.append(again)
    if len(raised) == 1:
        return raised[0]
    return BaseExceptionGroup("", raised)
