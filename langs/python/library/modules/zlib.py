# Compression.

from _trackway import (_zlib_compressor, _zlib_compress, _zlib_decompressor, _zlib_decompress, _zlib_drop, _crc32,
                       _adler32)

ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.3.1"
__version__ = "1.0"
MAX_WBITS = 15
DEFLATED = 8
DEF_MEM_LEVEL = 8
DEF_BUF_SIZE = 16384
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)


class error(Exception):
    pass


error.__module__ = "zlib"


def _bytes(data):
    if type(data) is bytes:
        return data
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return bytes(memoryview(data))


def crc32(data, value=0, /):
    """Compute a CRC-32 checksum of data."""
    return _crc32(_bytes(data), value & 0xffffffff)


def adler32(data, value=1, /):
    """Compute an Adler-32 checksum of data."""
    return _adler32(_bytes(data), value & 0xffffffff)


def compress(data, /, level=-1, wbits=15):
    """Returns a bytes object containing compressed data."""
    c = compressobj(level, 8, wbits)
    return c.compress(data) + c.flush()


def decompress(data, /, wbits=15, bufsize=16384):
    """Returns a bytes object containing the uncompressed data."""
    d = decompressobj(wbits)
    out = d.decompress(data)
    if not d.eof:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return out


class Compress:
    def __new__(cls, *args, **kw):
        raise TypeError("cannot create 'zlib.Compress' instances")

    def compress(self, data, /):
        data = _bytes(data)
        if self._gzip:
            self._crc = _crc32(data, self._crc)
            self._size += len(data)
        head, self._head = self._head, b""
        return head + _zlib_compress(self._stream, data, 0)

    def flush(self, mode=4, /):
        if mode == 0:
            return b""
        head, self._head = self._head, b""
        if mode == 4:
            out = head + _zlib_compress(self._stream, b"", 3)
            if self._gzip:
                out += self._crc.to_bytes(4, "little") + (self._size & 0xffffffff).to_bytes(4, "little")
            return out
        return head + _zlib_compress(self._stream, b"", 2 if mode == 3 else 1)

    def copy(self):
        raise ValueError("copying a compression object is not supported by Trackway")

    def __del__(self):
        _zlib_drop(self._stream)


def compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None):
    """Return a compressor object."""
    if method != 8 or not (9 <= abs(wbits) <= 15 or 25 <= wbits <= 31) or not -1 <= level <= 9:
        raise ValueError("Invalid initialization option")
    if zdict is not None:
        raise NotImplementedError("zdict is not supported by Trackway")
    c = object.__new__(Compress)
    c._gzip = wbits > 15
    c._head = b"\x1f\x8b\x08\0\0\0\0\0\0\x03" if c._gzip else b""
    c._crc = c._size = 0
    c._stream = _zlib_compressor(level, wbits > 0 and not c._gzip)
    return c


class Decompress:
    def __new__(cls, *args, **kw):
        raise TypeError("cannot create 'zlib.Decompress' instances")

    def _header(self, data):
        # The header of a gzip stream; None while it is not whole.
        if len(data) < 10:
            return None
        if data[:3] != b"\x1f\x8b\x08":
            raise error("Error -3 while decompressing data: incorrect header check")
        flags = data[3]
        at = 10
        if flags & 4:
            if len(data) < at + 2:
                return None
            at += 2 + int.from_bytes(data[at:at + 2], "little")
        for bit in (8, 16):
            if flags & bit:
                end = data.find(b"\0", at)
                if end < 0:
                    return None
                at = end + 1
        if flags & 2:
            at += 2
        return at if at <= len(data) else None

    def decompress(self, data, /, max_length=0):
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        data = self._rest + _bytes(data)[self._owed:]
        self._rest = b""
        self._owed = 0
        if self.eof:
            self.unused_data += data
            return b""
        if self._kind == "auto" and data:
            if len(data) < 2:
                self._rest = data
                return b""
            self._kind = "gzip" if data[:2] == b"\x1f\x8b" else "zlib"
        if self._kind == "gzip" and not self._started:
            at = self._header(data)
            if at is None:
                self._rest = data
                return b""
            data = data[at:]
        if self._kind == "zlib" and not self._started:
            if len(data) < 2:
                self._rest = data
                return b""
            if int.from_bytes(data[:2]) % 31:
                raise error("Error -3 while decompressing data: incorrect header check")
            if data[0] & 15 != 8:
                raise error("Error -3 while decompressing data: unknown compression method")
        if not self._started:
            self._stream = _zlib_decompressor(self._kind == "zlib")
            self._started = True
        try:
            out, n, ended = _zlib_decompress(self._stream, data, max_length)
        except ValueError as e:
            raise error(str(e)) from None
        if ended:
            self.eof = True
            self.unused_data = data[n:][8:] if self._kind == "gzip" else data[n:]
            self.unconsumed_tail = b""
        elif n == len(data) and len(out) == max_length > 0:
            # More output may wait within. Its sign is a byte that is not consumed, and skipped when it comes back.
            self._last = data[-1:] or self._last
            self.unconsumed_tail = self._last
            self._owed = len(self._last)
        else:
            self.unconsumed_tail = data[n:]
        return out

    def flush(self, length=16384, /):
        if length <= 0:
            raise ValueError("length must be greater than zero")
        data, self.unconsumed_tail = self.unconsumed_tail, b""
        return self.decompress(data) if data else b""

    def copy(self):
        raise ValueError("copying a decompression object is not supported by Trackway")

    def __del__(self):
        if self._started:
            _zlib_drop(self._stream)


def decompressobj(wbits=15, zdict=b""):
    """Return a decompressor object."""
    if not (wbits == 0 or 8 <= abs(wbits) <= 15 or 24 <= wbits <= 31 or 40 <= wbits <= 47):
        raise ValueError("Invalid initialization option")
    if zdict:
        raise NotImplementedError("zdict is not supported by Trackway")
    d = object.__new__(Decompress)
    d._kind = "raw" if wbits < 0 else "zlib" if wbits <= 15 else "gzip" if wbits < 40 else "auto"
    d._started = False
    d._rest = b""
    d._owed = 0
    d._last = b""
    d.eof = False
    d.unused_data = d.unconsumed_tail = b""
    return d


class _ZlibDecompressor:
    """Create a decompressor object for decompressing data incrementally."""

    def __init__(self, wbits=15, zdict=b""):
        self._d = decompressobj(wbits, zdict)
        self.needs_input = True

    @property
    def eof(self):
        return self._d.eof

    @property
    def unused_data(self):
        return self._d.unused_data

    def decompress(self, data, max_length=-1):
        d = self._d
        if d.eof:
            raise EOFError("End of stream already reached")
        out = d.decompress(d.unconsumed_tail + _bytes(data), max_length if max_length > 0 else 0)
        self.needs_input = not d.eof and not d.unconsumed_tail
        return out
