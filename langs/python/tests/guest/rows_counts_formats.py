# Rows of itertools, counting, reduce, ordered dicts, sorting by tuples, set operations, frequent format specifiers.
import functools
import itertools
from collections import Counter, OrderedDict

for pools in ((), ("ab",), ("ab", [1, 2, 3]), ("ab", ""), ([1], [2], [3, 4])):
    print(list(itertools.product(*pools)), len(list(itertools.product(*pools, repeat=2))), end=" ")
print()
for n in range(5):
    for r in range(6):
        p = list(itertools.permutations(range(n), r))
        c = list(itertools.combinations(range(n), r))
        w = list(itertools.combinations_with_replacement(range(n), r))
        print(len(p), len(c), len(w), p[-1:], c[-1:], w[-1:], p == sorted(set(p)) and c == sorted(c) and w == sorted(w), end=" ")
print()
x = itertools.permutations("ab")
print(next(x), next(x), next(x, "end"), next(x, "end"), len(list(itertools.product(range(10), repeat=4))))


class Key:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return 7

    def __eq__(self, other):
        return isinstance(other, Key) and self.v == other.v

    def __repr__(self):
        return f"K{self.v}"


class Tens(Counter):
    def __setitem__(self, k, v):
        super().__setitem__(k, v * 10)


d = OrderedDict([(Key(1), 1), (Key(2), 2), (3, 3)])
d.move_to_end(Key(1))
print(list(d.items()), d.popitem(last=False), list(d))
for i in range(3000):
    d[i] = i
    d.move_to_end(i)
    if len(d) > 50:
        d.popitem(last=False)
d.move_to_end(2999, last=False)
print(len(d), list(d)[:2], list(d)[-1], sum(d.values()))
c = Counter("abracadabra")
c.update("aaa")
c["z"] = 2.5
c.update(["z", "z"])
print(c, Counter([Key(1), Key(2), Key(1)]), Counter(range(3)), Tens("aab"))
c["q"] = "s"
for f in (
    lambda: functools.reduce(lambda a, b: a * b, range(1, 10)), lambda: functools.reduce(max, [3, 9, 2], 100), lambda: functools.reduce(max, []),
    lambda: functools.reduce(max, 5), lambda: functools.reduce(lambda a, b: 1 / 0, [1, 2]), lambda: d.move_to_end("z"), lambda: d.move_to_end([]),
    lambda: OrderedDict().popitem(False), lambda: Counter([[1]]), lambda: c.update("q"), lambda: itertools.permutations([1], "a"),
    lambda: sorted([(1, "a"), (1, 2)]), lambda: sorted([(1, Key(1)), (1, Key(2))]), lambda: sorted([(1, Key(1)), (0, Key(2))]),
    lambda: sorted([(1, 2), (1,), (0, 5, 6)]), lambda: sorted([("b", (2, "x")), ("a", 1), ("b", (2, "w"))]), lambda: sorted([(True, 1), (0, 2)]),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
a = {1, "x", (1, 2), 2.0}
b = {2, "x", (1, 2), (3,)}
print(*(sorted(map(str, s)) for s in (a | b, a & b, b & a, a - b, a ^ b)), a <= b, {1} <= a, {Key(1), Key(2)} & {Key(2)})
for v in (0, -5, 123456, 2**70, True, 1.5, -0.0, -2.675, float("inf"), "é", "text"):
    for spec in ("", "d", "05", "<5", "^7", ">9", ".2f", "08.2f", "^9.1f", "s", "<6s", "+d", "010", ".0f", "0"):
        try:
            print(format(v, spec), ("a{:" + spec + "}{{").format(v), end="|")
        except ValueError:
            print("-", end="|")
    print()
print("{:{}}|{:{w}.{p}f}".format(5, 6, 1.5, w=8, p=2), "é".join("abc"), "a b\x1cc\td ".split(), " a  b ".split(None, 1), "é a\xa0b".split())

# expect: [()] 1 [('a',), ('b',)] 4 [('a', 1), ('a', 2), ('a', 3), ('b', 1), ('b', 2), ('b', 3)] 36 [] 0 [(1, 2, 3), (1, 2, 4)] 4
# expect: 1 1 1 [()] [()] [()] True 0 0 0 [] [] [] True 0 0 0 [] [] [] True 0 0 0 [] [] [] True 0 0 0 [] [] [] True 0 0 0 [] [] [] True 1 1 1 [()] [()] [()] True 1 1 1 [(0,)] [(0,)] [(0,)] True 0 0 1 [] [] [(0, 0)] True 0 0 1 [] [] [(0, 0, 0)] True 0 0 1 [] [] [(0, 0, 0, 0)] True 0 0 1 [] [] [(0, 0, 0, 0, 0)] True 1 1 1 [()] [()] [()] True 2 2 2 [(1,)] [(1,)] [(1,)] True 2 1 3 [(1, 0)] [(0, 1)] [(1, 1)] True 0 0 4 [] [] [(1, 1, 1)] True 0 0 5 [] [] [(1, 1, 1, 1)] True 0 0 6 [] [] [(1, 1, 1, 1, 1)] True 1 1 1 [()] [()] [()] True 3 3 3 [(2,)] [(2,)] [(2,)] True 6 3 6 [(2, 1)] [(1, 2)] [(2, 2)] True 6 1 10 [(2, 1, 0)] [(0, 1, 2)] [(2, 2, 2)] True 0 0 15 [] [] [(2, 2, 2, 2)] True 0 0 21 [] [] [(2, 2, 2, 2, 2)] True 1 1 1 [()] [()] [()] True 4 4 4 [(3,)] [(3,)] [(3,)] True 12 6 10 [(3, 2)] [(2, 3)] [(3, 3)] True 24 4 20 [(3, 2, 1)] [(1, 2, 3)] [(3, 3, 3)] True 24 1 35 [(3, 2, 1, 0)] [(0, 1, 2, 3)] [(3, 3, 3, 3)] True 0 0 56 [] [] [(3, 3, 3, 3, 3)] True
# expect: ('a', 'b') ('b', 'a') end end 10000
# expect: [(K2, 2), (3, 3), (K1, 1)] (K2, 2) [3, K1]
# expect: 50 [2999, 2950] 2998 148725
# expect: Counter({'a': 8, 'z': 4.5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) Counter({K1: 2, K2: 1}) Counter({0: 1, 1: 1, 2: 1}) Tens({'a': 110, 'b': 10})
# expect: 362880
# expect: 100
# expect: TypeError reduce() of empty iterable with no initial value
# expect: TypeError reduce() arg 2 must support iteration
# expect: ZeroDivisionError division by zero
# expect: KeyError 'z'
# expect: TypeError unhashable type: 'list'
# expect: KeyError 'dictionary is empty'
# expect: TypeError unhashable type: 'list'
# expect: TypeError can only concatenate str (not "int") to str
# expect: TypeError Expected int as r
# expect: TypeError '<' not supported between instances of 'int' and 'str'
# expect: TypeError '<' not supported between instances of 'Key' and 'Key'
# expect: [(0, K2), (1, K1)]
# expect: [(0, 5, 6), (1,), (1, 2)]
# expect: [('a', 1), ('b', (2, 'w')), ('b', (2, 'x'))]
# expect: [(0, 2), (True, 1)]
# expect: ['(1, 2)', '(3,)', '1', '2.0', 'x'] ['(1, 2)', '2', 'x'] ['(1, 2)', '2.0', 'x'] ['1'] ['(3,)', '1'] False True {K2}
# expect: 0 a0{|0 a0{|00000 a00000{|0     a0    {|   0    a   0   {|        0 a        0{|0.00 a0.00{|00000.00 a00000.00{|   0.0    a   0.0   {|-|-|+0 a+0{|0000000000 a0000000000{|0 a0{|0 a0{|
# expect: -5 a-5{|-5 a-5{|-0005 a-0005{|-5    a-5   {|  -5    a  -5   {|       -5 a       -5{|-5.00 a-5.00{|-0005.00 a-0005.00{|  -5.0    a  -5.0   {|-|-|-5 a-5{|-000000005 a-000000005{|-5 a-5{|-5 a-5{|
# expect: 123456 a123456{|123456 a123456{|123456 a123456{|123456 a123456{|123456  a123456 {|   123456 a   123456{|123456.00 a123456.00{|123456.00 a123456.00{|123456.0  a123456.0 {|-|-|+123456 a+123456{|0000123456 a0000123456{|123456 a123456{|123456 a123456{|
# expect: 1180591620717411303424 a1180591620717411303424{|1180591620717411303424 a1180591620717411303424{|1180591620717411303424 a1180591620717411303424{|1180591620717411303424 a1180591620717411303424{|1180591620717411303424 a1180591620717411303424{|1180591620717411303424 a1180591620717411303424{|1180591620717411303424.00 a1180591620717411303424.00{|1180591620717411303424.00 a1180591620717411303424.00{|1180591620717411303424.0 a1180591620717411303424.0{|-|-|+1180591620717411303424 a+1180591620717411303424{|1180591620717411303424 a1180591620717411303424{|1180591620717411303424 a1180591620717411303424{|1180591620717411303424 a1180591620717411303424{|
# expect: True aTrue{|1 a1{|00001 a00001{|1     a1    {|   1    a   1   {|        1 a        1{|1.00 a1.00{|00001.00 a00001.00{|   1.0    a   1.0   {|-|-|+1 a+1{|0000000001 a0000000001{|1 a1{|1 a1{|
# expect: 1.5 a1.5{|-|001.5 a001.5{|1.5   a1.5  {|  1.5   a  1.5  {|      1.5 a      1.5{|1.50 a1.50{|00001.50 a00001.50{|   1.5    a   1.5   {|-|-|-|00000001.5 a00000001.5{|2 a2{|1.5 a1.5{|
# expect: -0.0 a-0.0{|-|-00.0 a-00.0{|-0.0  a-0.0 {| -0.0   a -0.0  {|     -0.0 a     -0.0{|-0.00 a-0.00{|-0000.00 a-0000.00{|  -0.0    a  -0.0   {|-|-|-|-0000000.0 a-0000000.0{|-0 a-0{|-0.0 a-0.0{|
# expect: -2.675 a-2.675{|-|-2.675 a-2.675{|-2.675 a-2.675{|-2.675  a-2.675 {|   -2.675 a   -2.675{|-2.67 a-2.67{|-0002.67 a-0002.67{|  -2.7    a  -2.7   {|-|-|-|-00002.675 a-00002.675{|-3 a-3{|-2.675 a-2.675{|
# expect: inf ainf{|-|00inf a00inf{|inf   ainf  {|  inf   a  inf  {|      inf a      inf{|inf ainf{|00000inf a00000inf{|   inf    a   inf   {|-|-|-|0000000inf a0000000inf{|inf ainf{|inf ainf{|
# expect: é aé{|-|é0000 aé0000{|é     aé    {|   é    a   é   {|        é a        é{|-|-|-|é aé{|é      aé     {|-|é000000000 aé000000000{|-|é aé{|
# expect: text atext{|-|text0 atext0{|text  atext {| text   a text  {|     text a     text{|-|-|-|text atext{|text   atext  {|-|text000000 atext000000{|-|text atext{|
# expect:      5|    1.50 aébéc ['a', 'b', 'c', 'd'] ['a', 'b '] ['é', 'a', 'b']
