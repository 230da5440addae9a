"""Bounce: balls in a box that fly straight and turn round at the walls.

Shows method calls, attribute access and small integers. Argument: rounds (default 100).
"""

import sys

WIDTH = 640
HEIGHT = 480
BALLS = 100
FRAMES = 50
# The sum of all bounces in one round, which depends on nothing but the numbers above.
EXPECTED = 1165


class Dice:
    """A small generator of numbers, so that each run is the same run."""

    def __init__(self):
        self.state = 1

    def roll(self):
        self.state = self.state * 16807 % 2147483647
        return self.state >> 4


class Ball:
    def __init__(self, dice):
        self.x = dice.roll() % WIDTH
        self.y = dice.roll() % HEIGHT
        self.dx = dice.roll() % 300 - 150
        self.dy = dice.roll() % 300 - 150

    def move(self):
        """Advances by one frame; True if a wall was hit."""
        self.x += self.dx
        self.y += self.dy
        hit = False
        if self.x > WIDTH:
            self.x = WIDTH
            self.dx = -abs(self.dx)
            hit = True
        if self.x < 0:
            self.x = 0
            self.dx = abs(self.dx)
            hit = True
        if self.y > HEIGHT:
            self.y = HEIGHT
            self.dy = -abs(self.dy)
            hit = True
        if self.y < 0:
            self.y = 0
            self.dy = abs(self.dy)
            hit = True
        return hit


def one_round():
    dice = Dice()
    balls = [Ball(dice) for _ in range(BALLS)]
    hits = 0
    for _ in range(FRAMES):
        for ball in balls:
            if ball.move():
                hits += 1
    return hits


def main(rounds):
    total = 0
    for _ in range(rounds):
        total += one_round()
    print("bounce", total)
    if total != rounds * EXPECTED:
        print("wrong: expected", rounds * EXPECTED)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
