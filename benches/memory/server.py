"""A server's loop for some minutes: requests build object graphs, cycles and closures and drop them.

    server.py SECONDS [MINUTE]

Each minute (or MINUTE seconds) a line with the number of requests and the peak resident memory. In the end
the last minute's peak as a ratio of the second one's: above 1.05 the exit code is 1.
"""

import functools
import re
import sys
import time
import weakref


class Node:
    def __init__(self, name, parent):
        self.name = name
        self.parent = parent
        self.children = []
        if parent is not None:
            parent.children.append(self)


class Session:
    def __init__(self, user):
        self.user = user
        self.history = []
        self.on_close = lambda: self.history.clear()  # a cycle through a closure


class Refused(Exception):
    pass


SESSIONS = {}
LIMIT = 2_000
OPEN = weakref.WeakValueDictionary()


def tree(request, depth, parent=None):
    node = Node(f"r{request}d{depth}", parent)
    if depth:
        for _ in range(3):
            tree(request, depth - 1, node)
    return node


def names(node):
    yield node.name
    for child in node.children:
        yield from names(child)


def session_of(request):
    user = f"user{request * 7919 % (2 * LIMIT)}"
    session = SESSIONS.pop(user, None)
    if session is None:
        session = Session(user)
    SESSIONS[user] = session
    OPEN[user] = session
    if len(SESSIONS) > LIMIT:
        SESSIONS.pop(next(iter(SESSIONS))).on_close()
    return session


def handlers(request):
    """Functions made for one request."""
    count = 0

    def counted(handler):
        @functools.wraps(handler)
        def call(*args):
            nonlocal count
            count += 1
            return handler(*args)
        return call

    add = counted(lambda x: x + request)
    twice = counted(lambda x: add(x) + add(x))
    total = 0
    for x in range(20):
        total += twice(x)
    return total, count


def refuse(request):
    if request % 3 == 0:
        raise Refused(request)
    return request


def handle(request):
    session = session_of(request)
    root = tree(request, 3)
    session.history.append({"request": request, "names": list(names(root))})
    del session.history[:-5]
    result = handlers(request)[0]
    try:
        refuse(request)
    except Refused as error:
        session.history[-1]["error"] = error  # with its traceback, hence its frames
    words = re.findall(r"r\d+", " ".join(session.history[-1]["names"]))
    return result + len(words)


def resident():
    """Megabytes of the process now."""
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * 4096 / 1e6


def main(seconds, minute):
    peaks, start, request = [], time.monotonic(), 0
    for number in range(1, round(seconds / minute) + 1):
        peak, end = 0, start + number * minute
        first = request
        while time.monotonic() < end:
            for _ in range(50):
                handle(request)
                request += 1
            peak = max(peak, resident())
        peaks.append(peak)
        print(f"minute {number}: {request - first} requests, {peak:.1f} MB", flush=True)
    ratio = peaks[-1] / peaks[min(1, len(peaks) - 1)]
    print(f"last minute / second minute: {ratio:.3f}")
    return ratio > 1.05


if __name__ == "__main__":
    arguments = [float(a) for a in sys.argv[1:]] or [600]
    sys.exit(main(arguments[0], arguments[1] if len(arguments) > 1 else 60))
