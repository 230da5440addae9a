# Strings made from values whose classes have a say.

def _str_translate(s, table):
    out = []
    for c in s:
        try:
            to = table[ord(c)]
        except LookupError:
            out.append(c)
            continue
        if to is None:
            continue
        if isinstance(to, str):
            out.append(to)
        elif isinstance(to, int):
            out.append(chr(to))
        else:
            raise TypeError("character mapping must return integer, None or str")
    return "".join(out)


def _bytes_join(sep, v):
    return sep.join(list(v))


def _percent_of(format, value):
    return format % (str(value),)


def _percent_with(format, values, i):
    return format % (*values[:i], str(values[i]), *values[i + 1:])


def _percent_mapped(format, values):
    return format % {k: values[k] for k in _percent_keys(format)}


def _percent(format, values):
    ready = []
    for kind, v in _percent_plan(format, values):
        if kind == "s":
            ready.append(str(v))
        elif kind == "r":
            ready.append(repr(v))
        elif kind == "a":
            ready.append(ascii(v))
        elif kind in "eEfFgG" and not isinstance(v, (int, float)) and _special(v, "__float__") is not None:
            ready.append(float(v))
        elif kind in "diu" and not isinstance(v, (int, float)) and _special(v, "__int__") is not None:
            ready.append(int(v))
        elif kind in "diuxXo" and not isinstance(v, (int, float)) and _special(v, "__index__") is not None:
            ready.append(_special(v, "__index__")())
        else:
            ready.append(v)
    return _percent_fill(format, values, ready)


def _str_format_slow(text, args, kw):
    numbering = [0, False]
    return _format_fields(text, args, kw, numbering, 2)


def _str_format_1(a, v, b):
    return f"{a}{v}{b}"


def _str_format_2(a, v, b, w, c):
    return f"{a}{v}{b}{w}{c}"


def _str_format_guests(parts):
    out = []
    for part in parts:
        if type(part) is str:
            out.append(part)
        else:
            v, path, conversion, spec = part
            if path is not None:
                for attribute, name in path:
                    v = getattr(v, name) if attribute else v[name]
            if conversion != "":
                v = _str_converted(v, conversion)
            out.append(f"{v}" if spec == "" else format(v, spec))
    return "".join(out)


def _str_converted(v, conversion):
    if conversion == "r":
        return repr(v)
    if conversion == "s":
        return str(v)
    if conversion == "a":
        return ascii(v)
    raise ValueError("Unknown conversion specifier " + conversion)


def _format_fields(text, args, kw, numbering, depth):
    if depth == 0:
        raise ValueError("Max string recursion exceeded")
    out = []
    for piece in _format_pieces(text):
        if isinstance(piece, str):
            out.append(piece)
            continue
        name, path, conversion, spec = piece
        v = _format_argument(name, args, kw, numbering)
        for attribute, part in path:
            v = getattr(v, part) if attribute else v[part]
        if "{" in spec or "}" in spec:
            spec = _format_fields(spec, args, kw, numbering, depth - 1)
        if conversion != "":
            v = _str_converted(v, conversion)
        out.append(format(v, spec))
    return "".join(out)


def _format_argument(name, args, kw, numbering):
    if name == "":
        if numbering[1]:
            raise ValueError("cannot switch from manual field specification to automatic field numbering")
        name = numbering[0]
        numbering[0] = name + 1
    elif isinstance(name, int):
        if numbering[0]:
            raise ValueError("cannot switch from automatic field numbering to manual field specification")
        numbering[1] = True
    else:
        return kw[name]
    if name >= len(args):
        raise IndexError("Replacement index " + str(name) + " out of range for positional args tuple")
    return args[name]


def _text_codec(encoding, verb):
    import codecs
    found = codecs.lookup(encoding)
    if not getattr(found, "_is_text_encoding", True):
        raise LookupError("'" + encoding + "' is not a text encoding; use codecs." + verb + "() to handle arbitrary codecs")
    return found


def _codec_note(e, what, encoding):
    # Encodings that CPython knows without their codecs say nothing.
    known = ("utf8", "ascii", "usascii", "latin1", "iso88591", "utf16", "utf32")
    if encoding.lower().replace("-", "").replace("_", "") not in known:
        e.add_note(what + " with '" + encoding + "' codec failed")


def _codec_encode(text, encoding, errors):
    codec = _text_codec(encoding, "encode")
    try:
        out = codec.encode(text, errors)
    except Exception as e:
        _codec_note(e, "encoding", encoding)
        raise
    if not isinstance(out, tuple) or len(out) != 2:
        raise TypeError("encoder must return a tuple (object, integer)")
    if not isinstance(out[0], bytes):
        raise TypeError("'" + encoding + "' encoder returned '" + type(out[0]).__name__ + "' instead of 'bytes'; use codecs.encode() to encode to arbitrary types")
    return out[0]


def _codec_decode(b, encoding, errors):
    codec = _text_codec(encoding, "decode")
    try:
        out = codec.decode(b, errors)
    except Exception as e:
        _codec_note(e, "decoding", encoding)
        raise
    if not isinstance(out, tuple) or len(out) != 2:
        raise TypeError("decoder must return a tuple (object,integer)")
    if not isinstance(out[0], str):
        raise TypeError("'" + encoding + "' decoder returned '" + type(out[0]).__name__ + "' instead of 'str'; use codecs.decode() to decode to arbitrary types")
    return out[0]


def _bytes_special(f, v):
    b = f(v)
    if not isinstance(b, bytes):
        raise TypeError("__bytes__ returned non-bytes (type " + type(b).__name__ + ")")
    return b


def _bytes_index(v, mutable):
    n = _special(v, "__index__")()
    return bytearray(n) if mutable else bytes(n)


def _bytes_iterated(v, mutable):
    out = []
    for x in v:
        out.append(x if type(x) is int else _index(x))
    return _bytes_from_list(out, mutable)


def _bytearray_of(v):
    return bytearray(v)


def _bytearray_extend(b, v):
    if isinstance(v, str):
        raise TypeError("expected iterable of integers; got: 'str'")
    b[len(b):] = _bytes_iterated(v, False)


def _bytes_percent(format, values):
    text = format.decode("latin-1")
    ready = []
    text = _bytes_percent_text(text)
    keys = _percent_keys(text)
    if keys and hasattr(type(values), "__getitem__") and not isinstance(values, (tuple, str)):
        values = {k: values[k.encode("latin-1")] for k in keys}
    if isinstance(values, (bytes, bytearray)):
        values = (values,)
    plan = _percent_plan(text, values, "bytes")
    for kind, v in plan:
        if kind == "s":
            f = _special_name(v, "__bytes__")
            if f is not None:
                v = f()
            if not isinstance(v, (bytes, bytearray, memoryview)):
                raise TypeError("%b requires a bytes-like object, or an object that implements __bytes__, not '" + type(v).__name__ + "'")
            ready.append(str(bytes(v), "latin-1"))
        elif kind == "r" or kind == "a":
            ready.append(ascii(v))
        elif kind == "c":
            if isinstance(v, (bytes, bytearray)):
                if len(v) != 1:
                    raise TypeError("%c requires an integer in range(256) or a single byte, not a bytes object of length " + str(len(v)))
                ready.append(v[0])
            elif isinstance(v, int):
                if v < 0 or v > 255:
                    raise OverflowError("%c arg not in range(256)")
                ready.append(v)
            else:
                raise TypeError("%c requires an integer in range(256) or a single byte, not " + type(v).__name__)
        elif kind in "eEfFgG" and not isinstance(v, (int, float)) and _special(v, "__float__") is not None:
            ready.append(float(v))
        else:
            ready.append(v)
    out = _percent_fill(text, values, ready).encode("latin-1")
    return bytearray(out) if isinstance(format, bytearray) else out


def _int_from_items(cls, items, order, signed):
    f = _special_name(items, "__bytes__")
    b = f() if f is not None else _bytes_iterated(items, False)
    if order is None:
        return cls.from_bytes(b, signed=signed)
    return cls.from_bytes(b, order, signed=signed)


def _complex(real, imag, absent):
    f = _special_name(real, "__complex__")
    if f is not None:
        real = f()
        if type(real) is not complex:
            real = _exact("__complex__", real, complex)
    elif _special_name(real, "__float__") is not None or _special_name(real, "__index__") is not None:
        real = float(real)
    if _special_name(imag, "__float__") is not None or _special_name(imag, "__index__") is not None:
        imag = float(imag)
    return complex(real) if absent else complex(real, imag)


def _bytearray_iadd(a, b):
    if not isinstance(b, (bytes, bytearray, memoryview)):
        raise TypeError("can't concat " + type(b).__name__ + " to bytearray")
    a.extend(b)
    return a


def _bytearray_imul(a, n):
    a[:] = bytes(a) * n
    return a
