import sys
x = 1
g = globals()
print(g is globals(), g["x"])  # expect: True 1
g["y"] = 5
print(y)  # expect: 5
def f(): return x
def bump(n):
    for i in range(n): g["x"] = i
    return f()
print(f(), bump(50))  # expect: 1 49
def total():
    t = 0
    for i in range(60):
        t += x
        if i == 30: g["x"] = 100
        if i == 40: globals().update(x=7)
    return t
print(total())  # expect: 2652
del g["y"]
try: y
except NameError as e: print(e)  # expect: name 'y' is not defined
print(f.__globals__ is g, vars(sys) is sys.__dict__)  # expect: True True
sys.fresh = 3
print(vars(sys)["fresh"], sys.__dict__.pop("fresh"), hasattr(sys, "fresh"))  # expect: 3 3 False
# A builtin that a module hides, and shows again.
def shown(): return len([1, 2])
print(shown())  # expect: 2
g["len"] = lambda v: "mine"
print(shown())  # expect: mine
g.pop("len")
print(shown())  # expect: 2
import builtins
builtins.extra = 1
def more(): return extra
print(more())  # expect: 1
builtins.extra = 2
print(more())  # expect: 2
builtins.extra = 3
print(more())  # expect: 3
del builtins.extra
try: more()
except NameError as e: print(e)  # expect: name 'extra' is not defined

# exec and eval.
ns = {}
exec("a = 1\nfor i in range(100): a += i\ndef h(): return a", ns)
print(ns["a"], ns["h"](), sorted(ns)[0])  # expect: 4951 4951 __builtins__
ns["a"] = 0
print(ns["h"](), ns["h"].__globals__ is ns)  # expect: 0 True
print(eval("x + z", {"x": 1}, {"z": 10}), eval(" 3 * x", {"x": 4}))  # expect: 11 12
loc = {}
exec("p = 1\ndel_me = 2\ndel del_me\nq = [p for _ in range(2)]", {}, loc)
print(loc)  # expect: {'p': 1, 'q': [1, 1]}
def inside():
    v = 5
    exec("v = 6; w = 7")
    return v, eval("v * 2"), sorted(locals())
print(inside())  # expect: (5, 10, ['v'])
def closed(k):
    def inner(): return eval("k"), k
    return inner
print(closed(3)())  # expect: (3, 3)
exec("top = 8")
print(top)  # expect: 8
code = compile("r = n * 2", "<here>", "exec")
for n in (1, 2):
    d = {"n": n}
    exec(code, d)
    print(d["r"], code.co_filename)
    # expect: 2 <here>
    # expect: 4 <here>
print(eval(compile("1 + 1", "f", "eval")), exec(compile("1 + 1", "f", "eval")))  # expect: 2 None
exec(compile("5\n", "f", "single"))  # expect: 5
class Log(dict):
    def __missing__(self, k): return "<" + k + ">"
class Map:
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
print(eval("foo + bar", {}, Log()))  # expect: <foo><bar>
mp = Map()
exec("u = 1\nv = u + 1\ndel u", {}, mp)
print(mp.d)  # expect: {'v': 2}
try: exec("u = 1\ndel u\ndel u", {}, mp)
except NameError as e: print(e)  # expect: name 'u' is not defined
for bad in ("eval('1', [])", "exec('1', 5)", "eval('1', {}, 4)", "exec(4)", "eval('1 +')", "compile('1', 'f', 'x')"):
    try: eval(bad)
    except (TypeError, SyntaxError, ValueError) as e: print(type(e).__name__, e.args[0])
    # expect: TypeError globals must be a real dict; try eval(code, {}, mapping)
    # expect: TypeError exec() globals must be a dict, not int
    # expect: TypeError locals must be a mapping
    # expect: TypeError exec() arg 1 must be a string, bytes or code object
    # expect: SyntaxError invalid syntax
    # expect: ValueError compile() mode must be 'exec', 'eval' or 'single'
try: exec("print(1)", {"__builtins__": {}})
except NameError as e: print(e)  # expect: name 'print' is not defined
exec("print(len([1]))", {"__builtins__": {"print": print, "len": lambda v: 42}})  # expect: 42
class K:
    a = 1
    print(sorted(n for n in locals() if n[0] != "_"))  # expect: ['a']
    locals()["b"] = 2
print(K.b)  # expect: 2
print(f.__code__ is f.__code__, f.__code__.co_names, f.__code__.co_flags)  # expect: True ('x',) 3
