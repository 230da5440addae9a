# Patterns and matches: what they say, how they are asked, repeats that give nothing back, texts that are no str.
import array, copy, pickle, re, weakref

p = re.compile(r"(?P<a>\d+)-(?P<b>x)?", re.I)
print(p, type(p), p.groups, dict(p.groupindex), p.flags, p.pattern)
m = p.search("zz 12-X 34-")
print(m, m.group(), m.group(0, 1, "b"), m["a"], m[2], m.groups(), m.groupdict(), m.span(), m.start("b"), m.end(1))
print(m.regs, m.lastindex, m.lastgroup, m.pos, m.endpos, m.string, m.re is p, m.expand(r"<\g<b>\1>"))
m = p.search("zz 34-")
print(m.groups(), m.groups("d"), m.groupdict(default=1), m.group("b"), m.span(2), m.lastgroup)
for f in (
    lambda: m.group(5), lambda: m.group("zz"), lambda: m[-1], lambda: m[[]], lambda: re.Pattern(), lambda: re.Match(),
    lambda: re.search(b"a", "a"), lambda: re.search("a", b"a"), lambda: re.search("a", 5), lambda: p.match("a", pos="x"),
    lambda: re.sub("a", b"b", "aa"), lambda: re.sub(b"a", "b", b"aa"), lambda: p.sub(lambda m: 5, "1-"),
):
    try:
        print(f())
    except (TypeError, IndexError) as e:
        print(type(e).__name__, e)
print(p.match(string="1-", pos=0), p.fullmatch("12-x", endpos=3), p.sub("Q", "a1-b2-", count=1), p.subn(repl=r"\g<a>", string="1-2-x"))
print(re.findall(b"a", bytearray(b"axa")), re.sub(b"a", b"b", bytearray(b"axa")), re.split(b"x", memoryview(b"axa")), re.search(b"b", array.array("b", b"abc")))
print(copy.copy(m) is m, copy.deepcopy(p) is p, pickle.loads(pickle.dumps(p)) == p, weakref.ref(p)() is p, hash(p) == hash(copy.copy(p)), p == 3)
s = p.scanner("1-2-x3-")
print(s.match(), s.search(), s.search(), s.search(), s.search())


class Text(str):
    pass


class Index:
    def __index__(self):
        return 1


m = re.match("a+", Text("aab"))
print(type(m.string).__name__, type(m.group()), type(re.sub("a", "y", Text("ab"))), re.split("a", Text("bab")))
print(p.search("12-x").group(Index()), p.search("xx12-x", Index()).start(Index()), re.Match[str], re.Pattern[bytes])
print(re.Scanner([(r"\d+", lambda s, t: int(t)), (r"\w+", lambda s, t: t), (r"\s+", None)]).scan("ab 12 c"))
for pattern, text in (
    (r"\d+\.", "12.3"), (r"(\w+)b", "aab"), (r"[a-z]*\b", "abc1"), (r"[a-z]+\b", "abc1"), (r"\w+$", "ab\n"), (r"[\s\S]+$", "ab\n"),
    (r"\d+\w", "123"), (r"é+[a-z]", "ééa"), (r"\w+-", "éa-"), (r"\w+é", "aéé"), (r"(?:a|b)*c", "abac"), (r"(?:a|ab)*c", "abac"),
    (r"((a)|b)*c", "abbc"), (r"(?:\.\d{1,3}){2}", ".1.22.3"), (r"(a*)*b", "aab"), (r"(?:a?)*?b", "aab"), (r"(?:x|(a)|(b))+", "xab"),
    (r"(?>a+)b", "aab"), (r"(?:ab)++a", "ababa"), (r"(?<=a)b*?c", "abbc"), (r"(?!ab)\w+", "abc"), (r"(a)?(?(1)b|c)", "ab c"), (r"(.)\1", "abccb"),
    (r"(?i)(.)\1", "aBb"), (r"^b", "ab"), (r"(?m)^b", "a\nb"), (r"(^)*b", "ab"), (r".*?,", "ab,c,"), (r"[^,]*?,c", "ab,c,"), (r"(?s).+?b", "\nab"),
):
    c = re.compile(pattern)
    found = c.search(text)
    print(found and (found.span(), found.groups(), found.lastindex), c.findall(text), c.sub("<>", text), end="; ")
print()
print(len(re.findall("a", "a" * 3000)), len(re.sub("a", "é", "a" * 3000)), re.match("((a)|b)*c", "ab" * 300 + "c").span(1))
# Longer than what is done between two looks at the interrupt word.
slow = "a" * 18 + "b"
print(re.match(r"(a|a)*$", slow), len(re.findall(r"(a|a)*$", slow)), len(re.sub(r"(?:a|a)*$", "-", slow)), len(re.split(r"(a|a)*$", slow)))
try:
    import _sre
    _sre.compile("a", 0, [6], 0, {}, ())
except RuntimeError as e:
    print(e)

# expect: re.compile('(?P<a>\\d+)-(?P<b>x)?', re.IGNORECASE) <class 're.Pattern'> 2 {'a': 1, 'b': 2} 34 (?P<a>\d+)-(?P<b>x)?
# expect: <re.Match object; span=(3, 7), match='12-X'> 12-X ('12-X', '12', 'X') 12 X ('12', 'X') {'a': '12', 'b': 'X'} (3, 7) 6 5
# expect: ((3, 7), (3, 5), (6, 7)) 2 b 0 11 zz 12-X 34- True <X12>
# expect: ('34', None) ('34', 'd') {'a': '34', 'b': 1} None (-1, -1) a
# expect: IndexError no such group
# expect: IndexError no such group
# expect: IndexError no such group
# expect: TypeError unhashable type: 'list'
# expect: TypeError cannot create 're.Pattern' instances
# expect: TypeError cannot create 're.Match' instances
# expect: TypeError cannot use a bytes pattern on a string-like object
# expect: TypeError cannot use a string pattern on a bytes-like object
# expect: TypeError expected string or bytes-like object, got 'int'
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError sequence item 0: expected str instance, bytes found
# expect: TypeError sequence item 0: expected a bytes-like object, str found
# expect: TypeError sequence item 0: expected str instance, int found
# expect: <re.Match object; span=(0, 2), match='1-'> <re.Match object; span=(0, 3), match='12-'> aQb2- ('12', 2)
# expect: [b'a', b'a'] b'bxb' [b'a', b'a'] <re.Match object; span=(1, 2), match=b'b'>
# expect: True True True True True False
# expect: <re.Match object; span=(0, 2), match='1-'> <re.Match object; span=(2, 5), match='2-x'> <re.Match object; span=(5, 7), match='3-'> None None
# expect: Text <class 'str'> <class 'str'> ['b', 'b']
# expect: 12 2 re.Match[str] re.Pattern[bytes]
# expect: (['ab', 12, 'c'], '')
# expect: ((0, 3), (), None) ['12.'] <>3; ((0, 3), ('aa',), 1) ['aa'] <>; ((0, 0), (), None) ['', ''] <>abc1<>; None [] abc1; ((0, 2), (), None) ['ab'] <>
# expect: ; ((0, 3), (), None) ['ab\n'] <>; ((0, 3), (), None) ['123'] <>; ((0, 3), (), None) ['ééa'] <>; ((0, 3), (), None) ['éa-'] <>; ((0, 3), (), None) ['aéé'] <>; ((0, 4), (), None) ['abac'] <>; ((0, 4), (), None) ['abac'] <>; ((0, 4), ('b', 'a'), 1) [('b', 'a')] <>; ((0, 5), (), None) ['.1.22'] <>.3; ((0, 3), ('',), 1) [''] <>; ((0, 3), (), None) ['aab'] <>; ((0, 3), ('a', 'b'), 2) [('a', 'b')] <>; ((0, 3), (), None) ['aab'] <>; ((0, 5), (), None) ['ababa'] <>; ((1, 4), (), None) ['bbc'] a<>; ((1, 3), (), None) ['bc'] a<>; ((0, 2), ('a',), 1) ['a', ''] <> <>; ((2, 4), ('c',), 1) ['c'] ab<>b; ((1, 3), ('B',), 1) ['B'] a<>; None [] ab; ((2, 3), (), None) ['b'] a
# expect: <>; ((1, 2), (None,), None) [''] a<>; ((0, 3), (), None) ['ab,', 'c,'] <><>; ((0, 4), (), None) ['ab,c'] <>,; ((0, 3), (), None) ['\nab'] <>; 
# expect: 3000 3000 (599, 600)
# expect: None 1 20 3
# expect: invalid SRE code
