# Coroutines, asynchronous generators, except*, type parameters, t-strings.
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e:
        return e.value
class Aw:
    def __init__(self,v): self.v=v
    def __await__(self):
        r = yield self.v
        return self.v*2
async def f(x):
    a = await Aw(x)
    b = await g(a)
    return a+b
async def g(y): return y+1
print(run(f(3)))  # expect: 13
async def ag(n):
    for i in range(n):
        x = yield i
        await Aw(i)
async def h():
    out=[]
    async for x in ag(4): out.append(x)
    out2=[x async for x in ag(3) if x]
    out3={x:await g(x) async for x in ag(3)}
    gen=(y async for y in ag(3))
    o4=[]
    async for q in gen: o4.append(q)
    else: o4.append('else')
    return out,out2,out3,o4
print(run(h()))  # expect: ([0, 1, 2, 3], [1, 2], {0: 1, 1: 2, 2: 3}, [0, 1, 2, 'else'])
class CM:
    async def __aenter__(self):
        print('enter'); return 5
    async def __aexit__(self,*a):
        print('exit',a[0]); return a[0] is KeyError
async def w():
    async with CM() as x:
        print(x)
    async with CM() as x, CM() as y:
        raise KeyError
    try:
        async with CM(): raise ValueError
    except ValueError: print('VE')
    async with CM(): return 9
print(run(w()))
# expect: enter
# expect: 5
# expect: exit None
# expect: enter
# expect: enter
# expect: exit <class 'KeyError'>
# expect: exit None
# expect: enter
# expect: exit <class 'ValueError'>
# expect: VE
# expect: enter
# expect: exit None
# expect: 9
c=f(1); print(type(c), type(ag(1)), type(ag(1).asend(None))); c.close()
# expect: <class 'coroutine'> <class 'async_generator'> <class 'async_generator_asend'>
try: c.send(None)
except RuntimeError as e: print(e)
# expect: cannot reuse already awaited coroutine
try:
    for x in g(1): pass
except TypeError as e: print(e)
# expect: 'coroutine' object is not iterable
async def bad(): await 5
try: run(bad())
except TypeError as e: print(e)
# expect: 'int' object can't be awaited
try: run(g(1)); 
except Exception as e: print(e)
async def st(): raise StopIteration
try: run(st())
except RuntimeError as e: print(e)
# expect: coroutine raised StopIteration
try:
    raise ExceptionGroup("eg",[ValueError(1),TypeError(2),ExceptionGroup("in",[ValueError(3)])])
except* ValueError as e:
    print(repr(e))
except* TypeError as e:
    print(repr(e), e.exceptions)
# expect: ExceptionGroup('eg', [ValueError(1), ExceptionGroup('in', [ValueError(3)])])
# expect: ExceptionGroup('eg', [TypeError(2)]) (TypeError(2),)
try:
    try:
        raise ExceptionGroup("eg",[ValueError(1),TypeError(2)])
    except* ValueError as e:
        raise KeyError('x')
except ExceptionGroup as e:
    print(repr(e))
# expect: ExceptionGroup('', [KeyError('x'), ExceptionGroup('eg', [TypeError(2)])])
try:
    try: raise ValueError(7)
    except* ValueError as e: print(repr(e)); 
    else: print('no')
    finally: print('fin')
except Exception as e: print('X',e)
# expect: ExceptionGroup('', (ValueError(7),))
# expect: fin
def gen[T: int = bool, *Ts = *tuple[int], **P = [int]](x: T, y: P=3) -> T:
    return x
print(gen(1), gen.__type_params__, gen.__type_params__[0].__bound__, gen.__type_params__[0].__default__) 
# expect: 1 (T, Ts, P) <class 'int'> <class 'bool'>
print(gen.__annotations__)  # expect: {'x': T, 'y': P, 'return': T}
type X = int
type Y[T] = list[T]
print(X, X.__value__, Y.__type_params__, Y)  # expect: X <class 'int'> (T,) Y
def mk():
    class C:
        Z = 5
        type A = C.Z
        def m[T: Z](self, q: T): return q
    return C
C=mk(); print(C.A.__value__, C.m.__type_params__[0].__bound__, C().m(3), C.m.__qualname__)
# expect: 5 5 3 mk.<locals>.C.m
t=t"hi {1+1!r:>5} and {'a'=} {C!s}"
print(t)
# expect: Template(strings=('hi ', " and 'a'=", ' ', ''), interpolations=(Interpolation(2, '1+1', 'r', '>5'), Interpolation('a', "'a'", 'r', ''), Interpolation(<class '__main__.mk.<locals>.C'>, 'C', 's', '')))
print(list(t)[0], t.values[:2])  # expect: hi  (2, 'a')
print([*map(lambda a:a+1,[1,2])], type(map(str,[])), list(zip([1],[2])), list(filter(None,[0,1])), list(enumerate('ab',start=3)), list(reversed([1,2])), type(reversed([])))
# expect: [2, 3] <class 'map'> [(1, 2)] [1] [(3, 'a'), (4, 'b')] [2, 1] <class 'list_reverseiterator'>
try: list(zip([1],[1,2],strict=True))
except ValueError as e: print(e)
# expect: zip() argument 2 is longer than argument 1
print(list(map(lambda a,b:a+b,[1,2],[3,4])))  # expect: [4, 6]
print(isinstance(map(str,[]),map))  # expect: True
try:
    1/0
except ZeroDivisionError, TypeError: print('ok3.14')
# expect: ok3.14


# Annotations that name what is not defined yet: names are looked up in a mapping with __missing__.
from dataclasses import dataclass
import annotationlib


@dataclass
class Link:
    value: int
    next: Link | None = None
    later: Later = 0


print(Link(1, Link(2)))  # expect: Link(value=1, next=Link(value=2, next=None, later=0), later=0)
print(annotationlib.get_annotations(Link, format=annotationlib.Format.STRING))  # expect: {'value': 'int', 'next': 'Link | None', 'later': 'Later'}
print(annotationlib.get_annotations(Link, format=annotationlib.Format.FORWARDREF)["later"].__arg__)  # expect: Later


class Asked(dict):
    def __missing__(self, key):
        if key == "len":
            raise KeyError(key)
        return "no " + key


def names():
    return known, unknown, len([1])


asking = type(names)(names.__code__, Asked(known=1))
for _ in range(3):
    print(asking(), type(asking.__globals__).__name__)
# expect: (1, 'no unknown', 1) Asked
# expect: (1, 'no unknown', 1) Asked
# expect: (1, 'no unknown', 1) Asked
asking.__globals__["unknown"] = 2
print(asking())  # expect: (1, 2, 1)
