# Conversions between binary data and text.

from _trackway import (_base64_encode, _base64_decode, _hex, _unhex, _crc32, _crc_hqx, _uu_encode, _uu_decode,
                       _qp_encode, _qp_decode)


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


def _bytes(data):
    # Of what has no bytes that the natives know.
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return bytes(memoryview(data))


def _ascii(data):
    if isinstance(data, str):
        try:
            return data.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError("argument should be bytes, buffer or ASCII string, not '" + type(data).__name__ + "'") from None


def b2a_base64(data, /, *, newline=True):
    """Base64-code line of data."""
    newline = True if newline else False
    out = _base64_encode(data, newline)
    return _base64_encode(_bytes(data), newline) if out is None else out


def a2b_base64(data, /, *, strict_mode=False):
    """Decode a line of base64 data."""
    strict = True if strict_mode else False
    try:
        out = _base64_decode(data, strict)
        if out is None:
            data = _ascii(data)
            out = _base64_decode(data, strict)
        return out
    except ValueError as e:
        raise _wrong(data, e) from None


def _wrong(data, e):
    # What was wrong before there were bytes is no error of the module's own.
    return e if isinstance(data, str) and not data.isascii() else Error(str(e))


def hexlify(data, sep=None, bytes_per_sep=1):
    """Hexadecimal representation of binary data."""
    if sep is None:
        out = _hex(data)
        return _hex(_bytes(data)) if out is None else out
    if not isinstance(data, (bytes, bytearray, memoryview)):
        data = _bytes(data)
    return data.hex(sep, bytes_per_sep).encode("ascii")


b2a_hex = hexlify


def unhexlify(hexstr, /):
    """Binary data of hexadecimal representation."""
    try:
        out = _unhex(hexstr)
        if out is None:
            hexstr = _ascii(hexstr)
            out = _unhex(hexstr)
        return out
    except ValueError as e:
        raise _wrong(hexstr, e) from None


a2b_hex = unhexlify


def crc32(data, crc=0, /):
    """Compute CRC-32 incrementally."""
    out = _crc32(data, crc & 0xffffffff)
    return _crc32(_bytes(data), crc & 0xffffffff) if out is None else out


def crc_hqx(data, crc, /):
    """Compute CRC-CCITT incrementally."""
    out = _crc_hqx(data, crc & 0xffff)
    return _crc_hqx(_bytes(data), crc & 0xffff) if out is None else out


def b2a_uu(data, /, *, backtick=False):
    """Uuencode line of data."""
    backtick = True if backtick else False
    try:
        out = _uu_encode(data, backtick)
        return _uu_encode(_bytes(data), backtick) if out is None else out
    except ValueError as e:
        raise Error(str(e)) from None


def a2b_uu(data, /):
    """Decode a line of uuencoded data."""
    try:
        out = _uu_decode(data)
        if out is None:
            data = _ascii(data)
            out = _uu_decode(data)
        return out
    except ValueError as e:
        raise _wrong(data, e) from None


def a2b_qp(data, header=False):
    """Decode a string of qp-encoded data."""
    header = True if header else False
    out = _qp_decode(data, header)
    return _qp_decode(_ascii(data), header) if out is None else out


def b2a_qp(data, quotetabs=False, istext=True, header=False):
    """Encode a string using quoted-printable encoding."""
    how = True if quotetabs else False, True if istext else False, True if header else False
    out = _qp_encode(data, *how)
    return _qp_encode(_bytes(data), *how) if out is None else out
