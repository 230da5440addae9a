# Functions that compiled code calls through their entries: recursion, loops in callees, leaves that
# leave compiled code, exceptions, constructors, generators as arguments.
import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


print(fib(14))  # expect: 377


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


print([is_even(i) for i in range(40)].count(True))  # expect: 20


def leaf(n):
    if n % 10 == 0:
        return str(n)
    return n


def tree(depth, n):
    if depth == 0:
        v = leaf(n)
        return len(v) if isinstance(v, str) else 1
    return tree(depth - 1, n * 2) + tree(depth - 1, n * 2 + 1)


print(tree(9, 1))  # expect: 617


def total(xs):
    s = 0
    for x in xs:
        s += x
    return s


def sums(n):
    out = 0
    for i in range(n):
        out += total(range(i % 7)) + total([1.5, 2.5])
    return out


print(sums(60))  # expect: 524.0


class Node:
    def __init__(self, depth):
        self.left = self.right = None
        if depth > 0:
            self.left = Node(depth - 1)
            self.right = Node(depth - 1)

    def count(self):
        n = 1
        if self.left is not None:
            n += self.left.count()
        if self.right is not None:
            n += self.right.count()
        return n


print(sum(Node(d).count() for d in range(7)))  # expect: 247


class Deep(Exception):
    pass


def dive(n):
    if n == 0:
        raise Deep("bottom")
    try:
        return dive(n - 1)
    finally:
        marks.append(n)


def divers(times):
    caught = 0
    for i in range(times):
        try:
            dive(i % 6)
        except Deep as e:
            caught += len(e.args[0])
    return caught


marks = []
print(divers(50), len(marks), sum(marks))  # expect: 300 121 281


def down(n):
    return down(n + 1)


if True:
    try:
        down(0)
    except RecursionError as e:
        print(e)  # expect: maximum recursion depth exceeded


def reach(n):
    return 0 if n == 0 else 1 + reach(n - 1)


sys.setrecursionlimit(30000)
print(reach(20000))  # expect: 20000


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


print(ackermann(2, 5))  # expect: 13


def walk(tree):
    if isinstance(tree, tuple):
        for part in tree:
            yield from walk(part)
    else:
        yield tree


def nest(n):
    return n if n < 2 else (nest(n - 1), nest(n - 2), n)


print(sum(walk(nest(9))))  # expect: 221


def make(k):
    def inner(n):
        return k if n <= 0 else inner(n - 1) + k

    return inner


print([make(k)(k + 3) for k in range(6)])  # expect: [0, 5, 12, 21, 32, 45]


class Late:
    def __init__(self, n):
        if n == 30:
            return n


try:
    for i in range(40):
        Late(i)
except TypeError as e:
    print(i, e)  # expect: 30 __init__() should return None, not 'int'


def hanoi(n, a, b, c):
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


print(hanoi(9, "a", "b", "c"))  # expect: 511


def change(n):
    global leaf
    if n == 5:
        leaf = lambda n: "changed"
    return 0 if n == 0 else change(n - 1) + len(str(leaf(n)))


print(change(12), change(12))  # expect: 84 84
