"""Regex closures: a pattern compiled to closures that match with backtracking.

Shows closures that call closures, and strings read by index. Argument: rounds (default 1000).
"""

import sys


class Parser:
    """Patterns of literals, `.`, `[a-z]`, groups, `|`, `*`, `+` and `?`.

    A node is a function of the matcher that goes on after it; a matcher takes the text and an
    index and gives the end of the match, or -1.
    """

    def __init__(self, pattern):
        self.pattern = pattern
        self.at = 0

    def peek(self):
        return self.pattern[self.at] if self.at < len(self.pattern) else ""

    def take(self):
        char = self.peek()
        self.at += 1
        return char

    def choice(self):
        node = self.sequence()
        while self.peek() == "|":
            self.take()
            node = either(node, self.sequence())
        return node

    def sequence(self):
        nodes = []
        while self.peek() not in ("", "|", ")"):
            nodes.append(self.repeated())
        return in_order(nodes)

    def repeated(self):
        node = self.atom()
        while self.peek() in ("*", "+", "?") and self.peek():
            mark = self.take()
            if mark == "*":
                node = many(node)
            elif mark == "+":
                node = in_order([node, many(node)])
            else:
                node = either(node, in_order([]))
        return node

    def atom(self):
        char = self.take()
        if char == "(":
            node = self.choice()
            self.take()
            return node
        if char == "[":
            low = self.take()
            self.take()
            high = self.take()
            self.take()
            return one(lambda c: low <= c <= high)
        if char == ".":
            return one(lambda c: True)
        return one(lambda c: c == char)


def one(test):
    def node(after):
        def match(text, at):
            if at < len(text) and test(text[at]):
                return after(text, at + 1)
            return -1

        return match

    return node


def in_order(nodes):
    def node(after):
        for inner in reversed(nodes):
            after = inner(after)
        return after

    return node


def either(first, second):
    def node(after):
        one_way, other_way = first(after), second(after)

        def match(text, at):
            end = one_way(text, at)
            return end if end >= 0 else other_way(text, at)

        return match

    return node


def many(inner):
    def node(after):
        def again(text, at):
            # A round that matched nothing is the last.
            end = once(text, at)
            return end if end >= 0 else after(text, at)

        once = inner(again)
        return again

    return node


def compiled(pattern):
    return Parser(pattern).choice()(lambda text, at: at)


def search(matcher, text):
    """All matches from left to right, as pairs of start and end."""
    found = []
    at = 0
    while at < len(text):
        end = matcher(text, at)
        if end > at:
            found.append((at, end))
            at = end
        else:
            at += 1
    return found


TEXT = "the year 1987, the 3rd of may; ababab abc aaaaab foo.bar@example.org 12.5e10 " * 4
CASES = [
    ("[0-9]+", 20),
    ("[a-z]+@[a-z]+.org", 4),
    ("(ab)+c?", 12),
    ("a*b", 24),
    ("(the|may|foo)", 16),
    ("[0-9]+.[0-9]+e?[0-9]*", 8),
    ("(a|b)*abc", 4),
]


def main(rounds):
    checksum = 0
    counts = []
    for _ in range(rounds):
        counts = []
        for pattern, _expected in CASES:
            found = search(compiled(pattern), TEXT)
            counts.append(len(found))
            for start, end in found:
                checksum = (checksum * 31 + start * 7 + end) % 1000003
    print("regex_closures", rounds, checksum, counts)
    expected = [count for _, count in CASES]
    if rounds and counts != expected:
        print("wrong: expected", expected)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
