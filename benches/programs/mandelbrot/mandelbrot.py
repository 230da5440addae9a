"""Mandelbrot: the picture of the set, folded into one number.

Shows float arithmetic in nested loops, with integers and bits around it. Argument: width of the
picture in points (default 300).
"""

import sys

LIMIT = 50
# Checksums of the sizes that are worth checking.
EXPECTED = {1: 0, 100: 239, 300: 191, 500: 255}


def escapes(cr, ci):
    """Does the orbit of 0 under z*z + c leave the circle of radius 2 within the limit?"""
    zr = 0.0
    zi = 0.0
    rr = 0.0
    ii = 0.0
    step = 0
    while step < LIMIT:
        zi = 2.0 * zr * zi + ci
        zr = rr - ii + cr
        rr = zr * zr
        ii = zi * zi
        if rr + ii > 4.0:
            return True
        step += 1
    return False


def checksum(size):
    """The exclusive or of the picture's bytes, eight points in each, lines padded at the end."""
    total = 0
    for y in range(size):
        ci = 2.0 * y / size - 1.0
        byte = 0
        bits = 0
        for x in range(size):
            cr = 2.0 * x / size - 1.5
            byte = byte << 1
            if not escapes(cr, ci):
                byte = byte | 1
            bits += 1
            if bits == 8:
                total = total ^ byte
                byte = 0
                bits = 0
        if bits > 0:
            total = total ^ (byte << (8 - bits))
    return total


def main(size):
    result = checksum(size)
    print("mandelbrot", size, result)
    if result != EXPECTED.get(size, result):
        print("wrong: expected", EXPECTED[size])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
