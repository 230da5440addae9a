# Iteration.

def _iter(f, v):
    it = f(v)
    if not _is_native_iterator(it) and _special(it, "__next__") is None:
        raise TypeError("iter() returned non-iterator of type '" + type(it).__name__ + "'")
    return it


def _iter_items(v, i):
    while True:
        try:
            x = v[i]
        except (IndexError, StopIteration):
            return
        i += 1
        yield x


def _iter_until(f, sentinel):
    while True:
        try:
            v = f()
        except StopIteration:
            return
        if v == sentinel:
            return
        yield v


def _next(f, it):
    try:
        return f(it)
    except StopIteration:
        return _end()


def _next_or(f, it, default):
    try:
        return f(it)
    except StopIteration:
        return default


def _next_1(it):
    if type(it) is _generator_type():
        return it.__next__()
    f = _special(it, "__next__")
    if f is None:
        raise TypeError("'" + type(it).__name__ + "' object is not an iterator")
    return f()


def _next_otherwise(it):
    try:
        return _next_1(it)
    except StopIteration:
        return _end()


def _next_2(it, default):
    try:
        return _next_1(it)
    except StopIteration:
        return default


def _collect(v, limit):
    out = []
    for x in v:
        out.append(x)
        if len(out) == limit:
            return out
    return out


def _any(v):
    for x in v:
        if x:
            return True
    return False


def _all(v):
    for x in v:
        if not x:
            return False
    return True


def _sum(v, start):
    it = iter(v)
    for x in it:
        start = start + x
        if type(start) is float:
            return _sum_floats(it, start)
    return start


def _sum_floats(it, total):
    # Neumaier's compensated summation, as long as there are plain numbers.
    lost = 0.0
    for x in it:
        if type(x) is not float:
            if type(x) is not int:
                return _sum(it, total + lost + x)
            x = float(x)
        t = total + x
        if abs(total) >= abs(x):
            lost += (total - t) + x
        else:
            lost += (x - t) + total
        total = t
    if lost - lost == 0.0:
        return total + lost
    return total


def _min(v, key, default):
    best = _end()
    if key is None:
        for x in v:
            if _is_end(best) or x < best:
                best = x
    else:
        for x in v:
            k = key(x)
            if _is_end(best) or k < least:
                best = x
                least = k
    if _is_end(best):
        if _is_end(default):
            raise ValueError("min() iterable argument is empty")
        return default
    return best


def _max(v, key, default):
    best = _end()
    if key is None:
        for x in v:
            if _is_end(best) or x > best:
                best = x
    else:
        for x in v:
            k = key(x)
            if _is_end(best) or k > most:
                best = x
                most = k
    if _is_end(best):
        if _is_end(default):
            raise ValueError("max() iterable argument is empty")
        return default
    return best


def _map_of(strict, args):
    f = args[0]
    if len(args) == 2:
        return _map(f, iter(args[1]))
    return _map_many(f, _zip_of("map()" if strict else False, args[1:]))


def _map(f, it):
    for x in it:
        try:
            y = f(x)
        except StopIteration:
            return
        yield y


def _map_many(f, rows):
    for args in rows:
        try:
            y = f(*args)
        except StopIteration:
            return
        yield y


def _filter_of(f, v):
    return _filter(f, iter(v))


def _filter(f, it):
    if f is None:
        for x in it:
            if x:
                yield x
    else:
        for x in it:
            try:
                keep = f(x)
            except StopIteration:
                return
            if keep:
                yield x


def _enumerate_of(iterable, start):
    if type(start) is not int:
        index = _special(start, "__index__")
        if index is None:
            raise TypeError("'" + type(start).__name__ + "' object cannot be interpreted as an integer")
        start = index()
    return _enumerate(iter(iterable), start)


def _enumerate(it, i):
    for x in it:
        i += 1
        yield i - 1, x


def _zip_of(strict, sources):
    its = []
    for s in sources:
        its.append(iter(s))
    if len(its) == 2 and not strict:
        return _zip_2(its[0], its[1])
    return _zip(its, strict)


def _zip_2(a, b):
    for x in a:
        y = _next_2(b, _NOTHING) if not _is_native_iterator(b) else next(b, _NOTHING)
        if y is _NOTHING:
            return
        yield x, y


def _zip(its, strict):
    if not its:
        return
    while True:
        row = []
        for it in its:
            x = next(it, _NOTHING)
            if x is _NOTHING:
                if strict:
                    _zip_uneven(its, row, "map()" if strict == "map()" else "zip()")
                return
            row.append(x)
        yield tuple(row)


def _zip_uneven(its, row, what):
    n = len(row)
    if n > 0:
        raise ValueError(what + " argument " + str(n + 1) + " is shorter than argument" + (" 1" if n == 1 else "s 1-" + str(n)))
    i = 1
    while i < len(its):
        if next(its[i], _NOTHING) is not _NOTHING:
            raise ValueError(what + " argument " + str(i + 1) + " is longer than argument" + (" 1" if i == 1 else "s 1-" + str(i)))
        i += 1


def _reversed_of(v):
    f = _special(v, "__reversed__")
    if f is not None:
        return f()
    if _has_special(v, "__reversed__") or isinstance(v, (set, frozenset)):
        raise TypeError("'" + type(v).__name__ + "' object is not reversible")
    if _special(v, "__getitem__") is None:
        raise TypeError("'" + type(v).__name__ + "' object is not reversible")
    if _special(v, "__len__") is None and not isinstance(v, (list, tuple, str, range, bytes)):
        raise TypeError("'" + type(v).__name__ + "' object is not reversible")
    return _reversed(v, len(v) - 1)


def _reversed(v, i):
    while i >= 0:
        try:
            x = v[i]
        except (IndexError, StopIteration):
            return
        i -= 1
        yield x


def _sorted(v, key, reverse):
    out = list(v)
    _sort(out, key, reverse)
    return out


def _sort(items, key, reverse):
    n = len(items)
    if key is None:
        keys = items[:]
    else:
        keys = [key(x) for x in items]
    fresh = _sort_native(keys, items, True if reverse else False)
    if fresh is None:
        if reverse:
            # Stability: equal elements keep their order, so both ends are reversed.
            keys.reverse()
            back = items[::-1]
            fresh = [back[i] for i in _merge_sort(keys)]
            fresh.reverse()
        else:
            fresh = [items[i] for i in _merge_sort(keys)]
    if len(items) != n:
        raise ValueError("list modified during sort")
    items[:] = fresh


def _merge_sort(keys):
    # The numbers of the keys in their order: runs of eight by insertion, then merged from one list to the other.
    n = len(keys)
    order = list(range(n))
    i = 1
    while i < n and not (keys[i] < keys[i - 1]):
        i += 1
    if i >= n:
        return order
    if i == 1:
        while i < n and keys[i] < keys[i - 1]:
            i += 1
        if i == n:
            order.reverse()
            return order
    start = 0
    while start < n:
        end = start + 8
        if end > n:
            end = n
        _insert_run(keys, order, start, end)
        start = end
    out = order[:]
    width = 8
    while width < n:
        start = 0
        while start < n:
            middle = start + width
            if middle > n:
                middle = n
            end = middle + width
            if end > n:
                end = n
            _merge_runs(keys, order, out, start, middle, end)
            start = end
        order, out = out, order
        width = 2 * width
    return order


def _insert_run(keys, order, start, end):
    i = start + 1
    while i < end:
        at = order[i]
        x = keys[at]
        j = i
        while j > start and x < keys[order[j - 1]]:
            order[j] = order[j - 1]
            j -= 1
        order[j] = at
        i += 1


def _merge_runs(keys, order, out, i, middle, end):
    if middle == end or not (keys[order[middle]] < keys[order[middle - 1]]):
        out[i:end] = order[i:end]
        return
    j = middle
    k = i
    x = keys[order[i]]
    y = keys[order[j]]
    while True:
        if y < x:
            out[k] = order[j]
            k += 1
            j += 1
            if j == end:
                break
            y = keys[order[j]]
        else:
            out[k] = order[i]
            k += 1
            i += 1
            if i == middle:
                break
            x = keys[order[i]]
    if i < middle:
        out[k:end] = order[i:middle]
    else:
        out[k:end] = order[j:end]


def _long_range(x, step, n):
    while n > 0:
        x += step
        n -= 1
        yield x - step


def _long_range_of(r):
    return _long_range(r.start, r.step, _big_range_len(r))


def _range_index(args):
    words = []
    for v in args:
        words.append(_index(v))
    return range(*words)


def _reduce(function, sequence, initial):
    try:
        it = iter(sequence)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    if initial is _NOTHING:
        try:
            value = next(it)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for x in it:
        value = function(value, x)
    return value


def _slice_indices(s, n):
    # Numbers of any size.
    n = _index(n)
    if n < 0:
        raise ValueError("length should not be negative")
    step = 1 if s.step is None else _slice_index(s.step)
    if step == 0:
        raise ValueError("slice step cannot be zero")
    low, high = (-1, n - 1) if step < 0 else (0, n)
    ends = []
    for v, default in ((s.start, high if step < 0 else low), (s.stop, low if step < 0 else high)):
        if v is None:
            v = default
        else:
            v = _slice_index(v)
            if v < 0:
                v = max(v + n, low)
            else:
                v = min(v, high)
        ends.append(v)
    return ends[0], ends[1], step


def _slice_index(v):
    if not isinstance(v, int) and _special(v, "__index__") is None:
        raise TypeError("slice indices must be integers or None or have an __index__ method")
    return _index(v)


def _walk_on(w):
    # A step of an iterator of itertools that guest code has to do.
    from itertools import _to_guest
    try:
        return _to_guest(w).__next__()
    except StopIteration:
        return _end()


def _walk_next_1(w):
    for v in w:
        return v
    raise StopIteration


def _walk_next_2(w, default):
    for v in w:
        return v
    return default


def _chain_from(cls, iterable):
    return cls._of_outer(iterable)
