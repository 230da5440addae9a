# Every public name of `re`, used once.
import re

assert re.A == re.ASCII and re.I == re.IGNORECASE and re.M == re.MULTILINE and re.S == re.DOTALL and re.X == re.VERBOSE
assert re.L == re.LOCALE and re.U == re.UNICODE and re.NOFLAG == 0 and repr(re.I | re.M) == "re.IGNORECASE|re.MULTILINE"
assert isinstance(re.I, re.RegexFlag)
p = re.compile(r"(?P<y>\d{4})-(\d\d)")
assert isinstance(p, re.Pattern) and p.groups == 2 and p.groupindex == {"y": 1} and p.pattern == r"(?P<y>\d{4})-(\d\d)"
m = p.match("2024-05!")
assert isinstance(m, re.Match) and m["y"] == "2024" and m.groups() == ("2024", "05") and m.span(2) == (5, 7)
assert m.expand(r"\2/\g<y>") == "05/2024" and m.groupdict() == {"y": "2024"} and m.end() == 7 and m.lastindex == 2
assert re.escape("a.b*c") == r"a\.b\*c" and re.findall(r"a(b?)", "ab a ab") == ["b", "", "b"]
assert [x.start() for x in re.finditer("a", "banana")] == [1, 3, 5]
assert re.fullmatch("a+", "aaa") and not re.fullmatch("a+", "aab") and re.match("a", "ba") is None and re.search("a", "ba").start() == 1
assert re.split(r"(,)\s*", "a, b,c", maxsplit=1) == ["a", ",", "b,c"] and re.sub("(?i)A", lambda m: m[0] * 2, "aA") == "aaAA"
assert re.subn("x", "y", "xxx", count=2) == ("yyx", 2)
re.purge()
try:
    re.compile("(")
    assert False
except re.error as e:
    assert e.pos == 0 and e.msg == "missing ), unterminated subpattern"
assert re.search("^b$", "a\nb\n", re.M) and re.search("a.b", "a\nb", re.DOTALL) and re.search("a # c\n b", "ab", re.X)
assert re.findall(r"\w", "aé", re.ASCII) == ["a"]

# Since 3.13.
assert re.PatternError is re.error
