"""Formatting: numbers and names laid out in every style, and read back.

A JIT cannot earn here: the time goes into formatting. Argument: lines (default 250000).
"""

import sys


def line(n):
    share = n / 7
    return (
        f"{n:>8}|{n:<8x}|{n:^+9,}|{share:10.3f}|{share:.2e}|{n!r:0>6}|{n % 97:08b}|"
        + "%-6d|%6.2f|%s|%r" % (n, share, "s" * (n % 4), "q")
        + "{:>10}|{:.1%}|{name:*^9}".format(n, n / 1000, name="n" + str(n % 10))
    )


def main(count):
    checksum = 0
    wrong = 0
    for n in range(count):
        text = line(n)
        parts = text.split("|")
        wrong += int(parts[0]) != n or int(parts[1], 16) != n or int(parts[2].replace(",", "")) != n
        wrong += abs(float(parts[3]) - n / 7) > 0.001
        checksum = (checksum * 31 + len(text) + ord(text[n % 40])) % 1000003
    print("formatting", count, checksum)
    print(line(12345))
    if wrong:
        print("wrong:", wrong, "lines")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 250000))
