# Dicts are equal if they hold the same objects, or equal ones.


class Plain:
    pass


class Never:
    def __eq__(self, other):
        return False


a, b, nan, never = Plain(), Plain(), float("nan"), Never()
print({1: a} == {1: a}, {1: a} != {1: a}, {1: a} == {1: b}, {"k": a, "l": b} == {"l": b, "k": a})  # expect: True False False True
print({1: nan} == {1: nan}, {1: never} == {1: never}, {1: never} == {1: Never()}, {1: len} == {1: len})  # expect: True True False True
print([{1: a}] == [{1: a}], {1: {2: a}} == {1: {2: a}}, {1: [nan]} == {1: [nan]}, {1: Plain} == {1: Plain})  # expect: True True True True
print({1: a}.items() == {1: a}.items(), {1: a} in [{1: a}], [{1: a}].index({1: a}))  # expect: True True 0


def count(pairs):
    same = 0
    for x, y in pairs:
        if x == y:
            same += 1
    return same


print(count([({1: a, 2: 3}, {1: a, 2: 3}), ({1: a}, {1: b}), ({1: 2}, {1: 2})] * 300))  # expect: 600

import copy
import weakref

d = weakref.WeakValueDictionary({1: a, 2: b})
print(copy.copy(d) == d, d == d)  # expect: True True
