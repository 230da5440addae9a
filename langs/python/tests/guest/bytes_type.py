# bytes.
print((b"abc", b"a\x00\xff'", b'"\'', b"abc"[0], b"abc"[-1], b"abc"[1:], len(b"abc"), b"a" + b"b", b"a" * 3))  # expect: (b'abc', b"a\x00\xff'", b'"\'', 97, 99, b'bc', 3, b'ab', b'aaa')
print((b"caf\xc3\xa9".decode(), b"\xe9".decode("latin-1"), b"a\xff".decode("utf-8", "replace"), b"a\xff".decode("ascii", "ignore")))  # expect: ('café', 'é', 'a�', 'a')
print((b"abc".hex(), bytes.fromhex("61 62"), b",".join([b"a", b"b"]), b"a,b".split(b","), b" a b ".split(), b" x ".strip()))  # expect: ('616263', b'ab', b'a,b', [b'a', b'b'], [b'a', b'b'], b'x')
print((b"abc".find(b"c"), b"abc".find(98), b"abc".index(b"b"), b"aXa".count(b"a"), b"abc".replace(b"b", b"x"), b"abc".startswith(b"ab"), b"abc".endswith((b"x", b"c"))))  # expect: (2, 1, 1, 2, b'axc', True, True)
print((b"a" < b"b", b"a" == b"a", b"a" == "a", b"ABC".lower(), b"abc".upper(), list(b"ab"), b"a=b".partition(b"="), 97 in b"abc"))  # expect: (True, True, False, b'abc', b'ABC', [97, 98], (b'a', b'=', b'b'), True)
