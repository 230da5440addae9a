# Every public name of `weakref`, used once.
import gc
import weakref


class C:
    def m(self):
        return 5

    def __call__(self):
        return 6


c = C()
r = weakref.ref(c)
assert r() is c and isinstance(r, weakref.ReferenceType) and weakref.getweakrefcount(c) == 1 and weakref.getweakrefs(c) == [r]
p = weakref.proxy(c)
assert p.m() == 5 and p() == 6 and type(p) is weakref.CallableProxyType and type(p) in weakref.ProxyTypes
assert type(weakref.proxy(set())) is weakref.ProxyType
m = weakref.WeakMethod(c.m)
assert m()() == 5
values, keys, members = weakref.WeakValueDictionary(a=c), weakref.WeakKeyDictionary({c: 1}), weakref.WeakSet([c])
assert values["a"] is c and keys[c] == 1 and c in members
ended = []
f = weakref.finalize(c, ended.append, "end")
assert f.alive and f.peek()[2] == ("end",)
del c
gc.collect()
assert r() is None and m() is None and len(values) == len(keys) == len(members) == 0 and ended == ["end"] and not f.alive
try:
    p.m
    assert False
except ReferenceError as e:
    assert str(e) == "weakly-referenced object no longer exists"
