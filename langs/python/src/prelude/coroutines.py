# Awaiting, and methods of coroutines and asynchronous generators.

def _get_awaitable(v, what):
    f = _special(v, "__await__")
    if f is None:
        if _frame_kind(v) == 0 and v.gi_code.co_flags & 256:
            return v
        name = type(v).__name__
        if what == 1:
            raise TypeError("'async for' received an invalid object from __anext__: " + name)
        if what == 2:
            raise TypeError("'async with' received an object from __aenter__ that does not implement __await__: " + name)
        if what == 3:
            raise TypeError("'async with' received an object from __aexit__ that does not implement __await__: " + name)
        raise TypeError("'" + name + "' object can't be awaited")
    it = f()
    if _frame_kind(it) == 1:
        raise TypeError("__await__() returned a coroutine")
    if not _is_native_iterator(it) and _special(it, "__next__") is None:
        raise TypeError("__await__() returned non-iterator of type '" + type(it).__name__ + "'")
    return _delegate_plain(it)


def _delegate_plain(it):
    if _frame_kind(it) == 0:
        return it
    return _delegate_to(it)


def _get_aiter(v):
    f = _special(v, "__aiter__")
    if f is None:
        raise TypeError("'async for' requires an object with __aiter__ method, got " + type(v).__name__)
    it = f()
    if _special(it, "__anext__") is None:
        raise TypeError("'async for' received an object from __aiter__ that does not implement __anext__: " + type(it).__name__)
    return it


def _get_anext(it):
    f = _special(it, "__anext__")
    if f is None:
        raise TypeError("'async for' requires an iterator with __anext__ method, got " + type(it).__name__)
    return f()


def _coroutine_wrapper(c):
    return (yield from c)


def _async_begins(g):
    # What `sys.set_asyncgen_hooks` was given is told of a generator before its first step.
    m = _module("_sys_types")
    if m is not None and m._firstiter is not None:
        m._firstiter(g)


def _async_send(g, value):
    if _generator_state(g) == 0:
        if value is not None:
            raise TypeError("can't send non-None value to a just-started async generator")
        _async_begins(g)
    if _generator_state(g) == 2:
        raise RuntimeError("anext(): asynchronous generator is already running")
    v = _resume(g, value)
    while True:
        if _is_end(v):
            raise StopAsyncIteration()
        if _is_async_value(v):
            return _async_value_of(v)
        try:
            sent = yield v
        except BaseException as e:
            v = _throw(g, e)
        else:
            v = _resume(g, sent)


def _async_athrow(g, args):
    return _async_throw(g, _exception_from(args))


def _async_throw(g, e):
    if _generator_state(g) == 3:
        return None
    v = _throw(g, e)
    while True:
        if _is_end(v):
            raise StopAsyncIteration()
        if _is_async_value(v):
            return _async_value_of(v)
        try:
            sent = yield v
        except BaseException as e:
            v = _throw(g, e)
        else:
            v = _resume(g, sent)


def _async_close(g):
    state = _generator_state(g)
    if state == 0:
        _generator_finish(g)
        return None
    if state == 3:
        return None
    try:
        v = _throw(g, GeneratorExit())
        while True:
            if _is_end(v):
                return None
            if _is_async_value(v):
                raise RuntimeError("async generator ignored GeneratorExit")
            try:
                sent = yield v
            except BaseException as e:
                v = _throw(g, e)
            else:
                v = _resume(g, sent)
    except (StopAsyncIteration, GeneratorExit):
        return None


def aiter(async_iterable, /):
    f = _special(async_iterable, "__aiter__")
    if f is None:
        raise TypeError("'" + type(async_iterable).__name__ + "' object is not an async iterable")
    it = f()
    if _special(it, "__anext__") is None:
        raise TypeError("aiter() returned not an async iterator of type '" + type(it).__name__ + "'")
    return it


def anext(async_iterator, /, *default):
    f = _special(async_iterator, "__anext__")
    if f is None:
        raise TypeError("'" + type(async_iterator).__name__ + "' object is not an async iterator")
    if len(default) > 1:
        raise TypeError("anext expected at most 2 arguments, got " + str(len(default) + 1))
    if default:
        return _anext_default(f(), default[0])
    return f()


async def _anext_default(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default
