# Every public name of `string`, used once.
import string

assert string.ascii_letters == string.ascii_lowercase + string.ascii_uppercase and string.ascii_lowercase[:3] == "abc"
assert string.ascii_uppercase[-1] == "Z" and string.digits == "0123456789" and string.octdigits == "01234567"
assert string.hexdigits == "0123456789abcdefABCDEF" and string.whitespace == " \t\n\r\x0b\x0c"
assert string.punctuation == "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" and len(string.printable) == 100
assert string.capwords("hello  big world") == "Hello Big World" and string.capwords("a-b", "-") == "A-B"
t = string.Template("$who likes ${what} for $$5")
assert t.substitute(who="tim", what="kung pao") == "tim likes kung pao for $5" and t.safe_substitute(who="x") == "x likes ${what} for $5"
assert t.get_identifiers() == ["who", "what"] and t.is_valid()
try:
    t.substitute(who=1)
    assert False
except KeyError as e:
    assert e.args == ("what",)
f = string.Formatter()
assert f.format("{0!r:>5}|{name.real}", "a", name=3) == "  'a'|3" and list(f.parse("a{b!s:c}"))[0] == ("a", "b", "c", "s")
