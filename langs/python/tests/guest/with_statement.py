with_ = []
class CM:
    def __enter__(self): with_.append('in'); return self
    def __exit__(self, t, v, tb): with_.append(t.__name__ if t else None); return True
with CM() as c: with_.append(c is not None)
with CM(): raise ValueError('x')
print(with_)  # expect: ['in', True, None, 'in', 'ValueError']
