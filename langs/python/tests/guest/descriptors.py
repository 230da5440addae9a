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


class WriteOnly:
    def __set__(self, instance, value):
        instance.__dict__["x"] = value + 1


class Holder:
    x = WriteOnly()


for i in range(40):
    h = Holder()
    before = h.x
    h.x = i
print(type(before).__name__, h.x)  # expect: WriteOnly 40


class Asked:
    def __get__(self, instance, owner):
        return lambda name: (type(instance).__name__, name)


class Lazy:
    __getattr__ = Asked()


print(Lazy().anything)  # expect: ('Lazy', 'anything')


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)

    def __getattribute__(self, name):
        return getattr(object.__getattribute__(self, "_target"), name)


print(isinstance(Proxy(3), int), isinstance(Proxy(3), Proxy), isinstance(Proxy(3), str))  # expect: True True False
for names in (["__dict__"], ["__weakref__"], ["a", "__dict__"]):
    try:
        type("T", (Holder,), {"__slots__": names})
    except TypeError as e:
        print(e)
# expect: __dict__ slot disallowed: we already got one
# expect: __weakref__ slot disallowed: we already got one
# expect: __dict__ slot disallowed: we already got one
