# Methods of generators, and `yield from` over other iterators.

def _generator_next(g):
    v = _resume(g, None)
    if _is_end(v):
        raise _stop(_result(g))
    return v


def _stop(value):
    if value is None:
        return StopIteration()
    return StopIteration(value)


def _generator_send(g, value):
    if _generator_state(g) == 0 and value is not None:
        raise TypeError("can't send non-None value to a just-started generator")
    v = _resume(g, value)
    if _is_end(v):
        raise _stop(_result(g))
    return v


def _generator_throw(g, e, *more):
    if isinstance(e, type):
        if more and more[0] is not None:
            e = more[0] if isinstance(more[0], e) else e(more[0])
        else:
            e = e()
    if not isinstance(e, BaseException):
        raise TypeError("exceptions must be classes or instances deriving from BaseException, not " + type(e).__name__)
    v = _throw(g, e)
    if _is_end(v):
        raise _stop(_result(g))
    return v


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
    raise RuntimeError("generator ignored GeneratorExit")


def _close_and_raise(g, e):
    _generator_close(g)
    raise e


def _delegate(source):
    return _delegate_to(iter(source))


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
