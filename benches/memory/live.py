"""A large heap of small objects that live long, half of them changed, with steady allocation.

    live.py OBJECTS SECONDS

`OBJECTS` instances with a dictionary and a list each: 1,500,000 are about 1 GB. Prints the rounds of a thousand
changes that were made in so many seconds of CPU; `--tw-stats` shows the pauses.
"""

import sys
import time


class Node:
    def __init__(self, i):
        self.number = i
        self.list = [i]
        self.table = {i: i}


def change(live, i):
    n = len(live)
    for k in range(1000):
        node = live[(i * 7919 + k * 13) % n]
        node.list = [i]
        node.table = {k: node.list}
        if k % 8 == 0:
            live[(i * 31 + k * 17) % n] = Node(i)
        short = [k, i]
    return short


def main(objects, seconds):
    live = [Node(i) for i in range(objects)]
    end = time.process_time() + seconds
    rounds = 0
    while time.process_time() < end:
        change(live, rounds)
        rounds += 1
    print(rounds, "rounds")


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
