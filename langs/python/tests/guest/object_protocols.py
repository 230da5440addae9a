# Special methods set to None, properties of derived classes, and what sets, ranges and instances say of themselves.
class No:
    __eq__ = __bool__ = __contains__ = __iter__ = __add__ = __len__ = None

    def __getitem__(self, i):
        raise IndexError


def show(f):
    try:
        print(f())
    except TypeError as e:
        print(e)


show(lambda: No() == 1)  # expect: 'NoneType' object is not callable
show(lambda: 1 != No())  # expect: 'NoneType' object is not callable
show(lambda: not No())  # expect: 'NoneType' object is not callable
show(lambda: 1 in No())  # expect: 'No' object is not a container
show(lambda: list(No()))  # expect: 'No' object is not iterable
show(lambda: No() + 1)  # expect: 'NoneType' object is not callable
show(lambda: {No()})  # expect: unhashable type: 'No'
print(int.from_bytes(map(int, "12"), "big"))  # expect: 258


class P(property):
    pass


class A:
    @P
    def x(self):
        return self._x

    @x.setter
    def x(self, v):
        self._x = v


a = A()
a.x = 4
print(a.x, type(A.x).__name__)  # expect: 4 P
p = property(lambda s: 1)
p.__doc__ = "text"
print(p.__doc__)  # expect: text


class L(list):
    def m(self):
        pass


l = L()
print({l.m: 1, l.append: 2}[l.m], int.__new__.__self__)  # expect: 1 <class 'int'>


class S(str):
    pass


print(ord(S("a")))  # expect: 97


# Classes derived from set are shown by name; a star that keeps nothing copies nothing.
class T(set):
    pass


print(T(), T([1]), [T()])  # expect: T() T({1}) [T()]
match range(1 << 30):
    case x, y, *_, z:
        print(x, y, z)  # expect: 0 1 1073741823
match [1]:
    case [_, *_, _]:
        print("two")
    case [*_]:
        print("any")  # expect: any
it = iter(range(10))
next(it)
print(it.__reduce__()[1])  # expect: (range(1, 10),)
a = A()
a.z = 1
del a.__dict__
print(a.__dict__)  # expect: {}


# Which instances are sequences and mappings to a pattern.
import collections


class Kilo(int):
    pass


for v in (collections.deque([1, 2]), collections.UserDict(a=3), collections.ChainMap({"a": 4}), Kilo(5), bytearray(b"6"), a):
    match v:
        case [p, q]:
            print("pair", p, q)  # expect: pair 1 2
        case {"a": x}:
            print("a", x)
            # expect: a 3
            # expect: a 4
        case Kilo(k):
            print("kilo", k)  # expect: kilo 5
        case bytearray(b):
            print(b)  # expect: bytearray(b'6')
        case _:
            print("neither")  # expect: neither
