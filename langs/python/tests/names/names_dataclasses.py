# Every public name of `dataclasses`, used once.
import dataclasses
from dataclasses import KW_ONLY, InitVar


@dataclasses.dataclass(order=True)
class Item:
    name: str
    price: float = 1.5
    tags: list = dataclasses.field(default_factory=list, compare=False, repr=False)
    scale: InitVar[int] = 2
    _: KW_ONLY
    key: int = 0

    def __post_init__(self, scale):
        self.price *= scale


i = Item("a", 2.0, key=3)
assert repr(i) == "Item(name='a', price=4.0, key=3)" and i < Item("b") and i == Item("a", 2.0, ["t"], key=3)
assert dataclasses.asdict(i) == {"name": "a", "price": 4.0, "tags": [], "key": 3} and dataclasses.astuple(i) == ("a", 4.0, [], 3)
fs = dataclasses.fields(Item)
assert [f.name for f in fs] == ["name", "price", "tags", "key"] and isinstance(fs[0], dataclasses.Field) and fs[0].default is dataclasses.MISSING
assert dataclasses.is_dataclass(Item) and not dataclasses.is_dataclass(int) and dataclasses.replace(i, name="z", scale=1).name == "z"
Point = dataclasses.make_dataclass("Point", [("x", int), ("y", int, dataclasses.field(default=5))], frozen=True, slots=True)
p = Point(1)
assert p == Point(1, 5) and hash(p) == hash(Point(1)) and not hasattr(p, "__dict__")
try:
    p.x = 3
    assert False
except dataclasses.FrozenInstanceError as e:
    assert str(e) == "cannot assign to field 'x'"
assert dataclasses.KW_ONLY is KW_ONLY and dataclasses.InitVar is InitVar
