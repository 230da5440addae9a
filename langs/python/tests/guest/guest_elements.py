# Builtin types with elements and arguments whose classes have a say.
class A:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return isinstance(o, A) and self.n == o.n
    def __hash__(self): return hash(self.n)
    def __lt__(self, o): return self.n < o.n
    def __repr__(self): return f"A({self.n})"
class F:
    def __format__(self, spec): return "<" + spec + ">"
    def __str__(self): return "F!"
    def __index__(self): return 7
    def __float__(self): return 2.5
a = [A(3), A(1), A(2)]
print(a.index(A(1)), a.count(A(3)), A(2) in a)  # expect: 1 1 True
a.sort()
print(a)  # expect: [A(1), A(2), A(3)]
a.sort(reverse=True)
print(a)  # expect: [A(3), A(2), A(1)]
a.sort(key=lambda x: -x.n)
print(a)  # expect: [A(3), A(2), A(1)]
a.remove(A(1))
print(a)  # expect: [A(3), A(2)]
print(sorted([A(2), A(1)]), max([A(2), A(1), A(3)][:1]))  # expect: [A(1), A(2)] A(2)
d = {A(1): "x"}
print(d.get(A(1)), d.get(A(2)), d.get(A(2), 5), d.pop(A(1)), d.pop(A(9), None))  # expect: x None 5 x None
print(d.setdefault(A(4), 4), d.setdefault(A(4), 5), d)  # expect: 4 4 {A(4): 4}
s = {A(1)}
s.add(A(1))
s.add(A(2))
print(len(s), s.union([A(1)]) == s, s.difference([A(1)]), s.intersection([A(2)]), s.issubset([A(1), A(2), A(3)]))  # expect: 2 True {A(2)} {A(2)} True
s.update([A(5)])
print(len(s))  # expect: 3
s.discard(A(5))
s.remove(A(2))
print(s)  # expect: {A(1)}
s.difference_update([A(1)])
print(s)  # expect: set()
print("%s|%r|%5s" % (A(1), A(2), F()), "%d %x %f" % (F(), F(), F()))  # expect: A(1)|A(2)|   F! 7 7 2.500000
print("{:x>3}|{}|{!r}|{!s:>4}".format(F(), A(1), A(2), F()))  # expect: <x>3>|A(1)|A(2)|  F!
print("{0.n} {0.n!r:>4} {1[0]} {1[1]:03d}".format(A(5), ["q", 7]))  # expect: 5    5 q 007
print(f"{F():abc} {A(1)} {F()!s:>4} {A(2)!r}", format(F(), "z"), format(A(1)))  # expect: <abc> A(1)   F! A(2) <z> A(1)
print("-".join(str(i) for i in range(4)), "-".join(map(str, [1, 2])))  # expect: 0-1-2-3 1-2
print(sum(x for x in range(5)), sum((i * 0.1 for i in range(10))), sum([0.1] * 10))  # expect: 10 4.5 1.0
print(dict.fromkeys((i for i in range(2)), 1), {1, 2}.union(i for i in (3, 4)), {1}.isdisjoint(i for i in [2]))  # expect: {0: 1, 1: 1} {1, 2, 3, 4} True
import math
print(math.fsum(0.1 for _ in range(10)), math.prod(i for i in [1, 2, 3]), math.floor(F().__float__()), float(F()), int(F()))  # expect: 1.0 6 2 2.5 7
l = [1]
l.extend(i for i in range(3))
l.extend("ab")
l.insert(0, "z")
l.insert(-1, "y")
print(l)  # expect: ['z', 1, 0, 1, 2, 'a', 'y', 'b']
class S(str): pass
class I(int): pass
print(S("abc").upper(), S("x") + "y", len(S("ab")), I(5) + 1, I(5).bit_length(), "%d" % I(3), f"{I(4):03d}", ",".join([S("a"), "b"]))  # expect: ABC xy 2 6 3 3 004 a,b
try:
    "%d" % "x"
except TypeError as e:
    print(e)  # expect: %d format: a real number is required, not str
x = [3, 1]
y = x
y += (4,)
x *= 2
print(x)  # expect: [3, 1, 4, 3, 1, 4]
print(sorted([float("nan"), 1.0, 0.5], key=lambda v: v != v))  # expect: [1.0, 0.5, nan]
print([1, [2, [3]]] < [1, [2, [4]]], sorted([[2, [1]], [1, [2]]]), min([[2], [1, 2]]))  # expect: True [[1, [2]], [2, [1]]] [1, 2]
big = 10**50
print(big // 3, -big % 7, big * big == 10**100, big & 255, hash(big) == hash(float(10**22)) , 10**22 == 1e22, 10**23 == 1e23)  # expect: 33333333333333333333333333333333333333333333333333 5 True 0 False True False
x = 5
x <<= 70
x >>= 68
print(x)  # expect: 20
print("{} {a} {b!r}".format(1, a=2, b="c"))  # expect: 1 2 'c'
d = {}
d.update(a=1)
d.update({"b": 2}, c=3)
d.update([("d", 4)])
print(d, dict(x=1))  # expect: {'a': 1, 'b': 2, 'c': 3, 'd': 4} {'x': 1}
print("{a.n} {b}".format(a=F.__name__ and A(1), b=2), "{k}".format_map({"k": 1}), sum(iter([0.1] * 10)) > 0.99)  # expect: 1 2 1 True
print(2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), 2**53 + 1 < float(2**53), [2**53 + 1].count(float(2**53)))  # expect: False True False 0
import math
print(math.nextafter(1.0, 2.0, steps=3) if False else "", "x".encode(encoding="utf-8"), "a b".split(sep=None, maxsplit=0), (5).to_bytes(length=2, byteorder="big"))  # expect:  b'x' ['a b'] b'\x00\x05'
