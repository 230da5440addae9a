# Heaps of what Rust can compare; the rest is left to heapq's own functions.

from _trackway import _heap_order, _heap_pop, _heap_push, _heap_replace, _is_end
from heapq import _siftdown, _siftup


def _is_list(heap, what):
    if not isinstance(heap, list):
        raise TypeError(f"{what} must be list, not {type(heap).__name__}")


def heappush(heap, item, /):
    """Push item onto heap, maintaining the heap invariant."""
    if not _heap_push(heap, item):
        _is_list(heap, "heappush() argument 1")
        heap.append(item)
        _siftdown(heap, 0, len(heap) - 1)


def _check(heap):
    if not heap:
        raise IndexError("index out of range")


def heappop(heap, /):
    """Pop the smallest item off the heap, maintaining the heap invariant."""
    least = _heap_pop(heap)
    if not _is_end(least):
        return least
    _is_list(heap, "heappop() argument")
    _check(heap)
    last = heap.pop()
    if not heap:
        return last
    least = heap[0]
    heap[0] = last
    _siftup(heap, 0)
    return least


def heapreplace(heap, item, /):
    """Pop and return the current smallest value, and add the new item."""
    least = _heap_replace(heap, item)
    if _is_end(least):
        _is_list(heap, "heapreplace() argument 1")
        _check(heap)
        least, heap[0] = heap[0], item
        _siftup(heap, 0)
    return least


def heappushpop(heap, item, /):
    """Push item on the heap, then pop and return the smallest item from the heap."""
    if heap and heap[0] < item:
        return heapreplace(heap, item)
    return item


def heapify(heap, /):
    """Transform list into a heap, in-place, in O(len(heap)) time."""
    left = _heap_order(heap)
    if left < 0:
        _is_list(heap, "heapify() argument")
        left = len(heap) // 2
    for i in reversed(range(left)):
        _siftup(heap, i)
