class GA:
    def __getattr__(self, n): return 'ga_' + n
    def __setattr__(self, n, v): object.__setattr__(self, n, v + 1)
g = GA(); g.z = 1; print(g.foo, g.z)  # expect: ga_foo 2
class Desc:
    def __get__(self, o, t): return ('get', o is None)
    def __set__(self, o, v): print('set', v)  # expect: set 5
class HD: d = Desc()
h = HD(); h.d = 5; print(h.d, HD.d)  # expect: ('get', False) ('get', True)
print(getattr(h, 'nope', 3), hasattr(h, 'd'), hasattr(h, 'e'))  # expect: 3 True False
setattr(h, 'e', 7); print(h.e); del h.e; print(hasattr(h, 'e'))
# expect: 7
# expect: False
h.__dict__['zz'] = 1; print(h.zz, h.__dict__); h.yy = 2; print(vars(h))
# expect: 1 {'zz': 1}
# expect: {'zz': 1, 'yy': 2}
