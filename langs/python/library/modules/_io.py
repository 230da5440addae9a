# Streams: raw files, buffers, text.

import _codecs
from _trackway import (
    _line_at, _lines_of,
    _push_utf8,
    _os_close, _os_error, _os_fsdecode, _os_isatty, _os_kind, _os_open, _os_read, _os_read_all, _os_seek, _os_stat,
    _os_sync, _os_truncate, _os_write, _bytearray_line_end, _bytearray_part,
    _bytearray_put, _generic_make,
)

DEFAULT_BUFFER_SIZE = 128 * 1024
_BUFFER = 8192
BlockingIOError = BlockingIOError


class UnsupportedOperation(OSError, ValueError):
    pass


UnsupportedOperation.__module__ = "io"


def text_encoding(encoding, stacklevel=2, /):
    """The encoding that is meant where none is given."""
    return "locale" if encoding is None else encoding


def _warn_open(file):
    pass


def _bytes_of(b):
    if type(b) is bytes:
        return b
    if isinstance(b, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return bytes(memoryview(b))


def _size_of(size, name="integer argument expected"):
    # The size argument of reads: None is everything.
    if size is None:
        return -1
    if type(size) is int:
        return size
    try:
        return size.__index__()
    except AttributeError:
        raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'") from None


# Writers that hold data back, by their identity. Without reference counts a file that nobody closes
# would keep it until it is collected: it is written out when another file is opened, and at the end.
_unwritten = {}


def _write_out():
    for writer in list(_unwritten.values()):
        try:
            if not writer.closed:
                writer.flush()
        except (OSError, ValueError):
            pass


def _own(stream):
    if isinstance(stream, (FileIO, _Buffered)):
        stream._owned = True


def _some_lines(stream, most):
    # Lines up to the one with which they are longer than that.
    n = 0
    lines = []
    for line in stream:
        lines.append(line)
        n += len(line)
        if n > most:
            break
    return lines


class _IOBase:
    """The abstract base class for all I/O classes."""

    _closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def seek(self, pos, whence=0, /):
        self._unsupported("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, pos=None, /):
        self._unsupported("truncate")

    def flush(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    @property
    def closed(self):
        return self._closed

    def seekable(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def _checkClosed(self, msg=None):
        if self.closed:
            raise ValueError("I/O operation on closed file." if msg is None else msg)

    def _checkSeekable(self, msg=None):
        if not self.seekable():
            raise UnsupportedOperation("File or stream is not seekable." if msg is None else msg)

    def _checkReadable(self, msg=None):
        if not self.readable():
            raise UnsupportedOperation("File or stream is not readable." if msg is None else msg)

    def _checkWritable(self, msg=None):
        if not self.writable():
            raise UnsupportedOperation("File or stream is not writable." if msg is None else msg)

    def fileno(self):
        self._unsupported("fileno")

    def isatty(self):
        self._checkClosed()
        return False

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *exc):
        self.close()

    # Another stream, which is closed first, holds data for this one.
    _owned = False

    def __del__(self):
        if self._owned:
            return
        try:
            self.close()
        except Exception:
            pass

    def readline(self, size=-1, /):
        size = _size_of(size)
        out = bytearray()
        while size < 0 or len(out) < size:
            b = self.read(1)
            if not b:
                break
            out += b
            if out.endswith(b"\n"):
                break
        return bytes(out)

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1, /):
        return list(self) if hint is None or hint <= 0 else _some_lines(self, hint)

    def writelines(self, lines, /):
        self._checkClosed()
        for line in lines:
            self.write(line)


class _RawIOBase(_IOBase):
    """Base class for raw binary I/O."""

    def read(self, size=-1, /):
        size = _size_of(size)
        if size < 0:
            return self.readall()
        b = bytearray(size)
        n = self.readinto(b)
        if n is None:
            return None
        if n < 0 or n > size:
            raise ValueError(f"readinto returned {n} outside buffer size {size}")
        return bytes(b[:n])

    def readall(self):
        parts = []
        while True:
            data = self.read(_BUFFER)
            if data is None:
                if not parts:
                    return None
                break
            if not data:
                break
            parts.append(data)
        return b"".join(parts)

    def readinto(self, b, /):
        self._unsupported("readinto")

    def write(self, b, /):
        self._unsupported("write")


class _BufferedIOBase(_IOBase):
    """Base class for buffered IO objects."""

    def read(self, size=-1, /):
        self._unsupported("read")

    def read1(self, size=-1, /):
        self._unsupported("read1")

    def readinto(self, b, /):
        return self._into(b, self.read)

    def readinto1(self, b, /):
        return self._into(b, self.read1)

    def _into(self, b, read):
        view = memoryview(b)
        if view.itemsize != 1:
            view = view.cast("B")
        data = read(len(view))
        n = len(data)
        view[:n] = data
        return n

    def write(self, b, /):
        self._unsupported("write")

    def detach(self):
        self._unsupported("detach")


class _TextIOBase(_IOBase):
    """Base class for text I/O."""

    encoding = None
    newlines = None
    errors = None

    def read(self, size=-1, /):
        self._unsupported("read")

    def write(self, s, /):
        self._unsupported("write")

    def readline(self, size=-1, /):
        self._unsupported("readline")

    def detach(self):
        self._unsupported("detach")


for _c in (_IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase):
    _c.__module__ = "_io"


class FileIO(_RawIOBase):
    """Open a file."""

    _fd = -1
    _owns = True
    _seekable = None

    def __init__(self, file, mode="r", closefd=True, opener=None):
        if not isinstance(mode, str):
            raise TypeError(f"invalid mode: {mode!r}")
        if self._fd >= 0 and self._owns:
            _os_close(self._fd)
        self._fd = -1
        kinds = [c for c in mode if c in "rwax"]
        if not set(mode) <= set("xrwab+") or len(kinds) != 1 or mode.count("+") > 1:
            if not set(mode) <= set("xrwab+"):
                raise ValueError(f"invalid mode: {mode}")
            raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
        if isinstance(file, float):
            raise TypeError("integer argument expected, got float")
        plus = "+" in mode
        kind = kinds[0]
        self._created = kind == "x"
        self._appending = kind == "a"
        self._readable = kind == "r" or plus
        self._writable = kind != "r" or plus
        flags = 2 if plus else 0 if kind == "r" else 1
        flags |= {"r": 0, "w": 0o100 | 0o1000, "a": 0o100 | 0o2000, "x": 0o100 | 0o200}[kind] | 0o2000000
        self.name = file
        if isinstance(file, int) and not isinstance(file, bool):
            if file < 0:
                raise ValueError("negative file descriptor")
            raw = _os_stat(file, True)
            self._fd = file
        else:
            if not closefd:
                raise ValueError("Cannot use closefd=False with file name")
            path = file
            if not isinstance(path, (str, bytes)):
                from posix import fspath
                path = fspath(path)
            if opener is None:
                if type(path) is str and "\0" in path or type(path) is bytes and b"\0" in path:
                    raise ValueError("embedded null byte")
                fd = _os_open(path, flags, 0o666)
            else:
                fd = opener(file, flags)
                if not isinstance(fd, int):
                    raise TypeError("expected integer from opener")
                if fd < 0:
                    raise ValueError(f"opener returned {fd}")
            self._fd = fd
            raw = _os_stat(fd, True)
        if raw[0] & 0o170000 == 0o040000:
            if not isinstance(file, int):
                _os_close(self._fd)
            self._fd = -1
            _os_error(21, file)
        self._size = raw[6]
        self._blksize = raw[16]
        self._owns = closefd
        self._closed = False
        if self._appending:
            try:
                _os_seek(self._fd, 0, 2)
            except OSError:
                pass

    def _check(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    def read(self, size=-1, /):
        self._check()
        if not self._readable:
            raise UnsupportedOperation("File not open for reading")
        size = _size_of(size)
        if size < 0 and _os_stat(self._fd, True)[0] & 0o170000 == 0o100000:
            return _os_read_all(self._fd)
        if size < 0:
            return b"".join(iter(lambda: _os_read(self._fd, 65536), b""))
        return _os_read(self._fd, size)

    def readall(self):
        return self.read(-1)

    def readinto(self, b, /):
        self._check()
        if not self._readable:
            raise UnsupportedOperation("File not open for reading")
        view = memoryview(b)
        if view.itemsize != 1:
            view = view.cast("B")
        data = _os_read(self._fd, len(view))
        view[:len(data)] = data
        return len(data)

    def write(self, b, /):
        self._check()
        if not self._writable:
            raise UnsupportedOperation("File not open for writing")
        return _os_write(self._fd, _bytes_of(b))

    def seek(self, pos, whence=0, /):
        self._check()
        if isinstance(pos, float):
            raise TypeError("an integer is required")
        return _os_seek(self._fd, pos, whence)

    def tell(self):
        self._check()
        return _os_seek(self._fd, 0, 1)

    def truncate(self, size=None, /):
        self._check()
        if not self._writable:
            raise UnsupportedOperation("File not open for writing")
        if size is None:
            size = self.tell()
        _os_truncate(self._fd, size)
        return size

    def close(self):
        if self._closed:
            return
        try:
            if type(self) is not FileIO:
                self.flush()
        finally:
            self._closed = True
            fd = self._fd
            self._fd = -1
            if self._owns and fd >= 0:
                _os_close(fd)

    def seekable(self):
        self._check()
        if self._seekable is None:
            try:
                _os_seek(self._fd, 0, 1)
                self._seekable = True
            except OSError:
                self._seekable = False
        return self._seekable

    def readable(self):
        self._check()
        return self._readable

    def writable(self):
        self._check()
        return self._writable

    def fileno(self):
        self._check()
        return self._fd

    def isatty(self):
        self._check()
        return _os_isatty(self._fd)

    _isatty_open_only = isatty

    @property
    def closefd(self):
        return self._owns

    @property
    def mode(self):
        if self._created:
            return "xb+" if self._readable else "xb"
        if self._appending:
            return "ab+" if self._readable else "ab"
        if self._readable:
            return "rb+" if self._writable else "rb"
        return "wb"

    def __repr__(self):
        cls = f"{type(self).__module__}.{type(self).__qualname__}"
        if self._closed:
            return f"<{cls} [closed]>"
        if getattr(self, "name", None) is None:
            return f"<{cls} fd={self._fd} mode={self.mode!r} closefd={self._owns}>"
        return f"<{cls} name={self.name!r} mode={self.mode!r} closefd={self._owns}>"

    def __getstate__(self):
        raise TypeError(f"cannot pickle '{type(self).__name__}' instances")


class BytesIO(_BufferedIOBase):
    """Buffered I/O implementation using an in-memory bytes buffer."""

    def __init__(self, initial_bytes=b""):
        self._data = bytearray()
        self._pos = 0
        self._closed = False
        if initial_bytes is not None:
            self._data += _bytes_of(initial_bytes)

    def _check(self):
        if self._closed:
            raise ValueError("I/O operation on closed file.")

    def getvalue(self):
        self._check()
        return _bytearray_part(self._data, 0, len(self._data))

    def getbuffer(self):
        self._check()
        return memoryview(self._data)

    def read(self, size=-1, /):
        self._check()
        size = _size_of(size)
        pos = self._pos
        n = len(self._data)
        end = n if size < 0 else min(n, pos + size)
        if pos >= end:
            return b""
        self._pos = end
        return _bytearray_part(self._data, pos, end)

    def read1(self, size=-1, /):
        return self.read(size)

    def readline(self, size=-1, /):
        self._check()
        size = _size_of(size)
        pos = self._pos
        end = _bytearray_line_end(self._data, pos)
        if size >= 0:
            end = min(end, pos + size)
        if pos >= end:
            return b""
        self._pos = end
        return _bytearray_part(self._data, pos, end)

    def readlines(self, hint=-1, /):
        return list(self) if hint is None or hint <= 0 else _some_lines(self, hint - 1)

    def write(self, b, /):
        self._check()
        if type(b) is not bytes:
            b = _bytes_of(b)
        n = len(b)
        if n == 0:
            return 0
        pos = self._pos
        data = self._data
        if pos > len(data):
            data.extend(bytes(pos - len(data)))
        try:
            _bytearray_put(data, pos, b)
        except BufferError:
            # The views may be dead ones: this looks.
            data[pos:pos + n] = b
        self._pos = pos + n
        return n

    def seek(self, pos, whence=0, /):
        self._check()
        if not isinstance(pos, int):
            pos = pos.__index__()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"negative seek value {pos}")
            self._pos = pos
        elif whence == 1:
            self._pos = max(0, self._pos + pos)
        elif whence == 2:
            self._pos = max(0, len(self._data) + pos)
        else:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        return self._pos

    def tell(self):
        self._check()
        return self._pos

    def truncate(self, pos=None, /):
        self._check()
        if pos is None:
            pos = self._pos
        elif pos < 0:
            raise ValueError(f"negative truncate position {pos}")
        del self._data[pos:]
        return pos

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def close(self):
        # As long as a view of the data is held, it cannot be given up.
        self._data.clear()
        self._closed = True

    def __getstate__(self):
        self._check()
        return self.getvalue(), self._pos, {}

    def __setstate__(self, state):
        self.__init__(state[0])
        self._pos = state[1]

    def __sizeof__(self):
        return 100 + len(self._data)


class _Buffered(_BufferedIOBase):
    # What readers and writers share.

    def _raw_check(self):
        raw = self._raw
        if raw is None:
            raise ValueError("raw stream has been detached")
        return raw

    @property
    def raw(self):
        return self._raw

    @property
    def closed(self):
        return self._raw_check().closed

    @property
    def name(self):
        return self._raw_check().name

    @property
    def mode(self):
        return self._raw_check().mode

    def seekable(self):
        return self._raw_check().seekable()

    def readable(self):
        return self._raw_check().readable()

    def writable(self):
        return self._raw_check().writable()

    def fileno(self):
        return self._raw_check().fileno()

    def isatty(self):
        return self._raw_check().isatty()

    def detach(self):
        raw = self._raw_check()
        self.flush()
        self._raw = None
        if isinstance(raw, _IOBase):
            raw._owned = False
        return raw

    def close(self):
        raw = self._raw
        if raw is not None and not raw.closed:
            try:
                self.flush()
            finally:
                raw.close()

    def _open_check(self, what):
        if self._raw_check().closed:
            raise ValueError(what + " of closed file")

    def __repr__(self):
        cls = f"{type(self).__module__}.{type(self).__qualname__}"
        try:
            return f"<{cls} name={self.name!r}>"
        except AttributeError:
            return f"<{cls}>"

    def __getstate__(self):
        raise TypeError(f"cannot pickle '{type(self).__name__}' instances")


class BufferedReader(_Buffered):
    """Create a new buffered reader using the given readable raw IO object."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self._raw = raw
        _own(raw)
        self._size = buffer_size
        self._buf = b""
        self._at = 0

    def flush(self):
        if self._raw_check().closed:
            raise ValueError("flush of closed file")

    def _fill(self):
        data = self._raw.read(self._size)
        if not data:
            return data
        self._buf = self._buf[self._at:] + data
        self._at = 0
        return data

    def read(self, size=-1, /):
        self._open_check("read")
        size = _size_of(size)
        if size < -1:
            raise ValueError("read length must be non-negative or -1")
        buf = self._buf
        at = self._at
        have = len(buf) - at
        if size == -1:
            self._buf = b""
            self._at = 0
            rest = self._raw.readall() if hasattr(self._raw, "readall") else None
            if rest is None and not hasattr(self._raw, "readall"):
                parts = []
                while True:
                    data = self._raw.read()
                    if not data:
                        break
                    parts.append(data)
                rest = b"".join(parts)
            if rest is None:
                return buf[at:] or None
            return buf[at:] + rest if have else rest
        if size <= have:
            self._at = at + size
            return buf[at:at + size]
        parts = [buf[at:]]
        self._buf = b""
        self._at = 0
        left = size - have
        while left > 0:
            data = self._raw.read(left if left > self._size else self._size)
            if data is None:
                if have == 0 and len(parts) == 1:
                    return None
                break
            if not data:
                break
            if len(data) > left:
                self._buf = data
                self._at = left
                data = data[:left]
            parts.append(data)
            left -= len(data)
        return b"".join(parts)

    def read1(self, size=-1, /):
        self._open_check("read")
        size = _size_of(size)
        if size < 0:
            size = self._size
        if size == 0:
            return b""
        if len(self._buf) == self._at:
            self._buf = b""
            self._at = 0
            self._fill()
        at = self._at
        data = self._buf[at:at + size]
        self._at = at + len(data)
        return data

    def peek(self, size=0, /):
        self._open_check("peek")
        if len(self._buf) == self._at:
            self._buf = b""
            self._at = 0
            self._fill()
        return self._buf[self._at:]

    def __next__(self):
        if type(self) is BufferedReader:
            line = _line_at(self._buf, self._at)
            if line is not None:
                self._at += len(line)
                return line
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self, size=-1, /):
        self._open_check("readline")
        if size == -1:
            line = _line_at(self._buf, self._at)
            if line is not None:
                self._at += len(line)
                return line
        size = _size_of(size)
        parts = []
        total = 0
        while True:
            buf = self._buf
            at = self._at
            nl = buf.find(b"\n", at)
            end = nl + 1 if nl >= 0 else len(buf)
            if size >= 0 and total + end - at >= size:
                end = at + size - total
                nl = 0
            parts.append(buf[at:end])
            total += end - at
            self._at = end
            if nl >= 0:
                break
            self._buf = b""
            self._at = 0
            if not self._fill():
                break
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def tell(self):
        return self._raw_check().tell() - (len(self._buf) - self._at)

    def seek(self, pos, whence=0, /):
        self._open_check("seek")
        if whence not in (0, 1, 2):
            raise ValueError("invalid whence value")
        if not self._raw.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        if whence == 1:
            pos -= len(self._buf) - self._at
        pos = self._raw.seek(pos, whence)
        self._buf = b""
        self._at = 0
        return pos

    def truncate(self, pos=None, /):
        raise UnsupportedOperation("truncate")

    def writable(self):
        return False

    def write(self, b, /):
        raise UnsupportedOperation("write")


class BufferedWriter(_Buffered):
    """A buffer for a writeable sequential RawIO object."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self._raw = raw
        _own(raw)
        self._size = buffer_size
        self._out = []
        self._pending = 0

    def readable(self):
        return False

    def write(self, b, /):
        if self._raw_check().closed:
            raise ValueError("write to closed file")
        b = _bytes_of(b)
        n = len(b)
        if not self._out:
            _unwritten[id(self)] = self
        self._out.append(b)
        self._pending += n
        if self._pending > self._size:
            self._flush()
        return n

    def _flush(self):
        if not self._out:
            return
        data = b"".join(self._out)
        self._out = []
        self._pending = 0
        _unwritten.pop(id(self), None)
        try:
            while data:
                n = self._raw.write(data)
                if n is None:
                    raise BlockingIOError(11, "write could not complete without blocking", 0)
                if n > len(data) or n < 0:
                    raise OSError("write() returned incorrect number of bytes")
                data = data[n:] if n < len(data) else b""
        except BaseException:
            if data:
                self._out = [data]
                self._pending = len(data)
            raise

    def flush(self):
        if self._raw_check().closed:
            raise ValueError("flush of closed file")
        self._flush()

    def tell(self):
        return self._raw_check().tell() + self._pending

    def seek(self, pos, whence=0, /):
        self._open_check("seek")
        if whence not in (0, 1, 2):
            raise ValueError("invalid whence value")
        self._flush()
        return self._raw.seek(pos, whence)

    def truncate(self, pos=None, /):
        self._open_check("truncate")
        self._flush()
        if pos is None:
            pos = self._raw.tell()
        return self._raw.truncate(pos)

    def read(self, size=-1, /):
        raise UnsupportedOperation("read")


class BufferedRandom(BufferedReader):
    """A buffered interface to random access streams."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        if not raw.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        BufferedReader.__init__(self, raw, buffer_size)
        self._out = []
        self._pending = 0

    def writable(self):
        return self._raw_check().writable()

    def _rewind(self):
        # The raw stream's place is where the reader's is.
        extra = len(self._buf) - self._at
        if extra:
            self._raw.seek(-extra, 1)
        self._buf = b""
        self._at = 0

    def write(self, b, /):
        if self._raw_check().closed:
            raise ValueError("write to closed file")
        self._rewind()
        return BufferedWriter.write(self, b)

    _flush = BufferedWriter._flush

    def flush(self):
        if self._raw_check().closed:
            raise ValueError("flush of closed file")
        self._flush()

    def read(self, size=-1, /):
        self._open_check("read")
        self._flush()
        return BufferedReader.read(self, size)

    def read1(self, size=-1, /):
        self._open_check("read")
        self._flush()
        return BufferedReader.read1(self, size)

    def peek(self, size=0, /):
        self._flush()
        return BufferedReader.peek(self, size)

    def readline(self, size=-1, /):
        self._open_check("readline")
        self._flush()
        return BufferedReader.readline(self, size)

    def tell(self):
        return BufferedReader.tell(self) + self._pending

    def seek(self, pos, whence=0, /):
        self._open_check("seek")
        self._flush()
        return BufferedReader.seek(self, pos, whence)

    def truncate(self, pos=None, /):
        self._open_check("truncate")
        self._flush()
        if pos is None:
            pos = self.tell()
        return self._raw.truncate(pos)


class BufferedRWPair(_BufferedIOBase):
    """A buffered reader and writer object together."""

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        if not reader.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        if not writer.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self.reader.read(size)

    def readinto(self, b, /):
        return self.reader.readinto(b)

    def write(self, b, /):
        return self.writer.write(b)

    def peek(self, size=0, /):
        return self.reader.peek(size)

    def read1(self, size=-1, /):
        return self.reader.read1(size)

    def readinto1(self, b, /):
        return self.reader.readinto1(b)

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def flush(self):
        return self.writer.flush()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    def isatty(self):
        return self.writer.isatty() or self.reader.isatty()

    @property
    def closed(self):
        return self.writer.closed


class IncrementalNewlineDecoder:
    """Codec used when reading a file in universal newlines mode."""

    def __init__(self, decoder, translate, errors="strict"):
        self.decoder = decoder
        self.translate = translate
        self.errors = errors
        self._seen = 0
        self._pending = False

    def decode(self, input, final=False):
        text = input if self.decoder is None else self.decoder.decode(input, final=final)
        if self._pending and (text or final):
            text = "\r" + text
            self._pending = False
        if text.endswith("\r") and not final:
            text = text[:-1]
            self._pending = True
        if "\r" not in text:
            if "\n" in text:
                self._seen |= 1
            return text
        crlf = text.count("\r\n")
        cr = text.count("\r") - crlf
        lf = text.count("\n") - crlf
        self._seen |= (1 if lf else 0) | (2 if cr else 0) | (4 if crlf else 0)
        if self.translate:
            if crlf:
                text = text.replace("\r\n", "\n")
            if cr:
                text = text.replace("\r", "\n")
        return text

    def getstate(self):
        buf, flag = (b"", 0) if self.decoder is None else self.decoder.getstate()
        return buf, flag << 1 | (1 if self._pending else 0)

    def setstate(self, state):
        buf, flag = state
        self._pending = bool(flag & 1)
        if self.decoder is not None:
            self.decoder.setstate((buf, flag >> 1))

    def reset(self):
        self._seen = 0
        self._pending = False
        if self.decoder is not None:
            self.decoder.reset()

    @property
    def newlines(self):
        return (None, "\n", "\r", ("\r", "\n"), "\r\n", ("\n", "\r\n"), ("\r", "\r\n"),
                ("\r", "\n", "\r\n"))[self._seen]


class _Plain:
    # A decoder for the encodings that need no codec module.

    def __init__(self, name, errors):
        self._decode = {"utf-8": _codecs.utf_8_decode, "ascii": None, "latin-1": None}[name]
        self._name = name
        self._errors = errors
        self._rest = b""

    def decode(self, data, final=False):
        if self._decode is None:
            if self._name == "ascii":
                return _codecs.ascii_decode(data, self._errors)[0]
            return data.decode("latin-1")
        if self._rest:
            data = self._rest + data
        text, n = self._decode(data, self._errors, final)
        self._rest = data[n:] if n < len(data) else b""
        return text

    def getstate(self):
        return self._rest, 0

    def setstate(self, state):
        self._rest = state[0]

    def reset(self):
        self._rest = b""


_plain_names = {"utf-8": "utf-8", "utf8": "utf-8", "utf_8": "utf-8", "ascii": "ascii", "us-ascii": "ascii",
                "latin-1": "latin-1", "latin1": "latin-1", "iso-8859-1": "latin-1", "iso8859-1": "latin-1"}


class TextIOWrapper(_TextIOBase):
    """Character and line based layer over a BufferedIOBase object, buffer."""

    _CHUNK_SIZE = 8192
    _buffer = None
    # The file below where to write is to encode to UTF-8 and to collect; else None.
    _file = None

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        _check_newline(newline)
        if encoding is None or encoding == "locale":
            encoding = "UTF-8"
        if not isinstance(encoding, str):
            raise ValueError(f"invalid encoding: {encoding!r}")
        if "\0" in encoding:
            raise ValueError("embedded null character")
        plain = _plain_names.get(encoding.lower())
        if plain is None:
            codec = _codecs.lookup(encoding)
            if not getattr(codec, "_is_text_encoding", True):
                raise LookupError(f"{encoding!r} is not a text encoding; use codecs.open() to handle arbitrary codecs")
        if errors is None:
            errors = "strict"
        elif not isinstance(errors, str):
            raise TypeError(f"TextIOWrapper() argument 'errors' must be str or None, not {type(errors).__name__}")
        elif errors != "strict":
            _codecs.lookup_error(errors)
        self._buffer = buffer
        _own(buffer)
        self._encoding = encoding
        self._plain = plain
        self._errors = errors
        self._line_buffering = bool(line_buffering)
        self._write_through = bool(write_through)
        self._set_newline(newline)
        self._decoder = None
        self._encoder = None
        self._text = ""
        self._used = 0
        self._snapshot = None
        self._out = []
        self._out_size = 0
        self._eof = False
        self._telling = self._seekable = buffer.seekable()
        self._has_read1 = hasattr(buffer, "read1")
        if self._seekable and buffer.writable() and plain is None:
            if buffer.tell() != 0:
                encoder = self._get_encoder()
                if encoder is not None:
                    encoder.setstate(0)
        self._set_file()

    def _set_file(self):
        b = self._buffer
        plain = (
            type(b) is BufferedWriter
            and type(b._raw) is FileIO
            and self._plain == "utf-8"
            and self._errors == "strict"
            and not self._line_buffering
            and not self._write_through
            and (self._write_newline == "\n" or not self._write_translate)
        )
        self._file = b._raw if plain else None

    def _set_newline(self, newline):
        self._newline = newline
        self._read_universal = not newline
        self._read_translate = newline is None
        self._write_translate = newline != ""
        self._write_newline = newline if newline else "\n"

    def reconfigure(self, *, encoding=None, errors=None, newline=Ellipsis, line_buffering=None, write_through=None):
        if self._decoder is not None and (encoding is not None or errors is not None or newline is not Ellipsis):
            raise UnsupportedOperation("It is not possible to set the encoding or newline of stream after the first read")
        self.flush()
        if encoding is not None or errors is not None:
            if encoding is None:
                encoding = self._encoding
            elif errors is None:
                errors = "strict"
            if encoding == "locale":
                encoding = "UTF-8"
            self._plain = _plain_names.get(encoding.lower())
            if self._plain is None:
                _codecs.lookup(encoding)
            self._encoding = encoding
            self._encoder = None
            if errors is not None:
                self._errors = errors
        if newline is not Ellipsis:
            _check_newline(newline)
            self._set_newline(newline)
        if line_buffering is not None:
            self._line_buffering = bool(line_buffering)
        if write_through is not None:
            self._write_through = bool(write_through)
        self._set_file()

    @property
    def encoding(self):
        return self._encoding

    @property
    def errors(self):
        return self._errors

    @property
    def line_buffering(self):
        return self._line_buffering

    @property
    def write_through(self):
        return self._write_through

    @property
    def buffer(self):
        return self._buffer

    @property
    def name(self):
        return self._buffer.name

    @property
    def closed(self):
        b = self._buffer
        if b is None:
            raise ValueError("underlying buffer has been detached")
        return b.closed

    @property
    def newlines(self):
        d = self._decoder
        return d.newlines if isinstance(d, IncrementalNewlineDecoder) else None

    def _check(self):
        b = self._buffer
        if b is None:
            raise ValueError("underlying buffer has been detached")
        if b.closed:
            raise ValueError("I/O operation on closed file.")

    def seekable(self):
        self._check()
        return self._seekable

    def readable(self):
        self._check()
        return self._buffer.readable()

    def writable(self):
        self._check()
        return self._buffer.writable()

    def fileno(self):
        self._check()
        return self._buffer.fileno()

    def isatty(self):
        self._check()
        return self._buffer.isatty()

    # Writing.

    def _get_encoder(self):
        if self._encoder is None:
            codec = _codecs.lookup(self._encoding)
            make = codec.incrementalencoder
            if make is not None:
                self._encoder = make(self._errors)
        return self._encoder

    def write(self, s, /):
        file = self._file
        if file is not None and file._fd >= 0 and self._buffer._raw is file:
            size = _push_utf8(self._out, s)
            if size is not None:
                if not self._out_size:
                    _unwritten[id(self)] = self
                self._out_size += size
                if self._out_size > self._CHUNK_SIZE:
                    self._push()
                return len(s)
        self._check()
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {type(s).__name__}")
        n = len(s)
        newline = False
        if self._line_buffering or self._write_newline != "\n" and self._write_translate:
            newline = "\n" in s
            if newline and self._write_newline != "\n" and self._write_translate:
                s = s.replace("\n", self._write_newline)
        plain = self._plain
        if not self._out and not self._buffer.writable():
            raise UnsupportedOperation("not writable")
        if plain is not None:
            try:
                b = s.encode(plain)
            except UnicodeEncodeError:
                if self._errors == "strict":
                    raise
                b = _encoders[plain](s, self._errors)[0]
        else:
            encoder = self._get_encoder()
            b = s.encode(self._encoding, self._errors) if encoder is None else encoder.encode(s)
        if self._text or self._snapshot is not None:
            self._drop()
        if not self._out:
            _unwritten[id(self)] = self
        self._out.append(b)
        self._out_size += len(b)
        if self._line_buffering and (newline or "\r" in s):
            self.flush()
        elif self._write_through or self._out_size > self._CHUNK_SIZE:
            self._push()
        return n

    def _drop(self):
        # What was read ahead is not read any more.
        self._text = ""
        self._used = 0
        self._snapshot = None

    def _push(self):
        if self._out:
            b = b"".join(self._out)
            self._out = []
            self._out_size = 0
            _unwritten.pop(id(self), None)
            self._buffer.write(b)

    def flush(self):
        self._check()
        self._push()
        self._buffer.flush()
        self._telling = self._seekable

    def close(self):
        b = self._buffer
        # Nothing is left for `__next__` to read.
        self._drop_text()
        if b is not None and not b.closed:
            try:
                self.flush()
            finally:
                b.close()

    def detach(self):
        if self._buffer is None:
            raise ValueError("buffer is already detached")
        self.flush()
        b = self._buffer
        self._buffer = self._file = None
        self._drop_text()
        if isinstance(b, _IOBase):
            b._owned = False
        return b

    # Reading.

    def _get_decoder(self):
        if not self._buffer.readable():
            raise UnsupportedOperation("not readable")
        if self._plain is not None:
            d = _Plain(self._plain, self._errors)
        else:
            make = _codecs.lookup(self._encoding).incrementaldecoder
            d = make(self._errors)
        if self._read_universal:
            d = IncrementalNewlineDecoder(d, self._read_translate)
        self._decoder = d
        return d

    def _more(self):
        # Decodes one more chunk; false at the end.
        d = self._decoder
        if d is None:
            d = self._get_decoder()
        if self._out:
            self._push()
        b = self._buffer
        state = d.getstate() if self._telling else None
        data = b.read1(self._CHUNK_SIZE) if self._has_read1 else b.read(self._CHUNK_SIZE)
        if not isinstance(data, bytes):
            if data is None:
                return False
            data = bytes(data)
        eof = not data
        text = d.decode(data, eof)
        if self._telling:
            self._snapshot = (state[1], state[0] + data)
        self._text = text
        self._used = 0
        return not eof or bool(text)

    def read(self, size=-1, /):
        self._check()
        size = _size_of(size)
        if self._decoder is None:
            self._get_decoder()
        if self._out:
            self._push()
        if size < 0:
            rest = self._text[self._used:]
            data = self._buffer.read()
            if data is None:
                raise BlockingIOError(11, "Read returned None.", 0)
            text = rest + self._decoder.decode(data, True)
            self._drop()
            return text
        text = self._text[self._used:self._used + size]
        self._used += len(text)
        if len(text) == size:
            return text
        parts = [text]
        left = size - len(text)
        while left > 0 and self._more():
            text = self._text[:left]
            self._used = len(text)
            parts.append(text)
            left -= len(text)
        return "".join(parts)

    def readline(self, size=-1, /):
        newline = self._newline
        if size == -1 and not self._out and (newline is None or newline == "\n"):
            # What is closed has no text left.
            line = _line_at(self._text, self._used)
            if line is not None:
                self._used += len(line)
                return line
        self._check()
        size = _size_of(size)
        if self._out:
            self._push()
        if size < 0 and (newline is None or newline == "\n"):
            line = _line_at(self._text, self._used)
            if line is not None:
                self._used += len(line)
                return line
        parts = []
        total = 0
        while True:
            text = self._text
            at = self._used
            end = self._line_end(text, at)
            if end < 0:
                if size >= 0 and total + len(text) - at >= size:
                    end = at + size - total
                else:
                    # A carriage return at the end may have its line feed in the next chunk.
                    keep = self._newline in ("", "\r\n") and text.endswith("\r") and len(text) > at
                    rest = text[at:]
                    if keep:
                        if not self._more_after(rest):
                            parts.append(self._text[self._used:])
                            self._drop()
                            break
                        continue
                    parts.append(rest)
                    total += len(rest)
                    self._used = len(text)
                    if not self._more():
                        self._drop_text()
                        break
                    continue
            if size >= 0 and total + end - at > size:
                end = at + size - total
            parts.append(text[at:end])
            self._used = end
            break
        return parts[0] if len(parts) == 1 else "".join(parts)

    def readlines(self, hint=-1, /):
        newline = self._newline
        if hint is not None and hint != -1 or newline is not None and newline != "\n" or type(self) is not TextIOWrapper:
            return super().readlines(hint)
        lines = _lines_of(self.read(), 0)
        self._telling = self._seekable
        return lines

    def _drop_text(self):
        self._text = ""
        self._used = 0

    def _more_after(self, rest):
        # One more chunk behind what is left of this one.
        more = self._more()
        self._text = rest + self._text
        self._used = 0
        self._snapshot = None
        return more

    def _line_end(self, text, at):
        newline = self._newline
        if newline is None or newline == "\n":
            return text.find("\n", at) + 1 or -1
        if newline == "":
            lf = text.find("\n", at)
            cr = text.find("\r", at)
            if cr < 0 or 0 <= lf < cr:
                return lf + 1 or -1
            if cr + 1 < len(text):
                return cr + 2 if text[cr + 1] == "\n" else cr + 1
            return -1
        i = text.find(newline, at)
        return i + len(newline) if i >= 0 else -1

    def __next__(self):
        self._telling = False
        newline = self._newline
        if (newline is None or newline == "\n") and type(self) is TextIOWrapper:
            line = _line_at(self._text, self._used)
            if line is not None:
                self._used += len(line)
                return line
        line = self.readline()
        if not line:
            self._snapshot = None
            self._telling = self._seekable
            raise StopIteration
        return line

    # Places.

    def tell(self):
        self._check()
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if not self._telling:
            raise OSError("telling position disabled by next() call")
        self.flush()
        pos = self._buffer.tell()
        d = self._decoder
        if d is None or self._snapshot is None:
            return pos
        flags, data = self._snapshot
        pos -= len(data)
        if self._used == 0:
            return self._cookie(pos, flags)
        saved = d.getstate()
        try:
            # The least number of bytes that make the characters used.
            low, high = 0, len(data)
            while low < high:
                middle = (low + high) // 2
                d.setstate((b"", flags))
                n = len(d.decode(data[:middle]))
                if n < self._used:
                    low = middle + 1
                else:
                    high = middle
            d.setstate((b"", flags))
            n = len(d.decode(data[:low]))
            rest, flags = d.getstate()
            return self._cookie(pos + low - len(rest), flags, len(rest))
        finally:
            d.setstate(saved)

    def _cookie(self, pos, flags, feed=0):
        if not flags and not feed:
            return pos
        return pos | flags << 64 | feed << 128

    def seek(self, cookie, whence=0, /):
        self._check()
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            whence = 0
            cookie = self.tell()
        elif whence == 2:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
            self.flush()
            pos = self._buffer.seek(0, 2)
            self._drop()
            if self._decoder is not None:
                self._decoder.reset()
            return pos
        if whence != 0:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if cookie < 0:
            raise ValueError(f"negative seek position {cookie}")
        self.flush()
        pos = cookie & 0xffffffffffffffff
        flags = cookie >> 64 & 0xffffffffffffffff
        feed = cookie >> 128
        self._buffer.seek(pos)
        self._drop()
        if self._decoder is not None or flags or feed:
            d = self._decoder or self._get_decoder()
            if not flags:
                d.reset()
            else:
                d.setstate((b"", flags))
            if feed:
                d.decode(self._buffer.read(feed))
        if self._encoder is not None:
            if cookie:
                self._encoder.setstate(0)
            else:
                self._encoder.reset()
        return cookie

    def truncate(self, pos=None, /):
        self.flush()
        if pos is None:
            pos = self.tell()
        return self._buffer.truncate(pos)

    def __repr__(self):
        text = f"<{type(self).__module__}.{type(self).__qualname__}"
        try:
            text += f" name={self.name!r}"
        except AttributeError:
            pass
        mode = self.__dict__.get("mode")
        if mode is not None:
            text += f" mode={mode!r}"
        return f"{text} encoding={self._encoding!r}>"

    def __getstate__(self):
        raise TypeError(f"cannot pickle '{type(self).__name__}' instances")


_encoders = {"utf-8": _codecs.utf_8_encode, "ascii": _codecs.ascii_encode, "latin-1": _codecs.latin_1_encode}


def _check_newline(newline):
    if newline is not None and not isinstance(newline, str):
        raise TypeError(f"illegal newline type: {type(newline).__name__}")
    if newline not in (None, "", "\n", "\r", "\r\n"):
        raise ValueError(f"illegal newline value: {newline}")


class StringIO(_TextIOBase):
    """Text I/O implementation using an in-memory buffer."""

    # The text is the parts one after the other while writing goes on at the end.

    def __init__(self, initial_value="", newline="\n"):
        _check_newline(newline)
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._closed = False
        self._newline = newline
        self._read_translate = newline is None
        self._write_newline = newline if newline and newline != "\n" else None
        # Text is written as it is.
        self._plain = newline == "\n" or newline == ""
        self._parts = []
        self._value = ""
        self._size = 0
        self._pos = 0
        self._decoder = IncrementalNewlineDecoder(None, True) if newline is None else None
        if initial_value:
            self.write(initial_value)
            self._pos = 0

    def _check(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    def _text(self):
        if self._parts:
            self._value += "".join(self._parts)
            self._parts = []
        return self._value

    def getvalue(self):
        self._check()
        return self._text()

    def write(self, s, /):
        pos = self._pos
        if self._plain and type(s) is str and pos == self._size:
            n = len(s)
            self._parts.append(s)
            self._size = self._pos = pos + n
            return n
        if self._closed:
            raise ValueError("I/O operation on closed file")
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        n = len(s)
        if self._decoder is not None:
            s = self._decoder.decode(s, True)
        if self._write_newline is not None:
            s = s.replace("\n", self._write_newline)
        size = len(s)
        if size:
            pos = self._pos
            if pos == self._size:
                self._parts.append(s)
                self._size = self._pos = pos + size
            else:
                text = self._text()
                if pos > len(text):
                    text += "\0" * (pos - len(text))
                self._value = text[:pos] + s + text[pos + size:]
                self._size = len(self._value)
                self._pos = pos + size
        return n

    def read(self, size=-1, /):
        self._check()
        size = _size_of(size)
        text = self._text()
        pos = self._pos
        end = len(text) if size < 0 else min(len(text), pos + size)
        if pos >= end:
            return ""
        self._pos = end
        return text[pos:end]

    def readline(self, size=-1, /):
        if size == -1 and self._newline == "\n" and not self._closed:
            text = self._text() if self._parts else self._value
            line = _line_at(text, self._pos)
            if line is not None:
                self._pos += len(line)
                return line
        self._check()
        size = _size_of(size)
        text = self._text()
        pos = self._pos
        end = _line_end(text, pos, self._newline)
        if size >= 0:
            end = min(end, pos + size)
        if pos >= end:
            return ""
        self._pos = end
        return text[pos:end]

    def readlines(self, hint=-1, /):
        if hint is not None and hint != -1 or self._newline != "\n" or self._closed or type(self) is not StringIO:
            return super().readlines(hint)
        text = self._text()
        lines = _lines_of(text, self._pos)
        if lines:
            self._pos = len(text)
        return lines

    def __next__(self):
        if self._newline != "\n" or self._closed or type(self) is not StringIO:
            line = self.readline()
            if not line:
                raise StopIteration
            return line
        text = self._text() if self._parts else self._value
        pos = self._pos
        line = _line_at(text, pos)
        if line is None:
            line = text[pos:]
            if not line:
                raise StopIteration
        self._pos = pos + len(line)
        return line

    def seek(self, pos, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0:
            if pos < 0:
                raise ValueError(f"Negative seek position {pos}")
            self._pos = pos
        else:
            if pos != 0:
                raise OSError("Can't do nonzero cur-relative seeks")
            if whence == 2:
                self._pos = self._size
        return self._pos

    def tell(self):
        self._check()
        return self._pos

    def truncate(self, pos=None, /):
        self._check()
        if pos is None:
            pos = self._pos
        elif pos < 0:
            raise ValueError(f"Negative size value {pos}")
        text = self._text()
        self._value = text[:pos]
        self._size = len(self._value)
        return pos

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def close(self):
        self._closed = True
        self._plain = False

    @property
    def line_buffering(self):
        self._check()
        return False

    @property
    def newlines(self):
        self._check()
        return None if self._decoder is None else self._decoder.newlines

    def __getstate__(self):
        self._check()
        return self._text(), "" if self._newline is None else self._newline, self._pos, {}

    def __setstate__(self, state):
        self.__init__(state[0], state[1])
        self._pos = state[2]


def _line_end(text, at, newline):
    if newline is None or newline == "\n":
        i = text.find("\n", at)
        return i + 1 if i >= 0 else len(text)
    if newline == "":
        lf = text.find("\n", at)
        cr = text.find("\r", at)
        if cr < 0 and lf < 0:
            return len(text)
        if cr < 0 or 0 <= lf < cr:
            return lf + 1
        return cr + 2 if text[cr + 1:cr + 2] == "\n" else cr + 1
    i = text.find(newline, at)
    return i + len(newline) if i >= 0 else len(text)


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    """Open file and return a stream.  Raise OSError upon failure."""
    if not isinstance(file, (str, bytes, int)):
        from posix import fspath
        file = fspath(file)
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    if not isinstance(buffering, int):
        raise TypeError(f"'{type(buffering).__name__}' object cannot be interpreted as an integer")
    for what, v in (("encoding", encoding), ("errors", errors)):
        if v is not None and not isinstance(v, str):
            raise TypeError(f"open() argument '{what}' must be str or None, not {type(v).__name__}")
    if _unwritten:
        _write_out()
    modes = set(mode)
    if modes - set("axrwb+t") or len(mode) > len(modes):
        raise ValueError(f"invalid mode: {mode!r}")
    binary = "b" in modes
    text = "t" in modes or not binary
    if "t" in modes and binary:
        raise ValueError("can't have text and binary mode at once")
    if len(modes & set("axrw")) != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if binary:
        if encoding is not None:
            raise ValueError("binary mode doesn't take an encoding argument")
        if errors is not None:
            raise ValueError("binary mode doesn't take an errors argument")
        if newline is not None:
            raise ValueError("binary mode doesn't take a newline argument")
    updating = "+" in modes
    raw = FileIO(file, mode.replace("b", "").replace("t", ""), closefd, opener)
    result = raw
    try:
        line_buffering = False
        if buffering == 1 and text or buffering < 0 and raw.isatty():
            buffering = -1
            line_buffering = True
        if buffering == 1 and binary:
            import warnings
            warnings.warn("line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used", RuntimeWarning, 2)
            buffering = -1
        if buffering < 0:
            buffering = max(min(raw._blksize, 8192 * 1024), DEFAULT_BUFFER_SIZE)
        if buffering == 0:
            if binary:
                return result
            raise ValueError("can't have unbuffered text I/O")
        if updating:
            buffer = BufferedRandom(raw, buffering)
        elif "r" in modes:
            buffer = BufferedReader(raw, buffering)
        else:
            buffer = BufferedWriter(raw, buffering)
        result = buffer
        if binary:
            return result
        result = wrapper = TextIOWrapper(buffer, text_encoding(encoding), errors, newline, line_buffering)
        wrapper.mode = mode
        return result
    except BaseException:
        result.close()
        raise


open.__module__ = "_io"


def open_code(path):
    """Opens the provided file with the intent to import the contents."""
    if not isinstance(path, str):
        raise TypeError(f"open_code() argument 'path' must be str, not {type(path).__name__}")
    return open(path, "rb")


__import__("builtins").open = open
