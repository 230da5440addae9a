# Defaults and code of a function are set while loops that call it are compiled.
def f(x, y=1):
    return x + y
def g(x, y=0):
    return x * 10 + y
def run(n, then):
    total = 0
    for i in range(n):
        total += f(i)
        if i == n // 2:
            then()
    return total
def nothing(): pass
def more(): f.__defaults__ = (2,)
def other(): f.__code__ = g.__code__
print(run(3000, nothing), run(3000, nothing))  # expect: 4501500 4501500
print(run(3000, more), f(1))  # expect: 4502999 3
print(run(3000, other), f(1), f.__name__)  # expect: 34859250 12 f
print(run(3000, nothing))  # expect: 44991000
def outer():
    z = 1
    return lambda x: x + z
try:
    f.__code__ = outer().__code__
except ValueError as e:
    print(e)  # expect: f() requires a code object with 0 free vars, not 1
f.__defaults__ = None
try:
    run(3, nothing)
except TypeError as e:
    print(e)  # expect: f() missing 1 required positional argument: 'y'
# One of two closures of the same code; a method through its class.
a, b = outer(), outer()
def three():
    q = 3
    return lambda x: x * q
a.__code__ = three().__code__
print([h(5) for h in (a, b)])  # expect: [5, 6]
class C:
    def m(self, k=1): return k
def methods(n):
    c, total = C(), 0
    for i in range(n):
        total += c.m()
        if i == n // 2: C.m.__defaults__ = (10,)
    return total
print(methods(2000), methods(2000))  # expect: 10991 20000
