"""Vector: a particle driven by vectors that live for one expression.

Shows allocation removal: each round makes five objects, and only four numbers survive it. Argument:
rounds (default 1000000).
"""

import sys

# The checksum for numbers of rounds that are worth checking.
EXPECTED = {1: 1956935, 1000: 349144545, 1000000: 408232575, 10000000: 403230977}


class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vec(self.x * factor, self.y * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y


def drift(rounds):
    """An oscillation with a push: position and velocity after so many rounds."""
    position = Vec(1.0, 0.0)
    velocity = Vec(0.0, 1.0)
    wind = Vec(0.001, -0.002)
    for _ in range(rounds):
        velocity = velocity + (position * -0.01 + wind)
        position = position + velocity * 0.01
    return position, velocity


def main(rounds):
    position, velocity = drift(rounds)
    result = round(position.dot(velocity) * 1e9) + round(velocity.dot(velocity) * 1e6)
    print("vector", rounds, result)
    if result != EXPECTED.get(rounds, result):
        print("wrong: expected", EXPECTED[rounds])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000000))
