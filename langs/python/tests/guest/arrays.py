# `array.array`: unboxed numbers that ops read and write themselves, and everything around them.

import copy
import pickle
from array import array


def total(a):
    s = 0
    for i in range(len(a)):
        s += a[i]
    return s


def by_iteration(a):
    s = 0
    for v in a:
        s += v
    return s


def fill(code, n):
    a = array(code)
    for i in range(n):
        a.append(i % 100)
    return a


for code in "bBhHiIlLqQfd":
    a = fill(code, 300)
    assert total(a) == by_iteration(a) == 3 * 4950, code
    print(code, a.itemsize, type(a[0]).__name__, a[-1], a[298:])
# expect: b 1 int 99 array('b', [98, 99])
# expect: B 1 int 99 array('B', [98, 99])
# expect: h 2 int 99 array('h', [98, 99])
# expect: H 2 int 99 array('H', [98, 99])
# expect: i 4 int 99 array('i', [98, 99])
# expect: I 4 int 99 array('I', [98, 99])
# expect: l 8 int 99 array('l', [98, 99])
# expect: L 8 int 99 array('L', [98, 99])
# expect: q 8 int 99 array('q', [98, 99])
# expect: Q 8 int 99 array('Q', [98, 99])
# expect: f 4 float 99.0 array('f', [98.0, 99.0])
# expect: d 8 float 99.0 array('d', [98.0, 99.0])


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def store(a, v):
    a[0] = v
    return a[0]


# Numbers at the edges of each type, in a loop that has become a trace for the plain ones.
for code, low, high in (("b", -128, 127), ("B", 0, 255), ("h", -32768, 32767), ("H", 0, 65535),
                        ("i", -2**31, 2**31 - 1), ("I", 0, 2**32 - 1),
                        ("q", -2**63, 2**63 - 1), ("Q", 0, 2**64 - 1)):
    a = array(code, [0])
    for v in [1] * 60 + [low, high, low - 1, high + 1, True, 1.5, "x"]:
        r = attempt(store, a, v)
        if v != 1:
            assert r == v or isinstance(r, str), (code, v, r)
    print(code, a[0], attempt(store, a, low - 1), "/", attempt(store, a, high + 1))
# expect: b 1 OverflowError: signed char is less than minimum / OverflowError: signed char is greater than maximum
# expect: B 1 OverflowError: unsigned byte integer is less than minimum / OverflowError: unsigned byte integer is greater than maximum
# expect: h 1 OverflowError: signed short integer is less than minimum / OverflowError: signed short integer is greater than maximum
# expect: H 1 OverflowError: unsigned short is less than minimum / OverflowError: unsigned short is greater than maximum
# expect: i 1 OverflowError: signed integer is less than minimum / OverflowError: signed integer is greater than maximum
# expect: I 1 OverflowError: can't convert negative value to unsigned int / OverflowError: unsigned int is greater than maximum
# expect: q 1 OverflowError: int too big to convert / OverflowError: int too big to convert
# expect: Q 1 OverflowError: can't convert negative int to unsigned / OverflowError: int too big to convert

wide = array("q", [2**62, -2**63, 5] * 40)
print(by_iteration(wide) == 40 * (2**62 - 2**63 + 5), total(wide) == by_iteration(wide))  # expect: True True
print(by_iteration(array("Q", [2**63, 2**64 - 1, 7] * 40)) == 40 * (2**63 + 2**64 + 6))  # expect: True
single = array("f", [0.0])
print([store(single, v) for v in (0.1, 1e39, -1e39, 3)])  # expect: [0.10000000149011612, inf, -inf, 3.0]
print(attempt(store, array("d", [0]), "1"), attempt(store, array("i", [0]), 1.0))  # expect: TypeError: must be real number, not str TypeError: 'float' object cannot be interpreted as an integer


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n

    def __float__(self):
        return self.n / 2


a = array("i", [1, 2, 3])
d = array("d", [1, 2, 3])
a[Index(0)] = Index(7)
d[Index(1)] = Index(7)
a.append(Index(8))
d.append(Index(8))
a.insert(Index(0), Index(9))
a.extend([1, Index(2)])
d.extend(Index(i) for i in range(2))
print(a, d)  # expect: array('i', [9, 7, 2, 3, 8, 1, 2]) array('d', [1.0, 3.5, 3.0, 4.0, 0.0, 0.5])
print(a[Index(1)], a.pop(Index(0)), a.pop(), a.index(8), a.count(7), a)  # expect: 7 9 2 3 1 array('i', [7, 2, 3, 8, 1])

# Slices, operators, comparison.
a = array("h", range(10))
print(a[2:5], a[::3], a[::-4], a[5:2])  # expect: array('h', [2, 3, 4]) array('h', [0, 3, 6, 9]) array('h', [9, 5, 1]) array('h')
a[1:3] = array("h", [50, 60, 70])
a[::5] = array("h", [-1, -2, -3])
del a[-1]
del a[1:3]
print(a)  # expect: array('h', [-1, 70, 3, -2, 5, 6, 7, 8])
b = a
b += array("h", [1])
b *= 2
print(b is a, len(a), (a + a)[17:20], 2 * array("b", [1, 2]))  # expect: True 18 array('h', [1, -1, 70]) array('b', [1, 2, 1, 2])
print(array("i", [1, 2]) == array("d", [1, 2]), array("b", [1]) == b"\x01", array("d", [float("nan")]) == array("d", [float("nan")]))  # expect: True False False
print(array("i", [1, 2]) < array("i", [1, 3]), array("i", [1]) < array("i", [1, 0]), array("u", "b") > array("u", "a"))  # expect: True True True
for f in (lambda: a + [1], lambda: a + array("i"), lambda: a["x"], lambda: a[100], lambda: a * 1.5, lambda: {a: 1},
          lambda: array("z"), lambda: array("ii"), lambda: array(1), lambda: array("i", "x"), lambda: array(),
          lambda: array(typecode="i"), lambda: a.index(99), lambda: a.remove(99), lambda: array("i").pop(),
          lambda: a.fromlist((1,)), lambda: a.frombytes(b"1"), lambda: a.tounicode(), lambda: a.append("x"),
          lambda: a.__setitem__(slice(0, 1), [1]), lambda: a.__setitem__(slice(None, None, 7), array("h", [1])),
          lambda: a.__iadd__([1]), lambda: array("i", 3), lambda: array("i", [1]) < [1]):
    print(attempt(f))
# expect: TypeError: can only append array (not "list") to array
# expect: TypeError: bad argument type for built-in operation
# expect: TypeError: array indices must be integers
# expect: IndexError: array index out of range
# expect: TypeError: can't multiply sequence by non-int of type 'float'
# expect: TypeError: unhashable type: 'array.array'
# expect: ValueError: bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)
# expect: TypeError: array() argument 1 must be a unicode character, not a string of length 2
# expect: TypeError: array() argument 1 must be a unicode character, not int
# expect: TypeError: cannot use a str to initialize an array with typecode 'i'
# expect: TypeError: array() takes at least 1 argument (0 given)
# expect: TypeError: array.array() takes no keyword arguments
# expect: ValueError: array.index(x): x not in array
# expect: ValueError: array.remove(x): x not in array
# expect: IndexError: pop from empty array
# expect: TypeError: arg must be list
# expect: ValueError: bytes length not a multiple of item size
# expect: ValueError: tounicode() may only be called on unicode type arrays ('u' or 'w')
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: can only assign array (not "list") to array slice
# expect: ValueError: attempt to assign array of size 1 to extended slice of size 3
# expect: TypeError: can only extend array with array (not "list")
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: '<' not supported between instances of 'array.array' and 'list'

# Bytes, views, text.
a = array("H", [1, 258])
print(a.tobytes(), bytes(a), b"".join([a]))  # expect: b'\x01\x00\x02\x01' b'\x01\x00\x02\x01' b'\x01\x00\x02\x01'
a.byteswap()
print(a)  # expect: array('H', [256, 513])
v = memoryview(a)
v[0] = 7
v[1:] = array("H", [8])
v.cast("B")[1] = 1
print(a, v.format, v.itemsize, v.nbytes, v.tolist())  # expect: array('H', [263, 8]) H 2 4 [263, 8]
t = array("u", "héł\U0001f600")
print(t, t[3], t.tounicode(), list(t), len(t.tobytes()))  # expect: array('u', 'héł😀') 😀 héł😀 ['h', 'é', 'ł', '😀'] 16
t.fromunicode("x")
t[0] = "H"
print(t, "x" in t, attempt(store, t, "ab"))  # expect: array('u', 'Héł😀x') True TypeError: array item must be a string of length 1, not a string of length 2


class Sub(array):
    def __init__(self, code, items=(), note=None):
        self.note = note

    def twice(self):
        return [2 * v for v in self]


s = Sub("d", [1, 2], note="n")
s.append(3)
for i in range(100):
    s[0] += 1
print(s, s.twice(), s.note, type(s[:1]).__name__, len(s), 3.0 in s)  # expect: Sub('d', [101.0, 2.0, 3.0]) [202.0, 4.0, 6.0] n array 3 True
for protocol in range(6):
    back = pickle.loads(pickle.dumps(s, protocol))
    assert back == s and type(back) is Sub and back.note == "n", protocol
print(copy.copy(a) == a, copy.deepcopy(t) == t, copy.copy(a) is a)  # expect: True True False

it = iter(array("i", [1, 2, 3]))
next(it)
print(pickle.loads(pickle.dumps(it)).__reduce__(), list(it), it.__reduce__())  # expect: (<built-in function iter>, (array('i', [1, 2, 3]),), 1) [2, 3] (<built-in function iter>, ((),))
late = array("i", [1])
it = iter(late)
list(it)
late.append(2)
print(list(it), list(zip(late, array("d", [5, 6]))))  # expect: [] [(1, 5.0), (2, 6.0)]

match array("i", [1, 2]):
    case [p, q]:
        print(p, q)  # expect: 1 2

# A long array of words that look like pointers to the collector.
long = array("i", [0]) * 9000
for i in range(0, len(long), 10):
    long[i] = i & 7
print(sum(long))  # expect: 2700
