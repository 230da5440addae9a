# Every public name of `typing`, used once.
import collections
import io
import re
import sys
import typing
from typing import (
    AbstractSet, Annotated, Any, AnyStr, AsyncContextManager, AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable,
    BinaryIO, ByteString, Callable, ChainMap, ClassVar, Collection, Concatenate, Container, ContextManager, Coroutine, Counter,
    DefaultDict, Deque, Dict, Final, ForwardRef, FrozenSet, Generator, Generic, Hashable, IO, ItemsView, Iterable,
    Iterator, KeysView, List, Literal, LiteralString, Mapping, MappingView, Match, MutableMapping, MutableSequence,
    MutableSet, NamedTuple, Never, NewType, NoReturn, NotRequired, Optional, OrderedDict, ParamSpec, ParamSpecArgs,
    ParamSpecKwargs, Pattern, Protocol, Required, Reversible, Self, Sequence, Set, Sized, SupportsAbs, SupportsBytes,
    SupportsComplex, SupportsFloat, SupportsIndex, SupportsInt, SupportsRound, Text, TextIO, Tuple, Type, TypeAlias,
    TypeGuard, TypeVar, TypeVarTuple, TypedDict, Union, Unpack, ValuesView,
)

generics = {
    AbstractSet: "collections.abc.Set", AsyncContextManager: "contextlib.AbstractAsyncContextManager",
    AsyncGenerator: "collections.abc.AsyncGenerator", AsyncIterable: "collections.abc.AsyncIterable",
    AsyncIterator: "collections.abc.AsyncIterator", Awaitable: "collections.abc.Awaitable",
    Callable: "collections.abc.Callable", ChainMap: "collections.ChainMap", Collection: "collections.abc.Collection",
    Container: "collections.abc.Container", ContextManager: "contextlib.AbstractContextManager",
    Coroutine: "collections.abc.Coroutine", Counter: "collections.Counter", DefaultDict: "collections.defaultdict",
    Deque: "collections.deque", Dict: "builtins.dict", FrozenSet: "builtins.frozenset",
    Generator: "collections.abc.Generator", Hashable: "collections.abc.Hashable", ItemsView: "collections.abc.ItemsView",
    Iterable: "collections.abc.Iterable", Iterator: "collections.abc.Iterator", KeysView: "collections.abc.KeysView",
    List: "builtins.list", Mapping: "collections.abc.Mapping", MappingView: "collections.abc.MappingView",
    Match: "re.Match", MutableMapping: "collections.abc.MutableMapping",
    MutableSequence: "collections.abc.MutableSequence", MutableSet: "collections.abc.MutableSet",
    OrderedDict: "collections.OrderedDict", Pattern: "re.Pattern", Reversible: "collections.abc.Reversible",
    Sequence: "collections.abc.Sequence", Set: "builtins.set", Sized: "collections.abc.Sized", Tuple: "builtins.tuple",
    Type: "builtins.type", ValuesView: "collections.abc.ValuesView", ByteString: "collections.abc.ByteString",
}
for alias, name in generics.items():
    origin = typing.get_origin(alias) or alias.__origin__
    assert f"{origin.__module__}.{origin.__qualname__}" == name or name.endswith("ByteString"), alias
assert repr(Dict[str, List[int]]) == "typing.Dict[str, typing.List[int]]" and typing.get_args(Dict[str, int]) == (str, int)
assert Optional[int] == Union[int, None] and typing.get_args(Literal[1, "a"]) == (1, "a") and Text is str
T = TypeVar("T", bound=int)
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
assert T.__bound__ is int and repr(T) == "~T" and isinstance(P.args, ParamSpecArgs) and isinstance(P.kwargs, ParamSpecKwargs)
assert typing.get_args(Callable[Concatenate[int, P], T])[0] == Concatenate[int, P] and typing.get_args(Tuple[Unpack[Ts]]) == (Unpack[Ts],)
assert AnyStr.__constraints__ == (bytes, str) or AnyStr.__constraints__ == (str, bytes)


class Box(Generic[T]):
    size: ClassVar[int] = 1
    item: Final[int] = 2

    def me(self) -> Self:
        return self


assert Box[int].__args__ == (int,) and Box.__parameters__ == (T,) and typing.get_type_hints(Box)["size"] == ClassVar[int]


class Movie(TypedDict, total=False):
    title: Required[str]
    year: NotRequired[int]


assert Movie.__required_keys__ == {"title"} and typing.is_typeddict(Movie) and Movie(title="x") == {"title": "x"}


class Pt(NamedTuple):
    x: int
    y: int = 5


assert Pt(1) == (1, 5) and Pt._field_defaults == {"y": 5}
UserId = NewType("UserId", int)
assert UserId(5) == 5 and UserId.__supertype__ is int


@typing.runtime_checkable
class Quacks(Protocol):
    def quack(self): ...


class Duck:
    def quack(self):
        pass


assert isinstance(Duck(), Quacks) and not isinstance(1, Quacks)
for protocol, good, bad in ((SupportsAbs, 1, ""), (SupportsBytes, b"", 1), (SupportsComplex, 1j, ""), (SupportsFloat, 1.0, ""),
                            (SupportsIndex, 1, 1.0), (SupportsInt, 1, ""), (SupportsRound, 1.5, "")):
    assert isinstance(good, protocol) and not isinstance(bad, protocol), protocol
assert typing.get_type_hints(lambda: 0) == {} and typing.cast(str, 5) == 5 and typing.TYPE_CHECKING is False
assert ForwardRef("int") == ForwardRef("int") and Annotated[int, "m"].__metadata__ == ("m",)
for special in (Any, LiteralString, Never, NoReturn, Self, TypeAlias, TypeGuard, Required, Concatenate):
    assert repr(special) == f"typing.{special._name if hasattr(special, '_name') else 'Any'}"
assert issubclass(TextIO, IO) and issubclass(BinaryIO, IO)
try:
    typing.assert_never(1)
    assert False
except AssertionError as e:
    assert "Expected code to be unreachable" in str(e)
assert typing.assert_type(5, int) == 5


@typing.overload
def f(x: int) -> int: ...


@typing.overload
def f(x: str) -> str: ...


def f(x):
    return x


assert len(typing.get_overloads(f)) == 2
typing.clear_overloads()
assert typing.get_overloads(f) == []


@typing.dataclass_transform(kw_only_default=True)
def make(c):
    return c


assert make.__dataclass_transform__["kw_only_default"] is True


@typing.final
class Last:
    @typing.no_type_check
    def g(self) -> 5:
        pass


assert Last.__final__ and Last.g.__no_type_check__ and typing.no_type_check_decorator(lambda g: g)(f) is f
err, sys.stderr = sys.stderr, io.StringIO()
assert typing.reveal_type(1) == 1
text, sys.stderr = sys.stderr.getvalue(), err
assert text == "Runtime type is 'int'\n"

# Since 3.12.
from typing import NoDefault, ReadOnly, TypeAliasType, TypeIs, override

type Ints = list[int]
assert isinstance(Ints, TypeAliasType) and Ints.__value__ == list[int] and repr(Ints) == "Ints"
assert TypeVar("D").__default__ is NoDefault and TypeVar("D", default=int).__default__ is int


class Row(TypedDict):
    a: ReadOnly[int]


assert Row.__readonly_keys__ == {"a"} and repr(TypeIs[int]) == "typing.TypeIs[int]"


class Sub(Box):
    @override
    def me(self):
        return 1


assert Sub.me.__override__ and typing.is_protocol(Quacks) and typing.get_protocol_members(Quacks) == {"quack"}
assert typing.evaluate_forward_ref(ForwardRef("list[int]"), globals=globals()) == list[int]
