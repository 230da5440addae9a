# The library: what is pure Python runs on native modules of our own.
import re, json, collections, itertools, functools, random, struct, io, hashlib, datetime
print(re.findall(r"(\w+)@(\w+)", "a@b cc@dd"), re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "a1b22")) # expect: [('a', 'b'), ('cc', 'dd')] a2b44
print(re.match(r"(?P<y>\d{4})-(?P<m>\d\d)", "2024-05").groupdict(), re.split(r"[,;]\s*", "a, b;c")) # expect: {'y': '2024', 'm': '05'} ['a', 'b', 'c']
print(re.search(r"(?<=x)(?!z)(a|ab)*?c", "xababc").span(), re.fullmatch(r"(a+)+b", "a" * 20)) # expect: (1, 6) None
print(json.loads(json.dumps({"a": [1, 2.5, None, "\u00e9"]}))) # expect: {'a': [1, 2.5, None, 'é']}
P = collections.namedtuple("P", "x y")
print(P(1, 2)._replace(y=5), collections.Counter("abracadabra").most_common(1), collections.deque([1, 2, 3], 2)) # expect: P(x=1, y=5) [('a', 5)] deque([2, 3], maxlen=2)
print(list(itertools.islice(itertools.count(3), 2)), list(itertools.permutations("abc", 2))[-1]) # expect: [3, 4] ('c', 'b')
print([(k, len(list(g))) for k, g in itertools.groupby("aabbbc")]) # expect: [('a', 2), ('b', 3), ('c', 1)]
@functools.lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60), functools.reduce(lambda a, b: a * b, range(1, 6))) # expect: 1548008755920 120
random.seed(42)
print(random.random(), random.getrandbits(40)) # expect: 0.6394267984578837 811856239313
print(struct.pack("<hI?", -1, 2, True), struct.unpack(">d", struct.pack(">d", 1.5))) # expect: b'\xff\xff\x02\x00\x00\x00\x01' (1.5,)
s = io.TextIOWrapper(io.BytesIO("a\r\nb\u00e9".encode()), "utf-8")
print(s.readlines(), hashlib.sha256(b"abc").hexdigest()[:16]) # expect: ['a\n', 'bé'] ba7816bf8f01cfea
print(datetime.date(2024, 2, 28) + datetime.timedelta(2), list[int] | None) # expect: 2024-03-01 list[int] | None
