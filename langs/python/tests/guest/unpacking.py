a, *b, c = range(6)
print(a, b, c)  # expect: 0 [1, 2, 3, 4] 5
(x, y), z = (1, 2), 3
print(x, y, z)  # expect: 1 2 3
print({**{'a': 1}, 'b': 2}, [*range(3), *'ab'], (*[1], 2))  # expect: {'a': 1, 'b': 2} [0, 1, 2, 'a', 'b'] (1, 2)
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
a, b = It(2); print(a, b)  # expect: 1 0
a, *b = It(4); print(a, b)  # expect: 3 [2, 1, 0]
try: a, b = It(3)
except ValueError as e: print('too many')  # expect: too many
try: a, b = (1,)
except ValueError as e: print(e)  # expect: not enough values to unpack (expected 2, got 1)
