# Questions about one character, which ops answer themselves, agree with those about longer strings.
def ask(c):
    return (c.isalpha(), c.isdigit(), c.isdecimal(), c.isnumeric(), c.isalnum(), c.isspace(), c.isupper(),
            c.islower(), c.isidentifier(), c.upper(), c.lower(), c.swapcase())


def check(chars):
    bad = []
    for c in chars:
        one, two = ask(c), ask(c + c)
        for k in range(12):
            same = one[k] == two[k] if k < 9 else one[k] * 2 == two[k]
            if not same:
                bad.append((c, k))
        if chr(ord(c)) != c:
            bad.append((c, "ord"))
    return bad


ascii_ = [chr(i) for i in range(128)]
# A digit is no identifier but may be a part of one.
assert check(ascii_) == [], check(ascii_)
for _ in range(60):
    check(ascii_)
print(check(list("é٣²½ßſ\u2028")))  # expect: []
print(sum(c in "aeiou" for c in ascii_ * 40), sum(c not in "aé\x7f\x00" for c in ascii_ * 40))  # expect: 200 5000


def vowels(text, set_):
    n = 0
    for c in text:
        if c in set_:
            n += 1
    return n


print(vowels("hello é world" * 300, "aeioué"), vowels("hello é world" * 300, "xyz"))  # expect: 1200 0
print("" in "abc", "ab" in "abc", "é" in "abc", "b" in "abc")  # expect: True True False True
for _ in range(3):
    try:
        print(3 in "abc")
    except TypeError as e:
        said = e
    try:
        ord("ab")
    except TypeError as e:
        too = e
print(said)  # expect: 'in <string>' requires string as left operand, not int
print(too)  # expect: ord() expected a character, but string of length 2 found

def kinds(text):
    low = high = other = 0
    last = ""
    runs = 0
    for c in text:
        if "a" <= c <= "z":
            low += 1
        elif "A" <= c <= "Z":
            high += 1
        elif c < " " or c > "\u00e9" or c >= "zz":
            other += 1
        if c >= last:
            runs += 1
        last = c
    return low, high, other, runs

print(kinds("The Quick\tbrown F\u00f6x, na\u00efve \u4e2d\u6587 zZaA~" * 20), "" < "a", "a" < "", "b" > "ab", "\u00e9" < "f", max("hello"), min("hello"))   # expect: (360, 100, 120, 321) True False True False o e
