# Every public name of `itertools`, used once.
import itertools
import operator

assert list(itertools.accumulate([1, 2, 3], initial=10)) == [10, 11, 13, 16]
assert list(itertools.accumulate([3, 1, 4], max)) == [3, 3, 4]
assert list(itertools.chain("ab", [1])) == ["a", "b", 1]
assert list(itertools.chain.from_iterable(["ab", "c"])) == ["a", "b", "c"]
assert list(itertools.combinations("abc", 2)) == [("a", "b"), ("a", "c"), ("b", "c")]
assert list(itertools.combinations_with_replacement("ab", 2)) == [("a", "a"), ("a", "b"), ("b", "b")]
assert list(itertools.compress("abcd", [1, 0, 1, 0])) == ["a", "c"]
assert list(itertools.islice(itertools.count(5, 2), 3)) == [5, 7, 9] and repr(itertools.count(1)) == "count(1)"
assert list(itertools.islice(itertools.cycle("ab"), 5)) == list("ababa")
assert list(itertools.dropwhile(lambda x: x < 3, [1, 3, 2])) == [3, 2]
assert list(itertools.filterfalse(None, [0, 1, "", 2])) == [0, ""]
assert [(k, list(g)) for k, g in itertools.groupby("aabc", str.upper)] == [("A", ["a", "a"]), ("B", ["b"]), ("C", ["c"])]
assert list(itertools.islice("abcdefg", 1, 6, 2)) == ["b", "d", "f"]
assert list(itertools.pairwise("abc")) == [("a", "b"), ("b", "c")]
assert list(itertools.permutations([1, 2, 3], 2)) == [(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)]
assert list(itertools.product("ab", repeat=2)) == [("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]
assert list(itertools.repeat(7, 2)) == [7, 7] and operator.length_hint(itertools.repeat(1, 5)) == 5
assert list(itertools.starmap(pow, [(2, 3), (3, 2)])) == [8, 9]
assert list(itertools.takewhile(lambda x: x < 3, [1, 2, 3, 1])) == [1, 2]
a, b = itertools.tee("xy")
assert next(a) == "x" and list(b) == ["x", "y"] and list(a) == ["y"]
assert list(itertools.zip_longest("ab", [1], fillvalue=0)) == [("a", 1), ("b", 0)]

# Since 3.12.
assert list(itertools.batched("abcde", 2)) == [("a", "b"), ("c", "d"), ("e",)]
try:
    list(itertools.batched("abc", 2, strict=True))
    assert False
except ValueError as e:
    assert str(e) == "batched(): incomplete batch"
