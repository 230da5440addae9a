"""Changing types: one loop whose operands have another type every thousand rounds.

A JIT cannot earn much here: each machine code holds for a thousand rounds only. Argument: changes
(default 5000).
"""

import sys
from fractions import Fraction


class Metres:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return Metres(self.value + getattr(other, "value", other))

    def __mul__(self, factor):
        return Metres(self.value * factor)

    def __index__(self):
        return int(self.value)


KINDS = [
    lambda n: n,
    lambda n: float(n),
    lambda n: n << 70,
    lambda n: Metres(n),
    lambda n: complex(n, 1),
    lambda n: "ab" * (n % 3),
    lambda n: [n] * (n % 3),
    lambda n: (n,),
    lambda n: Fraction(n, 2),
    lambda n: bytes([n % 256]),
    lambda n: n % 2 == 0,
]


def work(value, rounds):
    """How many results were true."""
    true = 0
    for i in range(rounds):
        result = value + value * (i & 1)
        if isinstance(result, (str, list, tuple, bytes)):
            true += len(result) > 1
        elif result.__class__ is Metres:
            true += result.value > 5
        elif result == value:
            true += 1
    return true


def main(changes):
    total = 0
    counts = [0] * len(KINDS)
    for change in range(changes):
        kind = change * 7 % len(KINDS)
        true = work(KINDS[kind](change % 8 + 1), 1000)
        counts[kind] += true
        total += true
    print("changing_types", changes, total, counts)
    # Numbers equal themselves in every even round, in none other.
    numbers = (changes + 10) // 11 * 500
    if counts[0] != numbers or sum(counts) != total:
        print("wrong: expected", numbers)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
