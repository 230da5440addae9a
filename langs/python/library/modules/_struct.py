# Packed binary data.

from _trackway import (_struct_size, _struct_unpack, _struct_pack, _struct_packed, _struct_packed_into, _struct_unpacked,
                       _struct_unpacked_from)


class error(Exception):
    pass


error.__module__ = "struct"


def _format(f):
    if isinstance(f, str):
        try:
            return f.encode("ascii")
        except UnicodeEncodeError:
            raise error("bad char in struct format") from None
    if isinstance(f, bytes):
        return f
    raise TypeError(f"Struct() argument 1 must be a str or bytes object, not {type(f).__name__}")


_codes = b"xcbBhHiIlLqQnNPsp?efdFD"


def _sized(f):
    if b"\0" in f:
        raise error("embedded null character")
    try:
        return _struct_size(f)
    except ValueError as e:
        raise error(str(e)) from None


def _data(buffer):
    return buffer if type(buffer) is bytes else bytes(memoryview(buffer))


def _ready(values):
    # Arguments that say what number they are.
    out = []
    for v in values:
        if not isinstance(v, (int, float, bytes, str)):
            if hasattr(type(v), "__index__"):
                v = v.__index__()
            elif hasattr(type(v), "__float__"):
                v = float(v)
            elif isinstance(v, bytearray):
                v = bytes(v)
        out.append(v)
    return tuple(out)


def _pack(f, values):
    try:
        return _struct_pack(f, values)
    except ValueError as e:
        pass
    try:
        return _struct_pack(f, _ready(values))
    except ValueError as e:
        raise error(str(e)) from None


def calcsize(format, /):
    """Return size in bytes of the struct described by the format string."""
    return _sized(_format(format))[0]


def pack(format, /, *v):
    """Return a bytes object containing the values packed according to the format."""
    packed = _struct_packed(format, v)
    if packed is not None:
        return packed
    f = _format(format)
    _sized(f)
    return _pack(f, v)


def unpack(format, buffer, /):
    """Return a tuple containing values unpacked according to the format string."""
    values = _struct_unpacked(format, buffer)
    if values is not None:
        return values
    return _unpack(_format(format), buffer)


def _unpack(f, buffer):
    n = _sized(f)[0]
    data = _data(buffer)
    if len(data) != n:
        raise error(f"unpack requires a buffer of {n} bytes")
    return _struct_unpack(f, data, 0)


def pack_into(format, buffer, offset, /, *v):
    """Pack values and write the packed bytes into a writable buffer starting at offset."""
    if not _struct_packed_into(format, buffer, offset, v):
        _into(_format(format), buffer, offset, v)


def _into(f, buffer, offset, values):
    n = _sized(f)[0]
    view = memoryview(buffer)
    size = len(view)
    if offset < 0:
        if offset + n > 0:
            raise error(f"no space to pack {n} bytes at offset {offset}")
        if offset + size < 0:
            raise error(f"offset {offset} out of range for {size}-byte buffer")
        offset += size
    if size - offset < n:
        raise error(f"pack_into requires a buffer of at least {n + offset} bytes for packing {n} bytes at offset "
                    f"{offset} (actual buffer size is {size})")
    view[offset:offset + n] = _pack(f, values)


def unpack_from(format, /, buffer, offset=0):
    """Return a tuple containing values unpacked according to the format string, from offset on."""
    values = _struct_unpacked_from(format, buffer, offset)
    return _from(_format(format), buffer, offset) if values is None else values


def _from(f, buffer, offset):
    n = _sized(f)[0]
    data = _data(buffer)
    size = len(data)
    if offset < 0:
        if offset + n > 0:
            raise error(f"not enough data to unpack {n} bytes at offset {offset}")
        if offset + size < 0:
            raise error(f"offset {offset} out of range for {size}-byte buffer")
        offset += size
    if size - offset < n:
        raise error(f"unpack_from requires a buffer of at least {n + offset} bytes for unpacking {n} bytes at offset "
                    f"{offset} (actual buffer size is {size})")
    return _struct_unpack(f, data, offset)


class _unpack_iterator:
    def __init__(self, f, n, data):
        self._f = f
        self._n = n
        self._data = data
        self._at = 0

    def __iter__(self):
        return self

    def __length_hint__(self):
        return (len(self._data) - self._at) // self._n

    def __next__(self):
        at = self._at
        if at >= len(self._data):
            raise StopIteration
        self._at = at + self._n
        values = _struct_unpacked_from(self._f, self._data, at)
        return _struct_unpack(self._f, self._data, at) if values is None else values


def iter_unpack(format, buffer, /):
    """Return an iterator yielding tuples unpacked from the given bytes."""
    return _iter(_format(format), buffer)


def _iter(f, buffer):
    n = _sized(f)[0]
    if n == 0:
        raise error("cannot iteratively unpack with a struct of length 0")
    data = _data(buffer)
    if len(data) % n:
        raise error(f"iterative unpacking requires a buffer of a multiple of {n} bytes")
    return _unpack_iterator(f, n, data)


class Struct:
    """Struct(fmt) --> compiled struct object"""

    def __init__(self, format):
        self._f = _format(format)
        self.size = _sized(self._f)[0]

    @property
    def format(self):
        return self._f.decode("ascii")

    def pack(self, *v):
        packed = _struct_packed(self._f, v)
        return _pack(self._f, v) if packed is None else packed

    def pack_into(self, buffer, offset, /, *v):
        if not _struct_packed_into(self._f, buffer, offset, v):
            _into(self._f, buffer, offset, v)

    def unpack(self, buffer, /):
        values = _struct_unpacked(self._f, buffer)
        return _unpack(self._f, buffer) if values is None else values

    def unpack_from(self, buffer, offset=0):
        values = _struct_unpacked_from(self._f, buffer, offset)
        return _from(self._f, buffer, offset) if values is None else values

    def iter_unpack(self, buffer, /):
        return _iter(self._f, buffer)

    def __repr__(self):
        return f"Struct({self.format!r})"


def _clearcache():
    pass
