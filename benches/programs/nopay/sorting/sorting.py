"""Sorting: list.sort and sorted on lists of plain values in many orders.

A JIT cannot earn here: the time goes into the sort. Argument: elements (default 60000).
"""

import sys


def shuffled(count):
    state = 11
    values = []
    for _ in range(count):
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        values.append(state >> 8)
    return values


def main(count):
    values = shuffled(count)
    increasing = sorted(values)
    orders = [
        values,
        increasing,
        increasing[::-1],
        increasing[count // 2 :] + increasing[: count // 2],
        increasing[::2] + increasing[1::2],
    ]
    right = all(a <= b for a, b in zip(increasing, increasing[1:]))
    for order in orders:
        for kind in int, float, str, lambda n: (n & 255, n):
            made = [kind(n) for n in order]
            made.sort()
            right = right and made == sorted(map(kind, increasing))
            made.sort(reverse=True)
            right = right and made[0] == max(map(kind, values), default=None)
    print("sorting", count, increasing[0], increasing[count // 2], increasing[-1])
    if not right:
        print("wrong: not in order")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60000))
