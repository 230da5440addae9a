"""List: Takeuchi's function on the lengths of linked lists.

Shows pointers, None checks and deep recursion. Argument: rounds (default 1200).
"""

import sys

EXPECTED = 10


class Element:
    def __init__(self, value):
        self.value = value
        self.next = None

    def length(self):
        if self.next is None:
            return 1
        return 1 + self.next.length()


def make(length):
    if length == 0:
        return None
    element = Element(length)
    element.next = make(length - 1)
    return element


def shorter(x, y):
    while y is not None:
        if x is None:
            return True
        x = x.next
        y = y.next
    return False


def tail(x, y, z):
    if not shorter(y, x):
        return z
    return tail(tail(x.next, y, z), tail(y.next, z, x), tail(z.next, x, y))


def main(rounds):
    total = 0
    for _ in range(rounds):
        total += tail(make(15), make(10), make(6)).length()
    print("list", total)
    if total != rounds * EXPECTED:
        print("wrong: expected", rounds * EXPECTED)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1200))
