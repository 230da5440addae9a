"""Sieve: counts the primes below a bound by crossing out multiples.

Shows list stores in nested loops. Argument: rounds (default 100).
"""

import sys

BOUND = 5000
EXPECTED = 669


def count_primes(bound):
    composite = [False] * (bound + 1)
    count = 0
    for n in range(2, bound + 1):
        if not composite[n]:
            count += 1
            multiple = n + n
            while multiple <= bound:
                composite[multiple] = True
                multiple += n
    return count


def main(rounds):
    total = 0
    for _ in range(rounds):
        total += count_primes(BOUND)
    print("sieve", total)
    if total != rounds * EXPECTED:
        print("wrong: expected", rounds * EXPECTED)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
