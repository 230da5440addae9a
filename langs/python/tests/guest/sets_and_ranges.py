# Sets, dict views and ranges whose elements guest code compares, or that are large.
import copy, operator
class K:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return isinstance(o,K) and s.v==o.v
    def __hash__(s): return hash(s.v)
    def __repr__(s): return f'K{s.v}'
a={K(1),K(2)}; b={K(2),K(3)}
print(sorted(map(repr,a|b)), a&b, a-b, sorted(map(repr,a^b)), a<=b, {K(1)}<a, a==b, a=={K(2),K(1)})
# expect: ['K1', 'K2', 'K3'] {K2} {K1} ['K1', 'K3'] False True False True
d={K(1):1}; e={K(1):2,K(2):3}; print(d|e); d|=e; print(len(d))
# expect: {K1: 2, K2: 3}
# expect: 2
x={'a':1,'b':2}
print(sorted(x.keys()&['a']), x.keys()-['a'], sorted(x.keys()|{'z'}), sorted(x.keys()^{'a','q'}), x.items()&{('a',1)}, x.keys()=={'a','b'}, x.keys()<{'a','b','c'}, x.items()=={('a',1),('b',2)}, {'a'}<=x.keys(), x.keys().isdisjoint(['q']), x.keys().mapping)
# expect: ['a'] {'b'} ['a', 'b', 'z'] ['b', 'q'] {('a', 1)} True True True True True {'a': 1, 'b': 2}
try: x.keys()&5
except TypeError as e: print(e)
# expect: 'int' object is not iterable
print(operator.length_hint(iter({1,2})), operator.length_hint(iter('abc')))  # expect: 2 3
it=iter([1,2,3]); next(it); print(list(copy.copy(it)), list(it))  # expect: [2, 3] [2, 3]
class E(enumerate): pass
print(list(E('ab')), type(E('a')))  # expect: [(0, 'a'), (1, 'b')] <class '__main__.E'>
try: range(1,10**30,0)
except ValueError as e: print(e)
# expect: range() arg 3 must not be zero
r=range(10**20); print(r[5], r[-1], r[2:10:3], 10**19 in r, len(range(0,10**20,10**18)), list(range(10**20,10**20+3)), r==range(10**20), hash(r)==hash(range(10**20)), r.index(7), r.count(9), bool(r), r.start, r.stop)
# expect: 5 99999999999999999999 range(2, 10, 3) True 100 [100000000000000000000, 100000000000000000001, 100000000000000000002] True True 7 1 True 0 100000000000000000000
print(type(iter(r)), type(iter(b'')), type(iter(bytearray())), type(iter(reversed([]))), type(reversed({})), type(reversed({}.values())), type(reversed({}.items())))
# expect: <class 'longrange_iterator'> <class 'bytes_iterator'> <class 'bytearray_iterator'> <class 'list_reverseiterator'> <class 'dict_reversekeyiterator'> <class 'dict_reversevalueiterator'> <class 'dict_reverseitemiterator'>
print(list(reversed([1,2,3])), list(reversed({1:2,3:4}.items())), list(reversed(range(3))), list(reversed('abc')))
# expect: [3, 2, 1] [(3, 4), (1, 2)] [2, 1, 0] ['c', 'b', 'a']
d={1:2}
try:
    for k in d: d[k+1]=1
except RuntimeError as e: print(e)
# expect: dictionary changed size during iteration
try:
    for k in reversed(d): d[100]=1
except RuntimeError as e: print(e)
# expect: dictionary changed size during iteration
