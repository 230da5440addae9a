# Values as bytes, in CPython's format (version 5); code in one of its own.

from _trackway import _code_pack, _code_unpack
from _struct import pack as _pack, unpack_from as _unpack

version = 5


def dumps(value, version=5, /, *, allow_code=True):
    """Return the bytes object that would be written to a file by dump(value, file)."""
    out = []
    _put(value, out, version, 0, allow_code)
    return b"".join(out)


def dump(value, file, version=5, /, *, allow_code=True):
    return file.write(dumps(value, version, allow_code=allow_code))


def _size(n):
    return _pack("<i", n)


def _put(v, out, version, depth, allow_code):
    if depth > 2000:
        raise ValueError("object too deeply nested to marshal")
    cls = type(v)
    if v is None:
        out.append(b"N")
    elif v is True:
        out.append(b"T")
    elif v is False:
        out.append(b"F")
    elif v is StopIteration:
        out.append(b"S")
    elif v is Ellipsis:
        out.append(b".")
    elif cls is int:
        if -0x80000000 <= v < 0x80000000:
            out.append(b"i" + _pack("<i", v))
        else:
            digits = []
            n = abs(v)
            while n:
                digits.append(n & 0x7fff)
                n >>= 15
            out.append(b"l" + _size(len(digits) if v > 0 else -len(digits)))
            out.append(b"".join([_pack("<H", d) for d in digits]))
    elif cls is float:
        if version > 1:
            out.append(b"g" + _pack("<d", v))
        else:
            text = repr(v).encode()
            out.append(b"f" + bytes([len(text)]) + text)
    elif cls is complex:
        out.append(b"y" + _pack("<dd", v.real, v.imag))
    elif cls is str:
        if version >= 4 and v.isascii():
            b = v.encode()
            out.append((b"z" + bytes([len(b)]) if len(b) < 256 else b"a" + _size(len(b))) + b)
        else:
            b = v.encode("utf-8", "surrogatepass")
            out.append(b"u" + _size(len(b)) + b)
    elif cls is bytes or isinstance(v, (bytes, bytearray, memoryview)):
        b = bytes(v)
        out.append(b"s" + _size(len(b)) + b)
    elif cls is tuple or cls is list or cls is set or cls is frozenset:
        n = len(v)
        if cls is tuple and version >= 4 and n < 256:
            out.append(b")" + bytes([n]))
        else:
            out.append({tuple: b"(", list: b"[", set: b"<", frozenset: b">"}[cls] + _size(n))
        for x in v:
            _put(x, out, version, depth + 1, allow_code)
    elif cls is dict:
        out.append(b"{")
        for k, x in v.items():
            _put(k, out, version, depth + 1, allow_code)
            _put(x, out, version, depth + 1, allow_code)
        out.append(b"0")
    elif cls is slice and version >= 5:
        out.append(b":")
        for x in (v.start, v.stop, v.step):
            _put(x, out, version, depth + 1, allow_code)
    elif cls.__name__ == "code":
        if not allow_code:
            raise ValueError("marshalling code objects is disallowed")
        b = _code_pack(v)
        name = v.co_filename.encode("utf-8", "surrogatepass")
        out.append(b"c" + _size(len(name)) + name + _size(len(b)) + b)
    else:
        raise ValueError("unmarshallable object")


def loads(data, /, *, allow_code=True):
    """Convert the bytes-like object to a value."""
    return _Reader(bytes(data), allow_code).get()


def load(file, /, *, allow_code=True):
    """Read one value from the open file and return it."""
    data = file.read()
    if not isinstance(data, bytes):
        raise TypeError(f"file.read() returned not bytes but {type(data).__name__}")
    r = _Reader(data, allow_code)
    v = r.get()
    extra = len(data) - r.at
    if extra:
        file.seek(-extra, 1)
    return v


class _Reader:
    def __init__(self, data, allow_code):
        self.data = data
        self.at = 0
        self.allow_code = allow_code
        self.refs = []
        self.depth = 0

    def take(self, n):
        end = self.at + n
        if n < 0 or end > len(self.data):
            raise EOFError("marshal data too short")
        b = self.data[self.at:end]
        self.at = end
        return b

    def size(self):
        return _unpack("<i", self.take(4))[0]

    def get(self):
        v = self.any()
        if v is _NULL:
            raise TypeError("NULL object in marshal data for object")
        return v

    def any(self):
        self.depth += 1
        if self.depth > 2000:
            raise ValueError("recursion limit exceeded")
        try:
            b = self.data[self.at:self.at + 1]
            if not b:
                raise EOFError("EOF read where object expected")
            self.at += 1
            code = b[0]
            if code & 0x80:
                i = len(self.refs)
                self.refs.append(None)
                v = self.one(chr(code & 0x7f))
                self.refs[i] = v
                return v
            return self.one(chr(code))
        finally:
            self.depth -= 1

    def one(self, c):
        if c == "0":
            return _NULL
        if c in _single:
            return _single[c]
        if c == "i":
            return _unpack("<i", self.take(4))[0]
        if c == "I":
            return _unpack("<q", self.take(8))[0]
        if c == "l":
            n = self.size()
            v = 0
            for i in range(abs(n)):
                d = _unpack("<H", self.take(2))[0]
                if d > 0x7fff:
                    raise ValueError("bad marshal data (digit out of range in long)")
                v |= d << 15 * i
            if n and not v >> 15 * (abs(n) - 1):
                raise ValueError("bad marshal data (unnormalized long data)")
            return v if n >= 0 else -v
        if c == "g":
            return _unpack("<d", self.take(8))[0]
        if c == "f":
            return float(self.take(self.take(1)[0]))
        if c == "y":
            return complex(*_unpack("<dd", self.take(16)))
        if c == "x":
            return complex(float(self.take(self.take(1)[0])), float(self.take(self.take(1)[0])))
        if c in "zZ":
            return self.take(self.take(1)[0]).decode("latin-1")
        if c in "aA":
            return self.take(self.size()).decode("latin-1")
        if c in "ut":
            return self.take(self.size()).decode("utf-8", "surrogatepass")
        if c == "s":
            return self.take(self.size())
        if c == ")":
            return tuple([self.get() for _ in range(self.take(1)[0])])
        if c in "([<>":
            n = self.size()
            if n < 0 or n > len(self.data):
                raise ValueError("bad marshal data (size out of range)")
            items = [self.get() for _ in range(n)]
            return tuple(items) if c == "(" else items if c == "[" else set(items) if c == "<" else frozenset(items)
        if c == "{":
            d = {}
            while True:
                k = self.any()
                if k is _NULL:
                    return d
                d[k] = self.get()
        if c == ":":
            return slice(self.get(), self.get(), self.get())
        if c == "r":
            i = self.size()
            if not 0 <= i < len(self.refs):
                raise ValueError("bad marshal data (invalid reference)")
            return self.refs[i]
        if c == "c":
            if not self.allow_code:
                raise ValueError("unmarshalling code objects is disallowed")
            name = self.take(self.size()).decode("utf-8", "surrogatepass")
            return _code_unpack(self.take(self.size()), name)
        raise ValueError("bad marshal data (unknown type code)")


_NULL = object()
_single = {"N": None, "T": True, "F": False, "S": StopIteration, ".": Ellipsis}
