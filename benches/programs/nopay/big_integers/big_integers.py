"""Big integers: powers, products, quotients and decimal digits of long numbers.

A JIT cannot earn here: the time goes into the arithmetic. Argument: digits of pi (default 4000).
"""

import math
import sys


def pi_digits(count):
    """The digits of pi one by one, by a spigot of growing numbers."""
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    digits = []
    while len(digits) < count:
        if 4 * q + r - t < m * t:
            digits.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), 10 * (3 * q + r) // t - 10 * m
        else:
            q, r, t, k, m, x = (
                q * k,
                (2 * q + r) * x,
                t * x,
                k + 1,
                (q * (7 * k + 2) + r * x) // (t * x),
                x + 2,
            )
    return "".join(map(str, digits))


def pi_by_arctangents(count):
    """The same by Machin's formula in fixed point."""
    unit = 10 ** (count + 10)

    def arctangent(n):
        term = total = unit // n
        k = 1
        while term:
            term //= -n * n
            k += 2
            total += term // k
        return total

    return str(4 * (4 * arctangent(5) - arctangent(239)))[:count]


def main(count):
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)  # all digits are one number's
    digits = pi_digits(count)
    factorial = math.factorial(count)
    power = pow(3, factorial, (1 << 89) - 1)
    root = math.isqrt(factorial)
    print("big_integers", count, digits[-10:], power, root % 1000003, factorial.bit_length())
    if digits != pi_by_arctangents(count) or not root * root <= factorial < (root + 1) ** 2:
        print("wrong: expected", pi_by_arctangents(count)[-10:])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000))
