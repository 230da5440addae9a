# Methods of generators, and `yield from` over other iterators.

def _generator_next(g):
    v = _resume(g, None)
    if _is_end(v):
        raise _stop(_result(g))
    return v


def _generator_next_or(g, default):
    v = _resume(g, None)
    return default if _is_end(v) else v


def _stop(value):
    if value is None:
        return StopIteration()
    return StopIteration(value)


def _generator_send(g, value):
    if _generator_state(g) == 0 and value is not None:
        raise TypeError("can't send non-None value to a just-started " + _frame_name(g))
    v = _resume(g, value)
    if _is_end(v):
        raise _stop(_result(g))
    return v


def _generator_throw(g, e, *more):
    v = _throw(g, _exception_from((e,) + more))
    if _is_end(v):
        raise _stop(_result(g))
    return v


def _exception_from(args):
    e = args[0]
    value = args[1] if len(args) > 1 else None
    if isinstance(e, type) and issubclass(e, BaseException):
        if value is None:
            e = e()
        elif isinstance(value, e):
            e = value
        elif isinstance(value, tuple):
            e = e(*value)
        else:
            e = e(value)
    elif isinstance(e, BaseException):
        if value is not None:
            raise TypeError("instance exception may not have a separate value")
    else:
        raise TypeError("exceptions must be classes or instances deriving from BaseException, not " + type(e).__name__)
    if len(args) > 2 and args[2] is not None:
        e.__traceback__ = args[2]
    return e


def _generator_close(g):
    state = _generator_state(g)
    if state == 0:
        _generator_finish(g)
        return None
    if state == 3:
        return None
    try:
        v = _throw(g, GeneratorExit())
    except (GeneratorExit, StopIteration):
        return None
    if _is_end(v):
        return _result(g)
    raise RuntimeError(_frame_name(g) + " ignored GeneratorExit")


def _close_and_raise(g, e):
    _generator_close(g)
    raise e


def _delegate(source):
    return _delegate_plain(iter(source))


def _delegate_to(it):
    sent = None
    while True:
        try:
            if sent is None:
                v = next(it)
            else:
                v = it.send(sent)
        except StopIteration as e:
            return e.value
        caught = None
        try:
            sent = yield v
        except GeneratorExit:
            close = getattr(it, "close", None)
            if close is not None:
                close()
            raise
        except BaseException as e:
            caught = e
        while caught is not None:
            throw = getattr(it, "throw", None)
            if throw is None:
                raise caught
            try:
                v = throw(caught)
            except StopIteration as e:
                return e.value
            caught = None
            try:
                sent = yield v
            except GeneratorExit:
                close = getattr(it, "close", None)
                if close is not None:
                    close()
                raise
            except BaseException as e:
                caught = e
