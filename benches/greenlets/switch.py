"""Switches in a hot loop.

    switch.py [ROUNDS]

Prints the nanoseconds of CPU of one switch: between a loop and a greenlet, and between a producer and a consumer that
are both greenlets. Where there are continulets (PyPy's own, on which its greenlets are built), of one of those too.
"""

import sys
import time

from greenlet import getcurrent, greenlet

MAIN = getcurrent()


def answering():
    while True:
        MAIN.switch()


def loop(rounds):
    other = greenlet(answering)
    for _ in range(rounds):
        other.switch()


def pair(rounds):
    def produce():
        for i in range(rounds):
            consumer.switch(i)
        return total

    def consume(x):
        nonlocal total
        while True:
            total += x
            x = producer.switch()

    total = 0
    producer = greenlet(produce)
    consumer = greenlet(consume)
    assert producer.switch() == sum(range(rounds))


def continulets(rounds):
    from _continuation import continulet

    def answer(c):
        while True:
            c.switch()

    other = continulet(answer)
    for _ in range(rounds):
        other.switch()


def main(rounds):
    for name, function in [("loop", loop), ("pair", pair), ("continulet", continulets)]:
        try:
            function(10)
        except ImportError:
            continue
        start = time.process_time()
        function(rounds)
        print(f"{name}: {(time.process_time() - start) / rounds / 2 * 1e9:.1f} ns")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000_000)
