# Details of native modules that programs meet.
import builtins
import collections
import copy
import csv
import io
import math
import re
import sys


def caught(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


# An empty field between spaces has quotes, or a reader would take it for nothing.
out = io.StringIO()
csv.writer(out, delimiter=" ", skipinitialspace=True).writerows([["a", "", "b"], ["", ""], [" c"]])
print(repr(out.getvalue()))  # expect: 'a "" b\r\n"" ""\r\n" c"\r\n'
print(list(csv.reader(out.getvalue().splitlines(), delimiter=" ", skipinitialspace=True)))  # expect: [['a', '', 'b'], ['', ''], [' c']]
print(caught(lambda: csv.writer(out, delimiter=" ", skipinitialspace=True, quoting=csv.QUOTE_NONE).writerow(["", "a"])))
# expect: Error: empty field must be quoted if delimiter is a space and skipinitialspace is true

o = collections.OrderedDict(a=1, b=2)
o.note = "kept"
print(o.pop(key="a"), o.pop("z", default=7), o.setdefault(key="c", default=3), o.setdefault("d"))  # expect: 1 7 3 None
print(copy.copy(o).note, copy.copy(o) == o, hasattr(o.copy(), "note"), caught(lambda: o.pop("z")))  # expect: kept True False KeyError: 'z'
# By the class, `dataclasses.asdict` knows that a mapping is made with a factory.
by = collections.defaultdict(int, x=1)
print(hasattr(type(by), "default_factory"), type(by)(by.default_factory), by.default_factory)  # expect: True defaultdict(<class 'int'>, {}) <class 'int'>

# A condition without an alternative, at the end.
quoted = re.compile("(?P<q>['\"])?a(?(q)(?P=q))")
print(quoted.match("'a'"), quoted.fullmatch("'a"), re.match("(x)?(?(1)y)", "xy")[0])  # expect: <re.Match object; span=(0, 3), match="'a'"> None xy
print(re.sub(b"y", bytearray(b"a"), b"xyz"), re.sub(b"(y)", memoryview(b"<\\1>"), b"xyz"))  # expect: b'xaz' b'x<y>z'


class Real:
    def __float__(self):
        return 41.5


print(math.floor(Real()), math.ceil(Real()), caught(lambda: math.floor("1")))  # expect: 41 42 TypeError: must be real number, not str
print(math.isclose(Real(), 41.5001, rel_tol=1e-3), math.isclose(Real(), 41.6, abs_tol=0.01))  # expect: True False

print([n for n in ("deque", "mappingproxy", "method-wrapper", "TextIOWrapper") if hasattr(builtins, n)])  # expect: []
print(caught(lambda: print >> sys.stderr).partition("Wrapper'")[2])  # expect: . Did you mean "print(<message>, file=<output_stream>)"?
print(caught(lambda: collections.UserDict().copy.x), "|", caught(lambda: Real().__float__.x))
# expect: AttributeError: 'function' object has no attribute 'x' | AttributeError: 'function' object has no attribute 'x'
