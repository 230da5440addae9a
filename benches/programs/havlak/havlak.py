"""Havlak: finds the loops of a control-flow graph, reducible or not.

Shows a large graph of objects, union-find, sets and deep recursion. Argument: trees of parallel
loops in the graph (default 10).
"""

import sys

SMALL_ROUNDS = 15
WIDTH = 10
DEPTH = 5
UNVISITED = -1
NOT_A_HEADER, REDUCIBLE, SELF, IRREDUCIBLE, DEAD = range(5)


class Block:
    def __init__(self, name):
        self.name = name
        self.into = []
        self.out = []


class Graph:
    def __init__(self):
        self.blocks = {}
        self.start = None

    def block(self, name):
        found = self.blocks.get(name)
        if found is None:
            found = self.blocks[name] = Block(name)
            if self.start is None:
                self.start = found
        return found

    def connect(self, source, target):
        a, b = self.block(source), self.block(target)
        a.out.append(b)
        b.into.append(a)

    def straight(self, start, count):
        for i in range(start, start + count):
            self.connect(i, i + 1)
        return start + count

    def diamond(self, start):
        self.connect(start, start + 1)
        self.connect(start, start + 2)
        self.connect(start + 1, start + 3)
        self.connect(start + 2, start + 3)
        return start + 3

    def base_loop(self, start):
        """Two loops around diamonds, and one around both; its last block."""
        header = self.straight(start, 1)
        first = self.diamond(header)
        between = self.straight(first, 1)
        second = self.diamond(between)
        footer = self.straight(second, 1)
        self.connect(second, between)
        self.connect(first, header)
        self.connect(footer, start)
        return self.straight(footer, 1)


class Loop:
    def __init__(self, header, reducible):
        self.header = header
        self.reducible = reducible
        self.blocks = set() if header is None else {header}
        self.parent = None
        self.children = []
        self.level = 0

    def set_parent(self, parent):
        self.parent = parent
        parent.children.append(self)


class Loops:
    """The loops found, as a tree under an artificial root."""

    def __init__(self):
        self.root = Loop(None, True)
        self.all = [self.root]

    def add(self, header, reducible):
        loop = Loop(header, reducible)
        self.all.append(loop)
        return loop

    def nest(self):
        for loop in self.all:
            if loop is not self.root and loop.parent is None:
                loop.set_parent(self.root)
        return self.set_level(self.root)

    def set_level(self, loop):
        loop.level = 1 + max(map(self.set_level, loop.children), default=-1)
        return loop.level


class Node:
    """A block in depth-first order, and an element of a disjoint set."""

    def __init__(self, block, number):
        self.parent = self
        self.block = block
        self.number = number
        self.loop = None

    def find(self):
        node = self
        path = []
        while node.parent is not node:
            path.append(node)
            node = node.parent
        for one in path:
            one.parent = node
        return node


class Finder:
    def __init__(self, graph, loops):
        self.graph = graph
        self.loops = loops
        size = len(graph.blocks)
        self.numbers = dict.fromkeys(graph.blocks.values(), UNVISITED)
        self.nodes = []
        self.last = [0] * size
        self.kinds = [NOT_A_HEADER] * size
        self.headers = [0] * size
        self.back = [[] for _ in range(size)]
        self.forth = [set() for _ in range(size)]

    def visit(self):
        """Numbers the blocks in depth-first order, and each one's last descendant."""
        stack = [(self.enter(self.graph.start), iter(self.graph.start.out))]
        while stack:
            number, targets = stack[-1]
            for target in targets:
                if self.numbers[target] == UNVISITED:
                    stack.append((self.enter(target), iter(target.out)))
                    break
            else:
                self.last[number] = len(self.nodes) - 1
                stack.pop()

    def enter(self, block):
        number = len(self.nodes)
        self.numbers[block] = number
        self.nodes.append(Node(block, number))
        return number

    def is_ancestor(self, w, v):
        return w <= v <= self.last[w]

    def sort_edges(self):
        for w, node in enumerate(self.nodes):
            for source in node.block.into:
                v = self.numbers[source]
                if v == UNVISITED:
                    continue
                if self.is_ancestor(w, v):
                    self.back[w].append(v)
                else:
                    self.forth[w].add(v)

    def body_of(self, w):
        """The nodes of the loop at w, found backwards from its back edges."""
        body = []
        for v in self.back[w]:
            if v != w:
                body.append(self.nodes[v].find())
            else:
                self.kinds[w] = SELF
        if body:
            self.kinds[w] = REDUCIBLE
        todo = body[:]
        while todo:
            node = todo.pop(0)
            for v in list(self.forth[node.number]):
                other = self.nodes[v].find()
                if not self.is_ancestor(w, other.number):
                    self.kinds[w] = IRREDUCIBLE
                    self.forth[w].add(other.number)
                elif other.number != w and other not in body:
                    todo.append(other)
                    body.append(other)
        return body

    def find_loops(self):
        self.visit()
        self.sort_edges()
        for w in range(len(self.nodes) - 1, -1, -1):
            body = self.body_of(w)
            if not body and self.kinds[w] != SELF:
                continue
            node = self.nodes[w]
            node.loop = self.loops.add(node.block, self.kinds[w] != IRREDUCIBLE)
            for inner in body:
                self.headers[inner.number] = w
                inner.parent = node
                if inner.loop is not None:
                    inner.loop.set_parent(node.loop)
                else:
                    node.loop.blocks.add(inner.block)


def grow(graph, trees):
    n = 2
    for _ in range(trees):
        graph.connect(2, n + 1)
        n += 1
        for _ in range(WIDTH):
            top = n
            n = graph.straight(n, 1)
            for _ in range(DEPTH):
                n = graph.base_loop(n)
            bottom = graph.straight(n, 1)
            graph.connect(n, top)
            n = bottom
        graph.connect(n, 1)


def main(trees):
    graph = Graph()
    loops = Loops()
    graph.block(0)
    graph.base_loop(0)
    graph.connect(0, 2)
    for _ in range(SMALL_ROUNDS):
        Finder(graph, loops).find_loops()
    grow(graph, trees)
    Finder(graph, loops).find_loops()
    # Rounds in the large graph grow with it.
    for _ in range(5 * trees):
        Finder(graph, Loops()).find_loops()
    depth = loops.nest()
    result = len(loops.all), len(graph.blocks)
    print("havlak", trees, *result, depth, sum(len(loop.blocks) for loop in loops.all))
    expected = 2 + SMALL_ROUNDS * 3 + trees * WIDTH * (1 + 3 * DEPTH), 3 + trees * (1 + WIDTH * (2 + 10 * DEPTH))
    if result != expected:
        print("wrong: expected", *expected)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
