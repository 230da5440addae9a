# Complex numbers in loops, with real ones and what is no number.
def results(n):
    for i in range(n):
        z = complex(i % 5, -1.5)
        k = 2 - 1j
        r = [z + k, z - k, z * k, z + 2, 3 - z, z - 3, 2.5 * z, z * 2, -z, z / k]
        z += 1
        z *= 1j
        r.append(z)
    return r


for r in results(400):
    print(r)
# expect: (6-2.5j)
# expect: (2-0.5j)
# expect: (6.5-7j)
# expect: (6-1.5j)
# expect: (-1+1.5j)
# expect: (1-1.5j)
# expect: (10-3.75j)
# expect: (8-3j)
# expect: (-4+1.5j)
# expect: (1.9+0.2j)
# expect: (1.5+5j)
print(abs(complex(3, 4)), abs(complex("nan+infj")), abs(complex("nan")), complex(1e308, 1e308) * 10)  # expect: 5.0 inf nan (inf+infj)
print(True + 1j, 1j * False, complex("inf") * 1j, 10**30 * 1j)  # expect: (1+1j) 0j (nan+infj) 1e+30j


def escapes(c):
    z = 0j
    for i in range(60):
        z = z * z + c
        if abs(z) > 2:
            return i
    return -1


print([escapes(complex(x / 10, 0.35)) for x in range(-20, 8, 3)])  # expect: [0, 3, 4, 7, 7, -1, -1, -1, -1, 2]


def said(f, n=60):
    text = ""
    for _ in range(n):
        try:
            f()
        except Exception as e:
            text = f"{type(e).__name__}: {e}"
    return text


print(said(lambda: abs(complex(1e308, 1e308))))  # expect: 
print(said(lambda: 1j + "a"))  # expect: TypeError: unsupported operand type(s) for +: 'complex' and 'str'
print(said(lambda: 10**400 + 1j))  # expect: OverflowError: int too large to convert to float
print(sorted("hello wörld"), sorted("cab", reverse=True), sorted(""), sorted("é\U0001F600a"))  # expect: [' ', 'd', 'e', 'h', 'l', 'l', 'l', 'o', 'r', 'w', 'ö'] ['c', 'b', 'a'] [] ['a', 'é', '😀']
