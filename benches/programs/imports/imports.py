"""Imports: a script that imports a good part of the library, does a little with each, and ends.

A JIT cannot earn here: nearly everything runs once. Argument: rounds of the little (default 1).
"""

import argparse
import collections
import contextlib
import dataclasses
import datetime
import decimal
import enum
import fractions
import functools
import inspect
import itertools
import json
import operator
import re
import string
import sys
import textwrap
import typing


class Color(enum.Enum):
    RED = 1
    GREEN = 2


@dataclasses.dataclass(order=True)
class Pair:
    left: int
    right: typing.Optional[str] = None


@contextlib.contextmanager
def noted(notes, word):
    notes.append("in " + word)
    yield
    notes.append("out " + word)


def once():
    parser = argparse.ArgumentParser(prog="imports")
    parser.add_argument("--level", type=int, default=1)
    parser.add_argument("name")
    options = parser.parse_args(["--level", "3", "x"])
    notes = []
    with noted(notes, "with"):
        notes.append(str(max(Pair(1, "a"), Pair(2))))
    notes.append(str(collections.Counter("abracadabra").most_common(2)))
    notes.append(str(datetime.date(2024, 2, 29) + datetime.timedelta(days=366)))
    notes.append(str(decimal.Decimal("0.1") * 3 + 1))
    notes.append(str(fractions.Fraction(3, 4) + fractions.Fraction(1, 6)))
    notes.append(str(functools.reduce(operator.mul, itertools.islice(itertools.count(1), 6))))
    notes.append(str(inspect.signature(noted)))
    notes.append(json.dumps({"color": Color.GREEN.name, "level": options.level}))
    notes.append(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"))
    notes.append(string.Template("$a-$b").substitute(a=1, b=2))
    notes.append(textwrap.fill("one two three four", 9).replace("\n", "|"))
    return notes


EXPECTED = """in with
Pair(left=2, right=None)
out with
[('a', 5), ('b', 2)]
2025-03-01
1.3
11/12
720
(notes, word)
{"color": "GREEN", "level": 3}
world hello
1-2
one two|three|four"""


def main(rounds):
    wrong = 0
    for _ in range(rounds):
        text = "\n".join(once())
        wrong += text != EXPECTED
    print(text)
    if wrong:
        print("wrong:", wrong, "rounds")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
