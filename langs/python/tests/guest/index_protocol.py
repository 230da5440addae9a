# Objects with `__index__` where integers are taken, and what iterators come back as.
import copy
import pickle


class I:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


print(range(10)[: I(5)], [1, 2, 3][I(1)], "abc"[I(1) :], b"abc"[I(2)])  # expect: range(0, 5) 2 bc 99
a = [1, 2, 3, 4]
a[I(1) : I(2)] = (x for x in (8, 9))
a[I(0)] = 7
del a[I(1)]
print(a, [0] * I(2), I(2) * "ab", hex(I(255)), chr(I(65)))  # expect: [7, 9, 3, 4] [0, 0] abab 0xff A
b = bytearray([I(3), 4])
b.append(I(5))
b[I(0)] = I(9)
b[1:2] = (x for x in (1, 2))
print(b, "a-b-c".split("-", I(1)), [5, 6].pop(I(0)), "x".ljust(I(3), "."))  # expect: bytearray(b'\t\x01\x02\x05') ['a', 'b-c'] 5 x..
print({frozenset({1})} >= {frozenset({1})}, {1} in {frozenset({1})})  # expect: True True
for it in enumerate("abc", 5), zip([1, 2], "ab"), map(str, [1, 2]), reversed([1, 2, 3]), iter("xyz"), reversed("xyz"):
    next(it)
    c = copy.copy(pickle.loads(pickle.dumps(it)))
    print(list(c), list(it))
# expect: [(6, 'b'), (7, 'c')] [(6, 'b'), (7, 'c')]
# expect: [(2, 'b')] [(2, 'b')]
# expect: ['2'] ['2']
# expect: [2, 1] [2, 1]
# expect: ['y', 'z'] ['y', 'z']
# expect: ['y', 'x'] ['y', 'x']
