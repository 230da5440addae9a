"""Recursion a million deep with a raised limit, and without end, in the main greenlet and inside another one.

    deep.py [DEPTH]
"""

import sys

from greenlet import greenlet


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def endless(n):
    return endless(n + 1) + 1


def both(n):
    sys.setrecursionlimit(n + 1000)
    result = depth(n)
    try:
        endless(0)
    except RecursionError as error:
        return result, str(error)


def main(n):
    print("main greenlet:", *both(n))
    print("inside another:", *greenlet(both).switch(n))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
