print(int.__add__(1, 2), int.__add__(1, 2.5), (5).__radd__(3), float.__mul__(2.0, 3), str.__mod__("%d", 3))
print([].__class__, int.__dict__["__add__"], list.append)
print(type(int.__add__), type((1).__add__), type(list.append), type([].append), type(len))
class L(list):
    def __init__(self, n):
        super().__init__(range(n))
        self.n = n
    def __getitem__(self, i): return ("got", super().__getitem__(i))
    def __setitem__(self, i, v): super().__setitem__(i, v * 2)
    def append(self, x): super().append(x + 100)
l = L(3); l.append(1); l[0] = 5
print(l, l[0], len(l), list.__len__(l), l.n)
class D(dict):
    def __setitem__(self, k, v): dict.__setitem__(self, k, ("v", v))
    def __missing__(self, k): return "miss " + k
d = D(a=1); d["b"] = 2
print(d, d["zz"], dict.__getitem__(d, "a"), dict.__getitem__(d, "q"))
class I(int):
    def __new__(cls, x): return super().__new__(cls, int(x) + 1)
    def __add__(self, o): return I(int.__add__(self, o))
    def __repr__(self): return "I(" + int.__repr__(self) + ")"
print(I(4), I(4) + 5, I.__mro__)
class S(str):
    def __eq__(self, o): return str.__eq__(self, o.lower() if isinstance(o, str) else o)
    __hash__ = str.__hash__
print(S("abc") == "ABC", {S("abc"): 1}["abc"])
class T(tuple):
    def __new__(cls, *a): return tuple.__new__(cls, a)
print(T(1, 2, 3), T(1, 2)[1])
class P(property):
    def __init__(self, f): super().__init__(f); self.extra = 1
class C:
    @P
    def x(self): return 42
print(C().x, C.__dict__["x"].extra, C.x.fget.__name__)
try: C().x = 1
except AttributeError as e: print(e)
class M(type):
    def __call__(cls, *a, **k):
        print("call", a, k)
        return super().__call__(*a, **k)
class X(metaclass=M):
    def __init__(self, *a, **k): self.a = a, k
print(X(1, y=2).a)
for f in (lambda: object(1), lambda: object.__new__(int), lambda: int.__add__("a", 1), lambda: object.__new__(3), lambda: int.__new__(str)):
    try: print(f())
    except TypeError as e: print(e)
class A:
    def __init__(self, x): pass
class B:
    def __new__(cls, x): return object.__new__(cls)
A(1); B(1)
class E: pass
for f in (lambda: E(1), lambda: A.__new__(A, 1, 2), lambda: object.__new__(E, 1)):
    try: print(type(f()).__name__)
    except TypeError as e: print(e)
print((1).__class__, E().__class__, E.__class__, [].__hash__, list.__eq__([1], [1]), list.__eq__([1], (1,)), object.__eq__(1, 2))
print({1} .__or__({2}), {1}.__or__([2]), frozenset.__and__(frozenset([1]), {1}), (3).__pow__(2, 5), (3).__divmod__(2), True.__and__(False), (5).__lt__(6), (5).__lt__("a"), "a".__lt__("b"))
def f(a, b=3): return a, b
print(f.__call__(1, b=2), f.__get__(5)(6), f.__get__(None, int) is f)
s = {1, 2}; s.__ior__({3}); print(s)
class St(set):
    def add(self, x): super().add(x * 2)
e = E(); e.__class__ = A; print(type(e))
# expect: 3 NotImplemented 8 6.0 3
# expect: <class 'list'> <slot wrapper '__add__' of 'int' objects> <method 'append' of 'list' objects>
# expect: <class 'wrapper_descriptor'> <class 'method-wrapper'> <class 'method_descriptor'> <class 'builtin_function_or_method'> <class 'builtin_function_or_method'>
# expect: [10, 1, 2, 101] ('got', 10) 4 4 3
# expect: {'a': 1, 'b': ('v', 2)} miss zz 1 miss q
# expect: I(5) I(11) (<class '__main__.I'>, <class 'int'>, <class 'object'>)
# expect: True 1
# expect: (1, 2, 3) 2
# expect: 42 1 x
# expect: property 'x' of 'C' object has no setter
# expect: call (1,) {'y': 2}
# expect: ((1,), {'y': 2})
# expect: object() takes no arguments
# expect: object.__new__(int) is not safe, use int.__new__()
# expect: descriptor '__add__' requires a 'int' object but received a 'str'
# expect: object.__new__(X): X is not a type object (int)
# expect: int.__new__(str): str is not a subtype of int
# expect: E() takes no arguments
# expect: A
# expect: E() takes no arguments
# expect: <class 'int'> <class '__main__.E'> <class 'type'> None True NotImplemented NotImplemented
# expect: {1, 2} NotImplemented frozenset({1}) 4 (1, 1) False True NotImplemented True
# expect: (1, 2) (5, 6) True
# expect: {1, 2, 3}
# expect: <class '__main__.A'>
