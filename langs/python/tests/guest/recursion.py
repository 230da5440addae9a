def rec(n): return 0 if n == 0 else 1 + rec(n - 1)
print(rec(500))  # expect: 500
try: rec(5000)
except RecursionError as e: print('rec', e)  # expect: rec maximum recursion depth exceeded
import sys
sys.setrecursionlimit(20000)
print(rec(15000))  # expect: 15000


# Comparing what holds itself.
a, b = [], []
a.append(a)
b.append(b)
d, e = {}, {}
d["k"], e["k"] = d, e
t = ([],)
t[0].append(t)
u = ([],)
u[0].append(u)
sys.setrecursionlimit(1000)
for x, y in (a, b), (d, e), (t, u), ([a, 1], [b, 2]):
    try: print(x == y)
    except RecursionError: print("RecursionError")
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: False
print(a == a, d == d, [a] == [a], [[1]] * 40000 == [[1]] * 40000)  # expect: True True True True
