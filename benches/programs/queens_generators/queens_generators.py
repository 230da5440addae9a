"""Queens with generators: all placings of n queens, each by a generator that asks the next one.

Shows nested generators, tuples and generator expressions. Argument: queens (default 10).
"""

import sys

EXPECTED = {1: 1, 2: 0, 3: 0, 4: 2, 5: 10, 6: 4, 7: 40, 8: 92, 9: 352, 10: 724}


def queens(n, row):
    """Each way to fill the first rows, as a tuple of columns."""
    if row == 0:
        yield ()
        return
    for placed in queens(n, row - 1):
        for column in range(n):
            if all(
                column != c and abs(column - c) != row - 1 - r for r, c in enumerate(placed)
            ):
                yield placed + (column,)


def main(n):
    count = 0
    checksum = 0
    for placing in queens(n, n):
        count += 1
        for column in placing:
            checksum = (checksum * 31 + column) % 1000003
    print("queens_generators", n, count, checksum)
    if count != EXPECTED.get(n, count):
        print("wrong: expected", EXPECTED[n])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
