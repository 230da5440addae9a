"""CD: detects collisions of aircraft that fly on crossing curves.

Shows float geometry in small immutable objects, red-black trees and recursion over a grid.
Argument: aircraft (default 200).
"""

import math
import sys

FRAMES = 200
LOW, HIGH = 0.0, 1000.0
LOW_Z, HIGH_Z = 0.0, 10.0
RADIUS = 1.0
CELL = 2.0 * RADIUS
# Collisions of so many aircraft, as published for the benchmark.
EXPECTED = {2: 42, 10: 390, 100: 4305, 200: 8655, 250: 10830, 500: 14484, 1000: 14484}


class Node:
    def __init__(self, key, value, parent):
        self.key = key
        self.value = value
        self.parent = parent
        self.left = None
        self.right = None
        self.red = True


class Tree:
    """A red-black tree from keys that have `compare` to values."""

    def __init__(self):
        self.root = None

    def get(self, key):
        node = self.root
        while node is not None:
            order = key.compare(node.key)
            if order == 0:
                return node.value
            node = node.left if order < 0 else node.right
        return None

    def put(self, key, value):
        """Stores the value; the one that was there before, or None."""
        parent = None
        node = self.root
        order = 0
        while node is not None:
            order = key.compare(node.key)
            if order == 0:
                old, node.value = node.value, value
                return old
            parent = node
            node = node.left if order < 0 else node.right
        node = Node(key, value, parent)
        if parent is None:
            self.root = node
        elif order < 0:
            parent.left = node
        else:
            parent.right = node
        self.balance(node)
        return None

    def balance(self, node):
        """No red node has a red parent, and all ways down pass as many black ones."""
        while node is not self.root and node.parent.red:
            parent = node.parent
            above = parent.parent
            on_left = parent is above.left
            uncle = above.right if on_left else above.left
            if uncle is not None and uncle.red:
                parent.red = uncle.red = False
                above.red = True
                node = above
                continue
            if node is (parent.right if on_left else parent.left):
                self.rotate(parent, on_left)
                node, parent = parent, node
            parent.red = False
            above.red = True
            self.rotate(above, not on_left)
        self.root.red = False

    def rotate(self, node, to_left):
        if to_left:
            child = node.right
            node.right = moved = child.left
            child.left = node
        else:
            child = node.left
            node.left = moved = child.right
            child.right = node
        if moved is not None:
            moved.parent = node
        above = child.parent = node.parent
        node.parent = child
        if above is None:
            self.root = child
        elif above.left is node:
            above.left = child
        else:
            above.right = child

    def values(self):
        """The values in order of their keys."""
        stack, node = [], self.root
        while stack or node is not None:
            while node is not None:
                stack.append(node)
                node = node.left
            node = stack.pop()
            yield node.value
            node = node.right


class Cell:
    """A place in the grid."""

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def moved(self, x, y):
        return Cell(self.x + x, self.y + y)

    def compare(self, other):
        if self.x != other.x:
            return -1 if self.x < other.x else 1
        if self.y != other.y:
            return -1 if self.y < other.y else 1
        return 0


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def plus(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def minus(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def times(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def is_inside(self):
        return (
            LOW <= self.x <= HIGH and LOW <= self.y <= HIGH and LOW_Z <= self.z <= HIGH_Z
        )


class Sign:
    def __init__(self, value):
        self.value = value

    def compare(self, other):
        return (self.value > other.value) - (self.value < other.value)


def meets(low, high):
    """Does the time from low to high meet the time from 0 to 1?"""
    return low <= 1.0 <= high or low <= 0.0 <= high or (0.0 <= low and high <= 1.0)


def times_within(cell, start, speed):
    """When a point is inside a cell, in one direction; speed is not 0."""
    margin = RADIUS / 2.0
    a = (cell - margin - start) / speed
    b = (cell + CELL + margin - start) / speed
    return (b, a) if speed < 0.0 else (a, b)


def stands_in(cell, start):
    return cell <= start + RADIUS / 2.0 and start - RADIUS / 2.0 <= cell + CELL


class Motion:
    def __init__(self, sign, old, new):
        self.sign = sign
        self.old = old
        self.new = new

    def is_in(self, cell):
        if not (LOW <= cell.x <= HIGH and LOW <= cell.y <= HIGH):
            return False
        vx = self.new.x - self.old.x
        vy = self.new.y - self.old.y
        if vx == 0.0:
            if not stands_in(cell.x, self.old.x):
                return False
        else:
            low_x, high_x = times_within(cell.x, self.old.x, vx)
            if not meets(low_x, high_x):
                return False
        if vy == 0.0:
            return stands_in(cell.y, self.old.y)
        low_y, high_y = times_within(cell.y, self.old.y, vy)
        if not meets(low_y, high_y):
            return False
        return (
            vx == 0.0
            or low_y <= high_x <= high_y
            or low_y <= low_x <= high_y
            or (low_x <= low_y and high_y <= high_x)
        )

    def meeting(self, other):
        """Where this and the other come closer than the radius, or None."""
        speed = self.new.minus(self.old)
        other_speed = other.new.minus(other.old)
        difference = other_speed.minus(speed)
        apart = other.old.minus(self.old)
        a = difference.dot(difference)
        if a == 0.0:
            if math.sqrt(apart.dot(apart)) <= RADIUS:
                return self.old.plus(other.old).times(0.5)
            return None
        b = 2.0 * apart.dot(difference)
        discriminant = b * b - 4.0 * a * (apart.dot(apart) - RADIUS * RADIUS)
        if discriminant < 0.0:
            return None
        root = math.sqrt(discriminant)
        first = (-b - root) / (2.0 * a)
        if not meets(first, (-b + root) / (2.0 * a)):
            return None
        time = max(first, 0.0)
        here = self.old.plus(speed.times(time))
        there = other.old.plus(other_speed.times(time))
        middle = here.plus(there).times(0.5)
        return middle if middle.is_inside() else None


AROUND = [(x * CELL, y * CELL) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y]


def cell_of(position):
    x = CELL * int(position.x / CELL) - (CELL if position.x < 0.0 else 0.0)
    y = CELL * int(position.y / CELL) - (CELL if position.y < 0.0 else 0.0)
    return Cell(x, y)


class Detector:
    def __init__(self):
        self.positions = Tree()

    def collisions(self, frame):
        found = []
        for motions in self.near(self.motions(frame)):
            for i, motion in enumerate(motions):
                for j in range(i + 1, len(motions)):
                    point = motion.meeting(motions[j])
                    if point is not None:
                        found.append((motion.sign, motions[j].sign, point))
        return found

    def motions(self, frame):
        result = []
        for sign, position in frame:
            old = self.positions.put(sign, position)
            result.append(Motion(sign, old if old is not None else position, position))
        return result

    def near(self, motions):
        """The motions in each cell where there is more than one."""
        cells = Tree()
        for motion in motions:
            self.draw(cells, Tree(), cell_of(motion.old), motion)
        return [values for values in cells.values() if len(values) > 1]

    def draw(self, cells, seen, cell, motion):
        if not motion.is_in(cell) or seen.put(cell, True):
            return
        inside = cells.get(cell)
        if inside is None:
            cells.put(cell, [motion])
        else:
            inside.append(motion)
        for x, y in AROUND:
            self.draw(cells, seen, cell.moved(x, y), motion)


def frame_at(signs, time):
    frame = []
    for i in range(0, len(signs), 2):
        frame.append((signs[i], Vector(time, math.cos(time) * 2.0 + i * 3.0, 10.0)))
        frame.append((signs[i + 1], Vector(time, math.sin(time) * 2.0 + i * 3.0, 10.0)))
    return frame


def main(aircraft):
    signs = [Sign(i) for i in range(aircraft)]
    detector = Detector()
    total = 0
    for number in range(FRAMES):
        total += len(detector.collisions(frame_at(signs, number / 10.0)))
    print("cd", aircraft, total)
    if total != EXPECTED.get(aircraft, total):
        print("wrong: expected", EXPECTED[aircraft])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
