"""Spectral norm: the greatest singular value of an endless matrix, by the power method.

Shows float sums in generators, zip and a function called for each element. Argument: rows (default
350).
"""

import math
import sys

EXPECTED = {1: "1.000000000", 100: "1.274219991"}


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    n = len(vector)
    return [sum(element(i, j) * vector[j] for j in range(n)) for i in range(n)]


def times_transposed(vector):
    return [sum(element(j, i) * x for j, x in enumerate(vector)) for i in range(len(vector))]


def norm(n):
    u = [1.0] * n
    v = u
    for _ in range(10):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    uv = sum(a * b for a, b in zip(u, v))
    vv = sum(b * b for b in v)
    return math.sqrt(uv / vv)


def main(n):
    result = f"{norm(n):.9f}"
    print("spectral_norm", n, result)
    if result != EXPECTED.get(n, result):
        print("wrong: expected", EXPECTED[n])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 350))
