"""Binary trees: many short-lived trees beside one that stays.

Shows allocation, garbage collection and recursion. Argument: depth (default 15).
"""

import sys

LEAST = 4


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def grow(depth):
    if depth == 0:
        return Node(None, None)
    return Node(grow(depth - 1), grow(depth - 1))


def main(depth):
    depth = max(depth, LEAST)
    stays = grow(depth)
    wrong = 0
    for d in range(LEAST, depth + 1, 4):
        trees = 1 << (depth - d + LEAST)
        nodes = sum(grow(d).count() for _ in range(trees))
        print(f"{trees} trees of depth {d}: {nodes} nodes")
        wrong += nodes != trees * ((1 << (d + 1)) - 1)
    nodes = stays.count()
    print(f"the one of depth {depth}: {nodes} nodes")
    wrong += nodes != (1 << (depth + 1)) - 1
    if wrong:
        print("wrong:", wrong, "sums")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))
