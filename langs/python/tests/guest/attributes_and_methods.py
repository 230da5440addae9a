# Deleted attributes, getattr with a default, next, comparisons and truth that methods decide.
class A: pass
a=A(); a.x=1; a.y=2; a.z=3
del a.y; print(a.__dict__ if False else (a.x,a.z,hasattr(a,"y"),getattr(a,"y",7),getattr(a,"z",7)))
try: a.y
except AttributeError as e: print(e)
try: del a.y
except AttributeError as e: print(e)
a.y=5; print(a.x,a.y,a.z,vars(a)); del a.x; print(vars(a),dir(a)[-2:])
b=A(); b.p=1; del b.p; b.q=2; b.p=3; print(list(vars(b).items()))
class E(Exception): pass
e=E(1); e.foo=1; e.bar=2; del e.foo; print(e.bar,e.args,hasattr(e,"foo"))
class S: __slots__=("u","v")
s=S(); s.u=1; del s.u; print(hasattr(s,"u"),getattr(s,"u",None),hasattr(s,"v"))
class L(list): pass
l=L([1,2]); l.t=1; l.w=2; del l.t; print(l,l.w,hasattr(l,"t"))
for i in range(50):
    o=A(); o.a=1; o.b=i; o.c=3; del o.a, o.b; assert o.c==3; o.b=i; assert o.b==i and o.c==3
class P:
    @property
    def bad(self): raise AttributeError("inner")
    @property
    def worse(self): raise ValueError("v")
print(getattr(P(),"bad",3),hasattr(P(),"bad"))
try: hasattr(P(),"worse")
except ValueError as e: print(e)
class G:
    def __getattr__(s,n):
        if n=="k": return 9
        raise AttributeError(n)
print(getattr(G(),"k",1),getattr(G(),"m",1),hasattr(G(),"k"),hasattr(G(),"m"))
def g():
    yield 1
    return 5
x=g(); print(next(x)); 
try: next(x)
except StopIteration as e: print(e.value)
print(next(x,"d"),next(g(),0),next(iter([]),4))
class It:
    n=0
    def __iter__(s): return s
    def __next__(s):
        s.n+=1
        if s.n>2: raise StopIteration("z")
        return s.n
i=It(); print(next(i),next(i,9),next(i,9))
try: next(i)
except StopIteration as e: print(e.value)
try: next(5)
except TypeError as e: print(e)
class B:
    def __init__(s,v): s.v=v
    def __bool__(s): return s.v
    def __eq__(s,o): return NotImplemented if isinstance(o,int) else "yes" if o.v else ""
    def __lt__(s,o): return NotImplemented
    def __gt__(s,o): return 1
    def __hash__(s): return 2**70
    def __contains__(s,k): return k
print(B(True)==B(False),B(1<2)==B(True),B(True)==5,B(True)!=B(True),B(True)<B(False),5 in B(True),0 not in B(True))
if B(True)==B(True): print("t")
if not (B(True)==B(False)): print("f")
if B(False) or B(True): print("b")
try:
    if B(3): pass
except TypeError as e: print(e)
try: B(True)<5
except TypeError as e: print(e)
print(hash(B(True)),{B(True):1}[B(True)] if False else len({B(True):1}))
class H:
    def __hash__(s): return "x"
try: hash(H())
except TypeError as e: print(e)
class Base:
    def __lt__(s,o): return "base"
class Sub(Base):
    def __gt__(s,o): return "sub"
print(Base()<Sub(),Sub()<Base(),Base()<Base(),Base()>Base() if False else 0)
import io
o=io.StringIO("a\nb\n\nc"); print(list(o)); o.seek(2); print(next(o),o.read()); 
class T(io.StringIO):
    def readline(s): return ""
print(list(T("a\nb")))
match 5:
    case str(): print(1)
    case int(): print(2)

# expect: (1, 3, False, 7, 3)
# expect: 'A' object has no attribute 'y'
# expect: 'A' object has no attribute 'y'
# expect: 1 5 3 {'x': 1, 'z': 3, 'y': 5}
# expect: {'z': 3, 'y': 5} ['y', 'z']
# expect: [('q', 2), ('p', 3)]
# expect: 2 (1,) False
# expect: False None False
# expect: [1, 2] 2 False
# expect: 3 False
# expect: v
# expect: 9 1 True False
# expect: 1
# expect: 5
# expect: d 1 4
# expect: 1 2 9
# expect: z
# expect: 'int' object is not an iterator
# expect:  yes False False 1 True True
# expect: t
# expect: f
# expect: b
# expect: __bool__ should return bool, returned int
# expect: '<' not supported between instances of 'B' and 'int'
# expect: 512 1
# expect: __hash__ method should return an integer
# expect: sub base base 0
# expect: ['a\n', 'b\n', '\n', 'c']
# expect: b
# expect:  
# expect: c
# expect: []
# expect: 2
