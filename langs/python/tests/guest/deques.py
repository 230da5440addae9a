# `collections.deque`: its ends in loops that become traces, and everything around them.

import copy
import pickle
from collections import deque


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def ends(n):
    d = deque()
    for i in range(n):
        d.append(i)
        d.appendleft(-i)
    s = 0
    while d:
        s = s * 3 + d.pop() - d.popleft()
        s %= 1000003
    return s, attempt(d.pop), attempt(d.popleft)


print(ends(200))  # expect: (796026, 'IndexError: pop from an empty deque', 'IndexError: pop from an empty deque')


def window(n, most):
    d = deque(maxlen=most)
    s = 0
    for i in range(n):
        if i % 5:
            d.append(i)
        else:
            d.appendleft(i)
        s += sum(d)
    return s, list(d), d.maxlen


print(window(100, 4), window(100, 0), window(10, 100))  # expect: (18925, [96, 97, 98, 99], 4) (0, [], 0) (165, [5, 0, 1, 2, 3, 4, 6, 7, 8, 9], 100)


def queue(n):
    q = deque([0])
    seen = 0
    while q:
        u = q.popleft()
        seen += 1
        for v in (2 * u + 1, 2 * u + 2):
            if v < n:
                q.append(v)
    return seen


print(queue(500))  # expect: 500


def by_number(n):
    d = deque(range(16))
    d.rotate(5)
    s = 0
    for i in range(n):
        d[i & 15] += i
        d[-1 - (i & 7)] -= 1
        s += d[i & 7] * d[-3]
    return s % 1000003


print(by_number(200))  # expect: 328125

d = deque(range(5))
for n in (1, -2, 0, 7, 100, -12, True):
    d.rotate(n)
print(d, attempt(d.rotate, "x"), attempt(d.rotate, 1.5))  # expect: deque([0, 1, 2, 3, 4]) TypeError: 'str' object cannot be interpreted as an integer TypeError: 'float' object cannot be interpreted as an integer
long = deque(range(100))
long.rotate(37)
print(long[0], long[36], long[37], long[99])  # expect: 63 99 0 62


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


d[Index(0)] = "a"
del d[Index(-1)]
d.insert(1, "b")
d.insert(-1, "c")
print(d, d[Index(1)], d.index("c"), d.count("b"), "b" in d, "z" in d)  # expect: deque(['a', 'b', 1, 2, 'c', 3]) b 4 1 True False
for f in (lambda: d["x"], lambda: d[10], lambda: d.index("z"), lambda: d[1:2],
          lambda: deque(1), lambda: deque([], -1), lambda: deque([], "x"), lambda: deque(maxlen=2).insert(0, 1),
          lambda: d + [1]):
    print(attempt(f))
# expect: TypeError: sequence index must be integer, not 'str'
# expect: IndexError: deque index out of range
# expect: ValueError: 'z' is not in deque
# expect: TypeError: sequence index must be integer, not 'slice'
# expect: TypeError: 'int' object is not iterable
# expect: ValueError: maxlen must be non-negative
# expect: TypeError: an integer is required
# expect: None
# expect: TypeError: can only concatenate deque (not "list") to deque


def changed(d, f):
    n = 0
    for _ in d:
        n += 1
        if n == 60:
            f(d)
    return n


for f in (deque.pop, deque.clear, lambda d: d.append(1), lambda d: d.rotate(1), lambda d: d.__setitem__(0, 1)):
    print(attempt(changed, deque(range(70)), f))
# expect: RuntimeError: deque mutated during iteration
# expect: RuntimeError: deque mutated during iteration
# expect: RuntimeError: deque mutated during iteration
# expect: RuntimeError: deque mutated during iteration
# expect: 70

it = iter(deque("abc"))
next(it)
print(list(pickle.loads(pickle.dumps(it))), it.__length_hint__(), list(it), list(it), list(reversed(deque("abc"))))  # expect: ['b', 'c'] 2 ['b', 'c'] [] ['c', 'b', 'a']
print(list(zip(deque("ab"), deque([1, 2]))), sorted(deque([2, 1])), [*deque("xy")], max(deque([3, 9, 4])))  # expect: [('a', 1), ('b', 2)] [1, 2] ['x', 'y'] 9


class Named(deque):
    def __init__(self, items=(), maxlen=None, name="n"):
        super().__init__(items, maxlen)
        self.name = name

    def append(self, v):
        super().append(v)
        super().append(v)


n = Named([1], maxlen=5)
for i in range(60):
    n.append(i)
    n[0] = -i
print(n, len(n), n.name, n.popleft(), n == deque([58, 58, 59, 59], 5))  # expect: Named([58, 58, 59, 59], maxlen=5) 5 n -59 True
for x in (copy.copy(n), pickle.loads(pickle.dumps(n)), n.copy()):
    print(x, type(x).__name__, x.name)
# expect: Named([58, 58, 59, 59], maxlen=5) Named n
# expect: Named([58, 58, 59, 59], maxlen=5) Named n
# expect: Named([58, 58, 59, 59], maxlen=5) Named n
d = deque([1, 2])
d += [3]
d *= 2
d.extendleft("ab")
d.append(d)
print(d, d == d.copy(), deque([1, 2]) < deque([1, 3]), deque([1]) * 3, bool(deque()), copy.deepcopy(deque([[1]])))  # expect: deque(['b', 'a', 1, 2, 3, 1, 2, 3, [...]]) True True deque([1, 1, 1]) False deque([[1]])

print(deque.__mro__, deque.__bases__, deque.__base__, deque.mro() == list(deque.__mro__))
# expect: (<class 'collections.deque'>, <class 'object'>) (<class 'object'>,) <class 'object'> True
print(deque.append)  # expect: <method 'append' of 'deque' objects>
