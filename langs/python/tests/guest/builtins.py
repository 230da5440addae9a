print(sum(x for x in range(10)), max([3, 1, 2]), min(4, 2), sorted([3, 1, 2], reverse=True), sorted("hello", key=lambda c: -ord(c)))
# expect: 45 3 2 [3, 2, 1] ['o', 'l', 'l', 'h', 'e']
import math, sys
print(math.pi, math.floor(2.7), math.sqrt(16), sys.maxsize)  # expect: 3.141592653589793 2 4.0 9223372036854775807
print(2**100, 10**20 // 3, -7 // 2, -7 % 3, 7.5 // 2, 1e100, 0.1 + 0.2, 1/3, 5 / 2, 1e16, 123456789.123)
# expect: 1267650600228229401496703205376 33333333333333333333 -4 2 3.0 1e+100 0.30000000000000004 0.3333333333333333 2.5 1e+16 123456789.123
print(int("42"), float("1.5"), str(3) + 'a', repr('it\'s'), bool([]), int(3.9), round(2.5), round(3.14159, 2))
# expect: 42 1.5 3a "it's" False 3 2 3.14
print(isinstance(3, int), isinstance(True, int), issubclass(bool, int), type(3), type('a').__name__)
# expect: True True True <class 'int'> str
print(list(map(lambda x: x + 1, [1, 2])), list(filter(None, [0, 1, 2])), list(zip('ab', [1, 2])), list(enumerate('ab', 1)), list(reversed([1, 2, 3])), any([0, 1]), all([1, 0]))
# expect: [2, 3] [1, 2] [('a', 1), ('b', 2)] [(1, 'a'), (2, 'b')] [3, 2, 1] True False
