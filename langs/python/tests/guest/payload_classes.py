# Classes derived from builtin types, descriptors, isinstance, sorting: with the builtin value inside.
class Stack(list):
    pass
s=Stack(); t=s; s+=[1]; print(t, s is t, type(s))
class D(dict):
    def __missing__(s,k): return k*2
d=D(a=1); print(d["a"],d["b"],d)
class N(int): pass
print(N(3)+4, 4-N(1), N(2)*N(3), type(N(2)+1), N(7)%4, -N(3), N(3)<4, N(3)==3, bool(N(0)), N(5)/2)
class S(str): pass
print(S("a")+"b", S("a")<"b", "%s!" % S("x"), S("%d") % 3, len(S("abc")), "b" in S("abc"), S("ab")*2)
try: S("a")+1
except TypeError as e: print(e)
try: N(1)+"a"
except TypeError as e: print(e)
try: Stack()["a"]
except TypeError as e: print(e)
print(Stack([1,2])==[1,2],Stack([1])<Stack([2]),sorted([Stack([2]),Stack([1])]), Stack([1])+[2], [0]+Stack([1]))
from collections import namedtuple
P=namedtuple("P","x y")
p=P(1,2); print(p.x,p[1],p._replace(x=5),p==(1,2),p<P(1,3),sorted([P(2,1),P(1,5)]),len(p),hash(p)==hash((1,2)), P(x=1,y=3))
try: P(1)
except TypeError as e: print(e)
class Sh:
    def __new__(cls,k):
        return object.__new__(Ci if k else cls)
    def __init__(self,k): self.k=k
class Ci(Sh):
    def __init__(self,k): self.k=k*10
print(Sh(0).k, Sh(2).k, type(Sh(2)))
class W(int):
    def __new__(cls,v,u): 
        o=int.__new__(cls,v); o.u=u; return o
w=W(3,"m"); print(w,w.u,w+1)
class F(float):
    def __init__(s,v): s.tag=v
print(F(2.5).tag,F(1.5)*2)
class L2(list):
    def __init__(self,*a): super().__init__(a); self.n=len(a)
print(L2(1,2,3),L2(1,2).n)
try: N([])
except TypeError as e: print(e)
for c in (bool,int,float,str,list,type(None)):
    print([isinstance(v,c) for v in (True,1,1.5,"a",[],None,N(1),S("x"),2**80)], isinstance(2**80,(c,list)))
class Desc:
    def __get__(s,i,o): return (i.__class__.__name__ if i is not None else None,o.__name__)
    def __set__(s,i,v): pass
class ND:
    def __get__(s,i,o): return 7
class U: d=Desc(); n=ND()
u=U(); print(u.d,U.d,u.n); u.n=3; print(u.n)
def f(*a): return a
print(f(*()),f(*(1,2)),max(*(3,1,2)),print(*("a","b")))
print(sorted([(1,N(2)),(1,2),(0,S("a"))]))
nan=float("nan"); print(sorted([(nan,1),(1,2),(0,3)])[-1:], [nan]==[nan],(1,[2,(3,4)])<(1,[2,(3,5)]), (1,2)<(1,2,0), [1,[2]]==[1,[2]], (1,2.0)==(1.0,2))
try: sorted([(1,"a"),(1,2)])
except TypeError as e: print(e)
try: sorted([1,"a"])
except TypeError as e: print(e)
print(sorted([3,1,2],reverse=True),sorted([("a",1),("b",1),("c",0)],key=lambda t:t[1],reverse=True))

# expect: [1] True <class '__main__.Stack'>
# expect: 1 bb {'a': 1}
# expect: 7 3 6 <class 'int'> 3 -3 True True False 2.5
# expect: ab True x! 3 3 True abab
# expect: can only concatenate str (not "int") to str
# expect: unsupported operand type(s) for +: 'N' and 'str'
# expect: list indices must be integers or slices, not str
# expect: True True [[1], [2]] [1, 2] [0, 1]
# expect: 1 2 P(x=5, y=2) True True [P(x=1, y=5), P(x=2, y=1)] 2 True P(x=1, y=3)
# expect: P.__new__() missing 1 required positional argument: 'y'
# expect: 0 20 <class '__main__.Ci'>
# expect: 3 m 4
# expect: 2.5 3.0
# expect: [1, 2, 3] 2
# expect: int() argument must be a string, a bytes-like object or a real number, not 'list'
# expect: [True, False, False, False, False, False, False, False, False] False
# expect: [True, True, False, False, False, False, True, False, True] True
# expect: [False, False, True, False, False, False, False, False, False] False
# expect: [False, False, False, True, False, False, False, True, False] False
# expect: [False, False, False, False, True, False, False, False, False] False
# expect: [False, False, False, False, False, True, False, False, False] False
# expect: ('U', 'U') (None, 'U') 7
# expect: 3
# expect: a b
# expect: () (1, 2) 3 None
# expect: [(0, 'a'), (1, 2), (1, 2)]
# expect: [(1, 2)] True True True True True
# expect: '<' not supported between instances of 'int' and 'str'
# expect: '<' not supported between instances of 'str' and 'int'
# expect: [3, 2, 1] [('a', 1), ('b', 1), ('c', 0)]
