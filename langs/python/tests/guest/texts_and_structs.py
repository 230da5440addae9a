# struct in one call, sorted without a key, texts of containers, letter case, encodings by name.
import struct


def said(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__, str(e)


class Sub(str):
    pass


for f in (
    lambda: struct.pack("<HBB", 1, 2, 3), lambda: struct.pack(b">i", -2), lambda: struct.pack("<H", 70000), lambda: struct.pack("<H"), lambda: struct.pack("zz", 1),
    lambda: struct.pack("\0", 1), lambda: struct.pack(5, 1), lambda: struct.pack("3s", b"ab"), lambda: struct.pack("f", "x"), lambda: struct.pack(Sub("b"), 1),
    lambda: struct.unpack("<HH", b"abcd"), lambda: struct.unpack("<HH", b"abc"), lambda: struct.unpack("<HH", bytearray(b"abcd")),
     lambda: struct.unpack(">d", struct.pack(">d", 0.1)), lambda: struct.unpack("4s?x", b"abcd\x01\0"),
    lambda: sorted([3, 1, 2]), lambda: sorted("hello"), lambda: sorted({"b": 1, "a": 2}), lambda: sorted((2, 1), reverse=True), lambda: sorted([2, 1], reverse=1),
    lambda: sorted([1, "a"]), lambda: sorted(5), lambda: sorted([1.5, 1, True]), lambda: sorted(range(3), key=None, reverse=False), lambda: sorted([[2], [1, 5]]),
     lambda: sorted({3, 1}), lambda: sorted(b"ba"), lambda: sorted([None, None]),
    lambda: [repr(s) for s in ("", "a'b", 'a"b', "a'\"b", "tab\tx", "\\", "é\n", "\x7f", "plain text", "end\\")], lambda: repr([1, -5, "x", 2.5, None, [2**70, ()]]),
    lambda: ["they're bill's".title(), "aBC dEF".title(), "1a b2c".title(), "aBc".swapcase(), "hELLO wORLD".capitalize(), "".title(), "".capitalize(), "éa Éb".title()],
    lambda: ["é".encode("UTF-8"), "a".encode("utf8"), "é".encode("latin-1"), b"\xc3\xa9".decode(), b"a".decode("ASCII"), b"\xff".decode("utf-8", "replace"), Sub("é").encode()],
    lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: "a".encode("nope"), lambda: "a".encode(5),
):
    print(said(f))
deep = []
for i in range(12):
    deep = [deep, i]
deep[0][0][0].append(deep)
same = [1]
print(deep, [same, same], {"k": (same, {1: same})})
loop = {}
loop["self"] = loop
nest = [loop]
for i in range(20):
    nest = (nest, loop)
print(nest, len(repr(nest)))

# expect: b'\x01\x00\x02\x03'
# expect: b'\xff\xff\xff\xfe'
# expect: ('error', "'H' format requires 0 <= number <= 65535")
# expect: ('error', 'pack expected 1 items for packing (got 0)')
# expect: ('error', 'bad char in struct format')
# expect: ('error', 'embedded null character')
# expect: ('TypeError', 'Struct() argument 1 must be a str or bytes object, not int')
# expect: b'ab\x00'
# expect: ('error', 'required argument is not a float')
# expect: b'\x01'
# expect: (25185, 25699)
# expect: ('error', 'unpack requires a buffer of 4 bytes')
# expect: (25185, 25699)
# expect: (0.1,)
# expect: (b'abcd', True)
# expect: [1, 2, 3]
# expect: ['e', 'h', 'l', 'l', 'o']
# expect: ['a', 'b']
# expect: [2, 1]
# expect: [2, 1]
# expect: ('TypeError', "'<' not supported between instances of 'str' and 'int'")
# expect: ('TypeError', "'int' object is not iterable")
# expect: [1, True, 1.5]
# expect: [0, 1, 2]
# expect: [[1, 5], [2]]
# expect: [1, 3]
# expect: [97, 98]
# expect: ('TypeError', "'<' not supported between instances of 'NoneType' and 'NoneType'")
# expect: ["''", '"a\'b"', '\'a"b\'', '\'a\\\'"b\'', "'tab\\tx'", "'\\\\'", "'é\\n'", "'\\x7f'", "'plain text'", "'end\\\\'"]
# expect: [1, -5, 'x', 2.5, None, [1180591620717411303424, ()]]
# expect: ["They'Re Bill'S", 'Abc Def', '1A B2C', 'AbC', 'Hello world', '', '', 'Éa Éb']
# expect: [b'\xc3\xa9', b'a', b'\xe9', 'é', 'a', '�', b'\xc3\xa9']
# expect: ('UnicodeEncodeError', "'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)")
# expect: ('UnicodeDecodeError', "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte")
# expect: ('LookupError', 'unknown encoding: nope')
# expect: ('TypeError', "encode() argument 'encoding' must be str, not int")
# expect: [[[[[[[[[[[[[], 0], 1], 2], 3], 4], 5], 6], 7], 8, [...]], 9], 10], 11] [[1], [1]] {'k': ([1], {1: [1]})}
# expect: (((((((((((((((((((([{'self': {...}}], {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}), {'self': {...}}) 397
