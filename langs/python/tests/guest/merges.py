# Dicts merged into dicts, iterables appended to lists.


class Key:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        return isinstance(other, Key)


class OwnList(list):
    def __iter__(self):
        return iter([42])


class OwnDict(dict):
    def keys(self):
        return ["own"]

    def __getitem__(self, k):
        return "item"


a = {1: 2}
a.update({3: 4, "a": 5})
a.update(a)
print(a, a | {1: 9}, {**a, **{"z": 1}, 1: 0}, {**{}, **a})  # expect: {1: 2, 3: 4, 'a': 5} {1: 9, 3: 4, 'a': 5} {1: 0, 3: 4, 'a': 5, 'z': 1} {1: 2, 3: 4, 'a': 5}
b = {}
b.update({"x": 1})
b["y"] = 2
b.update([("q", 1)], w=2)
print(b, b.update(x=5), b["x"])  # expect: {'x': 5, 'y': 2, 'q': 1, 'w': 2} None 5
keys = {Key(): 1}
keys.update({Key(): 2})
print(list(keys.values()), list(({Key(): 5} | {Key(): 6}).values()), len({**keys, **{Key(): 7}}))  # expect: [2] [6] 1
holes = {i: i for i in range(5)}
del holes[2]
into = {}
into.update(holes)
print(into, {**holes, **into}, into | holes, {**holes} == holes)  # expect: {0: 0, 1: 1, 3: 3, 4: 4} {0: 0, 1: 1, 3: 3, 4: 4} {0: 0, 1: 1, 3: 3, 4: 4} True
into.update(OwnDict(a=1))
print(into, {**OwnDict(a=1)})  # expect: {0: 0, 1: 1, 3: 3, 4: 4, 'a': 1} {'a': 1}
d = OwnDict(a=1)
d.update({"b": 2})
print(dict.__repr__(d), len(d))  # expect: {'a': 1, 'b': 2} 2
globals().update({"from_update": 5})
print(from_update)  # expect: 5
l = [1]
l.extend(l)
l.extend((2, 3))
l.extend(range(2))
l.extend("ab")
l.extend(x for x in (7,))
l += l
print(l, [*l[:2], *(1, 2), *"x", *range(2), *{5: 6}])  # expect: [1, 1, 2, 3, 0, 1, 'a', 'b', 7, 1, 1, 2, 3, 0, 1, 'a', 'b', 7] [1, 1, 1, 2, 'x', 0, 1, 5]
l.clear()
l.extend(OwnList([1]))
print(l, [*OwnList([1, 2])], [*l, *l, *()])  # expect: [42] [42] [42, 42]


def rounds(n):
    total = 0
    for i in range(n):
        row = [i, *l, *(i, i)]
        row.extend([i] * (i % 30))
        row.extend((1, 2))
        merged = {**{"a": i}, **{"b": i, i: 1}}
        merged.update({"a": 1, i + 1: 2})
        total += len(row) + sum(row) + len(merged | {"c": 1}) + merged["a"]
    return total


print(rounds(300))  # expect: 828800
