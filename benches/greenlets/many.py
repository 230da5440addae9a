"""Many greenlets at once, each blocked four calls deep.

    many.py [COUNT]

Prints what each one adds to the resident memory, and how many are created, switched to and finished in a second
of CPU.
"""

import sys
import time

from greenlet import getcurrent, greenlet

MAIN = getcurrent()


def first(x):
    return second(x) + 1


def second(x):
    return third(x) + 1


def third(x):
    return fourth(x) + 1


def fourth(x):
    return MAIN.switch(x)


def resident():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * 4096


def blocked(count):
    """Bytes for each of so many."""
    before = resident()
    waiting = [greenlet(first) for _ in range(count)]
    for g in waiting:
        g.switch(0)
    each = (resident() - before) / count
    total = sum(g.switch(i) for i, g in enumerate(waiting))
    assert total == sum(range(count)) + 3 * count and all(g.dead for g in waiting)
    return each


def brief(count):
    """How many of those that only return are done in a second."""
    start = time.process_time()
    total = 0
    for i in range(count):
        total += greenlet(abs).switch(-i)
    assert total == sum(range(count))
    return count / (time.process_time() - start)


def main(count):
    each = blocked(count)
    print(f"{count} greenlets, blocked four calls deep: {each:.0f} bytes each")
    print(f"created, switched to and finished: {brief(10 * count):,.0f} per second")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
