# Special methods that are no functions: descriptors written in Python are asked for what to call, as mocks are.
import math
import os
from unittest import mock


class Answer:
    def __init__(self, f):
        self.f = f

    def __get__(self, instance, owner=None):
        return lambda *args: self.f(*args)


answers = {
    "__getitem__": lambda k: ("item", k), "__setitem__": lambda k, v: print("set", k, v), "__len__": lambda: 7,
    "__contains__": lambda x: x == 3, "__iter__": lambda: iter([1, 2]), "__call__": lambda *a: ("call", a),
    "__enter__": lambda: "enter", "__exit__": lambda *a: True, "__add__": lambda o: ("add", o),
    "__radd__": lambda o: ("radd", o), "__iadd__": lambda o: ("iadd", o), "__eq__": lambda o: True,
    "__hash__": lambda: 5, "__bool__": lambda: False, "__int__": lambda: 3, "__float__": lambda: 2.5,
    "__index__": lambda: 4, "__str__": lambda: "STR", "__repr__": lambda: "REPR", "__neg__": lambda: "neg",
    "__round__": lambda *a: "round", "__floor__": lambda: "floor", "__fspath__": lambda: "/path",
    "__getattr__": lambda n: ("attribute", n),
}
C = type("C", (), {name: Answer(f) for name, f in answers.items()})


def once(c):
    c[1] = 2
    with c as entered:
        raise ValueError
    d = c
    d += 3
    print(c[1], len(c), 3 in c, [x for x in c], c(1), entered, d)
    print(c + 1, 1 + c, c == 1, hash(c), {c: 1}[c], 1 if c else 2, bool(c), int(c), float(c), [0, 1, 2, 3, 4][c])
    print(str(c), repr(c), -c, round(c), math.floor(c), os.fspath(c), c.other)


once(C())
# expect: set 1 2
# expect: ('item', 1) 7 True [1, 2] ('call', (1,)) enter ('iadd', 3)
# expect: ('add', 1) ('radd', 1) True 5 1 2 False 3 2.5 4
# expect: STR REPR neg round floor /path ('attribute', 'other')

m = mock.MagicMock()
m.__getitem__.return_value = 5
m.__enter__.return_value = "entered"
m.__iter__.return_value = iter([1, 2])
m.__contains__.return_value = True
with m as inside:
    print(inside, m["a"], list(m), 3 in m, len(m), bool(m), int(m), m(1) is m.return_value, m == m)
# expect: entered 5 [1, 2] True 0 True 1 True True
print(m.__getitem__.call_args)  # expect: call('a')
