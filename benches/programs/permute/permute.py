"""Permute: visits the permutations of six elements by swaps.

Shows recursion with list stores, in an object. Argument: rounds (default 1000).
"""

import sys

ELEMENTS = 6
# Calls made for six elements: one for each prefix of each permutation.
EXPECTED = 8660


class Permuter:
    def __init__(self):
        self.count = 0
        self.values = []

    def run(self, n):
        self.count = 0
        self.values = list(range(n))
        self.permute(n)
        return self.count

    def permute(self, n):
        self.count += 1
        if n == 0:
            return
        last = n - 1
        self.permute(last)
        for i in range(last, -1, -1):
            self.swap(last, i)
            self.permute(last)
            self.swap(last, i)

    def swap(self, i, j):
        held = self.values[i]
        self.values[i] = self.values[j]
        self.values[j] = held


def main(rounds):
    total = 0
    for _ in range(rounds):
        total += Permuter().run(ELEMENTS)
    print("permute", total)
    if total != rounds * EXPECTED:
        print("wrong: expected", rounds * EXPECTED)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
