# Every public name of `bisect`, used once.
import bisect

a = [1, 2, 2, 3]
assert bisect.bisect(a, 2) == bisect.bisect_right(a, 2) == 3 and bisect.bisect_left(a, 2) == 1
assert bisect.bisect_left([{"k": 1}, {"k": 4}], 3, key=lambda d: d["k"]) == 1 and bisect.bisect(a, 2, 0, 2) == 2
bisect.insort(a, 2.5)
bisect.insort_left(a, 0)
bisect.insort_right(a, 9)
assert a == [0, 1, 2, 2, 2.5, 3, 9]
