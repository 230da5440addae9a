# Conversions between binary data and text.

from _trackway import _base64_encode, _base64_decode, _unhex, _crc32, _crc_hqx


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


def _bytes(data):
    if type(data) is bytes:
        return data
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
        return data if type(data) is bytes else bytes(memoryview(data))
    except TypeError:
        raise TypeError("argument should be bytes, buffer or ASCII string, not '" + type(data).__name__ + "'") from None


def b2a_base64(data, /, *, newline=True):
    """Base64-code line of data."""
    out = _base64_encode(_bytes(data))
    return out + b"\n" if newline else out


def a2b_base64(data, /, *, strict_mode=False):
    """Decode a line of base64 data."""
    data = _ascii(data)
    try:
        return _base64_decode(data, True if strict_mode else False)
    except ValueError as e:
        raise Error(str(e)) from None


def hexlify(data, sep=None, bytes_per_sep=1):
    """Hexadecimal representation of binary data."""
    data = _bytes(data)
    text = data.hex() if sep is None else data.hex(sep, bytes_per_sep)
    return text.encode("ascii")


b2a_hex = hexlify


def unhexlify(hexstr, /):
    """Binary data of hexadecimal representation."""
    try:
        return _unhex(_ascii(hexstr))
    except ValueError as e:
        raise Error(str(e)) from None


a2b_hex = unhexlify


def crc32(data, crc=0, /):
    """Compute CRC-32 incrementally."""
    return _crc32(_bytes(data), crc & 0xffffffff)


def crc_hqx(data, crc, /):
    """Compute CRC-CCITT incrementally."""
    return _crc_hqx(_bytes(data), crc)


def b2a_uu(data, /, *, backtick=False):
    """Uuencode line of data."""
    data = _bytes(data)
    if len(data) > 45:
        raise Error("At most 45 bytes at once")
    zero = "`" if backtick else " "
    out = [chr(32 + len(data)) if data else zero]
    for i in range(0, len(data), 3):
        c = data[i:i + 3] + b"\0\0"
        n = c[0] << 16 | c[1] << 8 | c[2]
        for k in (18, 12, 6, 0):
            d = n >> k & 63
            out.append(chr(32 + d) if d else zero)
    return "".join(out).encode("ascii") + b"\n"


def a2b_uu(data, /):
    """Decode a line of uuencoded data."""
    data = _ascii(data)
    if not data:
        return b""
    n = (data[0] - 32) & 63
    out = []
    bits = 0
    have = 0
    rest = data[1:]
    i = 0
    while len(out) < n:
        b = rest[i] if i < len(rest) else 10
        i += 1
        if b in (10, 13) or i > len(rest):
            d = 0
        else:
            if b < 32 or b > 96:
                raise Error("Illegal char")
            d = (b - 32) & 63
        bits = (bits << 6 | d) & 0xffff
        have += 6
        if have >= 8:
            have -= 8
            out.append(bits >> have & 255)
    for b in rest[i:]:
        if b not in (32, 96, 10, 13):
            raise Error("Trailing garbage")
    return bytes(out)


def a2b_qp(data, header=False):
    """Decode a string of qp-encoded data."""
    data = _ascii(data)
    out = []
    i = 0
    n = len(data)
    while i < n:
        c = data[i]
        if c == 61:
            i += 1
            if i >= n:
                break
            if data[i] in (10, 13):
                if data[i] != 10:
                    while i < n and data[i] != 10:
                        i += 1
                i += 1
            elif data[i] == 61:
                out.append(61)
                i += 1
            elif i + 1 < n and bytes([data[i]]) in _hex and bytes([data[i + 1]]) in _hex:
                out.append(int(data[i:i + 2], 16))
                i += 2
            else:
                out.append(61)
        elif header and c == 95:
            out.append(32)
            i += 1
        else:
            out.append(c)
            i += 1
    return bytes(out)


_hex = b"0123456789abcdefABCDEF"


def b2a_qp(data, quotetabs=False, istext=True, header=False):
    """Encode a string using quoted-printable encoding."""
    data = _bytes(data)
    n = len(data)
    crlf = data.find(b"\n")
    end = b"\r\n" if crlf > 0 and data[crlf - 1] == 13 else b"\n"
    out = bytearray()
    line = 0
    i = 0
    while i < n:
        c = data[i]
        last = i + 1 == n
        if (c > 126 or c == 61 or header and c == 95 or
                c == 46 and line == 0 and (last or data[i + 1] in (10, 13, 0)) or
                not istext and c in (10, 13) or c in (9, 32) and last or
                c < 33 and c not in (10, 13, 9, 32) or
                c < 33 and c not in (10, 13) and (quotetabs or not quotetabs and c not in (9, 32))):
            if line + 3 >= 76:
                out += b"=" + end
                line = 0
            out += b"=%02X" % c
            line += 3
            i += 1
        elif istext and (c == 10 or c == 13 and not last and data[i + 1] == 10):
            line = 0
            if out and out[-1] in (32, 9):
                b = out.pop()
                out += b"=%02X" % b
            out += end
            i += 2 if c == 13 else 1
        else:
            if not last and data[i + 1] != 10 and line + 1 >= 76:
                out += b"=" + end
                line = 0
            line += 1
            out.append(95 if header and c == 32 else c)
            i += 1
    return bytes(out)
