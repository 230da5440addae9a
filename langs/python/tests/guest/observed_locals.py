# Variables that nobody reads again are there for locals(), eval and exec.
def plain(n):
    a = n * 2
    b = a + 1
    if n > 5:
        return sorted(locals().items())


def evaluated(n):
    twice = n * 2
    more = [n]
    if n > 5:
        return eval("twice + len(more)")


def generator(n):
    x = [n]
    y = n + 1
    yield y
    yield sorted(locals().items())


last = None
for i in range(12):
    last = plain(i), evaluated(i), list(generator(i))
print(last[0]) # expect: [('a', 22), ('b', 23), ('n', 11)]
print(last[1]) # expect: 23
print(last[2]) # expect: [12, [('n', 11), ('x', [11]), ('y', 12)]]
