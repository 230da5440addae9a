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
s = set([V(1,2), V(1,2), V(3,4)])
print(len(s))  # expect: 2
d = {V(1, 2): 'a'}
d[V(1, 2)] = 'b'; d[V(2, 2)] = 'c'
print(d[V(1, 2)], len(d), V(2, 2) in d, V(9, 9) in d, d.get(V(9,9), 'no'))
# expect: b 2 True False no
del d[V(1, 2)]; print(d)  # expect: {V(2, 2): 'c'}
print(d.pop(V(2, 2)), d.pop(V(2, 2), None), len(d))  # expect: c None 0
