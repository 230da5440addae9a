# Instances whose attributes live in a dict that the program has seen, frames and code objects, % with names.
import sys

class Base:
    kind = "base"
    def hello(self): return "hello " + self.name
    @property
    def loud(self): return self.name.upper()
    def __getattr__(self, n):
        if n.startswith("_"): raise AttributeError(n)
        return "missing " + n

class Item(Base):
    def __init__(self, name, n):
        self.name = name
        self.n = n

def use(items):
    out = []
    for i in items:
        d = i.__dict__
        d["n"] += 1
        out.append((i.hello(), i.n, i.loud, i.kind, i.other, list(d)))
    return out
for row in use([Item("a", 1), Item("b", 2)] * 2): print(row)
# expect: ('hello a', 2, 'A', 'base', 'missing other', ['name', 'n'])
# expect: ('hello b', 3, 'B', 'base', 'missing other', ['name', 'n'])
# expect: ('hello a', 3, 'A', 'base', 'missing other', ['name', 'n'])
# expect: ('hello b', 4, 'B', 'base', 'missing other', ['name', 'n'])
i = Item("c", 1)
d = vars(i)
d["hello"] = lambda: "own"
d["kind"] = "own kind"
d["loud"] = "never seen"
print(i.hello(), i.kind, i.loud)  # expect: own own kind C
del d["hello"], i.kind
i.extra = 5
print(i.hello(), i.kind, d == {"name": "c", "n": 1, "loud": "never seen", "extra": 5}, d is i.__dict__)  # expect: hello c base True True
Base.kind = property(lambda self: "computed")
print(i.kind, Item("d", 1).kind)  # expect: computed computed
class S(Base):
    __slots__ = ("p",)
s = S()
s.p, s.name = 1, "slotted"
print(s.__dict__, s.p, s.hello())  # expect: {'name': 'slotted'} 1 hello slotted
e = ValueError("x")
e.note = 1
print(e.__dict__, e.note, e.args)  # expect: {'note': 1} 1 ('x',)
many = Item("m", 0)
for k in range(40): setattr(many, "a%d" % k, k)
print(len(many.__dict__), many.a39, many.__dict__["a0"], many.name)  # expect: 42 39 0 m

def inner(n):
    f = sys._getframe(n)
    names = []
    while f is not None and len(names) < 3:
        names.append((f.f_code.co_name, f.f_lineno > 0, sorted(f.f_locals)[-2:]))
        f = f.f_back
    return names
def outer(a, b): return inner(1)
for k in range(3): r = outer(1, 2)
print(r[0], r[1][0])  # expect: ('outer', True, ['a', 'b']) <module>
print(inner(0)[0][0], inner.__code__.co_filename is outer.__code__.co_filename, inner.__code__.co_argcount)  # expect: inner True 1
try:
    sys._getframe(1000)
except ValueError as e:
    print(e)  # expect: call stack is not deep enough

d = {"a": 1, "b": "x", "é": 2.5, "p(q": 1}
print("%(a)s %(b)5s %(a)03d %(é).1f %%" % d, "%(b)-3s|" % d, "none" % d)  # expect: 1     x 001 2.5 % x  | none
for bad in ("%(c)s", "%(a", "%(p(q)s)s"):
    try:
        print(bad % d)
    except Exception as e:
        print(type(e).__name__, e)
# expect: KeyError 'c'
# expect: ValueError incomplete format key
# expect: KeyError 'p(q)s'
