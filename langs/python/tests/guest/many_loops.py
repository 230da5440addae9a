# Loops one after the other, each with code of its own: what leaves one must not be taken for what leaves another.
import re

patterns = [re.compile(p) for p in (r"click", r"a+b", r"(\w+)@(\w+)", r"^\d+$", r"x|y|z", r"\s+")]


def searched(times):
    found = 0
    for i in range(times):
        found += patterns[0].search("a click here") is not None
    for i in range(times):
        found += len(patterns[1].sub("-", "aab ab b", count=i % 3))
    for i in range(times):
        found += len(patterns[2].search("me@home").group(1 + i % 2))
    for i in range(times):
        found += patterns[3].search(str(i)) is None
    for i in range(times):
        found += len(patterns[4].split("axbyczd", maxsplit=i % 4))
    for i in range(times):
        found += len(re.sub(r"(\s)+e", "", "9.0  e115", count=1))
    for i in range(times):
        found += len(patterns[5].findall("a b  c"))
    return found


def counted(times):
    total = 0
    for i in range(times):
        total += i if i % 2 else -i
    for i in range(times):
        total += [1, 2, 3][i % 3]
    for i in range(times):
        total += {"a": i, "b": 2}["a" if i % 5 else "b"]
    for i in range(times):
        total += len(str(i)) + (i, i * 2, i * 3)[1]
    for i in range(times):
        try:
            total += [1, 2, 3][i % 4]
        except IndexError:
            total += 7
    return total


print([searched(n) for n in (3, 60, 9, 90)])  # expect: [60, 1235, 185, 1852]
print([counted(n) for n in (3, 200, 9, 2000, 100)])  # expect: [25, 57519, 157, 5617189, 14704]
