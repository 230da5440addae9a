"""Dijkstra: shortest ways through a grid with random costs, with a heap.

Shows heapq, tuples and dictionaries. Argument: width of the grid (default 500).
"""

import heapq
import sys


def grid(width):
    """For each point the costs of entering it."""
    state = 99
    costs = {}
    for y in range(width):
        for x in range(width):
            state = state * 1103515245 + 12345 & 0x7FFFFFFF
            costs[x, y] = 1 + (state >> 16) % 9
    return costs


def neighbours(point):
    x, y = point
    return (x + 1, y), (x, y + 1), (x - 1, y), (x, y - 1)


def distances(costs, start):
    best = {start: 0}
    heap = [(0, start)]
    done = set()
    while heap:
        distance, point = heapq.heappop(heap)
        if point in done:
            continue
        done.add(point)
        for other in neighbours(point):
            cost = costs.get(other)
            if cost is None:
                continue
            longer = distance + cost
            if longer < best.get(other, 1 << 60):
                best[other] = longer
                heapq.heappush(heap, (longer, other))
    return best


def is_shortest(costs, best, start):
    """Each point but the first is reached from its nearest neighbour, and all are reached."""
    for point, cost in costs.items():
        nearest = min(best.get(other, 1 << 60) for other in neighbours(point)) + cost
        if best[point] != nearest and point != start:
            return False
    return best[start] == 0


def main(width):
    costs = grid(width)
    best = distances(costs, (0, 0))
    print("dijkstra", width, best[width - 1, width - 1], sum(best.values()))
    if not is_shortest(costs, best, (0, 0)):
        print("wrong: not the shortest ways")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
