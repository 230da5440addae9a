# Dicts and sets: few entries without an index, keys of every kind in hot loops, entries that come and go.
def few(n):
    out = []
    for i in range(n):
        d = {}
        for k in (0, 1, 0, -1, 2):
            d[k] = d.get(k, 10) + i
        del d[0]
        out.append((0 in d, 1 in d, -1 in d, d.get(0), list(d)))
        d[0] = 7
        out.append((0 in d, list(d.items()), len(d)))
    return out[-1], out[-2], len(out)
print(few(300))
def around(n):
    # Five entries, then more, then fewer: with and without an index.
    s = set(); seen = 0
    for i in range(n):
        s.add(i % 13)
        if len(s) > 5 + i % 3:
            s.discard((i * 7) % 13); s.discard((i * 5) % 13)
        seen += (i % 11 in s) + (0 in s)
    return seen, sorted(s)
print(around(3000))
KEYS = [0, 1, -1, -2, 2**60, 2**61 - 1, 2**61 - 2, -2**61 + 1, 2**62 - 1, -2**62, 2**64, 0.5, 1.0, -1.0, 2.0**61, "a", "", "b", (1, 2),
        (1.0, 2), (), None, True, False, frozenset({1}), b"a", float("inf")]
def kinds(n):
    t = 0
    for r in range(n):
        d = {}
        for i, k in enumerate(KEYS): d[k] = i
        for k in KEYS: t += d[k] + (k in d)
        t += len(d) + (3 in d) + ("c" in d) + ((1, 3) in d)
    return t
print(kinds(60))
print(len({k for k in KEYS}), {1: "a", True: "b", 1.0: "c"}, {0, False, 0.0, -0.0}, 2.0**61 in {2**61})
class Text(str):
    def __hash__(self): return str.__hash__(self)
    def __eq__(self, other): return str.__eq__(self, other)
class Odd(int):
    def __hash__(self): return 5
    def __eq__(self, other): return int(self) == other or other == 5
def guests(n):
    d = {Text("x"): 1, Odd(9): 2}; t = 0
    for i in range(n):
        t += d["x"] + d[5] + ("y" in d) + (9 in d) + (6 in d)
        d["x"] = i; d[5] = i
    return t, d
print(guests(400))
def fractions(n):
    s = {i / 1024 for i in range(n)}
    return len(s), sum(i / 1024 in s for i in range(2 * n)), sum(i * 0.3 in s for i in range(n))
print(fractions(5000))
def spans(n):
    s = set(range(7, n)); m = {i << 20: i for i in range(n)}; e = {i: -i for i in range(0, n, 2)}
    return sum(i in s for i in range(-n, 2 * n)), sum(m[i << 20] for i in range(n)), sum(e.get(i, 0) for i in range(n))
print(spans(3000))
def queue(n):
    # The number of live entries stays small while keys come and go.
    d = {}
    for i in range(n):
        d[i] = i; d[str(i)] = i
        if i >= 20: d.pop(i - 20); del d[str(i - 20)]
    return len(d), next(iter(d)), (n - 1) in d, d[str(n - 5)]
print(queue(5000))
def twice(n):
    # The second look finds what the first one found, unless something was stored meanwhile.
    d = {"k": 1, 3: 1}; t = 0
    for i in range(n):
        if "k" in d: t += d["k"]
        if i % 50 == 49: del d["k"], d[3]
        t += ("k" in d) + (3 in d)
        d.setdefault("k", i); d[3] = d.get(3, 0) + 1
        t += d["k"] + d[3]
    return t
print(twice(2000))
f = frozenset(range(10)); g = frozenset("abc")
def frozen(n):
    t = 0
    for i in range(n):
        t += (i % 15 in f) + ("b" in g) + (i in g) + ((i,) not in f) + (frozenset({1}) in f)
    h = frozenset()
    for i in range(8): h = h | {i} if i % 2 else h | frozenset({i})
    return t, sorted(h), {1} in frozenset({frozenset({1})})
print(frozen(1000))
for bad in ([], {}, set()):
    for look in (lambda: bad in {1: 2}, lambda: {1: 2}[bad], lambda: bad in {1}, lambda: bad in frozenset({1})):
        try: print(look())
        except TypeError as e: print('unhashable' in str(e))
# expect: ((True, [(1, 309), (-1, 309), (2, 309), (0, 7)], 4), (False, True, True, None, [1, -1, 2]), 600)
# expect: (2327, [0, 3, 5, 7, 8, 9])
# expect: 27960
# expect: 22 {1: 'c'} {0} True
# expect: (158805, {'x': 399, 9: 399})
# expect: (5000, 5000, 4)
# expect: (2993, 4498500, -2248500)
# expect: (40, 4980, True, 4995)
# expect: 3953118
# expect: (2670, [0, 1, 2, 3, 4, 5, 6, 7], True)
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: False
# expect: False
