# Arrays of numbers.

from _struct import pack as _pack, unpack as _unpack, error as _error
from _trackway import _generic_make

typecodes = "bBuwhHiIlLqQfd"
_sizes = {"b": 1, "B": 1, "u": 4, "w": 4, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "f": 4, "d": 8}
_names = {"b": "signed char", "B": "unsigned byte integer", "h": "signed short", "H": "unsigned short"}


class array:
    """array(typecode [, initializer]) -> array"""

    __hash__ = None

    def __new__(cls, typecode, initializer=(), /, *args, **kw):
        if cls is array and kw:
            raise TypeError("array.array() takes no keyword arguments")
        if not isinstance(typecode, str) or len(typecode) != 1:
            kind = f"a string of length {len(typecode)}" if isinstance(typecode, str) else type(typecode).__name__
            raise TypeError(f"array() argument 1 must be a unicode character, not {kind}")
        if typecode not in _sizes:
            raise ValueError("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)")
        self = object.__new__(cls)
        self._code = typecode
        self._items = []
        if isinstance(initializer, str):
            if typecode not in "uw":
                raise TypeError(f"cannot use a str to initialize an array with typecode '{typecode}'")
            self._items = list(initializer)
        elif isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        elif isinstance(initializer, array):
            if initializer._code in "uw" and typecode not in "uw":
                raise TypeError(f"cannot use a unicode array to initialize an array with typecode '{typecode}'")
            if initializer._code == typecode:
                self._items = initializer._items[:]
            else:
                self.extend(list(initializer))
        else:
            self.extend(initializer)
        return self

    def __init__(self, *args, **kw):
        pass

    @property
    def typecode(self):
        return self._code

    @property
    def itemsize(self):
        return _sizes[self._code]

    def _value(self, v):
        c = self._code
        if c in "uw":
            if not isinstance(v, str):
                raise TypeError(f"array item must be a unicode character, not {type(v).__name__}")
            if len(v) != 1:
                raise TypeError(f"array item must be a string of length 1, not a string of length {len(v)}")
            return v
        if c == "d":
            if type(v) is float:
                return v
            if isinstance(v, (str, bytes)) or not hasattr(type(v), "__float__") and not hasattr(type(v), "__index__"):
                raise TypeError("must be real number, not " + type(v).__name__)
            return float(v)
        if c == "f":
            if isinstance(v, (str, bytes)) or not hasattr(type(v), "__float__") and not hasattr(type(v), "__index__"):
                raise TypeError("must be real number, not " + type(v).__name__)
            try:
                return _unpack("<f", _pack("<f", float(v)))[0]
            except OverflowError:
                return float("inf") if v > 0 else float("-inf")
        if type(v) is not int:
            if isinstance(v, float) or not hasattr(type(v), "__index__"):
                raise TypeError(f"'{type(v).__name__}' object cannot be interpreted as an integer")
            v = v.__index__()
        bits = 8 * _sizes[c]
        low, high = (-1 << bits - 1, (1 << bits - 1) - 1) if c.islower() else (0, (1 << bits) - 1)
        if not low <= v <= high:
            what = {"b": "signed char", "B": "unsigned byte integer", "h": "signed short integer",
                    "H": "unsigned short", "i": "signed integer", "I": "unsigned int"}.get(c)
            if v < low:
                raise OverflowError(f"{what} is less than minimum" if what else "can't convert negative value to unsigned int"
                                    if c.isupper() else "Python int too large to convert to C long")
            raise OverflowError(f"{what} is greater than maximum" if what else "Python int too large to convert to C long")
        return v

    def append(self, v, /):
        """Append new value v to the end of the array."""
        self._items.append(self._value(v))

    def extend(self, bb, /):
        """Append items to the end of the array."""
        if isinstance(bb, array):
            if bb._code != self._code:
                raise TypeError("can only extend with array of same kind")
            self._items.extend(bb._items)
            return
        value = self._value
        items = self._items
        for v in bb:
            items.append(value(v))

    def insert(self, i, v, /):
        """Insert a new item v into the array before position i."""
        self._items.insert(i, self._value(v))

    def pop(self, i=-1, /):
        """Return the i-th element and delete it from the array."""
        if not self._items:
            raise IndexError("pop from empty array")
        try:
            return self._items.pop(i)
        except IndexError:
            raise IndexError("pop index out of range") from None

    def remove(self, v, /):
        """Remove the first occurrence of v in the array."""
        try:
            self._items.remove(v)
        except ValueError:
            raise ValueError("array.remove(x): x not in array") from None

    def clear(self):
        """Remove all items from the array."""
        self._items.clear()

    def count(self, v, /):
        """Return number of occurrences of v in the array."""
        return self._items.count(v)

    def index(self, v, start=0, stop=9223372036854775807, /):
        """Return index of first occurrence of v in the array."""
        try:
            return self._items.index(v, start, stop)
        except ValueError:
            raise ValueError("array.index(x): x not in array") from None

    def reverse(self):
        """Reverse the order of the items in the array."""
        self._items.reverse()

    def byteswap(self):
        """Byteswap all items of the array."""
        n = _sizes[self._code]
        data = self.tobytes()
        self._items = []
        self.frombytes(b"".join([data[i:i + n][::-1] for i in range(0, len(data), n)]))

    def buffer_info(self):
        return id(self._items), len(self._items)

    def tolist(self):
        """Convert array to an ordinary list with the same items."""
        return self._items[:]

    def fromlist(self, list, /):
        """Append items to array from list."""
        if not isinstance(list, type([])):
            raise TypeError("arg must be list")
        self._items += [self._value(v) for v in list]

    def tobytes(self):
        """Convert the array to an array of machine values and return the bytes representation."""
        c = self._code
        if c in "uw":
            return b"".join([ord(x).to_bytes(4, "little") for x in self._items])
        return _pack(f"<{len(self._items)}{'q' if c == 'l' else 'Q' if c == 'L' else c}", *self._items)

    def frombytes(self, buffer, /):
        """Appends items from the string, interpreting it as an array of machine values."""
        if isinstance(buffer, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(buffer)
        c = self._code
        n = _sizes[c]
        if len(data) % n:
            raise ValueError("bytes length not a multiple of item size")
        if c in "uw":
            for i in range(0, len(data), 4):
                self._items.append(chr(int.from_bytes(data[i:i + 4], "little")))
        else:
            self._items.extend(_unpack(f"<{len(data) // n}{'q' if c == 'l' else 'Q' if c == 'L' else c}", data))

    def tofile(self, f, /):
        """Write all items (as machine values) to the file object f."""
        f.write(self.tobytes())

    def fromfile(self, f, n, /):
        """Read n objects from the file object f and append them to the end of the array."""
        size = _sizes[self._code]
        if n < 0:
            raise ValueError("negative count")
        data = f.read(size * n)
        if not isinstance(data, bytes):
            raise TypeError("read() didn't return bytes")
        short = len(data) != size * n
        self.frombytes(data[:len(data) // size * size])
        if short:
            raise EOFError("read() didn't return enough bytes")

    def tounicode(self):
        """Convert the array to a string."""
        if self._code not in "uw":
            raise ValueError("tounicode() may only be called on unicode type arrays ('u' or 'w')")
        return "".join(self._items)

    def fromunicode(self, ustr, /):
        """Extends this array with data from the unicode string ustr."""
        if self._code not in "uw":
            raise ValueError("fromunicode() may only be called on unicode type arrays ('u' or 'w')")
        self._items.extend(ustr)

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return arrayiterator(self)

    def __contains__(self, v):
        return v in self._items

    def __getitem__(self, i):
        if isinstance(i, slice):
            new = object.__new__(array)
            new._code = self._code
            new._items = self._items[i]
            return new
        try:
            return self._items[i]
        except IndexError:
            raise IndexError("array index out of range") from None
        except TypeError:
            raise TypeError("array indices must be integers") from None

    def __setitem__(self, i, v):
        if isinstance(i, slice):
            if not isinstance(v, array):
                raise TypeError(f'can only assign array (not "{type(v).__name__}") to array slice')
            if v._code != self._code:
                raise TypeError("bad argument type for built-in operation")
            self._items[i] = v._items[:]
            return
        v = self._value(v)
        try:
            self._items[i] = v
        except IndexError:
            raise IndexError("array assignment index out of range") from None

    def __delitem__(self, i):
        try:
            del self._items[i]
        except IndexError:
            raise IndexError("array assignment index out of range") from None

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only append array (not "{type(other).__name__}") to array')
        if other._code != self._code:
            raise TypeError("bad argument type for built-in operation")
        new = self[:]
        new._items += other._items
        return new

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only extend with array (not "{type(other).__name__}")')
        self.extend(other)
        return self

    def __mul__(self, n):
        if not isinstance(n, int):
            return NotImplemented
        new = self[:]
        new._items *= n
        return new

    __rmul__ = __mul__

    def __imul__(self, n):
        if not isinstance(n, int):
            return NotImplemented
        self._items *= n
        return self

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    def __repr__(self):
        name = type(self).__name__
        if not self._items:
            return f"{name}('{self._code}')"
        if self._code in "uw":
            return f"{name}('{self._code}', {self.tounicode()!r})"
        return f"{name}('{self._code}', {self._items!r})"

    def __copy__(self):
        new = type(self)(self._code)
        new._items = self._items[:]
        return new

    def __deepcopy__(self, memo):
        return self.__copy__()

    def __reduce_ex__(self, protocol):
        return type(self), (self._code, list(self._items)), dict((k, v) for k, v in self.__dict__.items() if k not in ("_code", "_items")) or None

    def __buffer__(self, flags):
        view = memoryview(self.tobytes())
        return view if self._code in "uw" else view.cast(self._code)

    def __sizeof__(self):
        return 80 + len(self._items) * _sizes[self._code]

    __class_getitem__ = classmethod(_generic_make)


ArrayType = array


class arrayiterator:
    def __init__(self, a):
        self._array = a
        self._at = 0

    def __iter__(self):
        return self

    def __next__(self):
        a = self._array
        if a is None:
            raise StopIteration
        at = self._at
        if at >= len(a._items):
            self._array = None
            raise StopIteration
        self._at = at + 1
        return a._items[at]

    def __reduce__(self):
        if self._array is None:
            return iter, ((),)
        return iter, (self._array,), self._at

    def __setstate__(self, at):
        self._at = max(at, 0)


def _array_reconstructor(arraytype, typecode, mformat_code, items, /):
    a = arraytype(typecode)
    a.frombytes(items)
    return a
