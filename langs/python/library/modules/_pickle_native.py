# pickle: natives write and read what is plain, this makes the guest calls between. What is rarer still, persistent ids
# and buffers out of band, is left to the library's own classes, from which these are derived.

import codecs
import copyreg
import pickle as _library
from functools import partial
from pickle import PickleBuffer, PickleError, PicklingError, UnpicklingError
from struct import pack
from types import FunctionType

_Nothing = object()

# The operations of a program for the natives: each with an operand.
_SAVE, _WRITE, _REMEMBER, _APPEND_ALL, _ASSIGN_ALL = range(5)


def _protocol(protocol):
    if protocol is None:
        return _library.DEFAULT_PROTOCOL
    if protocol < 0:
        return _library.HIGHEST_PROTOCOL
    if protocol > _library.HIGHEST_PROTOCOL:
        raise ValueError(f"pickle protocol must be <= {_library.HIGHEST_PROTOCOL}")
    return int(protocol)


class _Way:
    """How objects are reduced: what a pickler was told."""

    def __init__(self, proto, fix_imports, table, override):
        self.proto = proto
        self.fix_imports = fix_imports and proto < 3
        self.table = table
        self.override = override

    def new(self):
        plain = type(self.table) is dict and self.override is None
        return _pickle_new(self.proto, plain, self.table if plain else None)

    def write(self, job, obj):
        _pickle_begin(job, obj)
        while True:
            found = _pickle_run(job)
            if found is None:
                return _pickle_finish(job)
            if found is not True:
                _pickle_program(job, self.program(found[0]))

    def program(self, o):
        """What is to be written for an object that is not plain."""
        t = type(o)
        rv = NotImplemented
        if self.override is not None and t not in _builtin:
            rv = self.override(o)
        if rv is NotImplemented:
            f = _builtin.get(t)
            if f is not None:
                return f(self, o)
            if t is FunctionType:
                return self.global_name(o)
            if t is type:
                return self.type(o)
            f = self.table.get(t, _Nothing)
            if f is not _Nothing:
                rv = f(o)
            elif issubclass(t, type):
                return self.global_name(o)
            else:
                rv = self.reduce(o, t)
        if isinstance(rv, str):
            return self.global_name(o, rv)
        if not isinstance(rv, tuple):
            raise PicklingError(f"__reduce__ must return a string or tuple, not {_library._T(rv)}")
        if not 2 <= len(rv) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        return self.reduced(o, *rv)

    def reduce(self, o, t):
        f = getattr(o, "__reduce_ex__", _Nothing)
        if f is not _Nothing:
            return f(self.proto)
        f = getattr(o, "__reduce__", _Nothing)
        if f is not _Nothing:
            return f()
        raise PicklingError(f"Can't pickle {_library._T(o)} object")

    def reduced(self, o, func, args, state=None, items=None, pairs=None, setter=None):
        if not callable(func):
            raise PicklingError(f"first item of the tuple returned by __reduce__ must be callable, not {_library._T(func)}")
        if not isinstance(args, tuple):
            raise PicklingError(f"second item of the tuple returned by __reduce__ must be a tuple, not {_library._T(args)}")
        name = getattr(func, "__name__", "") if self.proto >= 2 else ""
        if name == "__newobj_ex__":
            program = self.new_with(o, args)
        elif name == "__newobj__":
            program = self.new_object(o, args)
        else:
            program = [_SAVE, func, _SAVE, args, _WRITE, b"R"]
        program += (_REMEMBER, o)
        if items is not None:
            program += (_APPEND_ALL, list(items))
        if pairs is not None:
            program += (_ASSIGN_ALL, _flat(pairs))
        if state is not None:
            if setter is None:
                program += (_SAVE, state, _WRITE, b"b")
            else:
                program += (_SAVE, setter, _SAVE, o, _SAVE, state, _WRITE, b"\x86R0")
        return program

    def new_object(self, o, args):
        if not args:
            raise PicklingError("__newobj__ expected at least 1 argument, got 0")
        cls = args[0]
        self.check_class(o, cls, "__newobj__")
        return [_SAVE, cls, _SAVE, args[1:], _WRITE, b"\x81"]

    def new_with(self, o, args):
        if len(args) != 3:
            raise PicklingError(f"__newobj_ex__ expected 3 arguments, got {len(args)}")
        cls, args, kwargs = args
        self.check_class(o, cls, "__newobj_ex__")
        if not isinstance(args, tuple):
            raise PicklingError(f"second argument to __newobj_ex__() must be a tuple, not {_library._T(args)}")
        if not isinstance(kwargs, dict):
            raise PicklingError(f"third argument to __newobj_ex__() must be a dict, not {_library._T(kwargs)}")
        if self.proto >= 4:
            return [_SAVE, cls, _SAVE, args, _SAVE, kwargs, _WRITE, b"\x92"]
        return [_SAVE, partial(cls.__new__, cls, *args, **kwargs), _SAVE, (), _WRITE, b"R"]

    def check_class(self, o, cls, name):
        if not hasattr(cls, "__new__"):
            raise PicklingError(f"first argument to {name}() has no __new__")
        if cls is not o.__class__:
            raise PicklingError(f"first argument to {name}() must be {o.__class__!r}, not {cls!r}")

    def type(self, o):
        for v in (None, NotImplemented, ...):
            if o is type(v):
                return self.reduced(o, type, (v,))
        return self.global_name(o)

    def global_name(self, o, name=None):
        if name is None:
            name = getattr(o, "__qualname__", None)
            if name is None:
                name = o.__name__
        module = _library.whichmodule(o, name)
        if self.proto >= 2:
            code = copyreg._extension_registry.get((module, name))
            if code is not None:
                return [_WRITE, _extension(code)]
        if self.proto >= 4:
            return [_SAVE, module, _SAVE, name, _WRITE, b"\x93", _REMEMBER, o]
        first, *rest = name.split(".")
        program = []
        for part in rest:
            program += (_SAVE, getattr)
            if self.proto < 2:
                program += (_WRITE, b"(")
        program += (_WRITE, self.top_level(module, first))
        for part in rest:
            program += (_SAVE, part, _WRITE, b"\x86R" if self.proto >= 2 else b"tR")
        return program + [_REMEMBER, o]

    def top_level(self, module, name):
        encoding = "utf-8" if self.proto >= 3 else "ascii"
        if self.fix_imports:
            import _compat_pickle
            known = _compat_pickle.REVERSE_NAME_MAPPING.get((module, name))
            if known is not None:
                module, name = known
            else:
                module = _compat_pickle.REVERSE_IMPORT_MAPPING.get(module, module)
        what = "module", module
        try:
            text = b"c" + module.encode(encoding) + b"\n"
            what = "global", name
            return text + name.encode(encoding) + b"\n"
        except UnicodeEncodeError:
            raise PicklingError(
                f"can't pickle {what[0]} identifier {what[1]!r} using pickle protocol {self.proto}"
            ) from None

    # Builtin types that the older protocols have no opcodes for.

    def bytes(self, o):
        if not o:
            return self.reduced(o, bytes, ())
        return self.reduced(o, codecs.encode, (str(o, "latin1"), "latin1"))

    def bytearray(self, o):
        if not o:
            return self.reduced(o, bytearray, ())
        return self.reduced(o, bytearray, (bytes(o),))

    def set(self, o):
        return self.reduced(o, type(o), (list(o),))

    def buffer(self, o):
        if self.proto < 5:
            raise PicklingError("PickleBuffer can only be pickled with protocol >= 5")
        with o.raw() as m:
            if not m.contiguous:
                raise PicklingError("PickleBuffer can not be pickled when pointing to a non-contiguous buffer")
            data = m.tobytes()
            if not m.readonly:
                head = b"\x96" + pack("<Q", len(data))
            else:
                head = b"C" + pack("<B", len(data)) if len(data) < 256 else b"B" + pack("<I", len(data))
        return [_WRITE, head + data, _REMEMBER, o]


_builtin = {bytes: _Way.bytes, bytearray: _Way.bytearray, set: _Way.set, frozenset: _Way.set, PickleBuffer: _Way.buffer}


def _flat(pairs):
    """Keys and values in turn."""
    out = []
    for k, v in pairs:
        out += (k, v)
    return out


def _extension(code):
    if code <= 0xff:
        return b"\x82" + pack("<B", code)
    if code <= 0xffff:
        return b"\x83" + pack("<H", code)
    return b"\x84" + pack("<i", code)


class Pickler(_library._Pickler):
    """This takes a binary file for writing a pickle data stream."""

    _job = None

    @property
    def memo(self):
        # The library's methods keep a dict; from then on they do all.
        if self._job is not None:
            self._memo = {id(o): (i, o) for i, o in enumerate(_pickle_memo(self._job))}
            self._job = None
        return self._memo

    @memo.setter
    def memo(self, memo):
        self._memo = memo
        self._job = None

    def clear_memo(self):
        self.memo = {}

    def dump(self, obj):
        """Write a pickled representation of the given object to the open file."""
        if not hasattr(self, "_file_write"):
            raise PicklingError(f"Pickler.__init__() was not called by {type(self).__name__}.__init__()")
        if not self._is_native():
            return _library._Pickler.dump(self, obj)
        table = getattr(self, "dispatch_table", copyreg.dispatch_table)
        way = _Way(self.proto, self.fix_imports, table, getattr(self, "reducer_override", None))
        if self._job is None:
            self._job = way.new()
        try:
            data = way.write(self._job, obj)
        except BaseException:
            self._job = None
            raise
        self._file_write(data)

    def _is_native(self):
        return (
            not self.fast
            and self._buffer_callback is None
            and not self._memo
            and type(self).persistent_id is _library._Pickler.persistent_id
            and "persistent_id" not in vars(self)
        )


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Return the pickled representation of the object as a bytes object."""
    protocol = _protocol(protocol)
    if buffer_callback is not None:
        return _library._dumps(obj, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback)
    way = _Way(protocol, fix_imports, copyreg.dispatch_table, None)
    return way.write(way.new(), obj)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write a pickled representation of obj to the open file object file."""
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


class Unpickler(_library._Unpickler):
    """This takes a binary file for reading a pickle data stream."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._job = _unpickle_new()
        super().__init__(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers)
        self._file_peek = getattr(file, "peek", None)
        self._peeked = 0

    @property
    def memo(self):
        return _unpickle_memo(self._job)

    @memo.setter
    def memo(self, memo):
        if not isinstance(memo, dict):
            raise TypeError(f"'memo' attribute must be an UnpicklerMemoProxy object or dict, not {type(memo).__name__!r}")
        _unpickle_set_memo(self._job, memo)

    def load(self):
        """Load a pickle: read a pickled object representation from the open file."""
        if not hasattr(self, "_file_read"):
            raise UnpicklingError(f"Unpickler.__init__() was not called by {type(self).__name__}.__init__()")
        _unpickle_begin(self._job)
        self._peeked = 0
        return self._serve(self._job)

    def _serve(self, job):
        self.append = partial(_unpickle_push, job)
        while True:
            request, *words = _unpickle_run(job)
            if request == 0:
                if self._peeked:
                    self._file_read(self._peeked - _unpickle_left(job))
                return words[0]
            _HANDLERS[request](self, job, *words)

    def _more(self, job, n, inside):
        data = self._line() if n < 0 else self._read_some(n)
        if not data and not inside:
            raise EOFError("Ran out of input")
        if n < 0 and data[-1:] != b"\n" or len(data) < n:
            raise UnpicklingError("pickle data was truncated")
        _unpickle_feed(job, data)

    def _skip_peeked(self):
        if self._peeked:
            self._file_read(self._peeked)
            self._peeked = 0

    def _line(self):
        self._skip_peeked()
        return self._file_readline()

    def _read_some(self, n):
        self._skip_peeked()
        if self._file_peek is not None:
            try:
                data = self._file_peek(n)
            except NotImplementedError:
                data = b""
            if len(data) >= n:
                self._peeked = len(data)
                return data
        return self._file_read(n)

    def _bad(self, job, text, wrong_value=False):
        raise ValueError(text) if wrong_value else UnpicklingError(text)

    def _global(self, job, module, name):
        self.proto = _unpickle_protocol(job)
        _unpickle_push(job, self.find_class(module, name))

    def _extension(self, job, code):
        self.proto = _unpickle_protocol(job)
        self.get_extension(code)

    def _call(self, job, func, args):
        _unpickle_push(job, func(*args))

    def _new(self, job, cls, args):
        _unpickle_push(job, cls.__new__(cls, *args))

    def _new_with(self, job, cls, args, kwargs):
        _unpickle_push(job, cls.__new__(cls, *args, **kwargs))

    def _make(self, job, cls, *rest):
        if len(rest) == 2:
            self.proto = _unpickle_protocol(job)
            cls = self.find_class(cls, rest[0])
        self._instantiate(cls, list(rest[-1]))

    def _persistent(self, job, pid, is_text=False):
        if is_text:
            try:
                pid = pid.decode("ascii")
            except UnicodeDecodeError:
                raise UnpicklingError("persistent IDs in protocol 0 must be ASCII strings") from None
        _unpickle_push(job, self.persistent_load(pid))

    def _string(self, job, data, quoted=False):
        if quoted:
            if len(data) < 2 or data[0] != data[-1] or data[0] not in b"\"'":
                raise UnpicklingError("the STRING opcode argument must be quoted")
            data = codecs.escape_decode(data[1:-1])[0]
        _unpickle_push(job, self._decode_string(data))

    def _text(self, job, data, utf8=False):
        _unpickle_push(job, data.decode("utf-8", "surrogatepass") if utf8 else str(data, "raw-unicode-escape"))

    def _next_buffer(self, job):
        self.load_next_buffer()

    def _read_only(self, job, buf):
        with memoryview(buf) as m:
            _unpickle_push(job, buf if m.readonly else m.toreadonly())

    def _frozenset(self, job, items):
        _unpickle_push(job, frozenset(items))

    def _bytearray(self, job, data):
        _unpickle_push(job, bytearray(data))

    def _build(self, job, o, state):
        self.stack = [o, state]
        self.load_build()

    def _append(self, job, o, items):
        extend = getattr(o, "extend", None)
        if extend is not None and len(items) > 1:
            extend(items)
            return
        append = o.append
        for v in items:
            append(v)

    def _set_items(self, job, o, items):
        for i in range(0, len(items), 2):
            o[items[i]] = items[i + 1]

    def _add_items(self, job, o, items):
        if isinstance(o, set):
            o.update(items)
            return
        add = o.add
        for v in items:
            add(v)


# By the numbers of the natives' requests.
_HANDLERS = [
    None,
    lambda self, job: None,
    Unpickler._more,
    Unpickler._bad,
    Unpickler._global,
    Unpickler._extension,
    Unpickler._call,
    Unpickler._new,
    Unpickler._new_with,
    Unpickler._make,
    Unpickler._persistent,
    Unpickler._string,
    Unpickler._text,
    Unpickler._next_buffer,
    Unpickler._read_only,
    Unpickler._frozenset,
    Unpickler._bytearray,
    Unpickler._build,
    Unpickler._append,
    Unpickler._set_items,
    Unpickler._add_items,
]


class _NoFile:
    """What there is behind the end of bytes."""

    def read(self, n=-1):
        return b""

    def readline(self):
        return b""


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """Read and return an object from the given pickle data."""
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    self = Unpickler(_NoFile(), fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers)
    _unpickle_feed(self._job, data if type(data) is bytes else bytes(memoryview(data)))
    return self._serve(self._job)


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """Read and return an object from the pickle data stored in a file."""
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()


for _x in (Pickler, Unpickler, dump, dumps, load, loads):
    _x.__module__ = "_pickle"
