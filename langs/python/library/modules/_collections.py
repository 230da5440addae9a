# Containers: deque, defaultdict, OrderedDict.

from _trackway import _generic_make as _alias, _count_items, _dict_move_last, _dict_pop_first, _tuple_item


class deque:
    """deque([iterable[, maxlen]]) --> a list-like sequence optimized for data accesses near its endpoints."""

    # A ring: `_items` has room, the elements begin at `_head`.

    __hash__ = None

    def __new__(cls, *args, **kw):
        self = object.__new__(cls)
        self._items = [None] * 8
        self._head = 0
        self._len = 0
        self._maxlen = None
        self._state = 0
        return self

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._maxlen = maxlen
        if self._len:
            self.clear()
        for v in iterable:
            self.append(v)

    @property
    def maxlen(self):
        """maximum size of a deque or None if unbounded"""
        return self._maxlen

    def _grow(self):
        items = self._items
        head = self._head
        self._items = items[head:] + items[:head] + [None] * len(items)
        self._head = 0

    def append(self, x, /):
        """Add an element to the right side of the deque."""
        n = self._len
        if self._maxlen is not None and n >= self._maxlen:
            if n == 0:
                return
            self.popleft()
            n -= 1
        items = self._items
        if n == len(items):
            self._grow()
            items = self._items
        i = self._head + n
        if i >= len(items):
            i -= len(items)
        items[i] = x
        self._len = n + 1
        self._state += 1

    def appendleft(self, x, /):
        """Add an element to the left side of the deque."""
        n = self._len
        if self._maxlen is not None and n >= self._maxlen:
            if n == 0:
                return
            self.pop()
            n -= 1
        if n == len(self._items):
            self._grow()
        head = self._head - 1
        if head < 0:
            head = len(self._items) - 1
        self._items[head] = x
        self._head = head
        self._len = n + 1
        self._state += 1

    def pop(self):
        """Remove and return the rightmost element."""
        n = self._len
        if n == 0:
            raise IndexError("pop from an empty deque")
        items = self._items
        i = self._head + n - 1
        if i >= len(items):
            i -= len(items)
        v = items[i]
        items[i] = None
        self._len = n - 1
        self._state += 1
        return v

    def popleft(self):
        """Remove and return the leftmost element."""
        n = self._len
        if n == 0:
            raise IndexError("pop from an empty deque")
        items = self._items
        head = self._head
        v = items[head]
        items[head] = None
        head += 1
        self._head = head if head < len(items) else 0
        self._len = n - 1
        self._state += 1
        return v

    def extend(self, iterable, /):
        """Extend the right side of the deque with elements from the iterable."""
        if iterable is self:
            iterable = list(iterable)
        for v in iterable:
            self.append(v)

    def extendleft(self, iterable, /):
        """Extend the left side of the deque with elements from the iterable."""
        if iterable is self:
            iterable = list(iterable)
        for v in iterable:
            self.appendleft(v)

    def clear(self):
        """Remove all elements from the deque."""
        self._items = [None] * 8
        self._head = 0
        self._len = 0
        self._state += 1

    def copy(self):
        """Return a shallow copy of a deque."""
        if type(self) is deque:
            return deque(self, self._maxlen)
        if self._maxlen is None:
            return type(self)(self)
        return type(self)(self, self._maxlen)

    __copy__ = copy

    def _list(self):
        items = self._items
        head = self._head
        end = head + self._len
        if end <= len(items):
            return items[head:end]
        return items[head:] + items[:end - len(items)]

    def _set(self, values):
        n = len(values)
        self._items = values + [None] * (n + 8)
        self._head = 0
        self._len = n
        self._state += 1

    def _index(self, i):
        if type(i) is not int:
            try:
                i = i.__index__()
            except AttributeError:
                raise TypeError(f"sequence index must be integer, not '{type(i).__name__}'") from None
        n = self._len
        if i < 0:
            i += n
        if i < 0 or i >= n:
            raise IndexError("deque index out of range")
        i += self._head
        if i >= len(self._items):
            i -= len(self._items)
        return i

    def __getitem__(self, i):
        return self._items[self._index(i)]

    def __setitem__(self, i, v):
        self._items[self._index(i)] = v

    def __delitem__(self, i):
        self._index(i)
        values = self._list()
        del values[i]
        self._set(values)

    def __len__(self):
        return self._len

    def __bool__(self):
        return self._len > 0

    def __iter__(self):
        return _deque_iterator(self)

    def __reversed__(self):
        return _deque_reverse_iterator(self)

    def __contains__(self, x):
        for v in self:
            if v is x or v == x:
                return True
        return False

    def count(self, x, /):
        """Return number of occurrences of value."""
        n = 0
        for v in self:
            if v is x or v == x:
                n += 1
        return n

    def index(self, x, start=0, stop=9223372036854775807, /):
        """Return first index of value. Raises ValueError if the value is not present."""
        n = self._len
        if start < 0:
            start = max(start + n, 0)
        if stop < 0:
            stop += n
        stop = min(stop, n)
        state = self._state
        for i in range(start, stop):
            v = self[i]
            if v is x or v == x:
                return i
            if self._state != state:
                raise RuntimeError("deque mutated during iteration")
        raise ValueError(f"{x!r} is not in deque")

    def insert(self, i, x, /):
        """Insert value before index."""
        if self._maxlen is not None and self._len >= self._maxlen:
            raise IndexError("deque already at its maximum size")
        values = self._list()
        values.insert(i, x)
        self._set(values)

    def remove(self, x, /):
        """Remove first occurrence of value."""
        state = self._state
        i = 0
        for v in self._list():
            found = v is x or v == x
            if self._state != state:
                raise IndexError("deque mutated during remove().")
            if found:
                del self[i]
                return
            i += 1
        raise ValueError("deque.remove(x): x not in deque")

    def reverse(self):
        """Reverse *IN PLACE*."""
        self._set(self._list()[::-1])

    def rotate(self, n=1, /):
        """Rotate the deque n steps to the right. If n is negative, rotates left."""
        size = self._len
        if size <= 1:
            return
        if type(n) is not int:
            n = n.__index__()
        n %= size
        if n:
            if n <= 4:
                for _ in range(n):
                    self.appendleft(self.pop())
            elif size - n <= 4:
                for _ in range(size - n):
                    self.append(self.popleft())
            else:
                values = self._list()
                self._set(values[-n:] + values[:-n])

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        new = self.copy()
        new.extend(other)
        return new

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        if not isinstance(n, int):
            return NotImplemented
        new = type(self)(self._list() * n, self._maxlen) if self._maxlen is not None else type(self)(self._list() * n)
        return new

    __rmul__ = __mul__

    def __imul__(self, n):
        values = self._list() * n
        if self._maxlen is not None:
            values = values[-self._maxlen:] if self._maxlen else []
        self._set(values)
        return self

    def __eq__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return self._len == other._len and self._list() == other._list()

    def __lt__(self, other):
        return self._list() < other._list() if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return self._list() <= other._list() if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return self._list() > other._list() if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return self._list() >= other._list() if isinstance(other, deque) else NotImplemented

    def __repr__(self):
        if id(self) in _shown:
            return "[...]"
        _shown.add(id(self))
        try:
            text = f"{type(self).__name__}({self._list()!r}"
        finally:
            _shown.discard(id(self))
        return text + (")" if self._maxlen is None else f", maxlen={self._maxlen})")

    def __reduce__(self):
        state = {k: v for k, v in self.__dict__.items() if k not in ("_items", "_head", "_len", "_maxlen", "_state")}
        args = () if self._maxlen is None else ((), self._maxlen)
        return type(self), args, state or None, iter(self)

    def __sizeof__(self):
        return 760

    __class_getitem__ = classmethod(_alias)


deque.__module__ = "collections"
_shown = set()


class _deque_iterator:
    def __init__(self, d, at=0, /):
        if not isinstance(d, deque):
            raise TypeError(f"argument 1 must be collections.deque, not {type(d).__name__}")
        self._deque = d
        self._state = d._state
        self._at = at if at > 0 else 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self._deque
        at = self._at
        if at >= d._len:
            raise StopIteration
        if d._state != self._state:
            raise RuntimeError("deque mutated during iteration")
        self._at = at + 1
        i = d._head + at
        items = d._items
        if i >= len(items):
            i -= len(items)
        return items[i]

    def __length_hint__(self):
        return self._deque._len - self._at


class _deque_reverse_iterator:
    def __init__(self, d, at=0, /):
        if not isinstance(d, deque):
            raise TypeError(f"argument 1 must be collections.deque, not {type(d).__name__}")
        self._deque = d
        self._state = d._state
        self._left = d._len - (at if at > 0 else 0)

    def __iter__(self):
        return self

    def __next__(self):
        d = self._deque
        if self._left <= 0:
            raise StopIteration
        if d._state != self._state:
            raise RuntimeError("deque mutated during iteration")
        self._left -= 1
        return d[self._left]

    def __length_hint__(self):
        return self._left


class defaultdict(dict):
    """defaultdict(default_factory=None, /, [...]) --> dict with default factory"""

    def __init__(self, default_factory=None, /, *args, **kw):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        dict.__init__(self, *args, **kw)

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = v = self.default_factory()
        return v

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        args = () if self.default_factory is None else (self.default_factory,)
        return type(self), args, None, None, iter(self.items())

    def __repr__(self):
        if id(self) in _shown:
            return "..."
        _shown.add(id(self))
        try:
            return f"{type(self).__name__}({self.default_factory!r}, {dict.__repr__(self)})"
        finally:
            _shown.discard(id(self))

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(self.default_factory, self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(self.default_factory, other)
        new.update(self)
        return new

    __class_getitem__ = classmethod(_alias)


defaultdict.__module__ = "collections"


class OrderedDict(dict):
    """Dictionary that remembers insertion order"""

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other):
        r = self.__eq__(other)
        return r if r is NotImplemented else not r

    __hash__ = None

    def popitem(self, last=True):
        """Remove and return a (key, value) pair from the dictionary."""
        if not self:
            raise KeyError("dictionary is empty")
        if last:
            return dict.popitem(self)
        return _dict_pop_first(self)

    def move_to_end(self, key, last=True):
        """Move an existing element to the end (or beginning if last is false)."""
        if last:
            there = _dict_move_last(self, key)
            if there:
                return
            if there is not None:
                raise KeyError(key)
        value = dict.__getitem__(self, key) if dict.__contains__(self, key) else _raise_key(key)
        if last:
            dict.__delitem__(self, key)
            dict.__setitem__(self, key, value)
            return
        rest = [(k, v) for k, v in dict.items(self) if k is not key and k != key]
        dict.clear(self)
        dict.__setitem__(self, key, value)
        for k, v in rest:
            dict.__setitem__(self, k, v)

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        self = cls()
        for key in iterable:
            self[key] = value
        return self

    def __reversed__(self):
        return iter(list(self)[::-1])

    def __reduce__(self):
        state = dict(self.__dict__)
        return self.__class__, (), state or None, None, iter(self.items())

    def __sizeof__(self):
        return 200 + 100 * len(self)

    def __repr__(self):
        if id(self) in _shown:
            return "..."
        _shown.add(id(self))
        try:
            if not self:
                return f"{self.__class__.__name__}()"
            return f"{self.__class__.__name__}({dict(self.items())!r})"
        finally:
            _shown.discard(id(self))

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = self.__class__(self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = self.__class__(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self


OrderedDict.__module__ = "collections"


def _raise_key(key):
    raise KeyError(key)


def _count_elements(mapping, iterable, /):
    cls = type(mapping)
    if cls.get is dict.get and cls.__setitem__ is dict.__setitem__:
        n = _count_items(mapping, iterable)
        if n is not None:
            if n == len(iterable):
                return
            iterable = list(iterable)[n:]
    get = mapping.get
    for elem in iterable:
        mapping[elem] = get(elem, 0) + 1


class _tuplegetter:
    __slots__ = ("_index", "__doc__")

    def __init__(self, index, doc):
        self._index = index
        self.__doc__ = doc

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return _tuple_item(instance, self._index)

    def __set__(self, instance, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        raise AttributeError("can't delete attribute")

    def __reduce__(self):
        return _tuplegetter, (self._index, self.__doc__)
