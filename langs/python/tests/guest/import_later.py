# What a module of the library needs rarely is imported then, and works as if it had been.
import sys
import dataclasses

print([name for name in ("inspect", "copy", "re") if name in sys.modules])  # expect: []


@dataclasses.dataclass
class Point:
    x: "int"
    y: "ClassVar[int]" = 3


print(Point.__doc__)  # expect: Point(x: 'int', y: 'ClassVar[int]' = 3)
print(dataclasses.asdict(Point([1])))  # expect: {'x': [1], 'y': 3}


@dataclasses.dataclass(slots=True)
class Slotted:
    "With a text of its own."
    x: int

    def base(self):
        return super().__eq__(1)


print(Slotted(4), Slotted.__slots__, Slotted(1).base())  # expect: Slotted(x=4) ('x',) NotImplemented
