# Frozen dataclasses, named tuples and wrapped values, made in loops.
from collections import namedtuple
from dataclasses import FrozenInstanceError, dataclass


@dataclass(frozen=True, order=True)
class Q:
    a: int
    b: int = 2


@dataclass(frozen=True, slots=True)
class S:
    a: int


P = namedtuple("P", "x y", defaults=[5])


class Meters(float):
    def __add__(self, other):
        return Meters(float(self) + other)


class Tag(str):
    pass


class Dying(tuple):
    ended = 0

    def __del__(self):
        Dying.ended += 1


def make(n):
    t, seen = 0, {}
    for i in range(n):
        q, s, p = Q(i % 7), S(i), P(i)
        t += q.a * q.b + s.a + p.x + p.y
        seen[q] = seen.get(q, 0) + (q < Q(3, 1))
        assert p == (i, 5) and type(p) is P and len(p) == 2
    return t, sorted(seen.items())[0]


print(make(700))  # expect: (497000, (Q(a=0, b=2), 100))
q = Q(1)
for name in "ab":
    for _ in range(50):
        try:
            setattr(q, name, 3)
        except FrozenInstanceError as e:
            said = e
    print(said)
# expect: cannot assign to field 'a'
# expect: cannot assign to field 'b'


def set_plainly(n):
    for i in range(n):
        q = Q(i)
        object.__setattr__(q, "a", i + 1)
        object.__setattr__(q, "extra", i)
    return q, q.extra


print(set_plainly(300))  # expect: (Q(a=300, b=2), 299)
for bad in (S(1), 5):
    for _ in range(40):
        try:
            object.__setattr__(bad, "extra", 1)
        except AttributeError as e:
            said = e
    print(str(said)[:44])
# expect: 'S' object has no attribute 'extra'
# expect: 'int' object has no attribute 'extra' and no


def wrap(n):
    m = Meters(0.0)
    for i in range(n):
        m = m + i
        t = Tag("a")
        d = tuple.__new__(Dying, (i,))
    return m, type(m).__name__, t, type(t).__name__, d


print(wrap(300))  # expect: (44850.0, 'Meters', 'a', 'Tag', (299,))
for _ in range(50):
    try:
        tuple.__new__(list, (1,))
    except TypeError as e:
        said = e
print(said)  # expect: tuple.__new__(list): list is not a subtype of tuple
print(str.__new__(Tag, "x"), tuple.__new__(tuple, (1, 2)), int.__new__(int, 3))  # expect: x (1, 2) 3
