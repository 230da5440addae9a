class L(list):
    def total(self): return sum(self)
l = L([1, 2, 3]); l.append(4); print(l.total(), len(l), l[1], l, isinstance(l, list), l == [1,2,3,4])
# expect: 10 4 2 [1, 2, 3, 4] True True
class Di(dict):
    def __missing__(self, k): return k * 2
di = Di(); di['a'] = 1; print(di['a'], di['b'], len(di), di)  # expect: 1 bb 1 {'a': 1}
class I(int):
    def __add__(self, o): return I(int(self) + o + 100)
print(I(5) + 1, I(5) * 2, type(I(5) + 1).__name__, I(7))  # expect: 106 10 I 7
