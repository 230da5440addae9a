# Classes with `__new__`, called with named arguments.
from collections import namedtuple


class Base:
    def __new__(cls, a, b=2, *, c=3):
        self = object.__new__(cls)
        self.a, self.b, self.c = a, b, c
        return self


class Plain:
    def __new__(cls, a, b=2):
        self = object.__new__(cls)
        self.a, self.b = a, b
        return self


class Derived(Plain):
    pass


class Other(Plain):
    def __new__(cls, a=0, b=1, what=None):
        return what

    def __init__(self, *args, **kw):
        self.seen = args, kw


class Chooser:
    def __new__(cls, kind, size=1):
        return object.__new__(Big if kind == "big" else cls)


class Big(Chooser):
    def __init__(self, *args, **kw):
        self.seen = args, kw


Point = namedtuple("Point", "x y", defaults=[9])


def said(f):
    try:
        return f()
    except TypeError as e:
        return "TypeError", str(e).replace("Base.", "").replace("Plain.", "")


for i in range(3):
    for f in (
        lambda: vars(Plain(a=1)), lambda: vars(Plain(1, b=5)), lambda: vars(Plain(b=1, a=i)), lambda: vars(Derived(a=7)), lambda: vars(Base(1, c=4)), lambda: vars(Base(a=1, b=0)),
        lambda: Plain(b=1), lambda: Plain(1, a=2), lambda: Plain(1, z=2), lambda: Point(x=1), lambda: Point(y=1, x=i), lambda: Point(1, y=2), lambda: Point(z=1, x=1),
        lambda: Other(what=5), lambda: Chooser(kind="big").seen, lambda: Chooser("big", size=3).seen, lambda: type(Chooser(kind="small")).__name__,
    ):
        print(said(f), end=" ")
    print()
total = 0
for i in range(2000):
    total += Plain(a=i, b=1).a + Point(x=i, y=2).y + Derived(b=3, a=1).b
print(total)

# expect: {'a': 1, 'b': 2} {'a': 1, 'b': 5} {'a': 0, 'b': 1} {'a': 7, 'b': 2} {'a': 1, 'b': 2, 'c': 4} {'a': 1, 'b': 0, 'c': 3} ('TypeError', "__new__() missing 1 required positional argument: 'a'") ('TypeError', "__new__() got multiple values for argument 'a'") ('TypeError', "__new__() got an unexpected keyword argument 'z'") Point(x=1, y=9) Point(x=0, y=1) Point(x=1, y=2) ('TypeError', "Point.__new__() got an unexpected keyword argument 'z'") 5 ((), {'kind': 'big'}) (('big',), {'size': 3}) Chooser
# expect: {'a': 1, 'b': 2} {'a': 1, 'b': 5} {'a': 1, 'b': 1} {'a': 7, 'b': 2} {'a': 1, 'b': 2, 'c': 4} {'a': 1, 'b': 0, 'c': 3} ('TypeError', "__new__() missing 1 required positional argument: 'a'") ('TypeError', "__new__() got multiple values for argument 'a'") ('TypeError', "__new__() got an unexpected keyword argument 'z'") Point(x=1, y=9) Point(x=1, y=1) Point(x=1, y=2) ('TypeError', "Point.__new__() got an unexpected keyword argument 'z'") 5 ((), {'kind': 'big'}) (('big',), {'size': 3}) Chooser
# expect: {'a': 1, 'b': 2} {'a': 1, 'b': 5} {'a': 2, 'b': 1} {'a': 7, 'b': 2} {'a': 1, 'b': 2, 'c': 4} {'a': 1, 'b': 0, 'c': 3} ('TypeError', "__new__() missing 1 required positional argument: 'a'") ('TypeError', "__new__() got multiple values for argument 'a'") ('TypeError', "__new__() got an unexpected keyword argument 'z'") Point(x=1, y=9) Point(x=2, y=1) Point(x=1, y=2) ('TypeError', "Point.__new__() got an unexpected keyword argument 'z'") 5 ((), {'kind': 'big'}) (('big',), {'size': 3}) Chooser
# expect: 2009000
