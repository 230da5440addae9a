# A double has no identity besides its number: what a loop keeps unboxed is the same as before.
nan = float("inf") - float("inf")


def same(x, rounds):
    a = b = x
    count = 0
    for i in range(rounds):
        if a is b:
            count += 1
        c = a * 1.0
        a = c
        b = c
    return count


print(same(nan, 60))  # expect: 60
print(same(-0.0, 60))  # expect: 60
print(same(1e300, 60))  # expect: 60
print(same(1e100, 60))  # expect: 60
print(same(0.5, 60))  # expect: 60


def differs(rounds):
    a = 0.0
    count = 0
    for i in range(rounds):
        b = -a
        if a is b:
            count += 1
        if a is not None and a is not i:
            count += 1
        a = a * 1.0
    return count


print(differs(60))  # expect: 60


def found(x, rounds):
    count = 0
    for i in range(rounds):
        x = x * 1.0
        kept = [x]
        if x in kept and kept.index(x) == 0 and kept == [x]:
            count += 1
    return count


print(found(nan, 60))  # expect: 60
