def rec(n): return 0 if n == 0 else 1 + rec(n - 1)
print(rec(500))  # expect: 500
try: rec(5000)
except RecursionError as e: print('rec', e)  # expect: rec maximum recursion depth exceeded
import sys
sys.setrecursionlimit(20000)
print(rec(15000))  # expect: 15000
