def walk(depth):
    if depth > 0:
        for x in walk(depth - 1):
            yield x * 2
        yield depth
        for x in walk(depth - 1):
            yield x + 1


total = 0
values = []
for x in walk(9):
    total += x
    if x % 7 == 0:
        values.append(x)
print(total, len(values), values[3])
