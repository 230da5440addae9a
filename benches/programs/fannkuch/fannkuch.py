"""Fannkuch: the longest series of pancake flips among all permutations.

Shows list slices, swaps and small loops. Argument: number of pancakes (default 9).
"""

import sys

# Checksum and greatest number of flips, as published for the benchmark.
EXPECTED = {3: (2, 2), 7: (228, 16), 8: (1616, 22), 9: (8629, 30), 10: (73196, 38)}


def flips_of(order):
    """Flips until the pancake 0 is on top."""
    stack = order[:]
    flips = 0
    top = stack[0]
    while top:
        stack[: top + 1] = stack[top::-1]
        flips += 1
        top = stack[0]
    return flips


def fannkuch(n):
    order = list(range(n))
    counts = [0] * n
    checksum = 0
    longest = 0
    sign = 1
    while True:
        flips = flips_of(order)
        checksum += sign * flips
        if flips > longest:
            longest = flips
        sign = -sign
        # The next permutation: the shortest prefix that has not been turned all the way, turned on.
        i = 1
        while i < n:
            first = order[0]
            for j in range(i):
                order[j] = order[j + 1]
            order[i] = first
            counts[i] += 1
            if counts[i] <= i:
                break
            counts[i] = 0
            i += 1
        else:
            return checksum, longest


def main(n):
    result = fannkuch(n)
    print("fannkuch", n, *result)
    if result != EXPECTED.get(n, result):
        print("wrong: expected", *EXPECTED[n])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
