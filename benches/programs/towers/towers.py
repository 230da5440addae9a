"""Towers: thirteen disks from one pile to another.

Shows linked objects, None checks, recursion and an exception that never comes. Argument: rounds
(default 500).
"""

import sys

DISKS = 13
EXPECTED = 8191


class Disk:
    def __init__(self, size):
        self.size = size
        self.below = None


class Towers:
    def __init__(self):
        self.piles = [None, None, None]
        self.moves = 0

    def push(self, disk, pile):
        top = self.piles[pile]
        if top is not None and disk.size >= top.size:
            raise ValueError("a large disk on a small one")
        disk.below = top
        self.piles[pile] = disk

    def pop(self, pile):
        top = self.piles[pile]
        if top is None:
            raise ValueError("a disk from an empty pile")
        self.piles[pile] = top.below
        top.below = None
        return top

    def move_top(self, source, target):
        self.push(self.pop(source), target)
        self.moves += 1

    def move(self, disks, source, target):
        if disks == 1:
            self.move_top(source, target)
            return
        other = 3 - source - target
        self.move(disks - 1, source, other)
        self.move_top(source, target)
        self.move(disks - 1, other, target)

    def run(self, disks):
        for size in range(disks, 0, -1):
            self.push(Disk(size), 0)
        self.move(disks, 0, 1)
        return self.moves


def main(rounds):
    total = 0
    for _ in range(rounds):
        total += Towers().run(DISKS)
    print("towers", total)
    if total != rounds * EXPECTED:
        print("wrong: expected", rounds * EXPECTED)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
