# Bytes that are looked at where they lie, and the codecs of binascii, struct and base64.
import base64, binascii, struct

def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__ + ":", e)

# A bytearray that is source and target at once.
b = bytearray(b"abcdef")
b[1:3] = b
print(b)  # expect: bytearray(b'aabcdefdef')
b = bytearray(b"abcdef")
v = memoryview(b)
v[0:3] = v[3:6]
print(b, b.find(v[1:3]), b == v, v[4])  # expect: bytearray(b'defdef') 1 True 101
b = bytearray(b)
b.extend(bytes(v[::2]))
print(b, bytes(v[::-1]), v[1:].hex("-"))  # expect: bytearray(b'defdefdfe') b'fedfed' 65-66-64-65-66
b[2:5] = []
del b[:1]
print(b, b.replace(b"d", b"D"), b.replace(b"e", b"E", 1))  # expect: bytearray(b'efdfe') bytearray(b'efDfe') bytearray(b'Efdfe')
t(lambda: bytearray(b"x") + 1)  # expect: TypeError: can't concat int to bytearray

def total(data):
    s = 0
    for x in data:
        s += x
    for i in range(-len(data), len(data)):
        s += data[i]
    return s
print([total(d) for d in (bytes(range(256)), bytearray(range(256)), memoryview(bytes(range(256))))])  # expect: [97920, 97920, 97920]
t(lambda: b"abc"[3])  # expect: IndexError: index out of range
t(lambda: b"abc"[-4])  # expect: IndexError: index out of range
print(b"ab" * 3, b"ab" * -1, b"a" + bytearray(b"b"), bytearray(b"b") + b"a")  # expect: b'ababab' b'' b'ab' bytearray(b'ba')

# Formats of bytes.
print(b"%d|%5d|%-4d|%05d|%x" % (1, -2, 3, -4, 255))  # expect: b'1|   -2|3   |-0004|ff'
print(b"%s|%4b|%-4s|%%" % (b"a", b"b", b"c"), b"%.2f" % 1.5, bytearray(b"%s") % b"x")  # expect: b'a|   b|c   |%' b'1.50' bytearray(b'x')
t(lambda: b"%s" % 1)  # expect: TypeError: %b requires a bytes-like object, or an object that implements __bytes__, not 'int'
t(lambda: b"%s" % "s")  # expect: TypeError: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'

# Base 64.
for n in range(5):
    print(binascii.b2a_base64(bytes(range(250, 250 + n))), binascii.b2a_base64(bytes(n), newline=False))
# expect: b'\n' b''
# expect: b'+g==\n' b'AA=='
# expect: b'+vs=\n' b'AAA='
# expect: b'+vv8\n' b'AAAA'
# expect: b'+vv8/Q==\n' b'AAAAAA=='
for s in (b"YWJj", "YWJj", b"YWJjZA==", b"YW\nJj\n", b"Y-W_J j", b"YWJjZB==", b"YQ", b"YWJjY", b"YWJj=", b"=YQ==", b"YQ==YQ==", bytearray(b"YQ=="), memoryview(b"YQ=="), "\xe9", 5):
    t(binascii.a2b_base64, s)
# expect: b'abc'
# expect: b'abc'
# expect: b'abcd'
# expect: b'abc'
# expect: b'abc'
# expect: b'abcd'
# expect: Error: Incorrect padding
# expect: Error: Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4
# expect: b'abc'
# expect: b'a'
# expect: b'a'
# expect: b'a'
# expect: b'a'
# expect: ValueError: string argument should contain only ASCII characters
# expect: TypeError: argument should be bytes, buffer or ASCII string, not 'int'
for s in (b"YQ==", b"=YQ=", b"YQ==\n", b"YQ===", b"Y!Q=", b"YW=J", b"YQ="):
    t(binascii.a2b_base64, s, strict_mode=True)
# expect: b'a'
# expect: Error: Leading padding not allowed
# expect: Error: Excess data after padding
# expect: Error: Excess padding not allowed
# expect: Error: Only base64 data is allowed
# expect: Error: Discontinuous padding not allowed
# expect: Error: Incorrect padding
data = bytes(range(256)) * 5
print(all(base64.b64decode(base64.b64encode(data[:n])) == data[:n] for n in range(200)))  # expect: True
for code, decode in ((base64.b32encode, base64.b32decode), (base64.b16encode, base64.b16decode), (base64.a85encode, base64.a85decode),
                     (base64.b85encode, base64.b85decode), (base64.urlsafe_b64encode, base64.urlsafe_b64decode), (base64.encodebytes, base64.decodebytes)):
    print(decode(code(data)) == data, binascii.crc32(code(data)))
# expect: True 758870804
# expect: True 1048438040
# expect: True 1244083868
# expect: True 3670830773
# expect: True 2424293020
# expect: True 1029458142

# Hexadecimal digits.
t(binascii.hexlify, b"\x01\xab"), t(binascii.hexlify, bytearray(b"\x01\xab\xcd"), "-", 2), t(binascii.unhexlify, "01aBcD")
# expect: b'01ab'
# expect: b'01-abcd'
# expect: b'\x01\xab\xcd'
t(binascii.unhexlify, "012"), t(binascii.unhexlify, b"0g"), t(binascii.unhexlify, "\xe9"), t(binascii.hexlify, "a")
# expect: Error: Odd-length string
# expect: Error: Non-hexadecimal digit found
# expect: ValueError: string argument should contain only ASCII characters
# expect: TypeError: a bytes-like object is required, not 'str'
t(bytes.fromhex, "01 aB\ncd"), t(bytes.fromhex, "01a"), t(bytes.fromhex, "01 xa"), t(bytearray.fromhex, "ff")
# expect: b'\x01\xab\xcd'
# expect: ValueError: fromhex() arg must contain an even number of hexadecimal digits
# expect: ValueError: non-hexadecimal number found in fromhex() arg at position 3
# expect: bytearray(b'\xff')
print(b"abcdefg".hex(":", 3), b"abcdefg".hex(":", -3), b"".hex(":"))  # expect: 61:626364:656667 616263:646566:67 

# Lines and checksums.
t(binascii.b2a_uu, b"hello"), t(binascii.b2a_uu, b"\0", backtick=True), t(binascii.a2b_uu, b"%:&5L;&\\ \n"), t(binascii.a2b_uu, b"%:&5")
# expect: b'%:&5L;&\\ \n'
# expect: b'!````\n'
# expect: b'hello'
# expect: b'he@\x00\x00'
t(binascii.b2a_uu, bytes(46)), t(binascii.a2b_uu, b"!\x7f"), t(binascii.a2b_uu, b"!AAAAx")
# expect: Error: At most 45 bytes at once
# expect: Error: Illegal char
# expect: Error: Trailing garbage
t(binascii.b2a_qp, b"caf\xc3\xa9 = \t\n.\nend "), t(binascii.b2a_qp, b"a_b c", header=True), t(binascii.b2a_qp, b"x" * 80)
# expect: b'caf=C3=A9 =3D =09\n=2E\nend=20'
# expect: b'a=5Fb_c'
# expect: b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=\nxxxxx'
t(binascii.a2b_qp, b"caf=C3=A9=\n!=4"), t(binascii.a2b_qp, "a_b", header=True), t(binascii.b2a_qp, b"a\r\nb\n")
# expect: b'caf\xc3\xa9!=4'
# expect: b'a b'
# expect: b'a\r\nb\r\n'
print(binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")), binascii.crc_hqx(b"hello", 0))  # expect: 907060870 907060870 50018

# Packed data.
for f, v in (("<IHB", (1, 2, 3)), (">q", (-5,)), ("@bi", (1, 2)), ("=5sp", (b"abc", b"x")), ("<3p", (b"abc",)), ("!2h2x?", (1, -1, True)),
             ("<efd", (1.5, 0.25, 3.0)), ("<FD", (1 + 2j, 3 - 4j)), (">D", (2,)), ("<Q", (2 ** 64 - 1,)), ("3c", (b"a", b"b", b"c"))):
    packed = struct.pack(f, *v)
    print(packed.hex(), struct.unpack(f, packed), struct.Struct(f).unpack_from(bytearray(b"__" + packed), 2) == struct.unpack(f, memoryview(packed)))
# expect: 01000000020003 (1, 2, 3) True
# expect: fffffffffffffffb (-5,) True
# expect: 0100000002000000 (1, 2) True
# expect: 616263000000 (b'abc\x00\x00', b'') True
# expect: 026162 (b'ab',) True
# expect: 0001ffff000001 (1, -1, True) True
# expect: 003e0000803e0000000000000840 (1.5, 0.25, 3.0) True
# expect: 0000803f00000040000000000000084000000000000010c0 ((1+2j), (3-4j)) True
# expect: 40000000000000000000000000000000 ((2+0j),) True
# expect: ffffffffffffffff (18446744073709551615,) True
# expect: 616263 (b'a', b'b', b'c') True
room = bytearray(8)
struct.pack_into("<HH", room, 2, 1, 2)
struct.pack_into(">H", memoryview(room), -2, 3)
print(room.hex(), list(struct.iter_unpack("<HH", room)))  # expect: 0000010002000003 [(0, 1), (2, 768)]
t(struct.pack, "<B", 256), t(struct.pack, "<B"), t(struct.unpack, "<H", b"a"), t(struct.pack, "<D", "x"), t(struct.pack, "3"), t(struct.pack, "y")
# expect: error: 'B' format requires 0 <= number <= 255
# expect: error: pack expected 1 items for packing (got 0)
# expect: error: unpack requires a buffer of 2 bytes
# expect: error: required argument is not a complex
# expect: error: repeat count given without format specifier
# expect: error: bad char in struct format
t(struct.pack_into, "<H", bytearray(3), 2, 1), t(struct.unpack_from, "<H", b"abc", 2)
# expect: error: pack_into requires a buffer of at least 4 bytes for packing 2 bytes at offset 2 (actual buffer size is 3)
# expect: error: unpack_from requires a buffer of at least 4 bytes for unpacking 2 bytes at offset 2 (actual buffer size is 3)

# Integers.
for n, size, how in ((1, 2, "big"), (258, 3, "little"), (0, 0, "big"), (2 ** 63, 8, "big"), (2 ** 70, 10, "little"), (255, 1, "big")):
    packed = n.to_bytes(size, how)
    print(packed.hex(), int.from_bytes(packed, how) == n, int.from_bytes(packed, how, signed=True))
# expect: 0001 True 1
# expect: 020100 True 258
# expect:  True 0
# expect: 8000000000000000 True -9223372036854775808
# expect: 00000000000000004000 True 1180591620717411303424
# expect: ff True -1
print((-2).to_bytes(3, "big", signed=True), (-1).to_bytes(8, "little", signed=True), (-1).to_bytes(9, signed=True) == b"\xff" * 9)
# expect: b'\xff\xff\xfe' b'\xff\xff\xff\xff\xff\xff\xff\xff' True
t((128).to_bytes, 1, signed=True), t((-1).to_bytes, 1), t((256).to_bytes, 1), t((1).to_bytes, 0), t((1).to_bytes, -1)
# expect: OverflowError: int too big to convert
# expect: OverflowError: can't convert negative int to unsigned
# expect: OverflowError: int too big to convert
# expect: OverflowError: int too big to convert
# expect: ValueError: length argument must be non-negative

# Texts.
print("caf\xe9".encode("latin-1"), b"caf\xe9\xff".decode("latin-1"), "abc".encode("ascii"), b"abc".decode("ascii"))
# expect: b'caf\xe9' caféÿ b'abc' abc
t("\u20ac".encode, "latin-1"), t("\u20ac".encode, "latin-1", "replace"), t(b"\xff".decode, "ascii")
# expect: UnicodeEncodeError: 'latin-1' codec can't encode character '\u20ac' in position 0: ordinal not in range(256)
# expect: b'?'
# expect: UnicodeDecodeError: 'ascii' codec can't decode byte 0xff in position 0: ordinal not in range(128)
print("ab" * 3, "é" * 2, len("x" * -1))  # expect: ababab éé 0
