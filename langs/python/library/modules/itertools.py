# Iterators over iterators.

from _trackway import _generic_make as _alias, _combination_rows, _permutation_rows, _product_rows

_NONE = object()


def _count_of(v):
    # An integer argument, or what `__index__` says.
    return v if type(v) is int else range(v).stop


class count:
    """count(start=0, step=1) --> start, start+step, start+2*step, ..."""

    def __init__(self, start=0, step=1):
        if not hasattr(start, "__add__") or isinstance(start, (str, list, tuple)):
            raise TypeError("a number is required")
        self._next = start
        self._step = step

    def __iter__(self):
        return self

    def __next__(self):
        n = self._next
        self._next = n + self._step
        return n

    def __repr__(self):
        if type(self._step) is int and self._step == 1:
            return f"count({self._next!r})"
        return f"count({self._next!r}, {self._step!r})"


class cycle:
    """Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely."""

    def __init__(self, iterable, /):
        self._it = iter(iterable)
        self._saved = []
        self._at = -1

    def __iter__(self):
        return self

    def __next__(self):
        saved = self._saved
        at = self._at
        if at < 0:
            for v in self._it:
                saved.append(v)
                return v
            if not saved:
                raise StopIteration
            at = 0
        v = saved[at]
        at += 1
        self._at = at if at < len(saved) else 0
        return v


class repeat:
    """repeat(object [,times]) -> an iterator which returns the object for the given times, or endlessly."""

    def __init__(self, object, times=_NONE):
        self._object = object
        if times is _NONE:
            self._left = None
        else:
            times = _count_of(times)
            self._left = times if times > 0 else 0

    def __iter__(self):
        return self

    def __next__(self):
        left = self._left
        if left is not None:
            if left == 0:
                raise StopIteration
            self._left = left - 1
        return self._object

    def __length_hint__(self):
        if self._left is None:
            raise TypeError("len() of unsized object")
        return self._left

    def __repr__(self):
        if self._left is None:
            return f"repeat({self._object!r})"
        return f"repeat({self._object!r}, {self._left})"


class chain:
    """chain(*iterables) --> elements of the first iterable, then of the next, and so on."""

    def __init__(self, *iterables):
        self._sources = iter(iterables)
        self._it = None

    @classmethod
    def from_iterable(cls, iterable, /):
        self = cls()
        self._sources = iter(iterable)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        while True:
            it = self._it
            if it is not None:
                for v in it:
                    return v
                self._it = None
            if self._sources is None:
                raise StopIteration
            for source in self._sources:
                try:
                    self._it = iter(source)
                except BaseException:
                    self._sources = None
                    raise
                break
            else:
                self._sources = None
                raise StopIteration

    __class_getitem__ = classmethod(_alias)


class accumulate:
    """Return series of accumulated sums, or of another binary function's results."""

    def __init__(self, iterable, func=None, *, initial=None):
        self._it = iter(iterable)
        self._func = func
        self._initial = initial
        self._total = _NONE

    def __iter__(self):
        return self

    def __next__(self):
        total = self._total
        if total is _NONE:
            if self._initial is not None:
                self._total = self._initial
                return self._initial
            self._total = total = next(self._it)
            return total
        v = next(self._it)
        self._total = total = total + v if self._func is None else self._func(total, v)
        return total


class batched:
    """Batch data into tuples of length n. The last batch may be shorter than n."""

    def __init__(self, iterable, n, *, strict=False):
        n = _count_of(n)
        if n < 1:
            raise ValueError("n must be at least one")
        self._it = iter(iterable)
        self._n = n
        self._strict = strict

    def __iter__(self):
        return self

    def __next__(self):
        out = []
        n = self._n
        for v in self._it:
            out.append(v)
            if len(out) == n:
                return tuple(out)
        if not out:
            raise StopIteration
        if self._strict:
            raise ValueError("batched(): incomplete batch")
        return tuple(out)


class compress:
    """Return data elements corresponding to true selector elements."""

    def __init__(self, data, selectors):
        self._data = iter(data)
        self._selectors = iter(selectors)

    def __iter__(self):
        return self

    def __next__(self):
        v = next(self._data)
        return v if next(self._selectors) else self._later()

    def _later(self):
        while True:
            v = next(self._data)
            if next(self._selectors):
                return v


class dropwhile:
    """Drop items from the iterable while predicate(item) is true."""

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._it = iter(iterable)
        self._started = False

    def __iter__(self):
        return self

    def __next__(self):
        if self._started:
            return next(self._it)
        for v in self._it:
            if not self._predicate(v):
                self._started = True
                return v
        raise StopIteration


class takewhile:
    """Return successive entries from an iterable as long as the predicate evaluates to true."""

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._it = iter(iterable)
        self._done = False

    def __iter__(self):
        return self

    def __next__(self):
        if self._done:
            raise StopIteration
        v = next(self._it)
        if self._predicate(v):
            return v
        self._done = True
        raise StopIteration


class filterfalse:
    """Return those items of iterable for which function(item) is false."""

    def __init__(self, function, iterable, /):
        self._function = function
        self._it = iter(iterable)

    def __iter__(self):
        return self

    def __next__(self):
        f = self._function
        if f is None or f is bool:
            for v in self._it:
                if not v:
                    return v
        else:
            for v in self._it:
                if not f(v):
                    return v
        raise StopIteration


class starmap:
    """Return an iterator whose values are returned from the function evaluated with an argument tuple."""

    def __init__(self, function, iterable, /):
        self._function = function
        self._it = iter(iterable)

    def __iter__(self):
        return self

    def __next__(self):
        return self._function(*next(self._it))


class pairwise:
    """Return an iterator of overlapping pairs taken from the input iterator."""

    def __init__(self, iterable, /):
        self._it = iter(iterable)
        self._old = _NONE

    def __iter__(self):
        return self

    def __next__(self):
        old = self._old
        if old is _NONE:
            old = self._old = next(self._it)
        new = self._old = next(self._it)
        return old, new


class islice:
    """islice(iterable, stop) or islice(iterable, start, stop[, step])"""

    def __init__(self, iterable, /, *args):
        if not 1 <= len(args) <= 3:
            if not args:
                raise TypeError("islice expected at least 2 arguments, got 1")
            raise TypeError(f"islice expected at most 4 arguments, got {len(args) + 1}")
        start, step = None, None
        if len(args) == 1:
            stop = args[0]
            which = "Stop argument"
        else:
            start, stop = args[0], args[1]
            step = args[2] if len(args) == 3 else None
            which = "Stop argument"
        if stop is not None:
            try:
                stop = _count_of(stop)
            except (TypeError, AttributeError):
                stop = -1
            if not 0 <= stop <= 9223372036854775807:
                if len(args) == 1:
                    raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
                raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if start is None:
            start = 0
        else:
            try:
                start = _count_of(start)
            except (TypeError, AttributeError):
                start = -1
            if not 0 <= start <= 9223372036854775807:
                raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if step is None:
            step = 1
        else:
            try:
                step = _count_of(step)
            except (TypeError, AttributeError):
                step = 0
            if not 1 <= step <= 9223372036854775807:
                raise ValueError("Step for islice() must be a positive integer or None.")
        self._it = iter(iterable)
        self._next = start
        self._stop = stop
        self._step = step
        self._count = 0

    def __iter__(self):
        return self

    def __next__(self):
        it = self._it
        if it is None:
            raise StopIteration
        stop = self._stop
        wanted = self._next
        n = self._count
        if n != wanted or stop is not None and n >= stop:
            return self._pass_over(it, stop, wanted, n)
        try:
            v = next(it)
        except StopIteration:
            self._it = None
            raise
        self._count = n + 1
        wanted += self._step
        self._next = stop if stop is not None and wanted > stop else wanted
        return v

    def _pass_over(self, it, stop, wanted, n):
        if stop is not None and wanted >= stop:
            # What comes before the end is consumed.
            while n < stop:
                for _ in it:
                    break
                else:
                    break
                n += 1
            self._count = n
            self._it = None
            raise StopIteration
        for v in it:
            n += 1
            if n > wanted:
                self._count = n
                self._next = wanted + self._step
                if stop is not None and self._next > stop:
                    self._next = stop
                return v
        self._it = None
        raise StopIteration


class zip_longest:
    """Return a zip object whose shorter iterables are filled up."""

    def __init__(self, *iterables, fillvalue=None):
        self._its = [iter(i) for i in iterables]
        self._active = len(iterables)
        self._fill = fillvalue

    def __iter__(self):
        return self

    def __next__(self):
        if not self._active:
            raise StopIteration
        row = []
        its = self._its
        for i in range(len(its)):
            it = its[i]
            if it is None:
                row.append(self._fill)
                continue
            v = next(it, _NONE)
            if v is _NONE:
                its[i] = None
                self._active -= 1
                if not self._active:
                    raise StopIteration
                v = self._fill
            row.append(v)
        return tuple(row)


class _by_rows:
    # Makes some rows at a time. `_indices` says where the work stands, [-1] at the end.

    _rows = ()
    _at = 0

    def __iter__(self):
        return self

    def __next__(self):
        at = self._at
        rows = self._rows
        if at == len(rows):
            rows = self._rows = self._more(min(2 * at + 2, 64))
            at = 0
            if not rows:
                self._at = 0
                raise StopIteration
        self._at = at + 1
        return rows[at]


class product(_by_rows):
    """Cartesian product of input iterables."""

    def __init__(self, *iterables, repeat=1):
        repeat = _count_of(repeat)
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        pools = [tuple(i) for i in iterables] * repeat
        self._pools = pools
        self._indices = [0] * len(pools) if all(pools) else [-1]

    def _more(self, n):
        return _product_rows(self._pools, self._indices, n)


class combinations(_by_rows):
    """Return successive r-length combinations of elements in the iterable."""

    def __init__(self, iterable, r):
        self._pool = tuple(iterable)
        r = _count_of(r)
        if r < 0:
            raise ValueError("r must be non-negative")
        self._indices = list(range(r)) if r <= len(self._pool) else [-1]

    def _more(self, n):
        return _combination_rows(self._pool, self._indices, False, n)


class combinations_with_replacement(_by_rows):
    """Return successive r-length combinations of elements, each of which may come several times."""

    def __init__(self, iterable, r):
        self._pool = tuple(iterable)
        r = _count_of(r)
        if r < 0:
            raise ValueError("r must be non-negative")
        self._indices = [0] * r if r == 0 or self._pool else [-1]

    def _more(self, n):
        return _combination_rows(self._pool, self._indices, True, n)


class permutations(_by_rows):
    """Return successive r-length permutations of elements in the iterable."""

    def __init__(self, iterable, r=None):
        self._pool = tuple(iterable)
        n = len(self._pool)
        if r is None:
            r = n
        elif not isinstance(r, int):
            raise TypeError("Expected int as r")
        if r < 0:
            raise ValueError("r must be non-negative")
        self._indices = [*range(n), *range(n, n - r, -1)] if r <= n else [-1]

    def _more(self, n):
        return _permutation_rows(self._pool, self._indices, n)


class groupby:
    """Make an iterator that returns consecutive keys and groups from the iterable."""

    def __init__(self, iterable, key=None):
        self._it = iter(iterable)
        self._key = key
        self._target = self._current = _NONE
        self._value = _NONE
        self._group = None

    def __iter__(self):
        return self

    def _step(self):
        self._value = v = next(self._it)
        self._current = v if self._key is None else self._key(v)

    def __next__(self):
        self._group = None
        while self._current is _NONE or (self._target is not _NONE and self._current == self._target):
            self._step()
        self._target = self._current
        self._group = g = _grouper(self, self._target)
        return self._current, g


class _grouper:
    def __init__(self, parent, target):
        self._parent = parent
        self._target = target

    def __iter__(self):
        return self

    def __next__(self):
        p = self._parent
        if p._group is not self:
            raise StopIteration
        if p._value is _NONE:
            p._step()
        if not (p._current == self._target):
            raise StopIteration
        v = p._value
        p._value = _NONE
        return v


class _Cell:
    __slots__ = "value", "next"

    def __init__(self):
        self.next = None


class _tee:
    # One of several readers of a linked list of cells.

    def __new__(cls, iterable=_NONE):
        self = object.__new__(cls)
        if iterable is not _NONE:
            it = iter(iterable)
            if isinstance(it, _tee):
                self._it = it._it
                self._cell = it._cell
            else:
                self._it = it
                self._cell = _Cell()
        return self

    def __iter__(self):
        return self

    def __next__(self):
        cell = self._cell
        if cell.next is None:
            cell.value = next(self._it)
            cell.next = _Cell()
        self._cell = cell.next
        return cell.value

    def __copy__(self):
        new = object.__new__(_tee)
        new._it = self._it
        new._cell = self._cell
        return new


def tee(iterable, n=2, /):
    """Returns a tuple of n independent iterators."""
    n = _count_of(n)
    if n < 0:
        raise ValueError("n must be >= 0")
    if n == 0:
        return ()
    first = _tee(iterable)
    return (first,) + tuple([first.__copy__() for _ in range(n - 1)])
