# Texts of instances: str, repr, f-strings and % within loops, by what their classes define.

class S:
    def __str__(self):
        return "s"


class R:
    def __repr__(self):
        return "R()"


class Both(R):
    def __str__(self):
        return "both"


class F(Both):
    def __format__(self, spec):
        return "f:" + spec


class Text(str):
    def __repr__(self):
        return "Text()"


class Bad:
    def __str__(self):
        return 5

    __repr__ = __str__


class Error(Exception):
    def __repr__(self):
        return "Error!"


class Number:
    def __int__(self):
        return 7

    def __str__(self):
        return "seven"


def show(o):
    return str(o), repr(o), f"{o}", f"{o!r}", f"{o!s}", f"{o!a:>4}", "%s" % o, "%s|%r|%d" % (o, o, 1), "{}".format(o)


def loop(o):
    out = {show(o) for i in range(40)}
    return out.pop() if len(out) == 1 else out


s = loop(S())
print(s[0], s[2], s[4], s[6], s[8])  # expect: s s s s s
print(loop(R()))  # expect: ('R()', 'R()', 'R()', 'R()', 'R()', ' R()', 'R()', 'R()|R()|1', 'R()')
print(loop(Both()))  # expect: ('both', 'R()', 'both', 'R()', 'both', ' R()', 'both', 'both|R()|1', 'both')
print(loop(F()))  # expect: ('both', 'R()', 'f:', 'R()', 'both', ' R()', 'both', 'both|R()|1', 'f:')
print(loop(Text("é")))  # expect: ('é', 'Text()', 'é', 'Text()', 'é', 'Text()', 'é', 'é|Text()|1', 'é')
print(loop(Error("e")))  # expect: ('e', 'Error!', 'e', 'Error!', 'e', 'Error!', 'e', 'e|Error!|1', 'e')
n = Number()
print({"%d %s %5s|%-6s|%.2s" % (n, n, n, n, n) for i in range(40)})  # expect: {'7 seven seven|seven |se'}
print({"%s %s %s" % (1, n, "x") for i in range(40)}, "%(a)s" % {"a": n}, "%*s" % (6, n))  # expect: {'1 seven x'} seven  seven


def failing(f):
    out = set()
    for i in range(30):
        try:
            f(Bad())
        except TypeError as e:
            out.add(str(e))
    return sorted(out)


print(failing(str), failing(repr))  # expect: ['__str__ returned non-string (type int)'] ['__repr__ returned non-string (type int)']
print(failing(lambda b: f"{b}"), failing("%s".__mod__))  # expect: ['__str__ returned non-string (type int)'] ['__str__ returned non-string (type int)']


# A class that changes its mind.
def changing():
    out = []
    for i in range(60):
        if i == 20:
            S.__str__ = lambda self: "new"
        if i == 40:
            del S.__str__
            S.__repr__ = lambda self: "repr"
        out.append(str(S()) + f"{S()}")
    return out[0], out[20], out[59]


print(changing())  # expect: ('ss', 'newnew', 'reprrepr')
