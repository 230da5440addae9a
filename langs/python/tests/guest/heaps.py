# Heaps and sorted lists: of values that Rust compares, of others, and of both.
import bisect
import heapq
import random


class Item:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        return self.v < (other.v if isinstance(other, Item) else other)

    def __gt__(self, other):
        return self.v > other

    def __repr__(self):
        return f"I{self.v}"


class Own(list):
    pass


def error(call, *args):
    try:
        return call(*args)
    except (TypeError, IndexError, ValueError) as e:
        return f"{type(e).__name__}: {e}"


def drained(heap):
    out = []
    while heap:
        out.append(heapq.heappop(heap))
    return out


def pushed(values, kind=list):
    heap = kind()
    for v in values:
        heapq.heappush(heap, v)
    return heap


numbers = [5, 3, 8, 1, 9, 2, 7, 1, 3.5, 2**70, True]
print(pushed(numbers))  # expect: [1, 1, 2, 3, True, 8, 7, 5, 3.5, 1180591620717411303424, 9]
print(drained(pushed(numbers)), drained(pushed(numbers, Own)))  # expect: [1, 1, True, 2, 3, 3.5, 5, 7, 8, 9, 1180591620717411303424] [1, 1, True, 2, 3, 3.5, 5, 7, 8, 9, 1180591620717411303424]
print(drained(pushed([(2, "b"), (1, "z"), (2, "a"), (1, "z", 0)])), drained(pushed("hello")))  # expect: [(1, 'z'), (1, 'z', 0), (2, 'a'), (2, 'b')] ['e', 'h', 'l', 'l', 'o']
print(drained(pushed([Item(3), 2, Item(1), 5, 4, Item(2)])))  # expect: [I1, 2, I2, I3, 4, 5]
heap = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
heapq.heapify(heap)
print(heap, heapq.heapreplace(heap, 5), heapq.heappushpop(heap, 0), heapq.heappushpop(heap, 100), heap)  # expect: [2, 5, 3, 5, 8, 4, 7, 9, 6, 100] 0 0 1 [2, 5, 3, 5, 8, 4, 7, 9, 6, 100]
mixed = [4, 3, Item(2), 1, 0, Item(9), 5]
heapq.heapify(mixed)
print(mixed, heapq.heapreplace(mixed, Item(4)), heapq.heappushpop(mixed, Item(-1)), drained(mixed))  # expect: [] 0 I-1 [1, I2, 3, I4, 4, 5, I9]
print(error(heapq.heappop, []), error(heapq.heapreplace, [], 1), error(heapq.heappush, [1], "a"), heapq.heappushpop([], 3))  # expect: IndexError: index out of range IndexError: index out of range TypeError: '<' not supported between instances of 'str' and 'int' 3
half = [1, 2]
print(error(heapq.heappush, half, None), half, error(heapq.heapify, [3, "a", 1]))  # expect: TypeError: '<' not supported between instances of 'NoneType' and 'int' [1, 2, None] TypeError: '<' not supported between instances of 'str' and 'int'
print(heapq.nlargest(3, numbers), heapq.nsmallest(3, numbers), list(heapq.merge([1, 4], [2, 3])))  # expect: [1180591620717411303424, 9, 8] [1, 1, True] [1, 2, 3, 4]
nan = float("nan")
print(len(drained(pushed([nan, 1.0, 2.0, nan]))), pushed([2.0, 1.5, -0.0, 0.0]))  # expect: 4 [-0.0, 0.0, 1.5, 2.0]
random.seed(3)
values = [random.randrange(100) for _ in range(200)]
print(drained(pushed(values)) == sorted(values), drained(pushed([(v % 7, str(v)) for v in values])) == sorted((v % 7, str(v)) for v in values))  # expect: True True
heap = values[:]
heapq.heapify(heap)
print(all(heap[(i - 1) // 2] <= heap[i] for i in range(1, 200)), heap[0])  # expect: True 0

row = [1, 2, 2, 2, 5]
print(bisect.bisect_left(row, 2), bisect.bisect(row, 2), bisect.bisect_left(row, 0), bisect.bisect_right(row, 9), bisect.bisect_left((1, 3), 2))  # expect: 1 4 0 5 1
print(bisect.bisect_left(row, 2, 2), bisect.bisect(row, 2, 0, 2), bisect.bisect_left("aceg", "d"), bisect.bisect_left(Own(row), 3), bisect.bisect([], 1))  # expect: 2 2 2 4 0
print(bisect.bisect_left([Item(1), Item(3)], 2), bisect.bisect_right([1, Item(3), 4], Item(3)), bisect.bisect_left(range(10), 4), bisect.bisect_left(row, 5, 9))  # expect: 1 2 4 9
print(bisect.bisect_left([(1, "a"), (3, "b")], 2, key=lambda t: t[0]), bisect.bisect(["a", "BB"], 2, key=len))  # expect: 1 2
print(error(bisect.bisect_left, row, 2, -1), error(bisect.bisect_left, row, "a"))  # expect: ValueError: lo must be non-negative TypeError: '<' not supported between instances of 'int' and 'str'
for v in 4, 0, 2, 9:
    bisect.insort(row, v)
words = ["b", "dd"]
bisect.insort_left(words, "c", key=len)
bisect.insort(words, "e", key=len)
print(row, words)  # expect: [0, 1, 2, 2, 2, 2, 4, 5, 9] ['c', 'b', 'e', 'dd']


def rounds(n):
    total = 0
    heap, row = [], []
    for i in range(n):
        heapq.heappush(heap, ((i * 7919) % 101, i))
        if i % 3 == 0:
            total += heapq.heappop(heap)[0]
        bisect.insort(row, (i * 31) % 57)
        total += bisect.bisect_left(row, i % 60)
    return total


print(rounds(300))  # expect: 26608

for f in lambda: heapq.heappush((), 1), lambda: heapq.heappop("ab"), lambda: heapq.heapify({}), lambda: heapq.heapreplace((1,), 2):
    try: f()
    except TypeError as e: print(e)
# expect: heappush() argument 1 must be list, not tuple
# expect: heappop() argument must be list, not str
# expect: heapify() argument must be list, not dict
# expect: heapreplace() argument 1 must be list, not tuple
