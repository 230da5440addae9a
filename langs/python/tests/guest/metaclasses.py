class Meta(type):
    def __new__(m, n, b, d, **k):
        d['added'] = 5
        return super().__new__(m, n, b, d)
    def __call__(cls, *a): 
        r = super().__call__(*a)
        r.called = True
        return r
class WM(metaclass=Meta):
    def __init__(self, q=1): self.q = q
print(WM(3).added, WM(4).q, WM().called)  # expect: 5 4 True
from abc import ABC, abstractmethod
class Ab(ABC):
    @abstractmethod
    def foo(self): ...
class Ab2(Ab):
    def foo(self): return 1
try: Ab()
except TypeError: print('abstract')  # expect: abstract
print(Ab2().foo())  # expect: 1


# Arguments of a class statement may have any name.
class Plugin:
    known = {}
    def __init_subclass__(cls, name=None, f=None, **rest): Plugin.known[name] = cls.__name__, f, rest
class P1(Plugin, name="one", f=2, bases=3): pass
print(Plugin.known)  # expect: {'one': ('P1', 2, {'bases': 3})}
