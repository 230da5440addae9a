# pickle: bytes of plain values in all protocols, shared and recursive objects, instances, reductions, hooks, damaged data.
import collections
import copyreg
import io
import pickle
import pickletools


class P:
    def __init__(self, x):
        self.x = x
        self.y = [x]


class Slots:
    __slots__ = "a", "b"


class State(P):
    def __getstate__(self):
        return {"only": self.x}

    def __setstate__(self, state):
        self.got = state


class Args(int):
    def __getnewargs_ex__(self):
        return (int(self),), {}


class Items(list):
    pass


class Keys(dict):
    pass


class Key:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __hash__(self):
        return hash(self.n)


recursive = [1, 2]
recursive.append(recursive)
loop = ([],)
loop[0].append(loop)
knot = {}
knot["self"] = knot
me = P(3)
me.me = me
twice = "shared"
plain = [
    None, True, False, 0, 255, 256, 65536, -1, 2**31 - 1, -2**31, 2**31, 2**63, -2**100, 1.5, -0.0, float("inf"), "", "abc",
    "é\ud800\U0001f600", "\\a\n\r\0\x1a", b"", b"abc", bytearray(b"q"), (), (1,), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2],
    {}, {1: 2}, {"a": 1, "b": [2]}, set(), {1}, frozenset([1]), recursive, loop, knot, [twice, twice, (twice,)], len, P, None,
    range(3), slice(1, 2), complex(1, 2), ..., type(None), Exception("a", 1),
]
for o in plain:
    show = o if o is not Exception else 0
    for protocol in (0, 1, 2, 5):
        data = pickle.dumps(o, protocol)
        again = pickle.loads(data)
        print(protocol, data, type(again) is type(o), repr(again) == repr(o))
for o in (P(1), me, [P(1), P(2)], Items([1, 2, 3]), Keys(a=1), collections.deque([1, 2]), collections.Counter("aab"), State(4), Args(7)):
    for protocol in (0, 2, 5):
        data = pickle.dumps(o, protocol)
        again = pickle.loads(data)
        print(protocol, data, type(again).__name__, len(data) if type(o) is collections.deque else sorted(getattr(again, "__dict__", ())))
s = Slots()
s.a = 1
print(pickle.dumps(s, 4), pickle.loads(pickle.dumps(s)).a)


# Batches and frames: what is written is read in one piece and in many.
def digest(data):
    import hashlib
    return len(data), hashlib.md5(data).hexdigest()


for o in (list(range(1000)), list(range(1001)), {i: str(i) for i in range(1000)}, {str(i): i for i in range(2001)}, set(range(1000)),
          "z" * 70000, [b"w" * 70000, 1, "abc"], ["t%d" % i for i in range(9000)], bytearray(b"r" * 300), Items(range(1001)), (1,) * 300):
    for protocol in range(6):
        data = pickle.dumps(o, protocol)
        if not isinstance(o, set) or protocol >= 4:
            print(protocol, digest(data), end=" ")
        print(pickle.loads(data) == o)
small = [1, "two", {3: (4.0, b"five")}, None]
print([pickle._loads(pickle.dumps(small, p)) == pickle.loads(pickle._dumps(small, p)) == small for p in range(6)])
nested = []
for i in range(250):
    nested = [nested]
data = pickle.dumps(nested, 4)
print(digest(data))
again = pickle.loads(data)
depth = 0
while again:
    again = again[0]
    depth += 1
print(depth)
d = {Key(i): i for i in range(5)}
print(pickle.loads(pickle.dumps(d))[Key(3)], pickle.loads(pickle.dumps({(Key(1), 2)})) == {(Key(1), 2)})
a, b = pickle.loads(pickle.dumps([twice, [twice]])), pickle.loads(pickle.dumps([me, me]))
print(a[0] is a[1][0], b[0] is b[1], b[0].me is b[0])

# Files, one pickle after the other; the same pickler's memo.
f = io.BytesIO()
p = pickle.Pickler(f, 2)
for o in ([1, twice], twice, {"k": twice}):
    p.dump(o)
p.clear_memo()
p.dump(twice)
print(f.getvalue())
f.seek(0)
u = pickle.Unpickler(f)
print(u.load(), u.load(), u.load(), u.load(), f.tell(), sorted(u.memo.copy()))
f = io.BufferedReader(io.BytesIO(b"".join(pickle.dumps(o, i) for i, o in enumerate([1, [2], "three", (4,), {5: 6}, b"7"]))))
print([pickle.load(f) for i in range(6)], f.read())
print(len(p.memo.copy()))


# Hooks.
class Hooked(pickle.Pickler):
    def reducer_override(self, o):
        if isinstance(o, P):
            return P, (o.x + 10,)
        return NotImplemented


class Persistent(pickle.Pickler):
    def persistent_id(self, o):
        return ("id", o.x) if isinstance(o, P) else None


class Find(pickle.Unpickler):
    def find_class(self, module, name):
        print("class", module, name)
        return super().find_class(module, name)

    def persistent_load(self, pid):
        return pid


for cls, o in ((Hooked, [P(1), len]), (Persistent, [P(2), "x"])):
    f = io.BytesIO()
    cls(f, 4).dump(o)
    got = Find(io.BytesIO(f.getvalue())).load()
    print([getattr(v, "x", v) for v in got])
f = io.BytesIO()
p = pickle.Pickler(f)
p.dispatch_table = {P: lambda o: (P, (o.x * 100,))}
p.dump(P(5))
print(pickle.loads(f.getvalue()).x)
copyreg.pickle(P, lambda o: (P, (o.x + 1,)))
print(pickle.loads(pickle.dumps(P(5))).x)
del copyreg.dispatch_table[P]
copyreg.add_extension("__main__", "P", 0x1234)
print(pickle.dumps(P, 4), pickle.loads(pickle.dumps(P)) is P)
copyreg.remove_extension("__main__", "P", 0x1234)
buffers = []
data = pickle.dumps(pickle.PickleBuffer(b"out"), 5, buffer_callback=buffers.append)
print(data, bytes(pickle.loads(data, buffers=buffers)), pickle.dumps([pickle.PickleBuffer(b"in")], 5))
print(pickle.loads(pickle.dumps(P(6).__init__)).__func__ is P.__init__, pickle.loads(pickle.dumps("a".upper))())


# What cannot be written, what is damaged, what Python 2 wrote.
def inner():
    pass


local = (lambda: 0)
deep = []
for i in range(1500):
    deep = [deep]
try:
    print(len(pickle.dumps(deep)) > 0)
except RecursionError:
    print(True)
for o in (local, (i for i in ()), io, memoryview(b"")):
    try:
        print(pickle.dumps(o))
    except (pickle.PicklingError, TypeError, AttributeError) as e:
        print(type(e).__name__)
good = pickle.dumps([1, "two", {3: (4.0, P(5))}], 4)
counts = collections.Counter()
for i in range(len(good)):
    try:
        pickle.loads(good[:i])
    except (EOFError, pickle.UnpicklingError) as e:
        counts[type(e).__name__, str(e)] += 1
print(sorted(counts.items()))
for data in (b"", b"\x80\x07.", b"(.", b"t.", b"h\x00.", b"\xff", b"cnowhere\nx\n.", b"K\x01a.", b"N\x81.", b"]b.", b"S'a\\x41'\n.",
             b"U\x02\xe9b.", b"I01\n.", b"L123L\n.", b"F1.5\n.", b"(I1\nI2\ntp0\n0g0\n.", b"(dp0\nVk\nI1\ns.", b"(c__main__\nP\nI7\no.", b"(I8\ni__main__\nP\n.",
             b"X\x01\x00\x00\x00\xff.", b"\x8a\x01\x80.", b"\x8b\xff\xff\xff\xff.", b"0.", b"1.", b"2."):
    try:
        got = pickle.loads(data, encoding="latin1")
        print(data, getattr(got, "x", got))
    except Exception as e:
        print(data, type(e).__name__)
pickletools.dis(pickle.dumps([P(1), {2}], 4))

# expect: 0 b'N.' True True
# expect: 1 b'N.' True True
# expect: 2 b'\x80\x02N.' True True
# expect: 5 b'\x80\x05N.' True True
# expect: 0 b'I01\n.' True True
# expect: 1 b'I01\n.' True True
# expect: 2 b'\x80\x02\x88.' True True
# expect: 5 b'\x80\x05\x88.' True True
# expect: 0 b'I00\n.' True True
# expect: 1 b'I00\n.' True True
# expect: 2 b'\x80\x02\x89.' True True
# expect: 5 b'\x80\x05\x89.' True True
# expect: 0 b'I0\n.' True True
# expect: 1 b'K\x00.' True True
# expect: 2 b'\x80\x02K\x00.' True True
# expect: 5 b'\x80\x05K\x00.' True True
# expect: 0 b'I255\n.' True True
# expect: 1 b'K\xff.' True True
# expect: 2 b'\x80\x02K\xff.' True True
# expect: 5 b'\x80\x05K\xff.' True True
# expect: 0 b'I256\n.' True True
# expect: 1 b'M\x00\x01.' True True
# expect: 2 b'\x80\x02M\x00\x01.' True True
# expect: 5 b'\x80\x05\x95\x04\x00\x00\x00\x00\x00\x00\x00M\x00\x01.' True True
# expect: 0 b'I65536\n.' True True
# expect: 1 b'J\x00\x00\x01\x00.' True True
# expect: 2 b'\x80\x02J\x00\x00\x01\x00.' True True
# expect: 5 b'\x80\x05\x95\x06\x00\x00\x00\x00\x00\x00\x00J\x00\x00\x01\x00.' True True
# expect: 0 b'I-1\n.' True True
# expect: 1 b'J\xff\xff\xff\xff.' True True
# expect: 2 b'\x80\x02J\xff\xff\xff\xff.' True True
# expect: 5 b'\x80\x05\x95\x06\x00\x00\x00\x00\x00\x00\x00J\xff\xff\xff\xff.' True True
# expect: 0 b'I2147483647\n.' True True
# expect: 1 b'J\xff\xff\xff\x7f.' True True
# expect: 2 b'\x80\x02J\xff\xff\xff\x7f.' True True
# expect: 5 b'\x80\x05\x95\x06\x00\x00\x00\x00\x00\x00\x00J\xff\xff\xff\x7f.' True True
# expect: 0 b'I-2147483648\n.' True True
# expect: 1 b'J\x00\x00\x00\x80.' True True
# expect: 2 b'\x80\x02J\x00\x00\x00\x80.' True True
# expect: 5 b'\x80\x05\x95\x06\x00\x00\x00\x00\x00\x00\x00J\x00\x00\x00\x80.' True True
# expect: 0 b'L2147483648L\n.' True True
# expect: 1 b'L2147483648L\n.' True True
# expect: 2 b'\x80\x02\x8a\x05\x00\x00\x00\x80\x00.' True True
# expect: 5 b'\x80\x05\x95\x08\x00\x00\x00\x00\x00\x00\x00\x8a\x05\x00\x00\x00\x80\x00.' True True
# expect: 0 b'L9223372036854775808L\n.' True True
# expect: 1 b'L9223372036854775808L\n.' True True
# expect: 2 b'\x80\x02\x8a\t\x00\x00\x00\x00\x00\x00\x00\x80\x00.' True True
# expect: 5 b'\x80\x05\x95\x0c\x00\x00\x00\x00\x00\x00\x00\x8a\t\x00\x00\x00\x00\x00\x00\x00\x80\x00.' True True
# expect: 0 b'L-1267650600228229401496703205376L\n.' True True
# expect: 1 b'L-1267650600228229401496703205376L\n.' True True
# expect: 2 b'\x80\x02\x8a\r\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xf0.' True True
# expect: 5 b'\x80\x05\x95\x10\x00\x00\x00\x00\x00\x00\x00\x8a\r\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xf0.' True True
# expect: 0 b'F1.5\n.' True True
# expect: 1 b'G?\xf8\x00\x00\x00\x00\x00\x00.' True True
# expect: 2 b'\x80\x02G?\xf8\x00\x00\x00\x00\x00\x00.' True True
# expect: 5 b'\x80\x05\x95\n\x00\x00\x00\x00\x00\x00\x00G?\xf8\x00\x00\x00\x00\x00\x00.' True True
# expect: 0 b'F-0.0\n.' True True
# expect: 1 b'G\x80\x00\x00\x00\x00\x00\x00\x00.' True True
# expect: 2 b'\x80\x02G\x80\x00\x00\x00\x00\x00\x00\x00.' True True
# expect: 5 b'\x80\x05\x95\n\x00\x00\x00\x00\x00\x00\x00G\x80\x00\x00\x00\x00\x00\x00\x00.' True True
# expect: 0 b'Finf\n.' True True
# expect: 1 b'G\x7f\xf0\x00\x00\x00\x00\x00\x00.' True True
# expect: 2 b'\x80\x02G\x7f\xf0\x00\x00\x00\x00\x00\x00.' True True
# expect: 5 b'\x80\x05\x95\n\x00\x00\x00\x00\x00\x00\x00G\x7f\xf0\x00\x00\x00\x00\x00\x00.' True True
# expect: 0 b'V\np0\n.' True True
# expect: 1 b'X\x00\x00\x00\x00q\x00.' True True
# expect: 2 b'\x80\x02X\x00\x00\x00\x00q\x00.' True True
# expect: 5 b'\x80\x05\x95\x04\x00\x00\x00\x00\x00\x00\x00\x8c\x00\x94.' True True
# expect: 0 b'Vabc\np0\n.' True True
# expect: 1 b'X\x03\x00\x00\x00abcq\x00.' True True
# expect: 2 b'\x80\x02X\x03\x00\x00\x00abcq\x00.' True True
# expect: 5 b'\x80\x05\x95\x07\x00\x00\x00\x00\x00\x00\x00\x8c\x03abc\x94.' True True
# expect: 0 b'V\xe9\\ud800\\U0001f600\np0\n.' True True
# expect: 1 b'X\t\x00\x00\x00\xc3\xa9\xed\xa0\x80\xf0\x9f\x98\x80q\x00.' True True
# expect: 2 b'\x80\x02X\t\x00\x00\x00\xc3\xa9\xed\xa0\x80\xf0\x9f\x98\x80q\x00.' True True
# expect: 5 b'\x80\x05\x95\r\x00\x00\x00\x00\x00\x00\x00\x8c\t\xc3\xa9\xed\xa0\x80\xf0\x9f\x98\x80\x94.' True True
# expect: 0 b'V\\u005ca\\u000a\\u000d\\u0000\\u001a\np0\n.' True True
# expect: 1 b'X\x06\x00\x00\x00\\a\n\r\x00\x1aq\x00.' True True
# expect: 2 b'\x80\x02X\x06\x00\x00\x00\\a\n\r\x00\x1aq\x00.' True True
# expect: 5 b'\x80\x05\x95\n\x00\x00\x00\x00\x00\x00\x00\x8c\x06\\a\n\r\x00\x1a\x94.' True True
# expect: 0 b'c__builtin__\nbytes\np0\n(tRp1\n.' True True
# expect: 1 b'c__builtin__\nbytes\nq\x00)Rq\x01.' True True
# expect: 2 b'\x80\x02c__builtin__\nbytes\nq\x00)Rq\x01.' True True
# expect: 5 b'\x80\x05\x95\x04\x00\x00\x00\x00\x00\x00\x00C\x00\x94.' True True
# expect: 0 b'c_codecs\nencode\np0\n(Vabc\np1\nVlatin1\np2\ntp3\nRp4\n.' True True
# expect: 1 b'c_codecs\nencode\nq\x00(X\x03\x00\x00\x00abcq\x01X\x06\x00\x00\x00latin1q\x02tq\x03Rq\x04.' True True
# expect: 2 b'\x80\x02c_codecs\nencode\nq\x00X\x03\x00\x00\x00abcq\x01X\x06\x00\x00\x00latin1q\x02\x86q\x03Rq\x04.' True True
# expect: 5 b'\x80\x05\x95\x07\x00\x00\x00\x00\x00\x00\x00C\x03abc\x94.' True True
# expect: 0 b'c__builtin__\nbytearray\np0\n(c_codecs\nencode\np1\n(Vq\np2\nVlatin1\np3\ntp4\nRp5\ntp6\nRp7\n.' True True
# expect: 1 b'c__builtin__\nbytearray\nq\x00(c_codecs\nencode\nq\x01(X\x01\x00\x00\x00qq\x02X\x06\x00\x00\x00latin1q\x03tq\x04Rq\x05tq\x06Rq\x07.' True True
# expect: 2 b'\x80\x02c__builtin__\nbytearray\nq\x00c_codecs\nencode\nq\x01X\x01\x00\x00\x00qq\x02X\x06\x00\x00\x00latin1q\x03\x86q\x04Rq\x05\x85q\x06Rq\x07.' True True
# expect: 5 b'\x80\x05\x95\x0c\x00\x00\x00\x00\x00\x00\x00\x96\x01\x00\x00\x00\x00\x00\x00\x00q\x94.' True True
# expect: 0 b'(t.' True True
# expect: 1 b').' True True
# expect: 2 b'\x80\x02).' True True
# expect: 5 b'\x80\x05).' True True
# expect: 0 b'(I1\ntp0\n.' True True
# expect: 1 b'(K\x01tq\x00.' True True
# expect: 2 b'\x80\x02K\x01\x85q\x00.' True True
# expect: 5 b'\x80\x05\x95\x05\x00\x00\x00\x00\x00\x00\x00K\x01\x85\x94.' True True
# expect: 0 b'(I1\nI2\nI3\ntp0\n.' True True
# expect: 1 b'(K\x01K\x02K\x03tq\x00.' True True
# expect: 2 b'\x80\x02K\x01K\x02K\x03\x87q\x00.' True True
# expect: 5 b'\x80\x05\x95\t\x00\x00\x00\x00\x00\x00\x00K\x01K\x02K\x03\x87\x94.' True True
# expect: 0 b'(I1\nI2\nI3\nI4\ntp0\n.' True True
# expect: 1 b'(K\x01K\x02K\x03K\x04tq\x00.' True True
# expect: 2 b'\x80\x02(K\x01K\x02K\x03K\x04tq\x00.' True True
# expect: 5 b'\x80\x05\x95\x0c\x00\x00\x00\x00\x00\x00\x00(K\x01K\x02K\x03K\x04t\x94.' True True
# expect: 0 b'(lp0\n.' True True
# expect: 1 b']q\x00.' True True
# expect: 2 b'\x80\x02]q\x00.' True True
# expect: 5 b'\x80\x05]\x94.' True True
# expect: 0 b'(lp0\nI1\na.' True True
# expect: 1 b']q\x00K\x01a.' True True
# expect: 2 b'\x80\x02]q\x00K\x01a.' True True
# expect: 5 b'\x80\x05\x95\x06\x00\x00\x00\x00\x00\x00\x00]\x94K\x01a.' True True
# expect: 0 b'(lp0\nI1\naI2\na.' True True
# expect: 1 b']q\x00(K\x01K\x02e.' True True
# expect: 2 b'\x80\x02]q\x00(K\x01K\x02e.' True True
# expect: 5 b'\x80\x05\x95\t\x00\x00\x00\x00\x00\x00\x00]\x94(K\x01K\x02e.' True True
# expect: 0 b'(dp0\n.' True True
# expect: 1 b'}q\x00.' True True
# expect: 2 b'\x80\x02}q\x00.' True True
# expect: 5 b'\x80\x05}\x94.' True True
# expect: 0 b'(dp0\nI1\nI2\ns.' True True
# expect: 1 b'}q\x00K\x01K\x02s.' True True
# expect: 2 b'\x80\x02}q\x00K\x01K\x02s.' True True
# expect: 5 b'\x80\x05\x95\x08\x00\x00\x00\x00\x00\x00\x00}\x94K\x01K\x02s.' True True
# expect: 0 b'(dp0\nVa\np1\nI1\nsVb\np2\n(lp3\nI2\nas.' True True
# expect: 1 b'}q\x00(X\x01\x00\x00\x00aq\x01K\x01X\x01\x00\x00\x00bq\x02]q\x03K\x02au.' True True
# expect: 2 b'\x80\x02}q\x00(X\x01\x00\x00\x00aq\x01K\x01X\x01\x00\x00\x00bq\x02]q\x03K\x02au.' True True
# expect: 5 b'\x80\x05\x95\x14\x00\x00\x00\x00\x00\x00\x00}\x94(\x8c\x01a\x94K\x01\x8c\x01b\x94]\x94K\x02au.' True True
# expect: 0 b'c__builtin__\nset\np0\n((lp1\ntp2\nRp3\n.' True True
# expect: 1 b'c__builtin__\nset\nq\x00(]q\x01tq\x02Rq\x03.' True True
# expect: 2 b'\x80\x02c__builtin__\nset\nq\x00]q\x01\x85q\x02Rq\x03.' True True
# expect: 5 b'\x80\x05\x8f\x94.' True True
# expect: 0 b'c__builtin__\nset\np0\n((lp1\nI1\natp2\nRp3\n.' True True
# expect: 1 b'c__builtin__\nset\nq\x00(]q\x01K\x01atq\x02Rq\x03.' True True
# expect: 2 b'\x80\x02c__builtin__\nset\nq\x00]q\x01K\x01a\x85q\x02Rq\x03.' True True
# expect: 5 b'\x80\x05\x95\x07\x00\x00\x00\x00\x00\x00\x00\x8f\x94(K\x01\x90.' True True
# expect: 0 b'c__builtin__\nfrozenset\np0\n((lp1\nI1\natp2\nRp3\n.' True True
# expect: 1 b'c__builtin__\nfrozenset\nq\x00(]q\x01K\x01atq\x02Rq\x03.' True True
# expect: 2 b'\x80\x02c__builtin__\nfrozenset\nq\x00]q\x01K\x01a\x85q\x02Rq\x03.' True True
# expect: 5 b'\x80\x05\x95\x06\x00\x00\x00\x00\x00\x00\x00(K\x01\x91\x94.' True True
# expect: 0 b'(lp0\nI1\naI2\nag0\na.' True True
# expect: 1 b']q\x00(K\x01K\x02h\x00e.' True True
# expect: 2 b'\x80\x02]q\x00(K\x01K\x02h\x00e.' True True
# expect: 5 b'\x80\x05\x95\x0b\x00\x00\x00\x00\x00\x00\x00]\x94(K\x01K\x02h\x00e.' True True
# expect: 0 b'((lp0\n(g0\ntp1\na00g1\n.' True True
# expect: 1 b'(]q\x00(h\x00tq\x01a1h\x01.' True True
# expect: 2 b'\x80\x02]q\x00h\x00\x85q\x01a0h\x01.' True True
# expect: 5 b'\x80\x05\x95\x0b\x00\x00\x00\x00\x00\x00\x00]\x94h\x00\x85\x94a0h\x01.' True True
# expect: 0 b'(dp0\nVself\np1\ng0\ns.' True True
# expect: 1 b'}q\x00X\x04\x00\x00\x00selfq\x01h\x00s.' True True
# expect: 2 b'\x80\x02}q\x00X\x04\x00\x00\x00selfq\x01h\x00s.' True True
# expect: 5 b'\x80\x05\x95\r\x00\x00\x00\x00\x00\x00\x00}\x94\x8c\x04self\x94h\x00s.' True True
# expect: 0 b'(lp0\nVshared\np1\nag1\na(g1\ntp2\na.' True True
# expect: 1 b']q\x00(X\x06\x00\x00\x00sharedq\x01h\x01(h\x01tq\x02e.' True True
# expect: 2 b'\x80\x02]q\x00(X\x06\x00\x00\x00sharedq\x01h\x01h\x01\x85q\x02e.' True True
# expect: 5 b'\x80\x05\x95\x14\x00\x00\x00\x00\x00\x00\x00]\x94(\x8c\x06shared\x94h\x01h\x01\x85\x94e.' True True
# expect: 0 b'c__builtin__\nlen\np0\n.' True True
# expect: 1 b'c__builtin__\nlen\nq\x00.' True True
# expect: 2 b'\x80\x02c__builtin__\nlen\nq\x00.' True True
# expect: 5 b'\x80\x05\x95\x14\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\x03len\x94\x93\x94.' True True
# expect: 0 b'c__main__\nP\np0\n.' True True
# expect: 1 b'c__main__\nP\nq\x00.' True True
# expect: 2 b'\x80\x02c__main__\nP\nq\x00.' True True
# expect: 5 b'\x80\x05\x95\x12\x00\x00\x00\x00\x00\x00\x00\x8c\x08__main__\x94\x8c\x01P\x94\x93\x94.' True True
# expect: 0 b'N.' True True
# expect: 1 b'N.' True True
# expect: 2 b'\x80\x02N.' True True
# expect: 5 b'\x80\x05N.' True True
# expect: 0 b'c__builtin__\nxrange\np0\n(I0\nI3\nI1\ntp1\nRp2\n.' True True
# expect: 1 b'c__builtin__\nxrange\nq\x00(K\x00K\x03K\x01tq\x01Rq\x02.' True True
# expect: 2 b'\x80\x02c__builtin__\nxrange\nq\x00K\x00K\x03K\x01\x87q\x01Rq\x02.' True True
# expect: 5 b'\x80\x05\x95 \x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\x05range\x94\x93\x94K\x00K\x03K\x01\x87\x94R\x94.' True True
# expect: 0 b'c__builtin__\nslice\np0\n(I1\nI2\nNtp1\nRp2\n.' True True
# expect: 1 b'c__builtin__\nslice\nq\x00(K\x01K\x02Ntq\x01Rq\x02.' True True
# expect: 2 b'\x80\x02c__builtin__\nslice\nq\x00K\x01K\x02N\x87q\x01Rq\x02.' True True
# expect: 5 b'\x80\x05\x95\x1f\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\x05slice\x94\x93\x94K\x01K\x02N\x87\x94R\x94.' True True
# expect: 0 b'c__builtin__\ncomplex\np0\n(F1.0\nF2.0\ntp1\nRp2\n.' True True
# expect: 1 b'c__builtin__\ncomplex\nq\x00(G?\xf0\x00\x00\x00\x00\x00\x00G@\x00\x00\x00\x00\x00\x00\x00tq\x01Rq\x02.' True True
# expect: 2 b'\x80\x02c__builtin__\ncomplex\nq\x00G?\xf0\x00\x00\x00\x00\x00\x00G@\x00\x00\x00\x00\x00\x00\x00\x86q\x01Rq\x02.' True True
# expect: 5 b'\x80\x05\x95.\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\x07complex\x94\x93\x94G?\xf0\x00\x00\x00\x00\x00\x00G@\x00\x00\x00\x00\x00\x00\x00\x86\x94R\x94.' True True
# expect: 0 b'c__builtin__\nEllipsis\np0\n.' True True
# expect: 1 b'c__builtin__\nEllipsis\nq\x00.' True True
# expect: 2 b'\x80\x02c__builtin__\nEllipsis\nq\x00.' True True
# expect: 5 b'\x80\x05\x95\x19\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\x08Ellipsis\x94\x93\x94.' True True
# expect: 0 b'c__builtin__\ntype\np0\n(Ntp1\nRp2\n.' True True
# expect: 1 b'c__builtin__\ntype\nq\x00(Ntq\x01Rq\x02.' True True
# expect: 2 b'\x80\x02c__builtin__\ntype\nq\x00N\x85q\x01Rq\x02.' True True
# expect: 5 b'\x80\x05\x95\x1a\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\x04type\x94\x93\x94N\x85\x94R\x94.' True True
# expect: 0 b'cexceptions\nException\np0\n(Va\np1\nI1\ntp2\nRp3\n.' True True
# expect: 1 b'cexceptions\nException\nq\x00(X\x01\x00\x00\x00aq\x01K\x01tq\x02Rq\x03.' True True
# expect: 2 b'\x80\x02cexceptions\nException\nq\x00X\x01\x00\x00\x00aq\x01K\x01\x86q\x02Rq\x03.' True True
# expect: 5 b'\x80\x05\x95$\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94\x8c\tException\x94\x93\x94\x8c\x01a\x94K\x01\x86\x94R\x94.' True True
# expect: 0 b'ccopy_reg\n_reconstructor\np0\n(c__main__\nP\np1\nc__builtin__\nobject\np2\nNtp3\nRp4\n(dp5\nVx\np6\nI1\nsVy\np7\n(lp8\nI1\nasb.' P ['x', 'y']
# expect: 2 b'\x80\x02c__main__\nP\nq\x00)\x81q\x01}q\x02(X\x01\x00\x00\x00xq\x03K\x01X\x01\x00\x00\x00yq\x04]q\x05K\x01aub.' P ['x', 'y']
# expect: 5 b'\x80\x05\x95)\x00\x00\x00\x00\x00\x00\x00\x8c\x08__main__\x94\x8c\x01P\x94\x93\x94)\x81\x94}\x94(\x8c\x01x\x94K\x01\x8c\x01y\x94]\x94K\x01aub.' P ['x', 'y']
# expect: 0 b'ccopy_reg\n_reconstructor\np0\n(c__main__\nP\np1\nc__builtin__\nobject\np2\nNtp3\nRp4\n(dp5\nVx\np6\nI3\nsVy\np7\n(lp8\nI3\nasVme\np9\ng4\nsb.' P ['me', 'x', 'y']
# expect: 2 b'\x80\x02c__main__\nP\nq\x00)\x81q\x01}q\x02(X\x01\x00\x00\x00xq\x03K\x03X\x01\x00\x00\x00yq\x04]q\x05K\x03aX\x02\x00\x00\x00meq\x06h\x01ub.' P ['me', 'x', 'y']
# expect: 5 b'\x80\x05\x950\x00\x00\x00\x00\x00\x00\x00\x8c\x08__main__\x94\x8c\x01P\x94\x93\x94)\x81\x94}\x94(\x8c\x01x\x94K\x03\x8c\x01y\x94]\x94K\x03a\x8c\x02me\x94h\x03ub.' P ['me', 'x', 'y']
# expect: 0 b'(lp0\nccopy_reg\n_reconstructor\np1\n(c__main__\nP\np2\nc__builtin__\nobject\np3\nNtp4\nRp5\n(dp6\nVx\np7\nI1\nsVy\np8\n(lp9\nI1\nasbag1\n(g2\ng3\nNtp10\nRp11\n(dp12\ng7\nI2\nsg8\n(lp13\nI2\nasba.' list []
# expect: 2 b'\x80\x02]q\x00(c__main__\nP\nq\x01)\x81q\x02}q\x03(X\x01\x00\x00\x00xq\x04K\x01X\x01\x00\x00\x00yq\x05]q\x06K\x01aubh\x01)\x81q\x07}q\x08(h\x04K\x02h\x05]q\tK\x02aube.' list []
# expect: 5 b'\x80\x05\x95B\x00\x00\x00\x00\x00\x00\x00]\x94(\x8c\x08__main__\x94\x8c\x01P\x94\x93\x94)\x81\x94}\x94(\x8c\x01x\x94K\x01\x8c\x01y\x94]\x94K\x01aubh\x03)\x81\x94}\x94(h\x06K\x02h\x07]\x94K\x02aube.' list []
# expect: 0 b'ccopy_reg\n_reconstructor\np0\n(c__main__\nItems\np1\nc__builtin__\nlist\np2\n(lp3\nI1\naI2\naI3\natp4\nRp5\n.' Items []
# expect: 2 b'\x80\x02c__main__\nItems\nq\x00)\x81q\x01(K\x01K\x02K\x03e.' Items []
# expect: 5 b'\x80\x05\x95!\x00\x00\x00\x00\x00\x00\x00\x8c\x08__main__\x94\x8c\x05Items\x94\x93\x94)\x81\x94(K\x01K\x02K\x03e.' Items []
# expect: 0 b'ccopy_reg\n_reconstructor\np0\n(c__main__\nKeys\np1\nc__builtin__\ndict\np2\n(dp3\nVa\np4\nI1\nstp5\nRp6\n.' Keys []
# expect: 2 b'\x80\x02c__main__\nKeys\nq\x00)\x81q\x01X\x01\x00\x00\x00aq\x02K\x01s.' Keys []
# expect: 5 b'\x80\x05\x95\x1f\x00\x00\x00\x00\x00\x00\x00\x8c\x08__main__\x94\x8c\x04Keys\x94\x93\x94)\x81\x94\x8c\x01a\x94K\x01s.' Keys []
# expect: 0 b'ccollections\ndeque\np0\n(tRp1\nI1\naI2\na.' deque 37
# expect: 2 b'\x80\x02ccollections\ndeque\nq\x00)Rq\x01(K\x01K\x02e.' deque 34
# expect: 5 b'\x80\x05\x95"\x00\x00\x00\x00\x00\x00\x00\x8c\x0bcollections\x94\x8c\x05deque\x94\x93\x94)R\x94(K\x01K\x02e.' deque 45
# expect: 0 b'ccollections\nCounter\np0\n((dp1\nVa\np2\nI2\nsVb\np3\nI1\nstp4\nRp5\n.' Counter []
# expect: 2 b'\x80\x02ccollections\nCounter\nq\x00}q\x01(X\x01\x00\x00\x00aq\x02K\x02X\x01\x00\x00\x00bq\x03K\x01u\x85q\x04Rq\x05.' Counter []
# expect: 5 b'\x80\x05\x95/\x00\x00\x00\x00\x00\x00\x00\x8c\x0bcollections\x94\x8c\x07Counter\x94\x93\x94}\x94(\x8c\x01a\x94K\x02\x8c\x01b\x94K\x01u\x85\x94R\x94.' Counter []
# expect: 0 b'ccopy_reg\n_reconstructor\np0\n(c__main__\nState\np1\nc__builtin__\nobject\np2\nNtp3\nRp4\n(dp5\nVonly\np6\nI4\nsb.' State ['got']
# expect: 2 b'\x80\x02c__main__\nState\nq\x00)\x81q\x01}q\x02X\x04\x00\x00\x00onlyq\x03K\x04sb.' State ['got']
# expect: 5 b'\x80\x05\x95&\x00\x00\x00\x00\x00\x00\x00\x8c\x08__main__\x94\x8c\x05State\x94\x93\x94)\x81\x94}\x94\x8c\x04only\x94K\x04sb.' State ['got']
# expect: 0 b'ccopy_reg\n_reconstructor\np0\n(c__main__\nArgs\np1\nc__builtin__\nlong\np2\nI7\ntp3\nRp4\n.' Args []
# expect: 2 b'\x80\x02c__main__\nArgs\nq\x00K\x07\x85q\x01\x81q\x02.' Args []
# expect: 5 b'\x80\x05\x95\x1b\x00\x00\x00\x00\x00\x00\x00\x8c\x08__main__\x94\x8c\x04Args\x94\x93\x94K\x07\x85\x94\x81\x94.' Args []
# expect: b'\x80\x04\x95&\x00\x00\x00\x00\x00\x00\x00\x8c\x08__main__\x94\x8c\x05Slots\x94\x93\x94)\x81\x94N}\x94\x8c\x01a\x94K\x01s\x86\x94b.' 1
# expect: 0 (5896, 'c8538ffea03845c0f685a663ccc01c24') True
# expect: 1 (2750, '31e9c2cab840fb61f9a0f5bbab7ec1e9') True
# expect: 2 (2752, 'a6ac5b78c57bf27b3a9fee00f58a740a') True
# expect: 3 (2752, '483255cdbfcfaf32c61019212e999dfc') True
# expect: 4 (2760, '2b3be4df4a2ec1c1f9bdc7448f6a525b') True
# expect: 5 (2760, '1d27d6eae17f0618043872c437e0207e') True
# expect: 0 (5903, '844bcb2172a6b628b7e43b910b14f1ef') True
# expect: 1 (2755, 'fc18564fdc5ba7191042653d4d1649d3') True
# expect: 2 (2757, 'f87c623aff2b1ddf26353e4fe089c326') True
# expect: 3 (2757, '10b85e6cb18298aaa3d967581d5a4bf5') True
# expect: 4 (2765, 'a839173c60fb453238222929a53c4f1f') True
# expect: 5 (2765, 'd6a399bea109351c3bb75bedf09ab7b4') True
# expect: 0 (15679, 'cc074b2215d30939592b0bd85d541bfe') True
# expect: 1 (14877, '19a4a7597d113094d7851ecd0c943df0') True
# expect: 2 (14879, '9bd943183d15d6bfe3dd0a1a65ebd856') True
# expect: 3 (14879, '6314f2ad52249c67f8d6cf3e691e57f7') True
# expect: 4 (8652, 'a649b0c2f5f0d2be951d2459583b1126') True
# expect: 5 (8652, '9a0c40411bf13dcc1b0aea1cdf8f4f08') True
# expect: 0 (34698, 'b0ea223716e9d7f4f7d626b3f706e289') True
# expect: 1 (31896, 'd78019745a7666b79a740f8e3c36e1b5') True
# expect: 2 (31898, '3c035e43d0b9f1ff2ba0aabbd54f26a6') True
# expect: 3 (31898, 'b27b331bc006990deea03e4dec85861c') True
# expect: 4 (18664, '7dd9f839e34ed51dc6998a87cb798534') True
# expect: 5 (18664, 'c6a60e37ce9b62c3c8992ebe9484a1b2') True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: 4 (2762, 'b19848bdea29857905346db079d18d6b') True
# expect: 5 (2762, 'b37d4984198809d1c230362927ce0fa9') True
# expect: 0 (70006, 'b1b10f799b9caf57e8a2bfbcc6e8869e') True
# expect: 1 (70008, '1361327478c53188a386e3fe0b22e565') True
# expect: 2 (70010, 'fc153cbc89298c548a7da2446de42d66') True
# expect: 3 (70010, 'e233fd99867f67338eec103b90715c40') True
# expect: 4 (70009, '46cd43158e4c7fadf9ed8ad2e1dff410') True
# expect: 5 (70009, 'a7ac4435cba35ccef8e6b999690db566') True
# expect: 0 (70064, 'a53bbda7028141125d6ed2c1cb0938a9') True
# expect: 1 (70063, 'd0627fa41c9b45bc2463d2ba73d8e236') True
# expect: 2 (70064, '0c07c180b98a9965da27741fa56a3320') True
# expect: 3 (70027, 'b317424ca832738ff3e6e18da21361f5') True
# expect: 4 (70030, '9d99cfbf5af3fd69207f56698ce90358') True
# expect: 5 (70030, '7f5b4e98078f402faddee53f947d5463') True
# expect: 0 (123789, 'd86d6923083ffa030bf9cee8d8d8fb06') True
# expect: 1 (133147, '2296ee3ddbb34d60acfc1b28be207a9f') True
# expect: 2 (133149, '48bf2e09594ed09194c97da11ae16cad') True
# expect: 3 (133149, '1756ecf65676fe6863c174fab640d588') True
# expect: 4 (70931, '5df61e166a75a37473ccfaeea5ca63d7') True
# expect: 5 (70931, '44695c24e70ea16a0a34232e8f0a4ab9') True
# expect: 0 (380, '638386623a9ecca6ff4259d69528f03d') True
# expect: 1 (378, '27d9133e92052bbcc6efcb361ebcc71c') True
# expect: 2 (378, '80a3be26d32cf189e1df137a89bf6388') True
# expect: 3 (338, '283da0665e4ebce8063654f957bbbeba') True
# expect: 4 (347, '1ab421799a71842912b05afabefcae2e') True
# expect: 5 (322, 'dc14e7632b8b15a22cd0adf265d0d162') True
# expect: 0 (5980, 'bab937083019609ad8b8b375930f533c') True
# expect: 1 (2827, 'b052d32163817893deb79b1eba882c66') True
# expect: 2 (2775, 'd1b20dc4724550a350a87edcffe18c0b') True
# expect: 3 (2775, '3555423e619039810efb0ab7bc07b87c') True
# expect: 4 (2786, '21fd2f46ae38deefa9fb7e1524a0322c') True
# expect: 5 (2786, 'cf1caa78ee5711b1048605136bac7330') True
# expect: 0 (906, '3992dbb4bc1e67ba2d44feaf29919b2d') True
# expect: 1 (605, 'fbb1d33e91e239ee1c65b7c9b1c845c4') True
# expect: 2 (607, '7aacf1e3078880fa9998070fd6230e30') True
# expect: 3 (607, 'bd08f0e6efbccaa96ab8c3582c344e25') True
# expect: 4 (615, '0080cf9723fae429c84c41c90fe8779c') True
# expect: 5 (615, '27f41fdae76eb24cc4750c3b646a9845') True
# expect: [True, True, True, True, True, True]
# expect: (764, 'd400820e4f4b78bfa5e8cb216a18c322')
# expect: 250
# expect: 3 True
# expect: True True True
# expect: b'\x80\x02]q\x00(K\x01X\x06\x00\x00\x00sharedq\x01e.\x80\x02h\x01.\x80\x02}q\x02X\x01\x00\x00\x00kq\x03h\x01s.\x80\x02X\x06\x00\x00\x00sharedq\x00.'
# expect: [1, 'shared'] shared {'k': 'shared'} shared 61 [0, 1, 2, 3]
# expect: [1, [2], 'three', (4,), {5: 6}, b'7'] b''
# expect: 1
# expect: class __main__ P
# expect: class builtins len
# expect: [11, <built-in function len>]
# expect: [('id', 2), 'x']
# expect: 500
# expect: 6
# expect: b'\x80\x04\x95\x04\x00\x00\x00\x00\x00\x00\x00\x834\x12.' True
# expect: b'\x80\x05\x97\x98.' b'out' b'\x80\x05\x95\t\x00\x00\x00\x00\x00\x00\x00]\x94C\x02in\x94a.'
# expect: True A
# expect: True
# expect: PicklingError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: [(('EOFError', 'Ran out of input'), 2), (('UnpicklingError', 'pickle data was truncated'), 78)]
# expect: b'' EOFError
# expect: b'\x80\x07.' ValueError
# expect: b'(.' UnpicklingError
# expect: b't.' UnpicklingError
# expect: b'h\x00.' UnpicklingError
# expect: b'\xff' UnpicklingError
# expect: b'cnowhere\nx\n.' ModuleNotFoundError
# expect: b'K\x01a.' UnpicklingError
# expect: b'N\x81.' UnpicklingError
# expect: b']b.' UnpicklingError
# expect: b"S'a\\x41'\n." aA
# expect: b'U\x02\xe9b.' éb
# expect: b'I01\n.' True
# expect: b'L123L\n.' 123
# expect: b'F1.5\n.' 1.5
# expect: b'(I1\nI2\ntp0\n0g0\n.' (1, 2)
# expect: b'(dp0\nVk\nI1\ns.' {'k': 1}
# expect: b'(c__main__\nP\nI7\no.' 7
# expect: b'(I8\ni__main__\nP\n.' 8
# expect: b'X\x01\x00\x00\x00\xff.' UnicodeDecodeError
# expect: b'\x8a\x01\x80.' -128
# expect: b'\x8b\xff\xff\xff\xff.' UnpicklingError
# expect: b'0.' UnpicklingError
# expect: b'1.' UnpicklingError
# expect: b'2.' UnpicklingError
# expect:     0: \x80 PROTO      4
# expect:     2: \x95 FRAME      51
# expect:    11: ]    EMPTY_LIST
# expect:    12: \x94 MEMOIZE    (as 0)
# expect:    13: (    MARK
# expect:    14: \x8c     SHORT_BINUNICODE '__main__'
# expect:    24: \x94     MEMOIZE    (as 1)
# expect:    25: \x8c     SHORT_BINUNICODE 'P'
# expect:    28: \x94     MEMOIZE    (as 2)
# expect:    29: \x93     STACK_GLOBAL
# expect:    30: \x94     MEMOIZE    (as 3)
# expect:    31: )        EMPTY_TUPLE
# expect:    32: \x81     NEWOBJ
# expect:    33: \x94     MEMOIZE    (as 4)
# expect:    34: }        EMPTY_DICT
# expect:    35: \x94     MEMOIZE    (as 5)
# expect:    36: (        MARK
# expect:    37: \x8c         SHORT_BINUNICODE 'x'
# expect:    40: \x94         MEMOIZE    (as 6)
# expect:    41: K            BININT1    1
# expect:    43: \x8c         SHORT_BINUNICODE 'y'
# expect:    46: \x94         MEMOIZE    (as 7)
# expect:    47: ]            EMPTY_LIST
# expect:    48: \x94         MEMOIZE    (as 8)
# expect:    49: K            BININT1    1
# expect:    51: a            APPEND
# expect:    52: u            SETITEMS   (MARK at 36)
# expect:    53: b        BUILD
# expect:    54: \x8f     EMPTY_SET
# expect:    55: \x94     MEMOIZE    (as 9)
# expect:    56: (        MARK
# expect:    57: K            BININT1    2
# expect:    59: \x90         ADDITEMS   (MARK at 56)
# expect:    60: e        APPENDS    (MARK at 13)
# expect:    61: .    STOP
# expect: highest protocol among opcodes = 4
