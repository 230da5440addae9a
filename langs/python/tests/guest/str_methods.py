# Methods of str.
print("a,b,,c".split(","))  # expect: ['a', 'b', '', 'c']
print("a,b,,c".rsplit(",", 2))  # expect: ['a,b', '', 'c']
print("  a b  c ".split())  # expect: ['a', 'b', 'c']
print("  a b  c ".split(None, 1))  # expect: ['a', 'b  c ']
print("  a b  c ".rsplit(maxsplit=1))  # expect: ['  a b', 'c']
print(("aXXXb".split("XX"), "aXXXb".rsplit("XX")))  # expect: (['a', 'Xb'], ['aX', 'b'])
print("a\r\nb\nc\x0bd\u2028e".splitlines())  # expect: ['a', 'b', 'c', 'd', 'e']
print("a\nb\n".splitlines(keepends=True))  # expect: ['a\n', 'b\n']
print(("".split(), "".split(","), "".splitlines()))  # expect: ([], [''], [])
print((", ".join(["a", "b", "c"]), "-".join("xyz"), "".join(())))  # expect: ('a, b, c', 'x-y-z', '')
print(("  x ".strip() + "|", "  x ".lstrip() + "|", "  x ".rstrip() + "|"))  # expect: ('x|', 'x |', '  x|')
print(("xxaxx".strip("x"), "abcba".lstrip("ab"), "abcba".rstrip("ab")))  # expect: ('a', 'cba', 'abc')
print(("hello".startswith("he"), "hello".startswith(("x", "h")), "hello".endswith("lo", 1), "hello".startswith("", 6)))  # expect: (True, True, True, False)
print(("hello".find("l"), "hello".rfind("l"), "hello".find("z"), "hello".find("l", 3), "hello".find("", 9)))  # expect: (2, 3, -1, 3, -1)
print(("héllo wörld".find("ö"), "héllo".index("l"), "héllo".rindex("l")))  # expect: (7, 2, 3)
print(("banana".count("a"), "banana".count("an"), "banana".count(""), "banana".count("a", 2, 4)))  # expect: (3, 2, 7, 1)
print(("banana".replace("a", "o"), "banana".replace("a", "o", 2), "abc".replace("", "-"), "abc".replace("", "-", 2)))  # expect: ('bonono', 'bonona', '-a-b-c-', '-a-bc')
print(("Hello World".upper(), "Hello World".lower(), "hello world".title(), "hELLO".capitalize(), "aBc".swapcase()))  # expect: ('HELLO WORLD', 'hello world', 'Hello World', 'Hello', 'AbC')
print(("ß".upper(), "ǆ".title(), "ΑΣ".lower(), "Straße".casefold(), "ﬁ".capitalize()))  # expect: ('SS', 'ǅ', 'ας', 'strasse', 'Fi')
print("they're bill's".title())  # expect: They'Re Bill'S
print(("123".isdigit(), "²".isdigit(), "²".isdecimal(), "½".isnumeric(), "一".isnumeric(), "".isdigit(), "1a".isalnum()))  # expect: (True, True, False, True, True, False, True)
print(("abc".isalpha(), "é".isalpha(), " \t".isspace(), "AB1".isupper(), "ab1".islower(), "A Tale".istitle(), "1".isupper()))  # expect: (True, True, True, True, True, True, False)
print(("a1_".isidentifier(), "1a".isidentifier(), "é".isidentifier(), "class".isidentifier(), "abc".isascii(), "é".isprintable(), "\n".isprintable()))  # expect: (True, False, True, True, True, True, False)
print(("5".zfill(3), "-5".zfill(4), "+5".zfill(2), "abc".zfill(2)))  # expect: ('005', '-005', '+5', 'abc')
print(("a".ljust(3) + "|", "a".rjust(3, "*"), "a".center(4, "*"), "ab".center(5, "*"), "é".center(3, "·")))  # expect: ('a  |', '**a', '*a**', '**ab*', '·é·')
print(("a\tb\tcd\n\te".expandtabs(), "a\tb".expandtabs(4), "a\tb".expandtabs(0)))  # expect: ('a       b       cd\n        e', 'a   b', 'ab')
print(("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("="), "abc".rpartition("=")))  # expect: (('a', '=', 'b=c'), ('a=b', '=', 'c'), ('abc', '', ''), ('', '', 'abc'))
print(("abc".translate({97: "x", 98: None, 99: 100}), "abc".translate(str.maketrans("ab", "xy", "c")), str.maketrans({"a": 1, 98: "z"})))  # expect: ('xd', 'xy', {97: 1, 98: 'z'})
print(("prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"), "x".removeprefix("y")))  # expect: ('x', 'x', 'x')
print(("é".encode(), "é".encode("latin-1"), "aé".encode("ascii", "replace"), "aé".encode("ascii", "backslashreplace"), "aé".encode("ascii", "xmlcharrefreplace")))  # expect: (b'\xc3\xa9', b'\xe9', b'a?', b'a\\xe9', b'a&#233;')
print((repr("it's"), repr('"'), repr("'\""), repr("\n\t\\\x00\x7f\xa0é\u200b\U0001f600"), ascii("é\U0001f600")))  # expect: ('"it\'s"', '\'"\'', '\'\\\'"\'', "'\\n\\t\\\\\\x00\\x7f\\xa0é\\u200b😀'", "'\\xe9\\U0001f600'")
print(("abc" < "abd", "abc" < "ab", "é" > "z", "a" * 3, 0 * "a", -1 * "a"))  # expect: (True, False, True, 'aaa', '', '')
print(("héllo"[1], "héllo"[-1], "héllo"[1:3], "héllo"[::-1], "héllo"[::2], "hello"[10:], "hello"[-3:-1]))  # expect: ('é', 'o', 'él', 'olléh', 'hlo', '', 'll')
print(("ell" in "hello", "" in "", "z" not in "hello"))  # expect: (True, True, True)
