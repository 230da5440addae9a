"""Dict churn: a dictionary of dictionaries that grows and shrinks all the time, with mixed keys.

A JIT earns little here: the time goes into hashing and into tables made anew. Argument: rounds
(default 2500000).
"""

import sys

GROUPS = 500


def key_of(n):
    kind = n % 4
    if kind == 0:
        return n
    if kind == 1:
        return f"k{n}"
    if kind == 2:
        return (n, n + 1)
    return n + 0.5


def main(rounds):
    table = {}
    live = added = removed = 0
    state = 3
    for _ in range(rounds):
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        group = state >> 8 & 511
        key = key_of(state >> 16 & 63)
        inner = table.setdefault(group, {})
        if key in inner:
            del inner[key]
            removed += 1
            live -= 1
            if not inner:
                del table[group]
        else:
            inner[key] = {"at": added}
            added += 1
            live += 1
        if len(table) > GROUPS:
            first = next(iter(table))
            gone = table.pop(first)
            removed += len(gone)
            live -= len(gone)
    counted = sum(len(inner) for inner in table.values())
    latest = max((value["at"] for inner in table.values() for value in inner.values()), default=-1)
    print("dict_churn", rounds, len(table), live, added, removed)
    if counted != live or added - removed != live or latest >= added:
        print("wrong: expected", counted)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2500000))
