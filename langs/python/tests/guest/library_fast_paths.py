# What native code does for the library's Python halves, and what it leaves to them.
import collections
import csv
import datetime
import io
import struct
import time


def rows(text, **how):
    try:
        return list(csv.reader(io.StringIO(text, newline=""), **how))
    except csv.Error as e:
        return str(e)


print(rows('a,"b,c",d\n1,"x""y",\n'))  # expect: [['a', 'b,c', 'd'], ['1', 'x"y', '']]
print(rows('"two\nlines",x\n\n"",""\n""""\n'))  # expect: [['two\nlines', 'x'], [], ['', ''], ['"']]
print(rows('"a"b,c\na"b,c\n"open'))  # expect: [['ab', 'c'], ['a"b', 'c'], ['open']]
print(rows('"a"b,c\n', strict=True))  # expect: ',' expected after '"'
print(rows("'a;b';c\n", delimiter=";", quotechar="'"), rows("a, b\n", skipinitialspace=True))  # expect: [['a;b', 'c']] [['a', 'b']]
print(rows("1,2.5\n", quoting=csv.QUOTE_NONNUMERIC), rows('"é"ü"é"\n', delimiter="ü"))  # expect: [[1.0, 2.5]] [['é', 'é']]
before = csv.field_size_limit(3)
print(rows("abc,d\n"), rows("abcd,e\n"), rows('"abcd"\n'))  # expect: [['abc', 'd']] field larger than field limit (3) field larger than field limit (3)
csv.field_size_limit(before)


def written(*all, **how):
    out = io.StringIO(newline="")
    csv.writer(out, **how).writerows(all)
    return out.getvalue()


print(repr(written([1, 2.5, None, "x", True, 2**70], [""], [None, ""], ["a,b", 'q"q', "l\nl"])))  # expect: '1,2.5,,x,True,1180591620717411303424\r\n""\r\n,\r\n"a,b","q""q","l\nl"\r\n'
print(repr(written(["a;b", "x", 1], delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="!")))  # expect: '"a;b";"x";"1"!'

Point = collections.namedtuple("Point", "x y")


class Turned(Point):
    def __iter__(self):
        return iter((self[1], self[0]))


for p in (Point(1, 2), Turned(1, 2)):
    a, b = p
    print(a, b, p.x, p.y)
# expect: 1 2 1 2
# expect: 2 1 1 2
try:
    a, b, c = Point(1, 2)
except ValueError as e:
    print(e)  # expect: not enough values to unpack (expected 3, got 2)


class Same:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        return other == 1 or isinstance(other, Same)


print(len({1: 2, **{Same(): 3}}), {**{"a": 1}, **{"a": 2, 3: 4}}, dict(a=1), dict({"a": 2}, b=3), dict([(1, 2)], c=3))  # expect: 1 {'a': 2, 3: 4} {'a': 1} {'a': 2, 'b': 3} {1: 2, 'c': 3}
print(type("T", (), {}, **{}).__name__, bin(-5), hex(2**64), oct(8))  # expect: T -0b101 0x10000000000000000 0o10
for code, low, high in (("b", -128, 127), ("B", 0, 255), ("h", -32768, 32767), ("i", -2**31, 2**31 - 1), ("I", 0, 2**32 - 1), ("q", -2**63, 2**63 - 1), ("Q", 0, 2**64 - 1)):
    for n in (low, high):
        assert struct.unpack("<" + code, struct.pack("<" + code, n)) == (n,), code
    for n in (low - 1, high + 1):
        try:
            print(struct.pack("<" + code, n))
        except struct.error:
            pass

at = (2024, 2, 29, 0, 5, 9, 3, 60, 0)
print(time.strftime("%Y-%m-%d %H:%M:%S %I%p %y %j %a %A %b %B %e %D %R %%|%U %-d", at))  # expect: 2024-02-29 00:05:09 12AM 24 060 Thu Thursday Feb February 29 02/29/24 00:05 %|08 29
print(time.strftime("%c", at), time.strftime("%Y %d", (999, 0, 0, 0, 0, 0, 7, 0, 0)))  # expect: Thu Feb 29 00:05:09 2024 999 01
moment = datetime.datetime(2021, 3, 4, 5, 6, 7, 89, datetime.timezone.utc)
print(moment.strftime("%H:%M"), f"{moment:%d.%m.%Y}", moment.strftime("%f %z"), datetime.time(3, 4).strftime("%H %Y"))  # expect: 05:06 04.03.2021 000089 +0000 03 1900
for odd in ((2024, 13, 1, 0, 0, 0, 0, 1, 0), (2024, 1), 5):
    try:
        print(time.strftime("%Y", odd))
    except (TypeError, ValueError) as e:
        print(e)
# expect: month out of range
# expect: strftime(): illegal time tuple argument
# expect: Tuple or struct_time argument required
print("abcdé€d".translate({97: "XY", 98: None, 0xE9: 0x100, 100: "d"}), "aba".translate(str.maketrans("a", "b")))  # expect: XYcdĀ€d bbb


class Holder:
    pass


h = Holder()
for i in range(7):
    setattr(h, "abcdefghij"[i], i)
    setattr(h, "a", i)
print(h.__dict__)  # expect: {'a': 6, 'b': 1, 'c': 2, 'd': 3, 'e': 4, 'f': 5, 'g': 6}
x, s = -5, "st"
print(f"{x}{s}", f"a{x}", f"{s}b", f"{s!r}{x!s}", f"é{x}ü{s}€", [repr([1, "q", 2.5]), {1: [()]}])  # expect: -5st a-5 stb 'st'-5 é-5üst€ ["[1, 'q', 2.5]", {1: [()]}]
