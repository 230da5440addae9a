# Every public name of `enum`, used once.
import enum


class Color(enum.Enum):
    RED = 1
    GREEN = enum.auto()
    CRIMSON = 1

    @enum.property
    def shout(self):
        return self.name + "!"


assert Color(1) is Color.RED is Color.CRIMSON and Color["GREEN"].value == 2 and repr(Color.RED) == "<Color.RED: 1>"
assert list(Color) == [Color.RED, Color.GREEN] and Color.RED.shout == "RED!" and type(Color) is enum.EnumMeta is enum.EnumType


class Size(enum.IntEnum):
    BIG = 3


assert Size.BIG + 1 == 4 and str(Size.BIG) == "3" and issubclass(enum.IntEnum, enum.ReprEnum)


class Mood(enum.StrEnum):
    GLAD = enum.auto()


assert Mood.GLAD == "glad" and f"{Mood.GLAD}" == "glad"


class Perm(enum.Flag, boundary=enum.STRICT):
    R = enum.auto()
    W = enum.auto()


assert (Perm.R | Perm.W).value == 3 and Perm.R in Perm.R | Perm.W and list(Perm.R | Perm.W) == [Perm.R, Perm.W]
assert repr(~Perm.R) == "<Perm.W: 2>" and enum.STRICT is enum.FlagBoundary.STRICT
try:
    Perm(8)
    assert False
except ValueError:
    pass


class Loose(enum.IntFlag, boundary=enum.KEEP):
    A = 1


assert Loose(9).value == 9 and enum.KEEP.value == "keep"


class Conform(enum.Flag, boundary=enum.CONFORM):
    A = 1


class Eject(enum.IntFlag, boundary=enum.EJECT):
    A = 1


assert Conform(5) is Conform.A and Eject(5) == 5 and type(Eject(5)) is int
try:
    @enum.unique
    class Twice(enum.Enum):
        A = B = 1
    assert False
except ValueError as e:
    assert str(e) == "duplicate values found in <enum 'Twice'>: B -> A"
try:
    @enum.verify(enum.CONTINUOUS, enum.UNIQUE)
    class Gap(enum.Enum):
        A, B = 1, 3
    assert False
except ValueError as e:
    assert "missing values 2" in str(e)


@enum.verify(enum.NAMED_FLAGS)
class Named(enum.Flag):
    A, B, AB = 1, 2, 3


assert isinstance(enum.UNIQUE, enum.EnumCheck) and Named.AB.value == 3


class Mixed(enum.Enum):
    @enum.member
    def call():
        return 5

    plain = enum.nonmember(7)


assert isinstance(Mixed.call, Mixed) and Mixed.plain == 7
Far = enum.Enum("Far", "NEAR AWAY", module=__name__)
assert enum.global_enum(Far) is Far and AWAY is Far.AWAY and repr(Far.NEAR) == f"{__name__}.NEAR"
assert enum.global_str(Far.NEAR) == "NEAR" and enum.global_enum_repr(Far.NEAR) == f"{__name__}.NEAR"
assert enum.global_flag_repr(Perm.R) == f"{__name__}.R"

# Since 3.12.
assert enum.pickle_by_global_name(Far.NEAR, 2) == "NEAR" and enum.pickle_by_enum_name(Far.NEAR, 2) == (getattr, (Far, "NEAR"))
assert isinstance(enum.EnumType.__prepare__("X", (enum.Enum,)), enum.EnumDict)
