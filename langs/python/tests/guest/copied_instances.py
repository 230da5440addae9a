# What copies are made from: instances with and without a dict of their own, slots, own ways to be reduced.
import copy
import copyreg


class Plain:
    def __init__(self):
        self.a = 1
        self.b = [2]


class Slots:
    __slots__ = ("x", "__hidden", "unset")

    def __init__(self):
        self.x = [1]
        self.__hidden = 2

    def hidden(self):
        return self.__hidden


class Both(Slots):
    def __init__(self):
        super().__init__()
        self.y = 3


class Setting(Plain):
    def __setstate__(self, state):
        self.__dict__.update(state, restored=True)


class Getting(Plain):
    def __getstate__(self):
        state = dict(super().__getstate__())
        state["b"] = None
        return state


class New(Plain):
    def __new__(cls, *args):
        self = super().__new__(cls)
        self.made = args
        return self

    def __getnewargs__(self):
        return (1, 2)


class Managed(Plain):
    c = property(lambda self: self.__dict__["c"], None)

    def __init__(self):
        super().__init__()
        self.__dict__["c"] = 5


class Listed(list):
    pass


for o in (Plain(), Setting(), Getting(), New(), Managed()):
    shallow, deep = copy.copy(o), copy.deepcopy(o)
    print(type(o).__name__, vars(shallow), shallow.b is o.b, deep.b is o.b, o.b)
# expect: Plain {'a': 1, 'b': [2]} True False [2]
# expect: Setting {'a': 1, 'b': [2], 'restored': True} True False [2]
# expect: Getting {'a': 1, 'b': None} False False [2]
# expect: New {'made': (), 'a': 1, 'b': [2]} True False [2]
# expect: Managed {'a': 1, 'b': [2], 'c': 5} True False [2]
s = copy.copy(Slots())
print(s.x, s.hidden(), hasattr(s, "unset"), Slots.__slotnames__)  # expect: [1] 2 False ['x', '_Slots__hidden', 'unset']
t = copy.deepcopy(Both())
print(t.x, t.hidden(), t.y, vars(t))  # expect: [1] 2 3 {'y': 3}
v = Listed([1, 2])
v.name = "n"
w = copy.copy(v)
print(w, w.name, type(w).__name__)  # expect: [1, 2] n Listed
p = Plain()
print(p.__reduce_ex__(4) == (copyreg.__newobj__, (Plain,), {"a": 1, "b": [2]}, None, None))  # expect: True
print(p.__reduce_ex__(2)[2], object.__reduce_ex__(Plain.__new__(Plain), 3)[2])  # expect: {'a': 1, 'b': [2]} None
print(p.__getstate__(), Both().__getstate__())  # expect: {'a': 1, 'b': [2]} ({'y': 3}, {'x': [1], '_Slots__hidden': 2})
vars(p)["late"] = 1
print(copy.copy(p).late, p.__getstate__())  # expect: 1 {'a': 1, 'b': [2], 'late': 1}


class Odd:
    def __reduce__(self):
        return (Odd, (), {1: 2})


try:
    print(vars(copy.copy(Odd())))  # expect: {1: 2}
except TypeError:
    print("refused")


def many():
    out = set()
    for i in range(60):
        o = Plain()
        o.n = i
        c = copy.copy(o)
        c.n += 1
        out.add(c.n - o.n)
        out.add(len(vars(c)))
    return out


print(sorted(many()))  # expect: [1, 3]
