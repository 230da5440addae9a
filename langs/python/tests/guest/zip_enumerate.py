# zip and enumerate over iterators of the run time and of the guest; dicts that shrink at both ends.
a=[1,2,3]; t=(4,5,6,7)
print(list(zip(a,t)),list(zip()),list(zip(a)),list(zip(a,"xyz",range(9),{1:2,3:4}.items())))
it=iter(a); print(list(zip(it,it)), list(zip(it,a)))
i1=iter([1,2,3]); i2=iter([1,2]); z=zip(i1,i2); print(list(z),list(i1),next(z,"end"))
i1=iter([1,2]); i2=iter([1,2,3]); z=zip(i1,i2); print(list(z),list(i2))
for i,(x,y) in enumerate(zip(a,t),5): print(i,x,y,end=";")
print()
print(type(zip(a)),type(enumerate(a)),repr(zip(a))[:15],isinstance(zip(a),zip),isinstance(enumerate(a),enumerate))
z=zip(a,t); print(next(z),z.__next__(),list(z)); 
try: next(z)
except StopIteration: print("stop")
e=enumerate(a); print(next(e),iter(e) is e,list(e),list(e))
print(list(zip(a,t,strict=False)))
try: print(list(zip(a,t,strict=True)))
except ValueError as x: print(x)
try: zip(1,a)
except TypeError as x: print(x)
try: zip(a,1)
except TypeError as x: print(x)
try: enumerate(1)
except TypeError as x: print(x)
d=dict(zip("abc",a)); print(d); d.update(zip("cd",(8,9))); print(d,dict(enumerate("xy")),sorted(set(zip(a,a))),tuple(zip(a,t)),sorted(zip(t,a),reverse=True),sum(x*y for x,y in zip(a,t)))
try: dict(zip(a))
except ValueError as x: print(x)
try: dict([(1,2),(3,)])
except ValueError as x: print(x)
try: dict(zip([[]],a))
except TypeError as x: print(x)
def g(): yield 1; yield 2
print(list(zip(g(),a)),list(zip(a,g())),list(enumerate(g(),1)))
class K:
    def __init__(s,v): s.v=v
    def __hash__(s): return 1
    def __eq__(s,o): return s.v==o.v
print(len(dict(zip([K(1),K(2),K(1)],a))))
l=[1,2,3]; out=[]
for x,y in zip(l,l[:]):
    out.append((x,y))
    if x==1: l.append(9)
print(out)
dd={1:1}
try:
    for k,i in zip(dd,range(5)): dd[len(dd)+1]=1
except RuntimeError as x: print(x)
z=a
for i in range(20): z=zip(z)
print(list(z)[0])
print(list(map(lambda *p:p,zip(a,t),a)),[*zip(a,t)],max(zip(a,t)),(1,2) in zip(a,(2,3)), list(reversed(list(enumerate(a)))), list(zip(*[a,a])),"".join(x+y for x,y in zip("ab","cd")))
x,y=zip(*[(1,2),(3,4)]); print(x,y)
a,b=enumerate("pq"); print(a,b)
n=0
for k in range(60):
    for p,q,r in zip(range(k%5),[1,2,3],(7,8,9,10)): n+=p+q+r
    for i,x in enumerate([1,2,k]): n+=i*x
    for i,(x,y) in enumerate(zip([1,2,k],"abc")): n+=i*x+ord(y)
print(n)
from collections import OrderedDict
o=OrderedDict((i,i) for i in range(10))
o.move_to_end(3); print(o.popitem(),o.popitem(last=False),list(o)); o[3]=1; print(list(o),list(reversed(o)))
d={}
for i in range(500):
    d[i]=i
    if i%3==0: d.popitem()
    if i%7==0: d[i]=5; d.pop(next(iter(d)))
print(len(d),sum(d),sum(d.values()),list(d)[:3],list(d)[-3:])
while d: d.popitem()
print(d); d[1]=2; print(d, list(d), 5 in d)
for i in range(300): d[i]=i; d.popitem()
print(d)
print(pow(3,100,7),pow(-3,5,7),pow(2,0,1),pow(5,-1,7),(2**70+5)%(2**61-1),-(2**70)//3,-(2**70)%3,2**62*2**62,(-2**62)*2,2**100-2**100+1,(2**62)+(2**62),-(2**126)-5,2**127+2**127,(1<<125)*-1-(1<<125))

# expect: [(1, 4), (2, 5), (3, 6)] [] [(1,), (2,), (3,)] [(1, 'x', 0, (1, 2)), (2, 'y', 1, (3, 4))]
# expect: [(1, 2)] []
# expect: [(1, 1), (2, 2)] [] end
# expect: [(1, 1), (2, 2)] [3]
# expect: 5 1 4;6 2 5;7 3 6;
# expect: <class 'zip'> <class 'enumerate'> <zip object at  True True
# expect: (1, 4) (2, 5) [(3, 6)]
# expect: stop
# expect: (0, 1) True [(1, 2), (2, 3)] []
# expect: [(1, 4), (2, 5), (3, 6)]
# expect: zip() argument 2 is longer than argument 1
# expect: 'int' object is not iterable
# expect: 'int' object is not iterable
# expect: 'int' object is not iterable
# expect: {'a': 1, 'b': 2, 'c': 3}
# expect: {'a': 1, 'b': 2, 'c': 8, 'd': 9} {0: 'x', 1: 'y'} [(1, 1), (2, 2), (3, 3)] ((1, 4), (2, 5), (3, 6)) [(6, 3), (5, 2), (4, 1)] 32
# expect: dictionary update sequence element #0 has length 1; 2 is required
# expect: dictionary update sequence element #1 has length 1; 2 is required
# expect: unhashable type: 'list'
# expect: [(1, 1), (2, 2)] [(1, 1), (2, 2)] [(1, 1), (2, 2)]
# expect: 2
# expect: [(1, 1), (2, 2), (3, 3)]
# expect: dictionary changed size during iteration
# expect: ((((((((((((((((((((1,),),),),),),),),),),),),),),),),),),),)
# expect: [((1, 4), 1), ((2, 5), 2), ((3, 6), 3)] [(1, 4), (2, 5), (3, 6)] (3, 6) True [(2, 3), (1, 2), (0, 1)] [(1, 1), (2, 2), (3, 3)] acbd
# expect: (1, 3) (2, 4)
# expect: (0, 'p') (1, 'q')
# expect: 26076
# expect: (3, 3) (0, 0) [1, 2, 4, 5, 6, 7, 8, 9]
# expect: [1, 2, 4, 5, 6, 7, 8, 9, 3] [3, 9, 8, 7, 6, 5, 4, 2, 1]
# expect: 285 85386 68514 [101, 103, 104] [496, 497, 499]
# expect: {}
# expect: {1: 2} [1] False
# expect: {}
# expect: 4 2 0 3 517 -393530540239137101142 2 21267647932558653966460912964485513216 -9223372036854775808 1 9223372036854775808 -85070591730234615865843651857942052869 340282366920938463463374607431768211456 -85070591730234615865843651857942052864

# An exception of what is called ends no builtin iterator.
def tens(x):
    if x % 3 == 2:
        raise ValueError(x)
    return x * 10


def steps(it):
    out = []
    while True:
        try:
            out.append(next(it))
        except ValueError as e:
            out.append(str(e))
        except StopIteration:
            return out


print(steps(map(tens, [2, 3, 5, 6])))  # expect: ['2', 30, '5', 60]
print(steps(map(lambda a, b: tens(a) + b, [1, 2, 3], iter([1, 1, 1]))))  # expect: [11, '2', 31]
print(steps(filter(tens, [1, 2, 3])))  # expect: [1, '2', 3]
print(steps(zip(map(tens, [1, 2, 3]), "abc")))  # expect: [(10, 'a'), '2', (30, 'b')]
print(steps(enumerate(map(tens, [1, 2, 3]))))  # expect: [(0, 10), '2', (1, 30)]
numbers = iter(range(1, 9))
print(steps(iter(lambda: tens(next(numbers)), 70)))  # expect: [10, '2', 30, 40, '5', 60]
for n in 10, 2000:
    total = 0
    it = map(tens, range(n))
    while True:
        try:
            for x in it:
                total += x
            break
        except ValueError:
            total += 1
    print(total)
# expect: 303
# expect: 13333996
try: list(map(max, [1], [1, 2], strict=True))
except ValueError as e: print(e)  # expect: map() argument 2 is longer than argument 1
def pascal(n):
    r=[1]
    for _ in range(n): r=[1]+[a+b for a,b in zip(r,r[1:])]+[1]
    return sum(r)
def uneven(n):
    s=0; xs=[1,2,3]; ys=[10,20]
    for i in range(n):
        it=iter(xs)
        for a,b in zip(it,ys): s+=a*b
        # The first source has moved on where the second had finished.
        s+=next(it,7)
        for k,(a,b) in enumerate(zip(ys,xs)): s+=k
        ys.append(i) if len(ys)<3 else ys.pop()
    return s
print(pascal(60)==2**60,uneven(900))
z=zip([1,2],l:=[1]); print(list(z),l.append(2),list(z))
# expect: True 659250
# expect: [(1, 1)] None []
