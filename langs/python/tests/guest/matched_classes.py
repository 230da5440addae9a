# Class patterns: with names, by position, of builtin classes, of classes that say what their instances are.
from dataclasses import dataclass
@dataclass
class P:
    x:int
    y:int
class Q:
    __match_args__=('a','b')
    def __init__(s,a): s.a=a
@dataclass
class T4:
    a:int; b:int; c:int; d:int; e:int=0
class I(int): pass
def f(v):
    match v:
        case bool(b): return ('bool',b)
        case I(n): return ('I',n)
        case int(n) if n>100: return ('big',n)
        case int(): return 'int'
        case str(s): return ('s',s)
        case P(1, y): return ('P1',y)
        case P(x=x, y=2): return ('P2',x)
        case P(x, y=y): return ('P',x,y)
        case Q(a, b): return ('Qab',a,b)
        case Q(a): return ('Q',a)
        case T4(a,b,c,d,e): return a+b+c+d+e
        case list([x,*_]): return ('l',x)
        case dict(d): return ('d',len(d))
        case _: return None
q=Q(1); q2=Q(2); q2.b=5
vals=[True,5,500,I(7),"abc",P(1,2),P(3,2),P(4,4),q,q2,T4(1,2,3,4),[1,2],[],{},None,2.5]
for _ in range(3): print([f(v) for v in vals])
def bad(v,k):
    try:
        match v:
            case P(1,2,3) if k==0: pass
            case P(x,x=1) if k==1: pass
            case int(1,2): pass
    except TypeError as e: print(e)
for k in range(2): bad(P(1,2),k)
bad(1,0)
class Meta(type):
    def __instancecheck__(c,o): return o==3
class M(metaclass=Meta): pass
def g(v):
    match v:
        case M(): return 'M'
    return '-'
print(g(3),g(4),g(M()))
# expect: [('bool', True), 'int', ('big', 500), ('I', 7), ('s', 'abc'), ('P1', 2), ('P2', 3), ('P', 4, 4), ('Q', 1), ('Qab', 2, 5), 10, ('l', 1), None, ('d', 0), None, None]
# expect: [('bool', True), 'int', ('big', 500), ('I', 7), ('s', 'abc'), ('P1', 2), ('P2', 3), ('P', 4, 4), ('Q', 1), ('Qab', 2, 5), 10, ('l', 1), None, ('d', 0), None, None]
# expect: [('bool', True), 'int', ('big', 500), ('I', 7), ('s', 'abc'), ('P1', 2), ('P2', 3), ('P', 4, 4), ('Q', 1), ('Qab', 2, 5), 10, ('l', 1), None, ('d', 0), None, None]
# expect: P() accepts 2 positional sub-patterns (3 given)
# expect: P() accepts 2 positional sub-patterns (3 given)
# expect: int() accepts 1 positional sub-pattern (2 given)
# expect: M - M
