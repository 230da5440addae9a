# Tuples compared element by element in hot loops, and what ends that: other kinds, lengths, NaN, guest code.
nan = float("nan")
PAIRS = [((1, 2), (1, 2)), ((1, 2), (1, 3)), ((2, 1), (1, 3)), ((1, 2), (1, 2, 3)), ((), ()), ((1.5,), (1.5,)), ((1,), (1.0,)),
         ((2**53 + 1,), (float(2**53),)), ((nan,), (nan,)), ((nan, 1), (nan, 2)), ((0.0,), (-0.0,)), (("a", 1), ("a", 2)), (("a",), ("b",)),
         (("b", 1), ("a", 2)), ((b"x", b"y"), (b"x", b"y")), ((b"x",), (b"z",)), ((True,), (1,)), ((None, 1), (None, 1)),
         (((1, 2), 3), ((1, 2), 3)), (((1, 2), 3), ((1, 3), 3)), ((1, 2, 3, 4, 5), (1, 2, 3, 4, 5)), ((1, 2, 3, 4, 5), (1, 2, 3, 4, 6)),
         ((2**70,), (2**70,)), ((1, "a", 2.5, 4), (1, "a", 2.5, 4)), ((1, "a"), (1, b"a"))]
def every(n):
    rows = []
    for p, q in PAIRS:
        e = l = 0
        for _ in range(n):
            e += (p == q) + 2 * (p != q)
            try: l += (p < q) + 2 * (p <= q) + 4 * (p > q) + 8 * (p >= q)
            except TypeError as x: l = str(x)[-40:]; break
        rows.append((e, l))
    return rows
for r in every(300): print(r)
def around(n):
    pos = (0, 0); met = 0
    for i in range(n):
        x, y = i % 7, i % 5
        if (x, y) == pos: met += 1
        if (x, y) < (3, 2): met += 10
        if (x, "abc"[y % 3]) >= (3, "b"): met += 100
        if i % 1000 == 999: pos = (x, y)
    return met
print(around(20000))
class N:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
def guests(n):
    t = 0
    for i in range(n):
        a, b = (1, N(i % 3)), (1, N(i % 2))
        t += (a == b) + 2 * (a < b)
    return t
print(guests(1000))
from collections import namedtuple
P = namedtuple("P", "x y")
def named(n):
    t = 0
    for i in range(n): t += (P(i % 3, 1) == (1, 1)) + 2 * (P(1, i % 4) < P(1, 2)) + 4 * ((0, 1) == P(i & 1, 1))
    return t
print(named(1000))
def mixed(n):
    # Kinds change while the loop runs.
    t = 0
    for i in range(n):
        v = i % 4 if i < n // 3 else i % 4 + 0.5 if i < n // 2 else "abcd"[i % 4]
        t += ((1, v) == (1, 2)) + ((1, v) == (1, 2.5)) + ((1, v) == (1, "c"))
    return t
print(mixed(3000))
def texts(n):
    words = [b"a", b"ab", "a", "ab", b""]; t = 0; seen = {}
    for i in range(n):
        a, b = words[i % 5], words[i * 7 % 5]
        t += (a == b) + 2 * (a != b) + 4 * ((a, b) == (b, a))
        seen[a, b] = seen.get((a, b), 0) + 1
    return t, len(seen), seen[b"a", b"a"]
print(texts(2000))
# expect: (300, 3000)
# expect: (600, 900)
# expect: (600, 3600)
# expect: (600, 900)
# expect: (300, 3000)
# expect: (300, 3000)
# expect: (300, 3000)
# expect: (600, 3600)
# expect: (300, 3000)
# expect: (600, 900)
# expect: (300, 3000)
# expect: (600, 900)
# expect: (600, 900)
# expect: (600, 3600)
# expect: (300, 3000)
# expect: (600, 900)
# expect: (300, 3000)
# expect: (300, 3000)
# expect: (300, 3000)
# expect: (600, 900)
# expect: (300, 3000)
# expect: (600, 900)
# expect: (300, 3000)
# expect: (300, 3000)
# expect: (2, "d between instances of 'str' and 'bytes'")
# expect: 1126111
# expect: 668
# expect: 3333
# expect: 750
# expect: (5200, 5, 400)
