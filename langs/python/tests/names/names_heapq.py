# Every public name of `heapq`, used once.
import heapq

h = [5, 2, 8, 1]
heapq.heapify(h)
assert h[0] == 1
heapq.heappush(h, 0)
assert heapq.heappop(h) == 0 and heapq.heappushpop(h, 7) == 1 and heapq.heapreplace(h, 9) == 2
assert [heapq.heappop(h) for _ in range(4)] == [5, 7, 8, 9]
assert list(heapq.merge([1, 4], [2, 3])) == [1, 2, 3, 4]
assert list(heapq.merge(["c", "a"], ["b"], key=ord, reverse=True)) == ["c", "b", "a"]
assert heapq.nlargest(2, [1, 9, 5]) == [9, 5] and heapq.nsmallest(2, ["aaa", "b", "cc"], key=len) == ["b", "cc"]
try:
    heapq.heappop([])
    assert False
except IndexError:
    pass

# Since 3.14.
m = [3, 9, 4]
heapq.heapify_max(m)
assert m[0] == 9
heapq.heappush_max(m, 12)
assert heapq.heappop_max(m) == 12 and heapq.heappushpop_max(m, 1) == 9 and heapq.heapreplace_max(m, 5) == 4
assert [heapq.heappop_max(m) for _ in range(3)] == [5, 3, 1]
