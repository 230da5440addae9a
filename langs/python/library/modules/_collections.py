# Containers: deque, defaultdict, OrderedDict.

from _trackway import _generic_make as _alias, _count_items, _dict_move_first, _dict_move_last, _dict_pop_first, _tuple_item
from _trackway import _ring_assign, _ring_len, _ring_limit, _ring_list, _ring_maxlen, _ring_state


class deque(_ring):
    """deque([iterable[, maxlen]]) --> a list-like sequence optimized for data accesses near its endpoints."""

    # The elements are in Rust, and what changes one at either end; here is what calls guest code.

    __hash__ = None

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        _ring_limit(self, maxlen)
        if _ring_len(self):
            _ring_assign(self, [])
        push = _ring.append
        for v in iterable:
            push(self, v)

    @property
    def maxlen(self):
        """maximum size of a deque or None if unbounded"""
        return _ring_maxlen(self)

    def extend(self, iterable, /):
        """Extend the right side of the deque with elements from the iterable."""
        if iterable is self:
            iterable = _ring_list(self)
        for v in iterable:
            _ring.append(self, v)

    def extendleft(self, iterable, /):
        """Extend the left side of the deque with elements from the iterable."""
        if iterable is self:
            iterable = _ring_list(self)
        for v in iterable:
            _ring.appendleft(self, v)

    def clear(self):
        """Remove all elements from the deque."""
        _ring_assign(self, [])

    def copy(self):
        """Return a shallow copy of a deque."""
        most = _ring_maxlen(self)
        if type(self) is deque:
            return deque(self, most)
        if most is None:
            return type(self)(self)
        return type(self)(self, most)

    __copy__ = copy

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
        n = _ring_len(self)
        if start < 0:
            start = max(start + n, 0)
        if stop < 0:
            stop += n
        stop = min(stop, n)
        state = _ring_state(self)
        for i in range(start, stop):
            v = _ring.__getitem__(self, i)
            if v is x or v == x:
                return i
            if _ring_state(self) != state:
                raise RuntimeError("deque mutated during iteration")
        raise ValueError(f"{x!r} is not in deque")

    def insert(self, i, x, /):
        """Insert value before index."""
        most = _ring_maxlen(self)
        if most is not None and _ring_len(self) >= most:
            raise IndexError("deque already at its maximum size")
        values = _ring_list(self)
        values.insert(i, x)
        _ring_assign(self, values)

    def remove(self, x, /):
        """Remove first occurrence of value."""
        state = _ring_state(self)
        i = 0
        for v in _ring_list(self):
            found = v is x or v == x
            if _ring_state(self) != state:
                raise IndexError("deque mutated during remove().")
            if found:
                _ring.__delitem__(self, i)
                return
            i += 1
        raise ValueError(f"{x!r} is not in deque")

    def reverse(self):
        """Reverse *IN PLACE*."""
        _ring_assign(self, _ring_list(self)[::-1])

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        new = self.copy()
        new.extend(other)
        return new

    def __iadd__(self, other):
        deque.extend(self, other)
        return self

    def __mul__(self, n):
        if not isinstance(n, int):
            return NotImplemented
        most = _ring_maxlen(self)
        values = _ring_list(self) * n
        return type(self)(values) if most is None else type(self)(values, most)

    __rmul__ = __mul__

    def __imul__(self, n):
        values = _ring_list(self) * n
        most = _ring_maxlen(self)
        if most is not None:
            values = values[-most:] if most else []
        _ring_assign(self, values)
        return self

    def __eq__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return _ring_len(self) == _ring_len(other) and _ring_list(self) == _ring_list(other)

    def __lt__(self, other):
        return _ring_list(self) < _ring_list(other) if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return _ring_list(self) <= _ring_list(other) if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return _ring_list(self) > _ring_list(other) if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return _ring_list(self) >= _ring_list(other) if isinstance(other, deque) else NotImplemented

    def __repr__(self):
        if id(self) in _shown:
            return "[...]"
        _shown.add(id(self))
        try:
            text = f"{type(self).__name__}({_ring_list(self)!r}"
        finally:
            _shown.discard(id(self))
        most = _ring_maxlen(self)
        return text + (")" if most is None else f", maxlen={most})")

    def __reduce__(self):
        most = _ring_maxlen(self)
        args = () if most is None else ((), most)
        return type(self), args, object.__getstate__(self), iter(self)

    def __sizeof__(self):
        return 760

    __class_getitem__ = classmethod(_alias)


deque.__module__ = "collections"
_shown = set()


class _deque_reverse_iterator:
    def __init__(self, d, at=0, /):
        if not isinstance(d, deque):
            raise TypeError(f"argument 1 must be collections.deque, not {type(d).__name__}")
        self._deque = d
        self._state = _ring_state(d)
        self._left = _ring_len(d) - (at if at > 0 else 0)

    def __iter__(self):
        return self

    def __next__(self):
        d = self._deque
        if _ring_state(d) != self._state:
            self._left = 0
            raise RuntimeError("deque mutated during iteration")
        if self._left <= 0:
            raise StopIteration
        self._left -= 1
        return _ring.__getitem__(d, self._left)

    def __length_hint__(self):
        return self._left


class defaultdict(dict):
    """defaultdict(default_factory=None, /, [...]) --> dict with default factory"""

    default_factory = None

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


_absent = object()


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

    def pop(self, key, default=_absent):
        """Remove the key and return its value, or the default if it is not there."""
        return dict.pop(self, key) if default is _absent else dict.pop(self, key, default)

    def setdefault(self, key, default=None):
        """Insert the key with the default if it is not there; return its value."""
        return dict.setdefault(self, key, default)

    def move_to_end(self, key, last=True):
        """Move an existing element to the end (or beginning if last is false)."""
        there = _dict_move_last(self, key) if last else _dict_move_first(self, key)
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
