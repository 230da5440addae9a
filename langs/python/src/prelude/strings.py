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
        if conversion == "":
            pass
        elif conversion == "r":
            v = repr(v)
        elif conversion == "s":
            v = str(v)
        elif conversion == "a":
            v = ascii(v)
        else:
            raise ValueError("Unknown conversion specifier " + conversion)
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
