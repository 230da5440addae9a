
def in_place(n):
    seen, both, left = set(), set(range(40)), set(range(40))
    for i in range(n):
        seen |= {i % 7, "s"}
        both &= set(range(i % 3, 60))
        left -= frozenset((i % 11, 1.0))
        seen |= seen
    return seen, both, left

def alias(a, b):
    c = a
    c |= b
    return c is a, a

seen, both, left = in_place(60)
print(sorted(map(str, seen)), len(both), sorted(left)[:3], len(left))   # expect: ['0', '1', '2', '3', '4', '5', '6', 's'] 38 [11, 12, 13] 29
print(alias({1, 2}, frozenset({3})), alias({1}, {True, 1.0}))           # expect: (True, {1, 2, 3}) (True, {1})
try:
    s = {1}
    s |= [2]
except TypeError as e:
    print(e)                                                            # expect: unsupported operand type(s) for |=: 'set' and 'list'
fs = frozenset({1})
fs |= {2}
print(type(fs).__name__, sorted(fs))                                    # expect: frozenset [1, 2]

class Odd:
    def __init__(self, k): self.k = k
    def __hash__(self): return 7
    def __eq__(self, o): return isinstance(o, Odd) and self.k == o.k

odd = {Odd(1), Odd(2), 7}
odd |= {Odd(2), Odd(3)}
print(len(odd), Odd(3) in odd, 7 in odd, 7.0 in odd)                    # expect: 4 True True True
odd -= {Odd(1), 7}
odd &= {Odd(3), Odd(9)}
print([o.k for o in odd])                                               # expect: [3]

def churn(n):
    d = {i: i for i in range(3)}
    for i in range(n):
        d[i + 100] = i
        d.pop(i + 100)
        d["k"] = i
        del d["k"]
        d[-1] = i
    return d

print(churn(500))                                                       # expect: {0: 0, 1: 1, 2: 2, -1: 499}
print({1, 2} == {2.0, True}, {1, 2} == frozenset({2, 1}), {1} == {2}, {1: [2]} == {1.0: [2.0]}, {1: 2} == {1: 3})   # expect: True True False True False

class Plain:
    pass

def complaint(a, b, op):
    scope = {"x": a, "b": b}
    try:
        exec(f"x {op} b", scope)
    except TypeError as e:
        return str(e)

print(complaint(Plain(), 1, "+="), "|", complaint({1: 2}, 3, "*="), "|", complaint(2, Plain(), "**="), "|", complaint([1], 3, "|="))   # expect: unsupported operand type(s) for +=: 'Plain' and 'int' | unsupported operand type(s) for *=: 'dict' and 'int' | unsupported operand type(s) for **=: 'int' and 'Plain' | unsupported operand type(s) for |=: 'list' and 'int'
