# Every public name of `collections`, used once.
import collections

chain = collections.ChainMap({"a": 1}, {"a": 2, "b": 3})
assert chain["a"] == 1 and chain["b"] == 3 and len(chain) == 2 and chain.parents["a"] == 2
assert chain.new_child({"c": 4})["c"] == 4 and repr(chain) == "ChainMap({'a': 1}, {'a': 2, 'b': 3})"
count = collections.Counter("abracadabra")
assert count.most_common(2) == [("a", 5), ("b", 2)] and count["z"] == 0 and count.total() == 11
assert count - collections.Counter("aaa") == collections.Counter({"a": 2, "b": 2, "r": 2, "c": 1, "d": 1})
count.subtract("bb")
assert +count == collections.Counter({"a": 5, "r": 2, "c": 1, "d": 1}) and sorted(collections.Counter(x=2).elements()) == ["x", "x"]
order = collections.OrderedDict([("x", 1), ("y", 2)])
order.move_to_end("x")
assert list(order) == ["y", "x"] and order.popitem(last=False) == ("y", 2)
assert collections.OrderedDict(a=1, b=2) != collections.OrderedDict(b=2, a=1)
words = collections.defaultdict(list)
words["k"].append(1)
assert words == {"k": [1]} and words.default_factory is list
queue = collections.deque([1, 2, 3], maxlen=3)
queue.append(4)
queue.appendleft(0)
queue.rotate(1)
assert list(queue) == [3, 0, 2] and queue.maxlen == 3 and queue.pop() == 2 and queue.popleft() == 3 and queue.index(0) == 0
queue.extendleft("ab")
assert list(queue) == ["b", "a", 0] and repr(queue) == "deque(['b', 'a', 0], maxlen=3)"
Pair = collections.namedtuple("Pair", "left right", defaults=[9])
assert Pair(1) == (1, 9) and Pair(1, 2)._replace(left=5) == Pair(5, 2) and Pair._fields == ("left", "right")
assert repr(Pair(1, 2)) == "Pair(left=1, right=2)" and Pair(1, 2)._asdict() == {"left": 1, "right": 2} and Pair._make("ab").right == "b"


class Lower(collections.UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k.lower(), v)


assert Lower({"A": 1})["a"] == 1 and Lower(B=2).data == {"b": 2}
assert collections.UserList([3, 1]) + [2] == [3, 1, 2] and sorted(collections.UserList([2, 1])) == [1, 2]
assert collections.UserString("abc").upper() == "ABC" and collections.UserString("x") * 2 == "xx"
