# Iterators over iterators. `__new__` makes them in Rust where no guest code has to iterate (`src/walks`); the methods here go
# over what is written in Python, and `_of` makes such an instance.

from _trackway import _generic_make as _alias, _is_end, _is_walk, _walk_became, _walk_copy, _walk_parts
from _trackway import _new_accumulate, _new_batched, _new_chain, _new_chain_from, _new_combinations
from _trackway import _new_combinations_repeated, _new_compress, _new_count, _new_cycle, _new_groupby, _new_islice
from _trackway import _new_pairwise, _new_permutations, _new_product, _new_repeat, _new_tee, _new_zip_longest

_NONE = object()


def _count_of(v):
    # An integer argument, or what `__index__` says.
    return v if type(v) is int else range(v).stop


class count:
    """count(start=0, step=1) --> start, start+step, start+2*step, ..."""

    __new__ = _new_count

    def _of(cls, start, step):
        if not hasattr(start, "__add__") or isinstance(start, (str, list, tuple)):
            raise TypeError("a number is required")
        self = object.__new__(cls)
        self._next = start
        self._step = step
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if _is_walk(self):
            return next(self)
        n = self._next
        self._next = n + self._step
        return n

    def __repr__(self):
        if _is_walk(self):
            _, _, n, step, _, _ = _walk_parts(self)
        else:
            n, step = self._next, self._step
        if type(step) is int and step == 1:
            return f"count({n!r})"
        return f"count({n!r}, {step!r})"


class cycle:
    """Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely."""

    __new__ = _new_cycle

    def _of(cls, iterable):
        self = object.__new__(cls)
        self._it = iter(iterable)
        self._saved = []
        self._at = -1
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if _is_walk(self):
            return next(self)
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

    __new__ = _new_repeat

    def _of(cls, value, *times):
        rest = repeat(value, *[max(_count_of(n), 0) for n in times])
        if cls is repeat:
            return rest
        self = object.__new__(cls)
        self._rest = rest
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return next(self if _is_walk(self) else self._rest)

    def _parts(self):
        _, _, value, _, left, _ = _walk_parts(self if _is_walk(self) else self._rest)
        return value, left

    def __length_hint__(self):
        value, left = self._parts()
        if left == 9223372036854775807:
            raise TypeError("len() of unsized object")
        return left

    def __repr__(self):
        value, left = self._parts()
        if left == 9223372036854775807:
            return f"repeat({value!r})"
        return f"repeat({value!r}, {left})"


class chain:
    """chain(*iterables) --> elements of the first iterable, then of the next, and so on."""

    __new__ = _new_chain

    def _of(cls, iterables):
        return cls._of_outer(iterables)

    @classmethod
    def _of_outer(cls, iterable):
        self = object.__new__(cls)
        self._sources = iter(iterable)
        self._it = None
        return self

    @classmethod
    def from_iterable(cls, iterable, /):
        """Alternative chain() constructor taking a single iterable argument that evaluates lazily."""
        return _new_chain_from(cls, iterable)

    def __iter__(self):
        return self

    def __next__(self):
        if _is_walk(self):
            return next(self)
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

    __new__ = _new_accumulate

    def _of(cls, iterable, func, initial):
        self = object.__new__(cls)
        self._it = iter(iterable)
        self._func = func
        self._initial = initial
        self._total = _NONE
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if _is_walk(self):
            return next(self)
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

    __new__ = _new_batched

    def _of(cls, iterable, n, strict):
        n = _count_of(n)
        if n < 1:
            raise ValueError("n must be at least one")
        self = object.__new__(cls)
        self._it = iter(iterable)
        self._n = n
        self._strict = strict
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if _is_walk(self):
            return next(self)
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

    __new__ = _new_compress

    def _of(cls, data, selectors):
        self = object.__new__(cls)
        self._data = iter(data)
        self._selectors = iter(selectors)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if _is_walk(self):
            return next(self)
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

    __new__ = _new_pairwise

    def _of(cls, iterable):
        self = object.__new__(cls)
        self._it = iter(iterable)
        self._old = _NONE
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if _is_walk(self):
            return next(self)
        old = self._old
        if old is _NONE:
            old = self._old = next(self._it)
        new = self._old = next(self._it)
        return old, new


class islice:
    """islice(iterable, stop) or islice(iterable, start, stop[, step])"""

    __new__ = _new_islice

    def _of(cls, iterable, args):
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
        self = object.__new__(cls)
        self._it = iter(iterable)
        self._next = start
        self._stop = stop
        self._step = step
        self._count = 0
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if _is_walk(self):
            return next(self)
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

    __new__ = _new_zip_longest

    def _of(cls, fillvalue, iterables):
        self = object.__new__(cls)
        self._its = [iter(i) for i in iterables]
        self._active = len(iterables)
        self._fill = fillvalue
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if _is_walk(self):
            return next(self)
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


class _rows:
    # What the classes of this kind have in common: all sources are read first, and the rest is done in Rust. Instances of derived
    # classes have such an iterator within.

    def __iter__(self):
        return self

    def __next__(self):
        return next(self if _is_walk(self) else self._rows)


class product(_rows):
    """Cartesian product of input iterables."""

    __new__ = _new_product

    def _of(cls, repeat, iterables):
        repeat = _count_of(repeat)
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        return _within(cls, product(*[tuple(i) for i in iterables], repeat=repeat))


class combinations(_rows):
    """Return successive r-length combinations of elements in the iterable."""

    __new__ = _new_combinations

    def _of(cls, iterable, r):
        return _within(cls, combinations(tuple(iterable), _count_of(r)))


class combinations_with_replacement(_rows):
    """Return successive r-length combinations of elements, each of which may come several times."""

    __new__ = _new_combinations_repeated

    def _of(cls, iterable, r):
        return _within(cls, combinations_with_replacement(tuple(iterable), _count_of(r)))


class permutations(_rows):
    """Return successive r-length permutations of elements in the iterable."""

    __new__ = _new_permutations

    def _of(cls, iterable, r):
        pool = tuple(iterable)
        if r is None:
            r = len(pool)
        elif not isinstance(r, int):
            raise TypeError("Expected int as r")
        return _within(cls, permutations(pool, int(r)))


def _within(cls, rows):
    if type(rows) is cls:
        return rows
    self = object.__new__(cls)
    self._rows = rows
    return self


class _grouper:
    def __init__(self, parent, target):
        self._parent = parent
        self._target = target

    def __iter__(self):
        return self

    def __next__(self):
        if _is_walk(self):
            return next(self)
        p = self._parent
        if p._group is not self:
            raise StopIteration
        v = p._value
        if v is _NONE:
            p._value = v = next(p._it)
            p._current = v if p._key is None else p._key(v)
        if p._current is not self._target and not (p._current == self._target):
            raise StopIteration
        p._value = _NONE
        return v


class groupby:
    """Make an iterator that returns consecutive keys and groups from the iterable."""

    __new__ = _new_groupby

    _group = _grouper

    def _of(cls, iterable, key):
        self = object.__new__(cls)
        self._it = iter(iterable)
        self._key = key
        self._target = self._current = self._value = _NONE
        self._group = self._number = None
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if _is_walk(self):
            return next(self)
        self._group = self._number = None
        while self._current is _NONE or (
            self._target is not _NONE and (self._current is self._target or self._current == self._target)
        ):
            self._value = v = next(self._it)
            self._current = v if self._key is None else self._key(v)
        self._target = self._current
        self._group = g = _grouper(self, self._target)
        return self._current, g


def _to_guest(w):
    # An instance that goes on where an iterator that was made in Rust has to ask.
    kind, source, held, extra, at, step = _walk_parts(w)
    cls = type(w)
    if type(source) is cls:
        return source
    if cls is _grouper:
        parent = _to_guest(source)
        g = _grouper(parent, held)
        if parent._number == at:
            parent._group = g
            parent._number = None
    else:
        g = object.__new__(cls)
    if cls is chain:
        g._sources, g._it = held, source
        if at == 1:
            g._sources, g._it = chain((source,), () if held is None else held), None
    elif cls is accumulate:
        g._it = chain((extra,), source)
        g._func = g._initial = None
        g._total = held
    elif cls is compress:
        g._data, g._selectors = source, held
        if not _is_end(extra):
            g._data, g._selectors = chain(extra[:1], source), chain(extra[1:], held)
    elif cls is groupby:
        g._it, g._key, g._group, g._number = source, None, None, step
        g._current = _NONE if _is_end(held) else held
        g._target = _NONE if _is_end(extra) else extra
        g._value = held if at == 1 else _NONE
    _walk_became(w, g)
    return g


class _Cell:
    __slots__ = "value", "next"

    def __init__(self):
        self.next = None


class _tee:
    # One of several readers of a linked list of cells.

    def __new__(cls, iterable):
        it = iter(iterable)
        return it.__copy__() if isinstance(it, _tee) else _new_tee(cls, it)

    def _of(cls, it):
        self = object.__new__(cls)
        self._it = it
        self._cell = _Cell()
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if _is_walk(self):
            return next(self)
        cell = self._cell
        if cell.next is None:
            cell.value = next(self._it)
            cell.next = _Cell()
        self._cell = cell.next
        return cell.value

    def __copy__(self):
        if _is_walk(self):
            return _walk_copy(self)
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


def _no_reduce(cls):
    def __reduce__(*_):
        raise TypeError(f"cannot pickle 'itertools.{cls.__name__}' object")

    return __reduce__


for _class in (
    accumulate, batched, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse,
    groupby, _grouper, islice, pairwise, permutations, product, repeat, starmap, takewhile, _tee, zip_longest,
):
    _class.__reduce__ = _no_reduce(_class)
del _class
