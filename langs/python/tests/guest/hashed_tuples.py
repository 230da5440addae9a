# Hashes of tuples, which are remembered, and of what is like tuples.
from collections import namedtuple

P = namedtuple("P", "x y")
class T(tuple): pass
class Own(tuple):
    def __hash__(self): return 5
class ByEq(tuple):
    def __eq__(self, other): return True
class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n
    def __eq__(self, other): return self.n == other.n

a, b = (1, (2, "x")), P(1, T((2, "x")))
print(hash(a) == hash(b), a == b, {a: 1}[b], {b: 1}[a], b in {a}, a in {b})  # expect: True True 1 1 True True
print(hash(P(1, 2)) == hash((1, 2)) == hash((1.0, True + 1)), hash(()) == hash(T()))  # expect: True True
print(hash((1, 2)) == hash((2, 1)), hash((1, (2,))) == hash(((1,), 2)))  # expect: False False
print(hash(Own((1, 2))), {Own((1, 2)): "own"}.get((1, 2)))  # expect: 5 None
try:
    hash((1, ByEq((1,))))
except TypeError as e:
    print(e)  # expect: unhashable type: 'ByEq'
for bad in ((1, []), (1, (2, {})), P(1, [])):
    try:
        {bad: 1}
    except TypeError as e:
        print(e)
# expect: unhashable type: 'list'
# expect: unhashable type: 'dict'
# expect: unhashable type: 'list'

# Guest code is asked each time.
k = Key(1)
t = (k, 1)
d = {t: "one"}
print(d[t], d[(Key(1), 1)])  # expect: one one
k.n = 2
print((Key(2), 1) in d, t in d)  # expect: False False

# A class that learns to hash.
class Late: pass
late = Late()
h = hash((late,))
print(h == hash((late,)))  # expect: True
Late.__hash__ = lambda self: 7
print(hash(late), {(late, 1): 3}[(late, 1)])  # expect: 7 3

# Deep ones.
deep = ()
named = P(0, 0)
for i in range(300):
    deep = (deep, i)
    named = P(named, i)
print(hash(deep) == hash((deep[0], deep[1])), hash(named) == hash(P(named.x, named.y)), {deep: 1, named: 2}[named])  # expect: True True 2
del deep, named

# Keys of many sorts in a loop.
def count(n):
    seen = {}
    for i in range(n):
        key = (i % 7, P(i % 3, (i % 2, "s")), frozenset([i % 5, i % 4]))
        seen[key] = seen.get(key, 0) + 1
    return len(seen), sum(seen.values())
print(count(420))  # expect: (378, 420)
f = frozenset(range(5))
print(hash(f) == hash(frozenset([4, 3, 2, 1, 0])), hash(frozenset()) == hash(frozenset([])), {f: 1}[frozenset(range(5))])  # expect: True True 1
