for k, v in {'a': 1, 'b': 2}.items(): print(k, v)
# expect: a 1
# expect: b 2
d = {'a': 1}
try:
    for k in d: d[k + 'x'] = 1
except RuntimeError as e: print(e)  # expect: dictionary changed size during iteration
