def counter(step):
    total = 0

    def next():
        nonlocal total
        total += step
        return total

    return next


by_two = counter(2)
by_half = counter(0.5)
for i in range(4001):
    by_two()
    by_half()
print(by_two(), by_half())
