"""Sort by key: records sorted by several keys, in both directions, and by comparison.

Shows list.sort with keys that are lambdas, tuples, attribute getters and compare functions.
Argument: records (default 80000).
"""

import functools
import operator
import sys


class Record:
    def __init__(self, name, age, weight):
        self.name = name
        self.age = age
        self.weight = weight

    def __lt__(self, other):
        return self.weight < other.weight


def records(count):
    state = 42
    made = []
    for _ in range(count):
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        made.append(Record(f"n{state >> 8 & 1023:04}", state >> 16 & 127, (state >> 4) / 1000.0))
    return made


def by_age_then_weight(a, b):
    if a.age != b.age:
        return a.age - b.age
    return -1 if a.weight < b.weight else 1 if a.weight > b.weight else 0


def ordered(items, key):
    return all(key(a) <= key(b) for a, b in zip(items, items[1:]))


def main(count):
    made = records(count)
    by_name = sorted(made, key=lambda r: r.name)
    by_pair = sorted(made, key=lambda r: (r.age, r.name))
    by_getter = sorted(made, key=operator.attrgetter("age"), reverse=True)
    by_compare = sorted(made, key=functools.cmp_to_key(by_age_then_weight))
    by_self = sorted(made)
    lengths = sorted([r.name * (r.age % 7) for r in made], key=len)
    right = (
        ordered(by_name, lambda r: r.name)
        and ordered(by_pair, lambda r: (r.age, r.name))
        and ordered(by_getter, lambda r: -r.age)
        and ordered(by_compare, lambda r: (r.age, r.weight))
        and ordered(by_self, lambda r: r.weight)
        and ordered(lengths, len)
    )
    checksum = 0
    for order in by_name, by_pair, by_getter, by_compare, by_self:
        for record in order[:: max(1, count // 100)]:
            checksum = (checksum * 31 + int(record.weight)) % 1000003
    print("sort_key", count, checksum)
    if not right:
        print("wrong: not in order")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 80000))
