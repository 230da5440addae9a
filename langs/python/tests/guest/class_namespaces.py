# What a class's namespace holds besides what its body says.
import inspect
import types
import weakref


class A: pass
class B:
    __slots__ = ("x",)
class C:
    __slots__ = ("x", "__dict__", "__weakref__")
class D(A): pass
class E(int): pass
class F(B): pass
class G(ValueError): pass
class H(type): pass
class I(set): pass
class J(list): pass
class K(types.ModuleType): pass


print(list(vars(A)))  # expect: ['__module__', '__firstlineno__', '__static_attributes__', '__dict__', '__weakref__', '__doc__']
for c in A, B, C, D, E, F, G, H, I, J, K:
    print(c.__name__, [n for n in ("__dict__", "__weakref__") if n in vars(c)])
# expect: A ['__dict__', '__weakref__']
# expect: B []
# expect: C ['__dict__', '__weakref__']
# expect: D []
# expect: E ['__dict__']
# expect: F ['__dict__', '__weakref__']
# expect: G ['__weakref__']
# expect: H []
# expect: I ['__dict__']
# expect: J ['__dict__', '__weakref__']
# expect: K []
d = vars(A)["__dict__"]
print(d, vars(A)["__weakref__"])  # expect: <attribute '__dict__' of 'A' objects> <attribute '__weakref__' of 'A' objects>
print(type(d) is types.GetSetDescriptorType, d.__objclass__ is A, d.__name__)  # expect: True True __dict__
a = A()
a.x = 1
print(d.__get__(a), a.__dict__, a.__weakref__)  # expect: {'x': 1} {'x': 1} None
d.__set__(a, {"y": 2})
print(a.y, vars(a))  # expect: 2 {'y': 2}
r = weakref.ref(a)
print(a.__weakref__ is r, A.__weakref__ is vars(A)["__weakref__"], D().__weakref__)  # expect: True True None
print(hasattr(B(), "__weakref__"), hasattr(B(), "__dict__"), inspect.getattr_static(a, "y"))  # expect: False False 2
# A copy of the namespace makes a class whose instances have a dictionary of their own.
copy = type("Copy", (), dict(vars(A)))()
copy.z = 3
print(vars(copy))  # expect: {'z': 3}
class Own:
    __dict__ = {"own": True}
print(Own().__dict__)  # expect: {'own': True}
