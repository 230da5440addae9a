print([x*x for x in range(5) if x % 2], {x: y for x, y in [(1, 2), (3, 4)]}, {1, 2, 3})
# expect: [1, 9] {1: 2, 3: 4} {1, 2, 3}
print([i for i in range(10) if i % 3 == 0], list(range(10, 0, -3)), range(5)[2], 3 in range(5), len(range(0, 10, 3)))
# expect: [0, 3, 6, 9] [10, 7, 4, 1] 2 True 4
