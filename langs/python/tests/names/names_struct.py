# Every public name of `struct`, used once.
import struct

assert struct.pack("<hIq", -1, 2, 3) == b"\xff\xff\x02\0\0\0\x03\0\0\0\0\0\0\0" and struct.calcsize("@bq") == 16
assert struct.unpack(">2s?fd", struct.pack(">2s?fd", b"ab", True, 1.5, -2.25)) == (b"ab", True, 1.5, -2.25)
s = struct.Struct("!Bx3H")
assert s.size == 8 and s.format == "!Bx3H" and s.unpack(s.pack(1, 2, 3, 4)) == (1, 2, 3, 4)
buffer = bytearray(6)
struct.pack_into("<H", buffer, 2, 0x1234)
assert buffer == b"\0\0\x34\x12\0\0" and struct.unpack_from("<H", buffer, 2) == (0x1234,)
assert list(struct.iter_unpack("BB", b"\1\2\3\4")) == [(1, 2), (3, 4)]
try:
    struct.pack("B", 256)
    assert False
except struct.error as e:
    assert str(e) == "'B' format requires 0 <= number <= 255"
