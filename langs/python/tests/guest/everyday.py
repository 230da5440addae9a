# What larger programs of many kinds found, a line each.
import asyncio, codeop, importlib, inspect, io, os, struct, sys, tempfile, traceback, types, zlib, zoneinfo
import datetime as dt

# A coroutine's name is its own, not a generator's.
async def waits(): pass
async def gives(): yield
c, g = waits(), gives()
print(c.__name__, c.__qualname__, g.__name__)  # expect: waits waits gives
c.close()

# What makes instances is a builtin function, so a class without constructor takes no arguments.
class Plain: pass
print(type(object.__new__) is types.BuiltinFunctionType, inspect.signature(Plain))  # expect: True ()

# Input at a prompt that is not whole.
for source in "if 1:", "x = 1", "if 1: pass", "if 1: pass\n", "(1,", "'''a", "x = (1,\n2)":
    print(codeop.compile_command(source) is None)
# expect: True
# expect: False
# expect: True
# expect: False
# expect: True
# expect: True
# expect: False
try:
    codeop.compile_command("x = = 1")
except SyntaxError as e:
    print(e)  # expect: invalid syntax (<input>, line 1)
for level in 0, 1, 2:
    names = {}
    exec(compile("def f():\n 'doc'\n assert 0", "f", "exec", optimize=level), names)
    try:
        print(names["f"](), names["f"].__doc__)
    except AssertionError:
        print("asserted")
# expect: asserted
# expect: None doc
# expect: None None
try:
    compile("", "f", "exec", optimize=3)
except ValueError as e:
    print(e)  # expect: compile(): invalid optimize value

# A class statement that fails is shown as a whole.
class Meta(type):
    def __new__(m, *args): raise ValueError
def make():
    @lambda c: c
    class A(metaclass=Meta):
        x = 1
        y = 2
        z = 3
try:
    make()
except ValueError:
    print(*[l.strip() for l in traceback.format_exc().splitlines()[5:8]])
    # expect: class A(metaclass=Meta): ...<2 lines>... z = 3

# Files that are left open are written when they are imported or looked at.
d = tempfile.mkdtemp()
sys.path.insert(0, d)
open(d + "/left_open.py", "w").write("X = 1\n")
import left_open
open(d + "/left_open.py", "w").write("X = 22222\n")
print(os.path.getsize(d + "/left_open.py"), importlib.reload(left_open).X)  # expect: 10 22222

# Output that a limit holds back keeps a byte of the input unconsumed.
packed = zlib.compress(b"abc" * 100)
z, out = zlib.decompressobj(), b""
while packed:
    out += z.decompress(packed, 10)
    packed = z.unconsumed_tail
print(out == b"abc" * 100, z.eof)  # expect: True True
for wrong in b"garbage", b"x\x9d123", b"y\x18123":
    try:
        zlib.decompress(wrong)
    except zlib.error as e:
        print(e)
# expect: Error -3 while decompressing data: incorrect header check
# expect: Error -3 while decompressing data: incorrect header check
# expect: Error -3 while decompressing data: unknown compression method

for compare in (lambda a, b: a < b), (lambda a, b: a - b):
    try:
        compare(dt.datetime(2024, 1, 1, tzinfo=dt.UTC), dt.datetime(2024, 1, 1))
    except TypeError as e:
        print(e)
# expect: can't compare offset-naive and offset-aware datetimes
# expect: can't subtract offset-naive and offset-aware datetimes
print(len(zoneinfo.TZPATH), zoneinfo.ZoneInfo.no_cache.__name__)  # expect: 4 no_cache
for code, n in ("b", 300), ("B", -1), ("h", 1 << 20), ("Q", -1):
    try:
        struct.pack(code, n)
    except struct.error as e:
        print(e)
# expect: 'b' format requires -128 <= number <= 127
# expect: 'B' format requires 0 <= number <= 255
# expect: 'h' format requires -32768 <= number <= 32767
# expect: 'Q' format requires 0 <= number <= 18446744073709551615

# `a += b` is called so where neither knows it.
for statement in "x += 2", "x **= 2", "x -= 'a'":
    try:
        exec(statement, {"x": None})
    except TypeError as e:
        print(e)
# expect: unsupported operand type(s) for +=: 'NoneType' and 'int'
# expect: unsupported operand type(s) for **=: 'NoneType' and 'int'
# expect: unsupported operand type(s) for -=: 'NoneType' and 'str'

# What a builtin class's own `__init__` does comes after a `__new__` in Python.
from collections import OrderedDict, deque
for base, given in (list, [1, 2]), (dict, {1: 2}), (set, [3]), (bytearray, b"ab"), (deque, [4]), (OrderedDict, {5: 6}):
    class Made(base):
        def __new__(cls, *args, extra=None):
            self = super().__new__(cls)
            self.extra = extra
            return self
    print(Made(given), *([Made(given, extra=7).extra] if base in (list, set) else []))
# expect: [1, 2] 7
# expect: {1: 2}
# expect: Made({3}) 7
# expect: Made(b'ab')
# expect: Made([4])
# expect: Made({5: 6})

# An attribute of the class is read-only where `__slots__` leave no dictionary.
class Slotted:
    __slots__ = ("a",)
    b = 1
try:
    Slotted().b = 2
except AttributeError as e:
    print(e)  # expect: 'Slotted' object attribute 'b' is read-only
# A super object without a receiver is a descriptor.
class Base:
    def meth(self): return "base"
class Derived(Base):
    def meth(self): return "derived " + self.__super.meth()
Derived._Derived__super = super(Derived)
print([Derived().meth() for i in range(3)])  # expect: ['derived base', 'derived base', 'derived base']
for codec in "rot13", "hex":
    try:
        "a".encode(codec)
    except LookupError as e:
        print(e)
# expect: 'rot13' is not a text encoding; use codecs.encode() to handle arbitrary codecs
# expect: 'hex' is not a text encoding; use codecs.encode() to handle arbitrary codecs
import weakref
r = weakref.ref(Base)
try:
    r.__callback__ = 1
except AttributeError as e:
    print(e, r.__callback__)  # expect: readonly attribute None

# A view of a dict with elements that show themselves.
class Shown:
    def __repr__(self): return "shown"
print(types.MappingProxyType({1: Shown()}), [types.MappingProxyType({1: Shown()})])  # expect: {1: shown} [mappingproxy({1: shown})]

# A slot for weak references in a dataclass that is made again with slots.
import dataclasses, weakref
@dataclasses.dataclass(slots=True, weakref_slot=True)
class Referable: a: int
r = Referable(1)
print(weakref.ref(r)() is r, Referable.__slots__)  # expect: True ('a', '__weakref__')

# Special methods that are bound already take no receiver.
class Borrowed:
    __next__ = iter([1, 2]).__next__
    __len__ = [1, 2].__len__
    __getitem__ = {"k": 5}.__getitem__
    __call__ = "ab".upper
    def __iter__(self): return self
print([x for x in Borrowed()], len(Borrowed()), Borrowed()["k"], Borrowed()())  # expect: [1, 2] 2 5 AB

# A file that is read only says so at once.
with open(__file__) as f:
    try: f.write("x")
    except io.UnsupportedOperation as e: print(e, f.encoding)  # expect: not writable UTF-8
import csv
print(list(csv.reader(["a\\\n", "b,c\n"], escapechar="\\", quoting=csv.QUOTE_NONE)))  # expect: [['a\nb', 'c']]
for act in (lambda: "{:{:{}}}".format(1, 2, 3), lambda: hash(__import__("collections").deque()), lambda: dt.date.max + dt.timedelta(1), lambda: dt.date(2024, 1, 1) + 1, lambda: dt.date.fromisoformat("2024-02-30")):
    try: act()
    except (ValueError, TypeError, OverflowError) as e: print(e)
# expect: Max string recursion exceeded
# expect: unhashable type: 'collections.deque'
# expect: date value out of range
# expect: unsupported operand type(s) for +: 'datetime.date' and 'int'
# expect: day 30 must be in range 1..29 for month 2 in year 2024
print("bücher.example".encode("idna"), b"xn--bcher-kva".decode("idna"))  # expect: b'xn--bcher-kva.example' bücher

# Asynchronous generators that are left in the middle are known to the loop, which closes them at its end.
async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("closed")
kept = numbers()
async def first():
    async for n in kept:
        return n
print(asyncio.run(first()))
# expect: closed
# expect: 1
