"""Exceptions: raised and caught in a loop, near and far, with finally and with in between.

Shows try, raise, except, finally, context managers and chained errors. Argument: rounds (default
1000000).
"""

import sys


class Refused(Exception):
    def __init__(self, number):
        super().__init__(number)
        self.number = number


class Door:
    """A context manager that swallows refusals of even numbers."""

    def __init__(self):
        self.closed = 0

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.closed += 1
        return kind is Refused and value.number % 2 == 0


def refuse(number):
    if number % 3 == 0:
        raise Refused(number)
    return number


def deeper(number, depth):
    if depth == 0:
        return refuse(number)
    return deeper(number, depth - 1)


def run(rounds):
    numbers = {i: i for i in range(0, 100, 2)}
    door = Door()
    accepted = missing = odd = chained = last = 0
    for i in range(rounds):
        try:
            numbers[i % 100]
        except KeyError:
            missing += 1
        try:
            with door:
                accepted += refuse(i) >= 0
        except Refused as error:
            odd += error.number & 1
        try:
            try:
                deeper(i, 4)
            except Refused as error:
                raise ValueError("no") from error
            finally:
                last = i
        except ValueError as error:
            chained += error.__cause__.number == last
    return accepted, missing, odd, chained, door.closed


def main(rounds):
    result = run(rounds)
    print("exceptions", rounds, *result)
    thirds = (rounds + 2) // 3
    missing = rounds // 100 * 50 + rounds % 100 // 2
    expected = (rounds - thirds, missing, thirds // 2, thirds, rounds)
    if result != expected:
        print("wrong: expected", *expected)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000000))
