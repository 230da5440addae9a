"""Called once: thousands of small functions and classes, each made, used once and dropped.

A JIT cannot earn here: no code runs twice. Argument: functions (default 6000).
"""

import sys

FUNCTION = """
def f{n}(a, b={n}):
    c = a * {n} + b
    if c % 2:
        c -= 1
    return c

class C{n}:
    size = {n}
    def grow(self, by):
        return self.size + by
"""


def main(count):
    total = expected = 0
    for n in range(count):
        names = {}
        exec(FUNCTION.format(n=n), names)
        total += names[f"f{n}"](3) + names[f"C{n}"]().grow(1)
        expected += n * 4 - n * 4 % 2 + n + 1
    print("called_once", count, total)
    if total != expected:
        print("wrong: expected", expected)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 6000))
