"""Storage: a tree of arrays, with leaves of random sizes.

Shows allocation of lists of many sizes. Argument: rounds (default 500).
"""

import sys

DEPTH = 7
EXPECTED = 5461


class Dice:
    """A small generator of numbers, so that each run is the same run."""

    def __init__(self):
        self.seed = 74755

    def roll(self):
        self.seed = (self.seed * 1309 + 13849) & 65535
        return self.seed


class Storage:
    def __init__(self):
        self.count = 0

    def build(self, depth, dice):
        self.count += 1
        if depth == 1:
            return [None] * (dice.roll() % 10 + 1)
        parts = [None] * 4
        for i in range(4):
            parts[i] = self.build(depth - 1, dice)
        return parts


def main(rounds):
    total = 0
    for _ in range(rounds):
        storage = Storage()
        tree = storage.build(DEPTH, Dice())
        total += storage.count
    print("storage", total, len(tree[3][2][1][0][1][2]))
    if total != rounds * EXPECTED:
        print("wrong: expected", rounds * EXPECTED)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
