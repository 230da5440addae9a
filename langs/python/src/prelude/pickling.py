# What iterators come back as: `__reduce__`, `__setstate__` and `__length_hint__`.

def _iterator_reduce(v):
    parts = _iterator_parts(v)
    if parts is not None:
        source, at = parts
        if at < 0:
            return iter, (_iterator_empty(source),)
        return iter, (source,), at
    left = _range_left(v)
    if left is not None:
        return iter, (left,), None
    return iter, (list(_copy_iterator(v)),)


def _iterator_empty(source):
    if isinstance(source, str):
        return ""
    if isinstance(source, list):
        return []
    return ()


def _suspended_reduce(o, v):
    # The first registers of a frame are the parameters of its function.
    cls = type(o)
    kind = type(v)
    word = _frame_word
    done = _generator_state(v) == 3
    if kind is map or kind is zip or kind is filter or kind is enumerate:
        if done:
            return _done_reduce(cls, kind)
        if kind is map:
            source = word(v, 1)
            if type(source) is zip:
                return cls, (word(v, 0),) + (_joined_parts(source) or tuple(_zip_sources(source)))
            return cls, (word(v, 0), source)
        if kind is zip:
            return cls, tuple(_zip_sources(v))
        return cls, (word(v, 0), word(v, 1))
    name = kind.__name__
    if name == "callable_iterator":
        if done:
            return iter, ((),)
        return iter, (word(v, 0), word(v, 1))
    if name == "iterator":
        if done:
            return iter, ((),)
        return iter, (word(v, 0),), word(v, 1)
    if name == "longrange_iterator":
        if done:
            return iter, (range(0),)
        start = word(v, 0)
        step = word(v, 1)
        return iter, (range(start, start + step * word(v, 2), step),), None
    if name == "list_reverseiterator" or kind is reversed:
        if done:
            return iter, ([],) if name != "reversed" else ((),)
        return reversed if name != "reversed" else cls, (word(v, 0),), word(v, 1)
    if done:
        return iter, ([],)
    entries = word(v, 0)
    if _generator_state(v) == 0:
        return iter, (entries[::-1],)
    i = word(v, 3)
    return iter, (entries[i::-1] if i >= 0 else [],)


def _either_reduce(o, v):
    parts = _joined_parts(v)
    if parts is None:
        return _suspended_reduce(o, v)
    return type(o), parts


def _done_reduce(cls, kind):
    if kind is zip:
        return cls, ()
    if kind is map:
        return cls, (None, ())
    if kind is filter:
        return cls, (None, ())
    return cls, ((), 0)


def _zip_sources(v):
    first = _frame_word(v, 0)
    if isinstance(first, list) and isinstance(_frame_word(v, 1), bool):
        return first
    return [first, _frame_word(v, 1)]


def _suspended_setstate(v, i):
    i = _index(i)
    if _generator_state(v) == 3:
        return
    name = type(v).__name__
    if name == "iterator":
        _frame_set(v, 1, max(i, 0))
    elif name == "reversed" or name == "list_reverseiterator":
        _frame_set(v, 1, min(max(i, -1), len(_frame_word(v, 0)) - 1))
    elif name == "zip" or name == "map":
        pass
    else:
        raise AttributeError("'" + name + "' object has no attribute '__setstate__'")


def _suspended_length_hint(v):
    if _generator_state(v) == 3:
        return 0
    name = type(v).__name__
    if name == "reversed" or name == "list_reverseiterator":
        i = _frame_word(v, 1) + 1
        return i if i <= len(_frame_word(v, 0)) else 0
    if name == "longrange_iterator":
        return _frame_word(v, 2)
    if name == "iterator":
        source = _frame_word(v, 0)
        if _special(source, "__len__") is None:
            return NotImplemented
        return max(len(source) - _frame_word(v, 1), 0)
    return max(_frame_word(v, 3) + 1, 0) if _generator_state(v) == 1 else len(_frame_word(v, 0))
