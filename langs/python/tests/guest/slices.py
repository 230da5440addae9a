print("%" in "a%b", "abc"[1], "abc"[-1], "abc"[::-1], [1,2,3,4][1:3], (1,2,3)[:2])
# expect: True b c cba [2, 3] (1, 2)
l = [1,2,3,4,5]; l[1:3] = [9]; del l[0]; print(l); l += (7, 8); print(l)
# expect: [9, 4, 5]
# expect: [9, 4, 5, 7, 8]
print({1: 'a'} == {1.0: 'a'}, (1, 2) < (1, 3), [1, [2]] == [1, [2]], {1, 2} == {2, 1}, {1} < {1, 2}, {1, 2} | {3}, {1,2} & {2})
# expect: True True True True True {1, 2, 3} {2}


# Hot slices of every kind of sequence, with all kinds of parts.
def parts(x, a, b, c):
    return x[a:b], x[:b], x[a:], x[:], x[a:b:c], x[::c], x[a::c], x[:b:c]


def same(x, make):
    for a in (0, 1, 2, 5, 9, -1, -3, -9, None):
        for b in (0, 3, 4, 8, -2, -8, None):
            for c in (1, 2, -1, -2, 7, None):
                got = parts(x, a, b, c)
                places = [
                    range(len(x))[s]
                    for s in (slice(a, b), slice(b), slice(a, None), slice(None), slice(a, b, c),
                              slice(None, None, c), slice(a, None, c), slice(None, b, c))
                ]
                for part, at in zip(got, places):
                    if part != make([x[i] for i in at]):
                        return a, b, c, part
    return "same"


print(same([10, 11, 12, 13, 14], list), same((10, 11, 12, 13, 14), tuple))  # expect: same same
print(same("a\u00e9c\U0001f600e", "".join), same("abcde", "".join), same(b"abcde", bytes))  # expect: same same same


def splices(l, n):
    for i in range(n):
        l[1:3] = [i, i + 1]
        l[:2] = l[2:4]
        l[-2:] = l
        l[2:] = l[2:5]
        l[3:1] = []
        l[len(l):] = [n]
    return l


print(splices([1, 2, 3, 4, 5], 60))  # expect: [60, 1, 60, 1, 60, 60]
try:
    parts([1], 0, 1, 0)
except ValueError as e:
    print(e)  # expect: slice step cannot be zero


def reverse_prefixes(n):
    stack = list(range(n))
    for k in range(n):
        stack[: k + 1] = stack[k::-1]
    return stack


print(reverse_prefixes(9))  # expect: [8, 6, 4, 2, 0, 1, 3, 5, 7]
