# The registry of encodings, and the encodings that every program has.

_search = []
_known = {}
_handlers = {}


def register(search_function, /):
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _search.append(search_function)


def unregister(search_function, /):
    if search_function in _search:
        _search.remove(search_function)
        _known.clear()


def lookup(encoding, /):
    if not isinstance(encoding, str):
        raise TypeError(f"lookup() argument must be str, not {type(encoding).__name__}")
    if "\0" in encoding:
        raise ValueError("embedded null character")
    name = encoding.lower().replace(" ", "_")
    found = _known.get(name)
    if found is not None:
        return found
    if not _search:
        import encodings
    for f in _search:
        found = f(name)
        if found is not None:
            if not isinstance(found, tuple) or len(found) != 4:
                raise TypeError("codec search functions must return 4-tuples")
            _known[name] = found
            return found
    raise LookupError("unknown encoding: " + encoding)


def encode(obj, encoding="utf-8", errors="strict"):
    codec = lookup(encoding)[0]
    try:
        result = codec(obj, errors)
    except Exception as e:
        e.add_note(f"encoding with '{encoding}' codec failed")
        raise
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError("encoder must return a tuple (object, integer)")
    return result[0]


def decode(obj, encoding="utf-8", errors="strict"):
    codec = lookup(encoding)[1]
    try:
        result = codec(obj, errors)
    except Exception as e:
        e.add_note(f"decoding with '{encoding}' codec failed")
        raise
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError("decoder must return a tuple (object,integer)")
    return result[0]


def register_error(errors, handler, /):
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def _unregister_error(errors, /):
    if errors in _builtin_handlers:
        raise ValueError(f"cannot un-register built-in error handler '{errors}'")
    return _handlers.pop(errors, None) is not None


def lookup_error(name, /):
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError(f"unknown error handler name '{name}'") from None


def _wrong(exc):
    raise TypeError(f"don't know how to handle {type(exc).__name__} in error callback")


def strict_errors(exc):
    if isinstance(exc, Exception):
        raise exc
    raise TypeError("codec must pass exception instance")


def ignore_errors(exc):
    if isinstance(exc, UnicodeError):
        return "", exc.end
    _wrong(exc)


def replace_errors(exc):
    if isinstance(exc, UnicodeEncodeError):
        return "?" * (exc.end - exc.start), exc.end
    if isinstance(exc, UnicodeDecodeError):
        return "\ufffd", exc.end
    if isinstance(exc, UnicodeTranslateError):
        return "\ufffd" * (exc.end - exc.start), exc.end
    _wrong(exc)


def xmlcharrefreplace_errors(exc):
    if isinstance(exc, UnicodeEncodeError):
        return "".join([f"&#{ord(c)};" for c in exc.object[exc.start:exc.end]]), exc.end
    _wrong(exc)


def backslashreplace_errors(exc):
    if isinstance(exc, UnicodeDecodeError):
        return "".join([f"\\x{b:02x}" for b in exc.object[exc.start:exc.end]]), exc.end
    if isinstance(exc, (UnicodeEncodeError, UnicodeTranslateError)):
        out = []
        for c in exc.object[exc.start:exc.end]:
            n = ord(c)
            out.append(f"\\x{n:02x}" if n < 0x100 else f"\\u{n:04x}" if n < 0x10000 else f"\\U{n:08x}")
        return "".join(out), exc.end
    _wrong(exc)


def namereplace_errors(exc):
    if isinstance(exc, UnicodeEncodeError):
        import unicodedata
        out = []
        for c in exc.object[exc.start:exc.end]:
            name = unicodedata.name(c, None)
            n = ord(c)
            if name is not None:
                out.append("\\N{" + name + "}")
            else:
                out.append(f"\\x{n:02x}" if n < 0x100 else f"\\u{n:04x}" if n < 0x10000 else f"\\U{n:08x}")
        return "".join(out), exc.end
    _wrong(exc)


def surrogatepass(exc):
    if isinstance(exc, UnicodeEncodeError):
        out = b""
        for c in exc.object[exc.start:exc.end]:
            n = ord(c)
            if not 0xd800 <= n <= 0xdfff:
                raise exc
            out += _unit(n, exc.encoding)
        return out, exc.end
    if isinstance(exc, UnicodeDecodeError):
        name = exc.encoding.lower().replace("_", "-")
        data = exc.object[exc.start:]
        if name in ("utf-8", "utf8"):
            if len(data) >= 3 and data[0] == 0xed and data[1] & 0xc0 == 0x80 and data[2] & 0xc0 == 0x80:
                n = (data[0] & 0xf) << 12 | (data[1] & 0x3f) << 6 | data[2] & 0x3f
                if 0xd800 <= n <= 0xdfff:
                    return chr(n), exc.start + 3
        elif name.startswith("utf-16") or name.startswith("utf-32"):
            size = 2 if "16" in name else 4
            n = int.from_bytes(data[:size], "big" if name.endswith("be") else "little")
            if len(data) >= size and 0xd800 <= n <= 0xdfff:
                return chr(n), exc.start + size
        raise exc
    _wrong(exc)


def _unit(n, encoding):
    name = encoding.lower().replace("_", "-")
    order = "big" if name.endswith("be") else "little"
    if name.startswith("utf-16"):
        return n.to_bytes(2, order)
    if name.startswith("utf-32"):
        return n.to_bytes(4, order)
    return bytes([0xe0 | n >> 12, 0x80 | n >> 6 & 0x3f, 0x80 | n & 0x3f])


def surrogateescape(exc):
    if isinstance(exc, UnicodeEncodeError):
        out = []
        for c in exc.object[exc.start:exc.end]:
            n = ord(c)
            if not 0xdc80 <= n <= 0xdcff:
                raise exc
            out.append(n - 0xdc00)
        return bytes(out), exc.end
    if isinstance(exc, UnicodeDecodeError):
        out = []
        for b in exc.object[exc.start:exc.start + 4]:
            if b < 0x80:
                break
            if exc.start + len(out) >= exc.end:
                break
            out.append(chr(0xdc00 + b))
        if not out:
            raise exc
        return "".join(out), exc.start + len(out)
    _wrong(exc)


_builtin_handlers = ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace",
                     "surrogatepass", "surrogateescape")
for _f, _n in zip((strict_errors, ignore_errors, replace_errors, xmlcharrefreplace_errors, backslashreplace_errors,
                   namereplace_errors, surrogatepass, surrogateescape), _builtin_handlers):
    _handlers[_n] = _f


def _bytes(data):
    if type(data) is bytes:
        return data
    if isinstance(data, str):
        return data.encode()
    return bytes(data)


def _encoded(text, codec, errors, limit):
    # What the fast way refused: ask the handler wherever a character does not fit.
    if not isinstance(text, str):
        raise TypeError(f"{codec.replace('-', '_')}_encode() argument 1 must be str, not {type(text).__name__}")
    if errors is None:
        errors = "strict"
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        pass
    handler = lookup_error(errors)
    reason = ("ordinal not in range(128)" if limit == 128 else
              "ordinal not in range(256)" if limit == 256 else "surrogates not allowed")
    out = []
    i = 0
    n = len(text)

    def bad(c):
        c = ord(c)
        return c >= limit or 0xd800 <= c <= 0xdfff and limit > 256

    while i < n:
        j = i
        while j < n and not bad(text[j]):
            j += 1
        out.append(text[i:j].encode(codec))
        if j == n:
            break
        k = j
        while k < n and bad(text[k]):
            k += 1
        name = "utf-8" if limit > 256 else codec
        to, i = _handled(handler, UnicodeEncodeError(name, text, j, k, reason), n)
        if isinstance(to, str):
            for c in to:
                if bad(c):
                    raise UnicodeEncodeError(name, text, j, k, reason)
            to = to.encode(codec)
        out.append(to)
    return b"".join(out)


def _handled(handler, exc, n):
    result = handler(exc)
    if not isinstance(result, tuple) or len(result) != 2 or not isinstance(result[1], int):
        kind = "encoding" if isinstance(exc, UnicodeEncodeError) else "decoding"
        raise TypeError(f"{kind} error handler must return (str{'/bytes' if kind == 'encoding' else ''}, int) tuple")
    to, at = result
    if at < 0:
        at += n
    if at < 0 or at > n:
        raise IndexError(f"position {at} from error handler out of bounds")
    return to, at


def utf_8_encode(str, errors=None, /):
    return _encoded(str, "utf-8", errors, 0x110000), len(str)


def latin_1_encode(str, errors=None, /):
    return _encoded(str, "latin-1", errors, 256), len(str)


def ascii_encode(str, errors=None, /):
    return _encoded(str, "ascii", errors, 128), len(str)


def latin_1_decode(data, errors=None, /):
    data = _bytes(data)
    return data.decode("latin-1"), len(data)


def ascii_decode(data, errors=None, /):
    data = _bytes(data)
    if errors is None:
        errors = "strict"
    try:
        return data.decode("ascii"), len(data)
    except UnicodeDecodeError:
        if errors == "strict":
            raise
    handler = lookup_error(errors)
    out = []
    i = 0
    while i < len(data):
        j = i
        while j < len(data) and data[j] < 128:
            j += 1
        out.append(data[i:j].decode("ascii"))
        if j == len(data):
            break
        to, i = _handled(handler, UnicodeDecodeError("ascii", data, j, j + 1, "ordinal not in range(128)"), len(data))
        out.append(to)
    return "".join(out), len(data)


def _incomplete(data):
    # Bytes at the end that begin a character which is not whole.
    n = len(data)
    for back in (1, 2, 3):
        if back > n:
            return 0
        b = data[n - back]
        if b & 0xc0 != 0x80:
            want = 2 if 0xc2 <= b < 0xe0 else 3 if 0xe0 <= b < 0xf0 else 4 if 0xf0 <= b < 0xf5 else 1
            if want <= back:
                return 0
            if back >= 2:
                second = data[n - back + 1]
                if (b == 0xe0 and second < 0xa0 or b == 0xed and second > 0x9f or
                        b == 0xf0 and second < 0x90 or b == 0xf4 and second > 0x8f):
                    return 0
            return back
    return 0


def utf_8_decode(data, errors=None, final=False, /):
    data = _bytes(data)
    if errors is None:
        errors = "strict"
    cut = 0 if final else _incomplete(data)
    whole = data[:len(data) - cut] if cut else data
    try:
        return whole.decode("utf-8"), len(whole)
    except UnicodeDecodeError as e:
        if errors == "strict":
            raise
        first = e
    handler = lookup_error(errors)
    out = []
    base = 0
    e = first
    while True:
        start = base + e.start
        out.append(whole[base:start].decode("utf-8"))
        exc = UnicodeDecodeError("utf-8", whole, start, base + e.end, e.reason)
        to, base = _handled(handler, exc, len(whole))
        out.append(to)
        try:
            out.append(whole[base:].decode("utf-8"))
            break
        except UnicodeDecodeError as again:
            e = again
    return "".join(out), len(whole)


def readbuffer_encode(data, errors=None, /):
    data = _bytes(data)
    return data, len(data)


def charmap_build(map, /):
    return {ord(c): i for i, c in enumerate(map)}


def charmap_decode(data, errors=None, mapping=None, /):
    data = _bytes(data)
    if mapping is None:
        return latin_1_decode(data, errors)
    if isinstance(mapping, str) and len(mapping) >= 256:
        text = "".join([mapping[b] for b in data])
        if "\ufffe" not in text:
            return text, len(data)
    out = []
    i = 0
    while i < len(data):
        try:
            c = mapping[data[i]]
        except (IndexError, KeyError):
            c = None
        if isinstance(c, int):
            c = chr(c)
        if c is None or c == "\ufffe":
            exc = UnicodeDecodeError("charmap", data, i, i + 1, "character maps to <undefined>")
            to, i = _handled(lookup_error(errors or "strict"), exc, len(data))
            out.append(to)
            continue
        out.append(c)
        i += 1
    return "".join(out), len(data)


def charmap_encode(str, errors=None, mapping=None, /):
    if mapping is None:
        return latin_1_encode(str, errors)

    def one(c):
        try:
            b = mapping[ord(c)]
        except LookupError:
            return None
        if isinstance(b, int):
            if not 0 <= b < 256:
                raise TypeError("character mapping must be in range(256)")
            return bytes([b])
        return b

    out = []
    i = 0
    n = len(str)
    while i < n:
        b = one(str[i])
        if b is not None:
            out.append(b)
            i += 1
            continue
        j = i + 1
        while j < n and one(str[j]) is None:
            j += 1
        exc = UnicodeEncodeError("charmap", str, i, j, "character maps to <undefined>")
        to, at = _handled(lookup_error(errors or "strict"), exc, n)
        if isinstance(to, bytes):
            out.append(to)
        else:
            for c in to:
                b = one(c)
                if b is None:
                    raise exc
                out.append(b)
        i = at
    return b"".join(out), n


def escape_encode(data, errors=None, /):
    # A double quote in front, so that single ones are escaped.
    return repr(b'"' + bytes(data))[3:-1].encode("latin-1"), len(data)


def _later(name):
    def f(*args):
        import _pycodecs
        return getattr(_pycodecs, name)(*args)
    f.__name__ = f.__qualname__ = name
    return f


for _n in ("escape_decode", "raw_unicode_escape_decode", "raw_unicode_escape_encode", "unicode_escape_decode",
           "unicode_escape_encode", "utf_7_decode", "utf_7_encode", "utf_16_decode", "utf_16_encode",
           "utf_16_be_decode", "utf_16_be_encode", "utf_16_le_decode", "utf_16_le_encode", "utf_16_ex_decode",
           "utf_32_decode", "utf_32_encode", "utf_32_be_decode", "utf_32_be_encode", "utf_32_le_decode",
           "utf_32_le_encode", "utf_32_ex_decode"):
    # Static: a class whose method it becomes does not pass itself.
    globals()[_n] = staticmethod(_later(_n))
del _n, _f


def _normalize_encoding(encoding, /):
    out = []
    for c in encoding:
        out.append(c if c.isalnum() or c == "." else "_")
    return "_".join([p for p in "".join(out).split("_") if p])
