"""Random branches: a deep chain of ifs on random data.

A JIT earns little here: there are thousands of paths, none of them hot. Argument: rounds (default
4000000).
"""

import sys


def classify(n):
    """One of 27 classes, by three tests of three outcomes; then a detail by the low bits."""
    if n % 3 == 0:
        if n % 5 < 2:
            kind = 0
        elif n % 5 < 4:
            kind = 1
        else:
            kind = 2
    elif n % 3 == 1:
        if n & 64:
            kind = 3
        elif n & 128:
            kind = 4
        else:
            kind = 5
    else:
        if n > 1 << 30:
            kind = 6
        elif n > 1 << 29:
            kind = 7
        else:
            kind = 8
    if n & 1:
        if n & 2:
            kind += 10 if n & 4 else 20
        elif n & 8:
            kind += 30 if n & 16 else 40
    elif n & 32:
        kind += 50 if n & 256 else 60
    elif n & 512:
        kind = kind * 2 if n & 1024 else kind + 70
    return kind


def main(rounds):
    state = 1
    counts = [0] * 100
    for _ in range(rounds):
        state = state * 48271 % 2147483647
        counts[classify(state >> 1)] += 1
    checksum = 0
    for count in counts:
        checksum = (checksum * 31 + count) % 1000003
    print("random_branches", rounds, checksum, sum(1 for count in counts if count))
    if sum(counts) != rounds:
        print("wrong: expected", rounds)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000000))
