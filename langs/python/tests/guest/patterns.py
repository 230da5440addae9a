class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __eq__(self, o): return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f'V({self.x}, {self.y})'
    def __lt__(self, o): return self.x < o.x
    def __bool__(self): return self.x != 0
    def __len__(self): return 7
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __contains__(self, v): return v in (self.x, self.y)
    def __iter__(self): return iter((self.x, self.y))
    def __call__(self, *a, **k): return a, k
    def __neg__(self): return V(-self.x, -self.y)
match [1, 2, 3]:
    case [a, *rest]: print(a, rest)  # expect: 1 [2, 3]
match {'k': 5}:
    case {'k': v}: print(v)  # expect: 5
match V(1, 2):
    case V(x=1, y=yy): print('V', yy)  # expect: V 2
for source in "case C(a=1, a=2): 1", "case {'k': 1, 'k': 2}: 1", "case {0: 1, False: 2}: 1", "case f'x': 1":
    try:
        compile("match x:\n  " + source, "<p>", "exec")
    except SyntaxError as e:
        print(e.msg)
# expect: attribute name repeated in class pattern: a
# expect: mapping pattern checks duplicate key ('k')
# expect: mapping pattern checks duplicate key (False)
# expect: patterns may only match literals and attribute lookups
class Twice:
    __match_args__ = ("a", "a")
    a = 1
try:
    match Twice():
        case Twice(y, z): pass
except TypeError as e:
    print(e)  # expect: Twice() got multiple sub-patterns for attribute 'a'

import collections.abc


def kind(v):
    match v:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
    return None


class Registered:
    pass


class Child(Registered):
    pass


print(kind(Child()))  # expect: None
collections.abc.Sequence.register(Registered)
print(kind(Child()), kind(Registered()))  # expect: sequence sequence


class Both(collections.UserDict, list):
    pass


class Other(list, collections.abc.Mapping):
    pass


print(kind(Both()), kind(Other()), kind([]), kind({}), kind("ab"))  # expect: mapping sequence sequence mapping None


def inside(v):
    match v:
        case int(a, b):
            return a


try:
    inside(3)
except TypeError as e:
    print(e)  # expect: int() accepts 1 positional sub-pattern (2 given)
