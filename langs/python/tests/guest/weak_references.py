import weakref, gc
class A:
    def __init__(self, n=0): self.n = n
a = A(); r = weakref.ref(a); print(r() is a, r == weakref.ref(a), weakref.getweakrefcount(a), weakref.ref(a) is r)  # expect: True True 1 True
del a; gc.collect(); print(r())  # expect: None
import weakref, gc
class A: pass
def f():
    a = A()
    r = weakref.ref(a, lambda w: print("gone", w is r))  # expect: gone True
    return r
r = f(); gc.collect(); print(r())  # expect: None
import weakref, gc
class A: pass
a = A()
d = weakref.WeakValueDictionary(); d["x"] = a; print(d["x"] is a, len(d))  # expect: True 1
k = weakref.WeakKeyDictionary(); k[a] = 1; print(k[a])  # expect: 1
s = weakref.WeakSet([a]); print(a in s)  # expect: True
del a; gc.collect(); print(len(d), len(k), len(s), list(d))  # expect: 0 0 0 []
import weakref, gc
class A: 
    def m(self): return 5
a = A(); p = weakref.proxy(a); a.z = 5; print(p.z, p.m())  # expect: 5 5
wm = weakref.WeakMethod(a.m); print(wm()())  # expect: 5
f = weakref.finalize(a, print, "finalized"); print(f.alive)  # expect: True
del a; gc.collect()  # expect: finalized
try: p.z
except ReferenceError as e: print(e)  # expect: weakly-referenced object no longer exists
print(wm(), f.alive)  # expect: None False
import gc
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    # expect: del 1
    # expect: del 2
    # expect: del 3
a = A(1); a = None; gc.collect()
def f(): A(2)
f(); gc.collect()
class B(A): pass
b = B(3); b.me = b; del b; gc.collect()
keep = []
class C:
    def __del__(self): keep.append(self)
C(); gc.collect(); print(len(keep), type(keep[0]).__name__)  # expect: 1 C
gc.collect(); print(len(keep))  # expect: 1
class D:
    def __del__(self): raise ValueError("x")
print("end")  # expect: end
import weakref
for x in (1, "a", (), [], None):
    try: weakref.ref(x); print("ok")
    except TypeError as e: print(e)
    # expect: cannot create weak reference to 'int' object
    # expect: cannot create weak reference to 'str' object
    # expect: cannot create weak reference to 'tuple' object
    # expect: cannot create weak reference to 'list' object
    # expect: cannot create weak reference to 'NoneType' object
class S: __slots__ = ()
try: weakref.ref(S())
except TypeError as e: print(e)  # expect: cannot create weak reference to 'S' object
class W: __slots__ = ("__weakref__",)
w = W(); print(weakref.ref(w)() is w)  # expect: True
print(weakref.ref(len)() is len, weakref.ref(W)() is W)  # expect: True True
import gc, weakref
class N:
    pass
count = 0
def gone(r):
    global count
    count += 1
refs = []
for i in range(300):
    n = N(); n.x = [0] * 20
    refs.append(weakref.ref(n, gone))
del n; gc.collect()
print(count, sum(r() is None for r in refs))  # expect: 300 300
class A:
    def __init__(self): self.l = []
ids = {}
xs = [[i] for i in range(300)]
for x in xs: ids[id(x)] = x
for j in range(1000): [j]
print(all(ids[id(x)] is x for x in xs), len(ids), id(xs) == id(xs), id(None) == id(None))  # expect: True 300 True True
import weakref, gc
class A: pass
a = A(); b = A(); a.b = b; b.a = a
r = weakref.ref(a); s = weakref.ref(b)
del a, b; gc.collect(); print(r(), s())  # expect: None None
class R(weakref.ref):
    __slots__ = ("key",)
    def __new__(cls, o, cb, key):
        self = super().__new__(cls, o, cb)
        self.key = key
        return self
    def __init__(self, o, cb, key): super().__init__(o, cb)
x = A(); q = R(x, lambda w: print("cb", w.key), "k"); print(q() is x, q.key); del x; gc.collect()
# expect: True k
# expect: cb k
# What the end of an object is told goes on knowing what it refers to weakly.
class Plain: pass
class Told:
    def __init__(self, target, other):
        self.refs = [weakref.ref(target), weakref.ref(other)]
        self.number = id(self)
    def __del__(self):
        seen.append([r() if r() is None else r().name for r in self.refs] + [id(self) == self.number])
seen = []
kept = Plain(); kept.name = "kept"
def told(grow):
    lost = Plain()
    t = Told(kept, lost)
    if grow: gc.collect()
for i in range(4):
    told(i % 2)
    gc.collect(); [[j] for j in range(50)]; gc.collect()
print(seen == [["kept", None, True]] * 4, len(seen))  # expect: True 4
class Ordered:
    def __del__(self): print("finalized")
o = Ordered()
r = weakref.ref(o, lambda r: print("told", r()))
del o
gc.collect(); [[j] for j in range(50)]; gc.collect()
# expect: finalized
# expect: told None
class A:
    def __del__(self): print("bye")
a = A()
print("end")  # expect: end
# expect: bye
