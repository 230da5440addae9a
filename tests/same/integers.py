def steps(n):
    count = 0
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        count += 1
    return count


longest = 0
for i in range(1, 3000):
    longest = max(longest, steps(i))
print(longest)


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(20))
