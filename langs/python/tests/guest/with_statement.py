with_ = []
class CM:
    def __enter__(self): with_.append('in'); return self
    def __exit__(self, t, v, tb): with_.append(t.__name__ if t else None); return True
with CM() as c: with_.append(c is not None)
with CM(): raise ValueError('x')
print(with_)  # expect: ['in', True, None, 'in', 'ValueError']


async def wrong():
    async with 3:
        pass


try:
    wrong().send(None)
except TypeError as e:
    print(e)  # expect: 'int' object does not support the asynchronous context manager protocol (missed __aexit__ method)
