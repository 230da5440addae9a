def outer(x):
    def inner(): return x
    return inner
i = outer(5)
print(i.__closure__[0].cell_contents, i.__code__.co_freevars, outer.__code__.co_cellvars)  # expect: 5 ('x',) ('x',)
i.__closure__[0].cell_contents = 7; print(i())  # expect: 7
def f():
    raise ValueError("x")
try: f()
except ValueError as e:
    t = e.__traceback__
    print(t.tb_lineno, t.tb_next.tb_lineno, t.tb_frame.f_code.co_name, t.tb_next.tb_frame.f_code.co_name, t.tb_next.tb_next)  # expect: 9 8 <module> f None
    print(e.with_traceback(None).__traceback__)  # expect: None
class A:
    def f(self): "d"; return self
a = A(); m = a.f
print(m.__func__ is A.f, m.__self__ is a, m.__name__, m.__doc__, m.__qualname__, m == a.f, hash(m) == hash(a.f), m() is a, m.__call__() is a)  # expect: True True f d A.f True True True True
try: m.x = 1
except AttributeError as e: print(e)  # expect: 'method' object has no attribute 'x' and no __dict__ for setting new attributes
A.f.z = 5; print(m.z)  # expect: 5
M = type(m); print(M(len, [1, 2])(), M(A.f, 3)())  # expect: 2 3
print(type(type(lambda: 0).__code__), type(type(lambda: 0).__globals__), type(dict.__dict__["fromkeys"]), type(object.__init__), type(object().__str__), type(str.join))  # expect: <class 'getset_descriptor'> <class 'member_descriptor'> <class 'classmethod_descriptor'> <class 'wrapper_descriptor'> <class 'method-wrapper'> <class 'method_descriptor'>
print(type(lambda: 0).__code__, type(lambda: 0).__globals__, dict.__dict__["fromkeys"])  # expect: <attribute '__code__' of 'function' objects> <member '__globals__' of 'function' objects> <method 'fromkeys' of 'dict' objects>
def f(x: int, y: "str" = 1) -> float: pass
print(f.__annotations__, f.__annotations__ is f.__annotations__, f.__dict__)  # expect: {'x': <class 'int'>, 'y': 'str', 'return': <class 'float'>} True {}
f.__annotations__["z"] = 1; print(f.__annotations__)  # expect: {'x': <class 'int'>, 'y': 'str', 'return': <class 'float'>, 'z': 1}
f.__annotations__ = {"q": 2}; print(f.__annotations__)  # expect: {'q': 2}
del f.__annotations__; print(f.__annotations__)  # expect: {}
def deco(f):
    def w(*a): return f(*a)
    w.__wrapped__ = f; w.__name__ = f.__name__; w.__doc__ = f.__doc__; w.__module__ = f.__module__; w.__dict__.update(f.__dict__)
    return w
@deco
def q(x): "dd"; return x
pass
p = property(lambda self: 1, doc="x")
print(p.fget(0), p.fset, p.__doc__, p.__name__ if hasattr(p, "__name__") else None)  # expect: 1 None x <lambda>
s = slice(1, 2); print(s.start, s.stop, s.step, slice.start, type(slice.start))  # expect: 1 2 None <member 'start' of 'slice' objects> <class 'member_descriptor'>
def f(): pass
def fin():
    try: return locals()
    finally: pass
print(fin(), (lambda x: locals())(3))  # expect: {} {'x': 3}
x = 5
class K:
    x = 6
    y = [x for _ in range(2)]
    z = (lambda: x)()
print(K.y, K.z)  # expect: [5, 5] 5
print([1].__len__(), (1).real, (1).__class__, "a".__len__(), (1).__index__(), 1.5.__int__(), True.__int__(), [3,1].__contains__(3), {1:2}.__getitem__(1), "abc"[1:].__add__("d"))  # expect: 1 1 <class 'int'> 1 1 1 1 True 2 bcd
pass
