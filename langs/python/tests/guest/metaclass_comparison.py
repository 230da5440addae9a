# Classes are compared and hashed by their metaclass.
class Alike(type):
    def __eq__(cls, other):
        return isinstance(other, Alike) and len(cls.__name__) == len(other.__name__)

    def __hash__(cls):
        return len(cls.__name__)

    def __lt__(cls, other):
        return cls.__name__ < other.__name__


class A(metaclass=Alike):
    pass


class B(metaclass=Alike):
    pass


class Cc(A):
    pass


print(A == B, A != B, A == Cc, A != Cc, A == 3, int == A)  # expect: True False False True False False
print(hash(A), hash(Cc), len({A, B, Cc}), {A: 1}[B], B in [A], (A, 1) == (B, 1))  # expect: 1 2 2 1 True True
print(sorted([Cc, B, A], key=lambda c: c) == [A, B, Cc], A < B)  # expect: True True


class Unhashable(type):
    def __eq__(cls, other):
        return NotImplemented


class U(metaclass=Unhashable):
    pass


class V(metaclass=Unhashable):
    pass


print(U == U, U == V, U != V)  # expect: True False True
try:
    hash(U)
except TypeError as e:
    print(e)  # expect: unhashable type: 'Unhashable'
try:
    {U: 1}
except TypeError as e:
    print("no key")  # expect: no key
n = 0
for i in range(300):
    n += (A == B) + (A == Cc) + (int == str)
print(n)  # expect: 300
