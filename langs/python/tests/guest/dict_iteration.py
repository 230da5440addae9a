for k, v in {'a': 1, 'b': 2}.items(): print(k, v)
# expect: a 1
# expect: b 2
d = {'a': 1}
try:
    for k in d: d[k + 'x'] = 1
except RuntimeError as e: print(e)  # expect: dictionary changed size during iteration


def renewed(view, d):
    # As many keys as before, but other ones.
    seen = 0
    try:
        for k in view:
            del d[0]
            d[0] = 1
            seen += 1
            assert seen < 100
    except RuntimeError as e:
        return str(e), seen


for name in ("keys", "values", "items"):
    d = dict.fromkeys(range(5))
    print(renewed(getattr(d, name)(), d))
# expect: ('dictionary keys changed during iteration', 5)
# expect: ('dictionary keys changed during iteration', 5)
# expect: ('dictionary keys changed during iteration', 5)
s, rounds = set(range(5)), 0
for x in s:
    s.discard(x)
    s.add(x)
    rounds += 1
    assert rounds < 100
print(rounds, sorted(s))  # expect: 5 [0, 1, 2, 3, 4]
d = dict.fromkeys(range(100))
for i in range(0, 100, 3): del d[i]
print(sum(d), len(list(d)), [k for k in d][-3:])  # expect: 3267 66 [95, 97, 98]
