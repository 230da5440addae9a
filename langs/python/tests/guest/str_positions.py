# Positions in strings that are not ASCII: indexing, slicing, searching and iterating agree with the list of characters,
# whatever the widths, the length and the way the string was made.

UNITS = ["é", "aé", "漢字", "a漢b\U0001f600é ", "\ud800x", "plain text, then é "]


def built(text):
    # Sums of a kilobyte and more share a buffer.
    s = ""
    for c in text:
        s += c
    return s


def made(unit, n):
    text = (unit * (n // len(unit) + 1))[:n]
    return [text, built(text)] if n in (130, 1100) else [text]


def check_indices(s, chars):
    n = len(chars)
    assert len(s) == n
    assert [s[i] for i in range(n)] == chars
    assert [s[i] for i in range(n - 1, -1, -1)] == chars[::-1]
    assert [s[-i] for i in range(1, n + 1)] == chars[::-1]
    assert [c for c in s] == chars
    assert [(i, c) for i, c in enumerate(s)] == list(zip(range(n), chars))
    i, j = 0, n - 1
    while i < j:
        assert s[i] == chars[i] and s[j] == chars[j]
        i, j = i + 7, j - 5


def check_slices(s, chars):
    n = len(chars)
    for a in range(0, n + 1, n // 20 + 1):
        for b in (a, a + 1, a + 5, a + 70, n - 1, n):
            assert s[a:b] == "".join(chars[a:b]), (a, b)
    assert s[::-1] == "".join(reversed(chars))
    assert s[3:-3:3] == "".join(chars[3:-3:3])


def check_searches(s, chars):
    c = chars[-1]
    found, at = [], s.find(c)
    while at >= 0:
        found.append(at)
        at = s.find(c, at + 1)
    assert found == [i for i, x in enumerate(chars) if x == c]
    back, at = [], s.rfind(c)
    while at >= 0:
        back.append(at)
        at = s.rfind(c, 0, at)
    assert back == found[::-1]
    for at in found[::17]:
        assert s.startswith(c, at) and s.endswith(c, 0, at + 1) and s.index(c, at) == at
        assert s.count(c, at) == len(found) - found.index(at)


for unit in UNITS:
    for n in (1, 63, 64, 65, 128, 130, 300, 1100):
        for s in made(unit, n):
            chars = list(s)
            check_slices(s, chars)
            check_searches(s, chars)
            check_indices(s, chars)

# A character is one object while it is met often, as CPython's Latin-1 ones.
t = "naïve café"
print(t[2] is t[2], "é" == t[-1], hash(t[2]) == hash("ï"), {t[2]: 1}["ï"])  # expect: True True True 1
print("".join(sorted(set("ключ" * 50))))  # expect: клчю
try:
    ("é" * 200)[200]
except IndexError as e:
    print(e)  # expect: string index out of range
