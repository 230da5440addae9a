# Small recursive functions, some rounds of which are inlined into each other.
import sys


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def ack(m, n):
    if m == 0:
        return n + 1
    return ack(m - 1, 1 if n == 0 else ack(m, n - 1))


def tak(x, y, z):
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


print([fib(n) for n in range(18)][-1], ack(2, 12), tak(9, 5, 1))  # expect: 1597 27 2


# What a round returns changes its type on the way.
def halves(n):
    return 1 if n == 0 else halves(n - 1) / 2 if n % 3 else halves(n - 1) * 2**40


print([halves(n) for n in (5, 9, 30)])  # expect: [68719476736.0, 2.076918743413931e+34, 2.462625387274655e+114]


# An exception leaves some rounds and is caught in another.
def find(n, wanted):
    if n == wanted:
        raise KeyError(n)
    try:
        return find(n + 1, wanted)
    except KeyError as e:
        if n % 3 == 0:
            return (n, e.args[0], sum(1 for _ in iter(lambda t=[e.__traceback__]: t.__setitem__(0, t[0].tb_next) or t[0], None)))
        raise


print({find(0, 10 + i % 4) for i in range(200)} == {(9, 10, 1), (9, 11, 2), (9, 12, 3), (12, 13, 1)})  # expect: True


# The limit holds within a few frames, and the stack is whole afterwards.
def down(n):
    return down(n + 1)


def deepest(n):
    try:
        return deepest(n + 1)
    except RecursionError:
        return n


for _ in range(30):
    try:
        down(0)
    except RecursionError as e:
        pass
print(980 < min(deepest(0) for _ in range(30)), max(deepest(0) for _ in range(30)) < 1010)  # expect: True True


# A default, a closure and a method in the recursion.
class Tree:
    def __init__(self, depth):
        self.kids = (Tree(depth - 1), Tree(depth - 1)) if depth else ()

    def size(self, scale=1):
        if not self.kids:
            return scale
        return scale + self.kids[0].size(scale) + self.kids[1].size()


def counter():
    calls = 0

    def go(n):
        nonlocal calls
        calls += 1
        return 0 if n <= 0 else go(n - 1) + go(n - 3)

    return go(20), calls


print([Tree(7).size(s) for s in range(1, 4)], counter())  # expect: [255, 263, 271] (0, 5489)


# The function is replaced while rounds of it run.
def fall(n):
    global fall
    if n == 7:
        fall = lambda n: -1000
    return 0 if n == 0 else 1 + fall(n - 1)


kept = fall
for _ in range(50):
    fall = kept
    last = fall(30)
print(last)  # expect: -976
