# Lists whose elements are all doubles lie unboxed: they must look like any other list, whatever comes in later.
import heapq, copy, pickle, json, random

def total(l):
    s = 0
    for x in l:
        s += x
    return s

def scale(l, k):
    for i in range(len(l)):
        l[i] = l[i] * k
    return l

def poke(l, i, v):
    l[i] = v
    return l

def build(n, odd):
    l = []
    for i in range(n):
        l.append(i * 0.5 if i != odd else "odd")
    return l

def ends(l):
    return l[0], l[-1], type(l[0]).__name__, type(l[-1]).__name__

for _ in range(40):
    floats = [0.5, 1.5, 2.5, 3.5, 4.5]
    assert total(floats) == 12.5
    assert scale(floats, 2) == [1.0, 3.0, 5.0, 7.0, 9.0]
    # An integer, an object, None and a big number make it a list of words.
    assert poke([1.0, 2.0], 1, 7) == [1.0, 7]
    assert type(poke([1.0, 2.0], 1, 7)[1]) is int
    assert poke([1.0, 2.0], -2, None) == [None, 2.0]
    assert poke([1.0, 2.0, 3.0], 0, "s") == ["s", 2.0, 3.0]
    assert poke([1.0, 2.0, 3.0], 0, 1 << 80) == [1 << 80, 2.0, 3.0]
    assert poke([1.0, 2.0], 0, True)[0] is True
    # Numbers that need a box, zeros and what is no number.
    huge = poke([1.0, 2.0], 0, 1e300)
    assert huge == [1e300, 2.0] and scale(huge, 2)[0] == 2e300
    odd = poke([1.0, 2.0], 1, -0.0)
    assert str(odd) == "[1.0, -0.0]"
    nan = float("nan")
    assert str(poke([nan, float("inf")], 1, -float("inf"))) == "[nan, -inf]"
    # It grows.
    grown = build(20, -1)
    assert ends(grown) == (0.0, 9.5, "float", "float") and len(grown) == 20
    mixed = build(20, 11)
    assert mixed[10:13] == [5.0, "odd", 6.0] and mixed[19] == 9.5
    mixed = build(20, 19)
    assert ends(mixed) == (0.0, "odd", "float", "str")
    for n in range(1, 12):
        assert build(n, n - 1)[-1] == "odd", n

floats = [i / 4 for i in range(12)]
print(floats, floats[3:6], floats[::-3], floats[-1])   # expect: [0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75] [0.75, 1.0, 1.25] [2.75, 2.0, 1.25, 0.5] 2.75
floats[2:4] = ["a"]
print(floats[:5])                                       # expect: [0.0, 0.25, 'a', 1.0, 1.25]
floats = [0.5] * 6
floats[1:1] = [1.5, 2.5]
floats[0:2] = [9]
print(floats)                                           # expect: [9, 2.5, 0.5, 0.5, 0.5, 0.5, 0.5]
floats = [0.5] * 3
print(floats + [1], [1] + floats, floats + [1.5], [] + floats, floats + [])   # expect: [0.5, 0.5, 0.5, 1] [1, 0.5, 0.5, 0.5] [0.5, 0.5, 0.5, 1.5] [0.5, 0.5, 0.5] [0.5, 0.5, 0.5]
print(floats * 2, floats * 0, [0.5, 1] * 2, 3 * [2.0, 1.0])   # expect: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5] [] [0.5, 1, 0.5, 1] [2.0, 1.0, 2.0, 1.0, 2.0, 1.0]
floats.extend([1, 2.5])
floats.insert(0, "first")
floats += (3.5,)
print(floats, floats.pop(), floats.pop(0), floats.index(1), floats.count(0.5))   # expect: [0.5, 0.5, 0.5, 1, 2.5] 3.5 first 3 3
floats = [3.5, 1.5, 2.5, 0.5]
floats.sort()
print(floats, sorted(floats, reverse=True), sorted(floats, key=lambda x: -x), list(reversed(floats)))   # expect: [0.5, 1.5, 2.5, 3.5] [3.5, 2.5, 1.5, 0.5] [3.5, 2.5, 1.5, 0.5] [3.5, 2.5, 1.5, 0.5]
floats.reverse()
print(floats, floats == [3.5, 2.5, 1.5, 0.5], floats < [3.5, 3], 2.5 in floats, 2 in floats, min(floats), sum(floats))   # expect: [3.5, 2.5, 1.5, 0.5] True True True False 0.5 8.0
del floats[1]
floats.remove(1.5)
print(floats, floats.pop(), floats.pop(), floats)       # expect: [] 0.5 3.5 []
floats.append(1)
print(floats, floats.clear(), floats)                   # expect: [] None []
floats = [2.5, 1.5, 0.5, 4.5]
heapq.heapify(floats)
heapq.heappush(floats, 0.25)
print(heapq.heapreplace(floats, 3), heapq.heappop(floats), sorted(floats), floats.index(3))   # expect: 0.25 0.5 [1.5, 2.5, 3, 4.5] 1
floats = [1.5, 2.5]
a, b = floats
first, *rest = [0.5, 1.5, 2.5]
print(a, b, first, rest, tuple(floats), [*floats, 1], set(floats) == {1.5, 2.5}, list(zip(floats, [1, 2])), list(enumerate(floats)))   # expect: 1.5 2.5 0.5 [1.5, 2.5] (1.5, 2.5) [1.5, 2.5, 1] True [(1.5, 1), (2.5, 2)] [(0, 1.5), (1, 2.5)]
print(copy.deepcopy(floats), pickle.loads(pickle.dumps(floats)), json.dumps(floats), floats.copy(), list(map(int, floats)))   # expect: [1.5, 2.5] [1.5, 2.5] [1.5, 2.5] [1.5, 2.5] [1, 2]
floats = [float(i) for i in range(10)]
random.seed(3)
random.shuffle(floats)
print(sorted(floats) == [float(i) for i in range(10)], "%s %s" % (floats[0] in range(10), max(floats)))   # expect: True True 9.0

class Vector(list):
    def norm(self):
        return sum(x * x for x in self)

v = Vector([3.0, 4.0])
v[0] = 6.0
v.append(1)
print(v.norm(), v, v[0], v[-1])                         # expect: 53.0 [6.0, 4.0, 1] 6.0 1

def swap(l, i, j):
    l[i], l[j] = l[j], l[i]

def alternate(n):
    l = [0.0] * 4
    for i in range(n):
        l[i % 4] = i if i % 7 == 0 else float(i)
        if i % 50 == 49:
            l = [0.0] * 4
        swap(l, 0, 3)
    return l

print(alternate(347))                                   # expect: [0.0, 345.0, 346.0, 344.0]

def matrix(n):
    a = [[float(i + j) for j in range(n)] for i in range(n)]
    b = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            s = 0.0
            for k in range(n):
                s += a[i][k] * a[k][j]
            b[i][j] = s
    b[2][3] = "end"
    return b[1][1], b[2]

print(matrix(6))                                        # expect: (91.0, [85.0, 112.0, 139.0, 'end', 193.0, 220.0])
while True:
    floats.append(0.5)
    if len(floats) > 5000:
        break
floats.append(1)
print(len(floats), floats[-3:], sum(floats))            # expect: 5002 [0.5, 0.5, 1] 2541.5
floats = [0.1] * 10 + [1e100, 1.0, -1e100]
print(sum(floats), sum(floats, 5), sum(floats, 0.5), sum([], 3), sum([1e308, 1e308]), sum([float("inf"), 1.0]), max(floats), min(floats))   # expect: 2.0 7.0 2.5 3 inf inf 1e+100 -1e+100
floats = [1.5, float("nan"), 2.5, -0.0]
print(2.5 in floats, 0 in floats, 0.0 in floats, 1 in floats, floats[1] in floats, floats.index(2.5), floats.count(0), max(floats), min(floats))   # expect: True True True False True 2 1 2.5 -0.0
