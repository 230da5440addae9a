# Compression with Burrows and Wheeler's transform.

from _trackway import _bz2_compressor, _bz2_compress, _bz2_decompressor, _bz2_decompress, _bz2_drop


def _bytes(data):
    if type(data) is bytes:
        return data
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return bytes(memoryview(data))


class BZ2Compressor:
    """Create a compressor object for compressing data incrementally."""

    def __init__(self, compresslevel=9, /):
        self._stream = None
        if not isinstance(compresslevel, int):
            raise TypeError(f"'{type(compresslevel).__name__}' object cannot be interpreted as an integer")
        if not 1 <= compresslevel <= 9:
            raise ValueError("compresslevel must be between 1 and 9")
        self._stream = _bz2_compressor(compresslevel)

    def compress(self, data, /):
        if self._stream is None:
            raise ValueError("Compressor has been flushed")
        return _bz2_compress(self._stream, _bytes(data), False)

    def flush(self):
        if self._stream is None:
            raise ValueError("Repeated call to flush()")
        stream, self._stream = self._stream, None
        return _bz2_compress(stream, b"", True)

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'BZ2Compressor' object")

    def __del__(self):
        if self._stream is not None:
            _bz2_drop(self._stream)


class BZ2Decompressor:
    """Create a decompressor object for decompressing data incrementally."""

    def __init__(self):
        self._stream = _bz2_decompressor()
        self._waiting = b""
        self.eof = False
        self.needs_input = True
        self.unused_data = b""

    def decompress(self, data, max_length=-1):
        if self.eof:
            raise EOFError("End of stream already reached")
        data = self._waiting + _bytes(data)
        out, n, self.eof = _bz2_decompress(self._stream, data, max_length)
        rest = data[n:]
        if self.eof:
            self._waiting = b""
            self.unused_data = rest
            self.needs_input = False
        else:
            self._waiting = rest
            # More output may wait within, once the room for it was filled.
            self.needs_input = not rest and not len(out) == max_length
        return out

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'BZ2Decompressor' object")

    def __del__(self):
        if not self.eof:
            _bz2_drop(self._stream)


BZ2Compressor.__module__ = BZ2Decompressor.__module__ = "_bz2"
