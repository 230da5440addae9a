class A:
    "doc"
    __slots__ = ("a", "b")
print(A.a, A.__dict__["a"], type(A.a), A.__slots__)
x = A(); x.a = 1; print(x.a)
try: x.b
except AttributeError as e: print(e)
try: x.c = 1
except AttributeError as e: print(e)
del x.a
try: x.a
except AttributeError as e: print(e)
try: del x.a
except AttributeError as e: print(e)
try: x.__dict__
except AttributeError as e: print(e)
print(hasattr(x, "__dict__"), A.a.__get__(x, A) if hasattr(x, "a") else None)
class A: __slots__ = "x"
class B(A): __slots__ = ("y", "__dict__")
b = B(); b.x = 1; b.y = 2; b.z = 3
print(b.__dict__, b.x, b.y, b.z, A.x.__get__(b), A.x.__set__(b, 5), b.x)
try:
    class A:
        __slots__ = ("x",)
        x = 1
except ValueError as e: print(e)
class A: __slots__ = ("a",)
class B: __slots__ = ("b",)
try:
    class C(A, B): pass
except TypeError as e: print(e)
try:
    class C(int, str): pass
except TypeError as e: print(e)
class Base:
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        print("sub", cls, tag)
class A(Base, tag=5): pass
class B(A): pass
print(A.tag, B.tag)
try:
    class C(Base, other=1): pass
except TypeError as e: print(e)
class D:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name); self.n = name
    def __get__(self, i, o): return (self.n, i is None)
class A:
    d = D(); e = D()
print(A.d, A().e)
class A:
    def __class_getitem__(cls, k): return cls.__name__, k
print(A[int], A[1, 2])
class E:
    def __mro_entries__(self, bases): return (int,)
class A(E(), metaclass=type): pass
print(A.__bases__, A.__orig_bases__[0].__class__)
T = type("T", (int,), {"x": 5, "f": lambda self: self + 1})
print(T, T.x, T(3).f(), T.__module__, T.__name__, T.__bases__)
class A: x = 1
class B(A): pass
class C: y = 2
B.__bases__ = (C,)
print(B.y, B.__mro__)
try: B.x
except AttributeError as e: print(e)
class A: pass
A.__name__ = "Z"; A.__qualname__ = "Q.Z"; A.__doc__ = "d"; A.__module__ = "m"
print(A, A.__name__, A.__doc__)
try: A.__name__ = 5
except TypeError as e: print(e)
try: del A.__name__
except TypeError as e: print(e)
class A:
    x = 1
p = A.__dict__
print(type(p), p["x"], "x" in p, p.get("zz"))
A.y = 2
print(p["y"])
try: p["z"] = 1
except TypeError as e: print(e)
class A:
    def __init__(self): self.a = 1
x = A(); d = x.__dict__
d["b"] = 2; print(x.b, d); x.c = 3; print(d)
x.__dict__ = {"q": 1}; print(x.q, vars(x), d)
try: x.__dict__ = 5
except TypeError as e: print(e)
del x.q; print(vars(x))
class A(int): pass
x = A(5); x.y = 1; d = x.__dict__; d["z"] = 2; print(x.z, x.y, d, x + 1)
class E(Exception): pass
e = E("m"); e.y = 1; d = e.__dict__; d["z"] = 2; print(e.z, d, e.args)
class A:
    def __getattr__(self, n): return "ga " + n
    def __setattr__(self, n, v): object.__setattr__(self, n, v + 1)
    def __delattr__(self, n): print("del", n); object.__delattr__(self, n)
a = A(); a.x = 1; print(a.x, a.y); del a.x; print(a.x)
try: object.__delattr__(a, "nope")
except AttributeError as e: print(e)
class A:
    def __getattribute__(self, n):
        if n == "z": return 26
        return super().__getattribute__(n)
    def __getattr__(self, n): return "fallback"
a = A(); a.q = 1; print(a.z, a.q, a.nope)
class A:
    def __dir__(self): return ["b", "a"]
print(dir(A()))
print(list[int], dict[str, int], tuple[int, ...], list[int] == list[int], list[int].__origin__, list[int].__args__, type(list[int]))
print(int | None, int | str | list[int], (int | str).__args__, isinstance(5, int | str), isinstance(None, int | None), issubclass(int, int | str))
print(list[int]([1, 2]), type(list[int]()), hash(list[int]) == hash(list[int]), int | int)
class A: pass
print(A.__subclasses__(), A.mro(), type.mro(A), A.__base__, int.__base__, object.__base__)
class B(A): pass
pass
class M(type):
    def mro(cls): return [cls, object]
class A: x = 1
class B(A, metaclass=M): pass
print(B.__mro__, hasattr(B, "x"))
class A:
    def f(self): pass
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass
class A:
    def __eq__(self, o): return True
try: hash(A())
except TypeError as e: print(e)
print(A.__hash__)
class A:
    def __init__(self): return 5
try: A()
except TypeError as e: print(e)
class A:
    def __new__(cls, *a): print("new", a); return 5
    def __init__(self, *a): print("init")
print(A(1, 2))
try:
    class A(bool): pass
except TypeError as e: print(e)
try:
    class A(1): pass
except TypeError as e: print(e)
try:
    class A(type(None)): pass
except TypeError as e: print(e)
class X: pass
class Y(X): pass
try:
    class Z(X, Y): pass
except TypeError as e: print(e)
try:
    class Z(X, X): pass
except TypeError as e: print(e)
class A: pass
A.f = lambda self: 1
print(A().f()); A.f = lambda self: 2; print(A().f()); del A.f
try: A().f()
except AttributeError as e: print(e)
try: int.x = 1
except TypeError as e: print(e)
try: A().__class__ = int
except TypeError as e: print(e)
# expect: <member 'a' of 'A' objects> <member 'a' of 'A' objects> <class 'member_descriptor'> ('a', 'b')
# expect: 1
# expect: 'A' object has no attribute 'b'
# expect: 'A' object has no attribute 'c' and no __dict__ for setting new attributes
# expect: 'A' object has no attribute 'a'
# expect: a
# expect: 'A' object has no attribute '__dict__'
# expect: False None
# expect: {'z': 3} 1 2 3 1 None 5
# expect: 'x' in __slots__ conflicts with class variable
# expect: multiple bases have instance lay-out conflict
# expect: multiple bases have instance lay-out conflict
# expect: sub <class '__main__.A'> 5
# expect: sub <class '__main__.B'> None
# expect: 5 None
# expect: C.__init_subclass__() takes no keyword arguments
# expect: set_name A d
# expect: set_name A e
# expect: ('d', True) ('e', False)
# expect: ('A', <class 'int'>) ('A', (1, 2))
# expect: (<class 'int'>,) <class '__main__.E'>
# expect: <class '__main__.T'> 5 4 __main__ T (<class 'int'>,)
# expect: 2 (<class '__main__.B'>, <class '__main__.C'>, <class 'object'>)
# expect: type object 'B' has no attribute 'x'
# expect: <class 'm.Q.Z'> Z d
# expect: can only assign string to Z.__name__, not 'int'
# expect: cannot delete '__name__' attribute of immutable type 'Z'
# expect: <class 'mappingproxy'> 1 True None
# expect: 2
# expect: 'mappingproxy' object does not support item assignment
# expect: 2 {'a': 1, 'b': 2}
# expect: {'a': 1, 'b': 2, 'c': 3}
# expect: 1 {'q': 1} {'a': 1, 'b': 2, 'c': 3}
# expect: __dict__ must be set to a dictionary, not a 'int'
# expect: {}
# expect: 2 1 {'y': 1, 'z': 2} 6
# expect: 2 {'y': 1, 'z': 2} ('m',)
# expect: 2 ga y
# expect: del x
# expect: ga x
# expect: 'A' object has no attribute 'nope'
# expect: 26 1 fallback
# expect: ['a', 'b']
# expect: list[int] dict[str, int] tuple[int, ...] True <class 'list'> (<class 'int'>,) <class 'types.GenericAlias'>
# expect: int | None int | str | list[int] (<class 'int'>, <class 'str'>) True True True
# expect: [1, 2] <class 'list'> True <class 'int'>
# expect: [] [<class '__main__.A'>, <class 'object'>] [<class '__main__.A'>, <class 'object'>] <class 'object'> <class 'object'> None
# expect: (<class '__main__.B'>, <class 'object'>) False
# expect: unhashable type: 'A'
# expect: None
# expect: __init__() should return None, not 'int'
# expect: new (1, 2)
# expect: 5
# expect: type 'bool' is not an acceptable base type
# expect: int expected at most 2 arguments, got 3
# expect: type 'NoneType' is not an acceptable base type
# expect: Cannot create a consistent method resolution order (MRO) for bases X, Y
# expect: duplicate base class X
# expect: 1
# expect: 2
# expect: 'A' object has no attribute 'f'
# expect: cannot set 'x' attribute of immutable type 'int'
# expect: __class__ assignment only supported for mutable types or ModuleType subclasses
import types
print(types.MappingProxyType({"a": 1}) | {"b": 2}, {"a": 1} | types.MappingProxyType({"a": 3}))  # expect: {'a': 1, 'b': 2} {'a': 3}


# Metaclasses with a __call__ of their own: it may make an instance, or find one, and it may come and go.
class Single(type):
    made = {}

    def __call__(cls, *args, **names):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*args, **names)
        return cls.made[cls]


class Log(metaclass=Single):
    def __init__(self, name, level=1):
        self.name, self.level = name, level


class Counted(type):
    calls = 0

    def __call__(cls, x, step=1):
        cls.calls += step
        return x


class Number(metaclass=Counted):
    pass


def called(times):
    same = 0
    for i in range(times):
        same += Log("a", level=i) is Log("b")
        same += Number(i) + Number(i, 2) + Number(x=i, step=0) + Number(*[i])
    return same


print(called(40), Log("c").name, Log("c").level, Number.calls)
# expect: 3160 a 0 160
del Counted.__call__
try:
    Number(1)
except TypeError as e:
    print(e)
print(type(Number()).__name__)
Counted.__call__ = lambda cls, x: -x
print(Number(3))
# expect: Number() takes no arguments
# expect: Number
# expect: -3
