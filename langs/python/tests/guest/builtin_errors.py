# Messages of the errors that builtin types raise.
import math


def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))
    else:
        print("no error")


attempt(lambda: "abc".index("z"))  # expect: ValueError: substring not found
attempt(lambda: "abc".split(""))  # expect: ValueError: empty separator
attempt(lambda: "-".join([1]))  # expect: TypeError: sequence item 0: expected str instance, int found
attempt(lambda: "abc".center(5, "ab"))  # expect: TypeError: The fill character must be exactly one character long
attempt(lambda: "a".startswith(1))  # expect: TypeError: startswith first arg must be str or a tuple of str, not int
attempt(lambda: "%d" % "a")  # expect: TypeError: %d format: a real number is required, not str
attempt(lambda: "%s %s" % (1,))  # expect: TypeError: not enough arguments for format string
attempt(lambda: "%s" % (1, 2))  # expect: TypeError: not all arguments converted during string formatting
attempt(lambda: "%q" % 1)  # expect: ValueError: unsupported format character 'q' (0x71) at index 1
attempt(lambda: "{:d}".format("a"))  # expect: ValueError: Unknown format code 'd' for object of type 'str'
attempt(lambda: "{:.2d}".format(1))  # expect: ValueError: Precision not allowed in integer format specifier
attempt(lambda: "{0} {}".format(1))  # expect: ValueError: cannot switch from manual field specification to automatic field numbering
attempt(lambda: "{".format())  # expect: ValueError: Single '{' encountered in format string
attempt(lambda: "}".format())  # expect: ValueError: Single '}' encountered in format string
attempt(lambda: "{x}".format(1))  # expect: KeyError: 'x'
attempt(lambda: "{1}".format(1))  # expect: IndexError: Replacement index 1 out of range for positional args tuple
attempt(lambda: format("a", "=5"))  # expect: ValueError: '=' alignment not allowed in string format specifier
attempt(lambda: format(1, "ss"))  # expect: ValueError: Invalid format specifier 'ss' for object of type 'int'
attempt(lambda: int("x"))  # expect: ValueError: invalid literal for int() with base 10: 'x'
attempt(lambda: int("1", 99))  # expect: ValueError: int() base must be >= 2 and <= 36, or 0
attempt(lambda: int("12", 2))  # expect: ValueError: invalid literal for int() with base 2: '12'
attempt(lambda: float("x"))  # expect: ValueError: could not convert string to float: 'x'
attempt(lambda: int(float("nan")))  # expect: ValueError: cannot convert float NaN to integer
attempt(lambda: int(float("inf")))  # expect: OverflowError: cannot convert float infinity to integer
attempt(lambda: 1 << -1)  # expect: ValueError: negative shift count
attempt(lambda: float(10**400))  # expect: OverflowError: int too large to convert to float
attempt(lambda: 10**400 / 3)  # expect: OverflowError: integer division result too large for a float
attempt(lambda: pow(2, -1, 4))  # expect: ValueError: base is not invertible for the given modulus
attempt(lambda: pow(2, 3, 0))  # expect: ValueError: pow() 3rd argument cannot be 0
attempt(lambda: (300).to_bytes(1, "big"))  # expect: OverflowError: int too big to convert
attempt(lambda: (-1).to_bytes(1, "big"))  # expect: OverflowError: can't convert negative int to unsigned
attempt(lambda: [].pop())  # expect: IndexError: pop from empty list
attempt(lambda: [1].pop(5))  # expect: IndexError: pop index out of range
attempt(lambda: [1].index(2))  # expect: ValueError: list.index(x): x not in list
attempt(lambda: (1,).index(2))  # expect: ValueError: tuple.index(x): x not in tuple
attempt(lambda: [1].remove(2))  # expect: ValueError: list.remove(x): x not in list
attempt(lambda: {}.popitem())  # expect: KeyError: 'popitem(): dictionary is empty'
attempt(lambda: {}["a"])  # expect: KeyError: 'a'
attempt(lambda: set().pop())  # expect: KeyError: 'pop from an empty set'
attempt(lambda: {1}.remove(2))  # expect: KeyError: 2
attempt(lambda: [1, "a"].sort())  # expect: TypeError: '<' not supported between instances of 'str' and 'int'
attempt(lambda: sorted([1, None]))  # expect: TypeError: '<' not supported between instances of 'NoneType' and 'int'
attempt(lambda: hash([]))  # expect: TypeError: unhashable type: 'list'
attempt(lambda: range(5).index(9))  # expect: ValueError: 9 is not in range
attempt(lambda: range(1, 2, 0))  # expect: ValueError: range() arg 3 must not be zero
attempt(lambda: [1, 2][slice(None, None, 0)])  # expect: ValueError: slice step cannot be zero
attempt(lambda: [1][5])  # expect: IndexError: list index out of range
attempt(lambda: "a"[5])  # expect: IndexError: string index out of range
attempt(lambda: math.factorial(-1))  # expect: ValueError: factorial() not defined for negative values
attempt(lambda: math.isqrt(-1))  # expect: ValueError: isqrt() argument must be nonnegative
attempt(lambda: b"abc".index(b"z"))  # expect: ValueError: subsection not found
attempt(lambda: b",".join(["a"]))  # expect: TypeError: sequence item 0: expected a bytes-like object, str found
attempt(lambda: b"\xff".decode())  # expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
attempt(lambda: "é".encode("ascii"))  # expect: UnicodeEncodeError: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
attempt(lambda: "a".encode("nope"))  # expect: LookupError: unknown encoding: nope
attempt(lambda: sum(["a"], ""))  # expect: TypeError: sum() can't sum strings [use ''.join(seq) instead]
attempt(lambda: len(5))  # expect: TypeError: object of type 'int' has no len()
attempt(lambda: max([]))  # expect: ValueError: max() iterable argument is empty


# The words for wrong arguments tell how a function takes them.
import math
for f in (
    lambda: [].append(), lambda: list.append(), lambda: [].insert(1), lambda: {}.keys(1), lambda: {}.get(),
    lambda: "".split(1, 2, 3), lambda: "".upper(1), lambda: round(), lambda: pow(exp=2), lambda: sum(),
    lambda: math.sqrt(), lambda: [].sort(1), lambda: dict.fromkeys(), lambda: (1).to_bytes(1, 2, 3),
    lambda: "".split(maxsplits=1), lambda: {}.get(key=1), lambda: ValueError(x=1), lambda: ImportError(nam=1),
    lambda: round(1, number=2), lambda: [].__len__(1),
):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: list.append() takes exactly one argument (0 given)
# expect: unbound method list.append() needs an argument
# expect: insert expected 2 arguments, got 1
# expect: dict.keys() takes no arguments (1 given)
# expect: get expected at least 1 argument, got 0
# expect: split() takes at most 2 arguments (3 given)
# expect: str.upper() takes no arguments (1 given)
# expect: round() missing required argument 'number' (pos 1)
# expect: pow() missing required argument 'base' (pos 1)
# expect: sum() takes at least 1 positional argument (0 given)
# expect: math.sqrt() takes exactly one argument (0 given)
# expect: sort() takes no positional arguments
# expect: fromkeys expected at least 1 argument, got 0
# expect: to_bytes() takes at most 2 positional arguments (3 given)
# expect: split() got an unexpected keyword argument 'maxsplits'. Did you mean 'maxsplit'?
# expect: dict.get() takes no keyword arguments
# expect: ValueError() takes no keyword arguments
# expect: ImportError() got an unexpected keyword argument 'nam'. Did you mean 'name'?
# expect: argument for round() given by name ('number') and position (1)
# expect: expected 0 arguments, got 1

def slots(*fs):
    for f in fs:
        try:
            f()
        except TypeError as e:
            print(e)


slots(lambda: iter([]).__next__(1), lambda: (x for x in ()).__next__(1), lambda: (1).__index__(2), lambda: (1).__pow__())
# expect: expected 0 arguments, got 1
# expect: expected 0 arguments, got 1
# expect: expected 0 arguments, got 1
# expect:  expected at least 1 argument, got 0
slots(lambda: {}.__setitem__(1), lambda: object().__getattribute__(), lambda: object().__delattr__())
# expect:  expected 2 arguments, got 1
# expect: expected 1 argument, got 0
# expect: expected 1 argument, got 0
slots(lambda: vars(5), lambda: "".join(5), sorted, lambda: map(1), lambda: str(1, 2), lambda: bytes("a", 2), lambda: str(b"", "utf8", 1))
# expect: vars() argument must have __dict__ attribute
# expect: can only join an iterable
# expect: sorted expected 1 argument, got 0
# expect: map() must have at least two arguments.
# expect: str() argument 'encoding' must be str, not int
# expect: bytes() argument 'encoding' must be str, not int
# expect: str() argument 'errors' must be str, not int
