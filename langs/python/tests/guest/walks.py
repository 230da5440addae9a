# itertools over the run time's own iterators, and where guest code has to go on.
from itertools import *


def numbers(n):
    yield from range(n)


class Number:
    def __init__(self, v):
        self.v = v

    def __add__(self, other):
        return Number(self.v + other.v)

    def __eq__(self, other):
        return isinstance(other, Number) and self.v == other.v

    def __bool__(self):
        return self.v > 1

    def __repr__(self):
        return f"N{self.v}"


# One after the other.
print(list(chain([1, 2], (3,), "ab", {4: 5}, {6}, range(2))), list(chain()))  # expect: [1, 2, 3, 'a', 'b', 4, 6, 0, 1] []
print(list(chain([0], numbers(2), [3])), list(chain.from_iterable(["ab", (), "c"])))  # expect: [0, 0, 1, 3] ['a', 'b', 'c']
print(next(chain([]), "none"), sum(chain(chain([1], [2]), [3])), dict(chain([(1, 2)], [(3, 4)])))  # expect: none 6 {1: 2, 3: 4}
growing = [[1], [2]]
them = chain.from_iterable(growing)
print(next(them))  # expect: 1
growing += [numbers(2), [9]]
print(next(them), next(them), list(them))  # expect: 2 0 [1, 9]
growing = [[1], [2]]
them = chain.from_iterable(growing)
growing += [numbers(2), [9]]
print(list(them), set(chain.from_iterable([[1, 2], [2]])))  # expect: [1, 2, 0, 1, 9] {1, 2}
them = chain.from_iterable([[1], 5])
try:
    print(next(them), next(them))
except TypeError as e:
    print(e, list(them))  # expect: 'int' object is not iterable []
changing = {1: 2}
them = chain(changing, [5])
next(them)
changing[3] = 4
try:
    next(them)
except RuntimeError as e:
    print(e)  # expect: dictionary changed size during iteration


class Own(chain):
    def __init__(self, *sources):
        self.count = len(sources)


own = Own([1], [2])
print(own.count, list(own), type(own) is Own, type(chain([1])) is chain, isinstance(own, chain))  # expect: 2 [1, 2] True True True
them = chain([1])
print(iter(them) is them, them.__next__(), chain.__next__(chain([7])))  # expect: True 1 7
try:
    them.__next__()
except StopIteration:
    print("stop")  # expect: stop

# Parts.
print(list(islice(range(100), 5, 20, 3)), list(islice(numbers(9), 2)), list(islice("abcdef", 1, None, 2)))  # expect: [5, 8, 11, 14, 17] [0, 1] ['b', 'd', 'f']
rest = iter(range(10))
print(list(islice(rest, 2, 4)), next(rest), list(islice(rest, 0, 4, 3)), list(rest))  # expect: [2, 3] 4 [5, 8] [9]
for bad in [(-1,), (0, -1), (0, 1, 0), (0, 5, "a"), ()]:
    try:
        islice([1], *bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, end=" ")
print()  # expect: ValueError ValueError ValueError ValueError TypeError
print(list(pairwise([1, 2, 3])), list(pairwise([1])), list(pairwise(numbers(3))))  # expect: [(1, 2), (2, 3)] [] [(0, 1), (1, 2)]
print(list(batched("abcdefg", 3)), list(batched(numbers(2), 2, strict=True)))  # expect: [('a', 'b', 'c'), ('d', 'e', 'f'), ('g',)] [(0, 1)]
try:
    list(batched(range(5), 2, strict=True))
except ValueError as e:
    print(e)  # expect: batched(): incomplete batch
print(list(compress("abcdef", [1, 0, "x", "", None, 2.0])), list(compress("abc", [Number(1), Number(2), 3])))  # expect: ['a', 'c', 'f'] ['b', 'c']

# Sums.
print(list(accumulate([1, 2.5, True])), list(accumulate([2**62, 2**62])), list(accumulate([1, 2], initial=10)))  # expect: [1, 3.5, 4.5] [4611686018427387904, 9223372036854775808] [10, 11, 13]
print(list(accumulate("abc")), list(accumulate([Number(1), Number(2)])), list(accumulate([1, 2, 3], lambda a, b: a * b)))  # expect: ['a', 'ab', 'abc'] [N1, N3] [1, 2, 6]
print([x for x in accumulate((Number(1), Number(2), Number(3)))], max(accumulate([1, -1])))  # expect: [N1, N3, N6] 1

# Rows.
print(list(zip_longest([1, 2, 3], "a", fillvalue=0)), list(zip_longest(numbers(1), [5, 6])), list(zip_longest()))  # expect: [(1, 'a'), (2, 0), (3, 0)] [(0, 5), (None, 6)] []
print(list(zip_longest(*[iter("abcde")] * 2)))  # expect: [('a', 'b'), ('c', 'd'), ('e', None)]
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product([], [1])))  # expect: [('a', 1), ('a', 2), ('b', 1), ('b', 2)] [(0, 0), (0, 1), (1, 0), (1, 1)] [()] []
print(list(product(numbers(2), repeat=2)) == list(product([0, 1], repeat=2)))  # expect: True
print(list(combinations("abc", 2)), list(combinations([1], 2)), list(combinations(numbers(2), 1)))  # expect: [('a', 'b'), ('a', 'c'), ('b', 'c')] [] [(0,), (1,)]
print(list(combinations_with_replacement("ab", 2)), list(combinations_with_replacement("", 1)))  # expect: [('a', 'a'), ('a', 'b'), ('b', 'b')] []
print(list(permutations("abc", 2)), list(permutations([1, 2], 3)), len(list(permutations(numbers(4)))))  # expect: [('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')] [] 24
for make in combinations, permutations, combinations_with_replacement:
    try:
        make([1], -1)
    except ValueError as e:
        print(e, end=" ")
print()  # expect: r must be non-negative r must be non-negative r must be non-negative


class Pairs(product):
    pass


print(list(Pairs([1], [2])), list(combinations(iterable="ab", r=1)))  # expect: [(1, 2)] [('a',), ('b',)]

# Groups.
print([(k, list(g)) for k, g in groupby("aabc")], [(k, list(g)) for k, g in groupby([1, 2, 3, 5], lambda x: x % 2)])  # expect: [('a', ['a', 'a']), ('b', ['b']), ('c', ['c'])] [(1, [1]), (0, [2]), (1, [3, 5])]
print([(k, list(g)) for k, g in groupby([Number(1), Number(1), Number(2)])])  # expect: [(N1, [N1, N1]), (N2, [N2])]
mixed = groupby([1, 1, Number(2), Number(2), 3])
key, group = next(mixed)
print(next(group), list(group), [(k, len(list(g))) for k, g in mixed])  # expect: 1 [1] [(N2, 2), (3, 1)]
letters = groupby("aab")
first, second = next(letters), next(letters)
print(list(first[1]), list(second[1]))  # expect: [] ['b']
same = groupby([Number(1), Number(1), Number(1), Number(2)])
key, group = next(same)
print(next(group), next(group), [k for k, g in same])  # expect: N1 N1 [N2]
nan = float("nan")
print([len(list(g)) for k, g in groupby([nan, nan, 1])])  # expect: [2, 1]

# Several readers.
a, b = tee([1, 2, 3])
next(a)
print(list(a), list(b))  # expect: [2, 3] [1, 2, 3]
a, b, c = tee(range(200), 3)
print(sum(a), sum(b), next(c))  # expect: 19900 19900 0
d, e = tee(c)
print(sum(d), sum(x * y for x, y in zip(e, [1, 2, 3])), list(zip(*tee("ab"))))  # expect: 19900 14 [('a', 'a'), ('b', 'b')]
a, b = tee(numbers(2))
print(list(a), list(b))  # expect: [0, 1] [0, 1]

# Without end.
print(next(count(1)), [x for x, _ in zip(count(2**63 - 2), range(3))], repr(count(5)), repr(count(2.5, 2)))  # expect: 1 [9223372036854775806, 9223372036854775807, 9223372036854775808] count(5) count(2.5, 2)
print([x for _, x in zip(range(5), cycle("ab"))], list(cycle([])), repr(repeat(Number(3), 4)), repr(repeat(1)))  # expect: ['a', 'b', 'a', 'b', 'a'] [] repeat(N3, 4) repeat(1)
print([*repeat(1, 3)], list(map(pow, [2, 3], repeat(2))), list(repeat(object=3, times=-1)), repeat(1, 3).__length_hint__())  # expect: [1, 1, 1] [4, 9] [] 3
for make, args in (count, ("a",)), (repeat, ()):
    try:
        make(*args)
    except TypeError as e:
        print(e)
# expect: a number is required
# expect: repeat() missing required argument 'object' (pos 1)


def rounds(n):
    total = 0
    for i, (a, b) in zip(count(), pairwise(range(n))):
        total += i * (b - a)
    for a, b in zip_longest(range(n), [1, 2, 3], fillvalue=0):
        total += a * b
    for a, b in zip(*tee(range(n))):
        total += a + b
    for x in islice(cycle([1, 2, 3]), n):
        total += x
    for x in chain.from_iterable([i, i + 1] for i in range(n)):
        total += x
    for x in chain(range(n), (1, 2.5), "a" * 3 and [4]):
        total += x
    for x in accumulate(range(n)):
        total += x
    for x in accumulate([0.5] * n):
        total += x
    for k, g in groupby(range(n), lambda i: i // 7):
        total += k * sum(g)
    for a, b in product(range(n // 10), repeat=2):
        total += a * b
    for k, g in groupby([1, 1, 2] * n):
        total += k * len(list(g))
    for x in compress(range(n), cycle([True, False])):
        total += x
    for x, y in zip(repeat(2), range(n)):
        total += x * y
    return total


print(rounds(100), rounds(100))  # expect: 258665.5 258665.5
