# Dicts, sets and views.
print(({"a": 1}.get("a"), {"a": 1}.get("b"), {"a": 1}.get("b", 2), {1: "x"}[1.0], {1: "x"}[True]))  # expect: (1, None, 2, 'x', 'x')
print((list({"a": 1, "b": 2}.keys()), list({"a": 1}.values()), list({"a": 1}.items()), {"a": 1}.keys(), {"a": 1}.values(), {"a": 1}.items()))  # expect: (['a', 'b'], [1], [('a', 1)], dict_keys(['a']), dict_values([1]), dict_items([('a', 1)]))
print(({"a": 1} == {"a": 1.0}, {"a": 1} | {"b": 2}, {"a": 1}.copy(), dict.fromkeys("ab"), dict.fromkeys([1, 2], 0)))  # expect: (True, {'a': 1, 'b': 2}, {'a': 1}, {'a': None, 'b': None}, {1: 0, 2: 0})
print(({"a": 1}.keys() & {"a", "b"}, {"a": 1}.keys().isdisjoint(["b"]), "a" in {"a": 1}.keys(), 1 in {"a": 1}.values(), ("a", 1) in {"a": 1}.items()))  # expect: ({'a'}, True, True, True, True)
print(({1, 2} | {2, 3} == {1, 2, 3}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3} == {1, 3}, {1} <= {1, 2}, {1} < {1}, {1, 2} >= {1}))  # expect: (True, {2}, {1}, True, True, False, True)
print(({1, 2}.union([3], (4,)) == {1, 2, 3, 4}, {1, 2, 3}.intersection([1, 2], [2]), {1, 2, 3}.difference([1], [2]), {1, 2}.symmetric_difference([2, 3]) == {1, 3}))  # expect: (True, {2}, {3}, True)
print(({1}.issubset([1, 2]), {1, 2}.issuperset([1]), {1}.isdisjoint([2]), frozenset([1]) | {2} == {1, 2}, frozenset([1]).union([2]) == frozenset([1, 2]), {1}.copy()))  # expect: (True, True, True, True, True, {1})
print((hash(frozenset([1, 2])) == hash(frozenset([2, 1])), hash((1, 2)) == hash((1.0, 2)), frozenset([1]) == {1}))  # expect: (True, True, True)
