class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __eq__(self, o): return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f'V({self.x}, {self.y})'
    def __lt__(self, o): return self.x < o.x
    def __bool__(self): return self.x != 0
    def __len__(self): return 7
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __contains__(self, v): return v in (self.x, self.y)
    def __iter__(self): return iter((self.x, self.y))
    def __call__(self, *a, **k): return a, k
    def __neg__(self): return V(-self.x, -self.y)
print(V(1, 2) + V(3, 4), V(1, 2) * 3, 3 * V(1, 2), V(1, 2) == V(1, 2), V(1,2) != V(1,2), [V(1, 2)], {V(1,2): 3})
# expect: V(4, 6) V(3, 6) V(3, 6) True False [V(1, 2)] {V(1, 2): 3}
d = {V(1, 2): 'a'}
d[V(1, 2)] = 'b'; d[V(2, 2)] = 'c'
print(d[V(1, 2)], len(d), V(2, 2) in d, V(9, 9) in d, d.get(V(9,9), 'no'))
# expect: b 2 True False no
print(sorted([V(3, 1), V(1, 2), V(2, 0)]), max([V(3,1), V(5,2)]), bool(V(0, 1)), len(V(1,1)), V(5,6)[1], 5 in V(5,6), list(V(7,8)), V(1,2)(3, k=4), -V(1,2))
# expect: [V(1, 2), V(2, 0), V(3, 1)] V(5, 2) False 7 6 True [7, 8] ((3,), {'k': 4}) V(-1, -2)
if V(0, 0): print('yes')
else: print('no')  # expect: no
while not V(1, 0): break
else: print('else')  # expect: else
print('x' if V(1,0) < V(2,0) else 'y')  # expect: x
q, w = V(1, 2)
print(q, w)  # expect: 1 2
try: V(1, 2) + 3
except AttributeError as e: print(e)  # expect: 'int' object has no attribute 'x'
try: V(1, 2) - 3
except TypeError as e: print(e)  # expect: unsupported operand type(s) for -: 'V' and 'int'
