# Arguments by position, by name, from defaults, spread, collected: to functions, methods and classes.
def f(a,b=2,*args,c=3,**kw): return (a,b,args,c,kw)
print(f(1),f(1,2,3,4,c=5),f(1,z=2,c=7,y=1),f(b=1,a=2),f(*(1,),**{}),f(*(1,2,3),**{"q":1}))
def g(a,/,b,*,c): return a,b,c
print(g(1,2,c=3),g(1,c=2,b=3))
for bad in ("g(1,2)","g(a=1,b=2,c=3)","g(1,2,3,c=1)","g(1,2,c=3,d=4)","f()","f(1,a=2)"):
    try: print(eval(bad))
    except TypeError as e: print(e)
class A:
    def __init__(self,x,y=5,*,z=1): self.v=(x,y,z)
    def m(self,p,q=2,**k): return p,q,k
print(A(1,z=3).v,A(x=1).v,A(y=1,x=2).v); a=A(1); m=a.m; print(m(1,q=3),m(p=1,r=2),a.m(p=4))
try: A(z=1)
except TypeError as e: print(e)
try: A(1,w=1)
except TypeError as e: print(e)
def h(a,**k):
    k["n"]=1; return k
d={"x":1}; h(1,**d); print(d,h(1,**d),h(a=1))
def kd(*,x=[]): x.append(1); return x
print(kd(),kd(),kd(x=[]))
kd.__kwdefaults__={"x":[9]}; print(kd())
def gen(n,step=1,*,m=2): yield n; yield step; yield m
print(list(gen(1)),list(gen(1,m=4)))

# expect: (1, 2, (), 3, {}) (1, 2, (3, 4), 5, {}) (1, 2, (), 7, {'z': 2, 'y': 1}) (2, 1, (), 3, {}) (1, 2, (), 3, {}) (1, 2, (3,), 3, {'q': 1})
# expect: (1, 2, 3) (1, 3, 2)
# expect: g() missing 1 required keyword-only argument: 'c'
# expect: g() got some positional-only arguments passed as keyword arguments: 'a'
# expect: g() takes 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given
# expect: g() got an unexpected keyword argument 'd'
# expect: f() missing 1 required positional argument: 'a'
# expect: f() got multiple values for argument 'a'
# expect: (1, 5, 3) (1, 5, 1) (2, 1, 1)
# expect: (1, 3, {}) (1, 2, {'r': 2}) (4, 2, {})
# expect: A.__init__() missing 1 required positional argument: 'x'
# expect: A.__init__() got an unexpected keyword argument 'w'
# expect: {'x': 1} {'x': 1, 'n': 1} {'n': 1}
# expect: [1, 1] [1, 1] [1]
# expect: [9, 1]
# expect: [1, 1, 2] [1, 1, 4]
# Long tuples that are only passed on, and one that somebody keeps.
def count(*a, last=0): return len(a) + a[-1] + last
def pass_on(*a): return count(*a)
def keep(*a):
    kept[:] = [a]
    return count(*a)
kept, total = [], 0
for i in range(400):
    total += pass_on(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, i)
    total += keep(*range(20), i) + count(*(1, i), *range(15), last=i)
print(total, kept[0][-3:])  # expect: 266600 (18, 19, 399)
