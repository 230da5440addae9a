"""Fib: the Fibonacci numbers by double recursion.

Shows calls and returns with small integers. Argument: index (default 34).
"""

import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def fib_by_sum(n):
    """The same number, counted up."""
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def main(n):
    result = fib(n)
    print("fib", n, result)
    if result != fib_by_sum(n):
        print("wrong: expected", fib_by_sum(n))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 34))
