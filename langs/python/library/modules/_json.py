# What json has in C: natives where no guest code is asked, else json's own Python.

from _trackway import _json_scan, _json_string, _json_quote, _json_dump


def encode_basestring(text, /):
    """encode_basestring(string) -> string

    Return a JSON representation of a Python string
    """
    return _json_quote(text, False)


def encode_basestring_ascii(text, /):
    """encode_basestring_ascii(string) -> string

    Return an ASCII-only JSON representation of a Python string
    """
    return _json_quote(text, True)


def _fail(message, text, at):
    from json.decoder import JSONDecodeError

    raise JSONDecodeError(message, text, at)


def scanstring(text, end, strict=True, /):
    """scanstring(string, end, strict=True) -> (string, end)

    Scan the string s for a JSON string. End is the index of the
    character in s after the quote that started the JSON string.
    Unescapes all valid JSON string escape sequences and raises ValueError
    on attempt to decode an invalid string. If strict is False then literal
    control characters are allowed in the string.

    Returns a tuple of the decoded string and the index of the character in s
    after the end quote."""
    if end > len(text):
        raise ValueError("end is out of bounds")
    found = _json_string(text, end, True if strict else False)
    if len(found) == 3:
        _fail(found[0], text, found[1])
    return found


class make_scanner:
    """JSON scanner object"""

    def __new__(cls, context, /):
        from json import decoder, scanner

        constant = getattr(context.parse_constant, "__self__", None)
        if (
            context.object_hook is not None
            or context.object_pairs_hook is not None
            or context.parse_float is not float
            or context.parse_int is not int
            or constant is not decoder._CONSTANTS
        ):
            return scanner.py_make_scanner(context)
        self = object.__new__(cls)
        self.strict = True if context.strict else False
        self.object_hook = self.object_pairs_hook = None
        self.parse_float = context.parse_float
        self.parse_int = context.parse_int
        self.parse_constant = context.parse_constant
        return self

    def __call__(self, string, idx):
        found = _json_scan(string, idx, self.strict)
        if len(found) == 3:
            message, at, _ = found
            if message is None:
                raise StopIteration(at)
            _fail(message, string, at)
        return found


class make_encoder:
    """Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)"""

    def __init__(
        self, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan
    ):
        if markers is not None and not isinstance(markers, dict):
            raise TypeError(f"make_encoder() argument 1 must be dict or None, not {type(markers).__name__}")
        self.markers = markers
        self.default = default
        self.encoder = encoder
        self.indent = indent
        self.key_separator = key_separator
        self.item_separator = item_separator
        self.sort_keys = True if sort_keys else False
        self.skipkeys = True if skipkeys else False
        self.allow_nan = True if allow_nan else False

    def __call__(self, o, level):
        if self.encoder is encode_basestring_ascii or self.encoder is encode_basestring:
            style = (
                self.encoder is encode_basestring_ascii,
                self.sort_keys,
                self.skipkeys,
                self.allow_nan,
                self.item_separator,
                self.key_separator,
                self.indent,
            )
            text = _json_dump(o, style, level)
            if type(text) is str:
                return (text,)
            if text is not None and self._own_default():
                return self._filled(style, text)
        return self._slow(o, level)

    def _own_default(self):
        from json.encoder import JSONEncoder

        return getattr(self.default, "__func__", None) is not JSONEncoder.default

    def _filled(self, style, found):
        pieces, gaps, levels = found
        out = [pieces[0]]
        for i in range(len(gaps)):
            o = gaps[i]
            if self.markers is not None:
                if id(o) in self.markers:
                    raise ValueError("Circular reference detected")
                self.markers[id(o)] = o
            out.extend(self(self.default(o), levels[i]))
            if self.markers is not None:
                del self.markers[id(o)]
            out.append(pieces[i + 1])
        return out

    def _slow(self, o, level):
        from json import encoder

        allow_nan = self.allow_nan

        def floatstr(f):
            if f != f:
                text = "NaN"
            elif f == encoder.INFINITY:
                text = "Infinity"
            elif f == -encoder.INFINITY:
                text = "-Infinity"
            else:
                return float.__repr__(f)
            if not allow_nan:
                raise ValueError("Out of range float values are not JSON compliant: " + repr(f))
            return text

        iterate = encoder._make_iterencode(
            self.markers, self.default, self.encoder, self.indent, floatstr, self.key_separator,
            self.item_separator, self.sort_keys, self.skipkeys, True,
        )
        return list(iterate(o, level))
