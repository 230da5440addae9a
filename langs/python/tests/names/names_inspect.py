# Every public name of `inspect`, used once.
"""Module text."""
import collections.abc
import inspect
import sys
import types


# About f.
def f(a, /, b: int, *c, d=4, **e) -> str:
    """First.

        Indented.
    """
    inner = lambda: a + b
    return inner


class Base:
    x = 1

    def m(self):
        return 2

    @property
    def p(self):
        """A property."""

    @staticmethod
    def s():
        pass


class Derived(Base):
    __slots__ = ("slot",)

    def m(self):
        return 3


def gen():
    local = 5
    yield local
    return local


async def co():
    await tick()


@types.coroutine
def tick():
    yield


async def agen():
    yield 1


sig = inspect.signature(f)
assert str(sig) == "(a, /, b: int, *c, d=4, **e) -> str" and isinstance(sig, inspect.Signature) and sig.return_annotation is str
assert [p.kind.name for p in sig.parameters.values()] == ["POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD"]
assert sig.parameters["d"].default == 4 and sig.parameters["a"].default is inspect.Parameter.empty
bound = sig.bind(1, 2, 3, d=5, z=6)
assert isinstance(bound, inspect.BoundArguments) and bound.arguments == {"a": 1, "b": 2, "c": (3,), "d": 5, "e": {"z": 6}}
spec = inspect.getfullargspec(f)
assert isinstance(spec, inspect.FullArgSpec) and spec.args == ["a", "b"] and spec.kwonlydefaults == {"d": 4}
assert inspect.getcallargs(f, 1, 2) == {"a": 1, "b": 2, "c": (), "d": 4, "e": {}}
assert inspect.getargs(f.__code__) == inspect.Arguments(["a", "b", "d"], "c", "e")
assert inspect.getdoc(f) == "First.\n\nIndented." and inspect.cleandoc("  a\n    b") == "a\nb" and inspect.indentsize("  \tx") == 8
assert inspect.getcomments(f) == "# About f.\n" and inspect.getsource(Base.m) == "    def m(self):\n        return 2\n"
assert inspect.getsourcelines(gen)[0][0] == "def gen():\n" and inspect.getblock(["def f():\n", "    pass\n", "x\n"]) == ["def f():\n", "    pass\n"]
assert inspect.findsource(gen)[1] == inspect.getsourcelines(gen)[1] - 1 and isinstance(inspect.BlockFinder().started, bool)
assert issubclass(inspect.EndOfBlock, Exception) and issubclass(inspect.ClassFoundException, Exception)
assert inspect.getfile(f) == __file__ and inspect.getsourcefile(f) == __file__ and inspect.getabsfile(f).endswith(".py")
assert inspect.getmodule(f) is sys.modules["__main__"] and inspect.getmodulename("/a/b.py") == "b"
assert inspect.getmro(Derived) == (Derived, Base, object) and inspect.getclasstree([Derived])[0][0] is Base
assert ("x", 1) in inspect.getmembers(Derived) and dict(inspect.getmembers_static(Base))["p"] is Base.__dict__["p"]
kinds = {a.name: a.kind for a in inspect.classify_class_attrs(Base) if isinstance(a, inspect.Attribute)}
assert (kinds["x"], kinds["m"], kinds["p"], kinds["s"]) == ("data", "method", "property", "static method")
assert inspect.getattr_static(Base(), "p") is Base.__dict__["p"] and inspect.get_annotations(f) == {"b": int, "return": str}
assert inspect.getclosurevars(f(1, 2)) == inspect.ClosureVars({"a": 1, "b": 2}, {}, {}, set())
assert inspect.formatannotation(int) == "int" and inspect.formatannotationrelativeto(f)(int) == "int"


def here(x):
    frame = inspect.currentframe(); info = inspect.getframeinfo(frame)
    assert isinstance(info, inspect.Traceback) and info.function == "here" and "frame = inspect" in info.code_context[0]
    values = inspect.getargvalues(frame)
    assert isinstance(values, inspect.ArgInfo) and values.locals["x"] == 1 and inspect.formatargvalues(["x"], None, None, {"x": 1}) == "(x=1)"
    assert inspect.getouterframes(frame)[1].function == "<module>" and isinstance(inspect.stack()[0], inspect.FrameInfo) and inspect.isframe(frame)
    assert inspect.getlineno(frame) == frame.f_lineno


here(1)
try:
    1 / 0
except ZeroDivisionError as e:
    assert inspect.trace()[0].function == "<module>" and inspect.getinnerframes(e.__traceback__)[0].lineno == e.__traceback__.tb_lineno
    assert inspect.istraceback(e.__traceback__)
g = gen()
assert inspect.getgeneratorstate(g) == inspect.GEN_CREATED and inspect.isgenerator(g)
next(g)
assert inspect.getgeneratorstate(g) == inspect.GEN_SUSPENDED and inspect.getgeneratorlocals(g) == {"local": 5}
g.close()
assert inspect.getgeneratorstate(g) == inspect.GEN_CLOSED and inspect.GEN_RUNNING == "GEN_RUNNING"
c = co()
assert inspect.getcoroutinestate(c) == inspect.CORO_CREATED and inspect.iscoroutine(c) and inspect.isawaitable(c) and inspect.getcoroutinelocals(c) == {}
c.send(None)
assert inspect.getcoroutinestate(c) == inspect.CORO_SUSPENDED and inspect.CORO_RUNNING == "CORO_RUNNING"
c.close()
assert inspect.getcoroutinestate(c) == inspect.CORO_CLOSED
assert inspect.isgeneratorfunction(gen) and inspect.iscoroutinefunction(co) and inspect.isasyncgenfunction(agen) and inspect.isasyncgen(agen())
assert inspect.isclass(Base) and inspect.isfunction(f) and inspect.ismethod(Base().m) and inspect.isbuiltin(len) and inspect.ismodule(sys)
assert inspect.iscode(f.__code__) and inspect.isroutine(f) and inspect.isdatadescriptor(Base.__dict__["p"]) and inspect.ismethoddescriptor(str.join)
assert inspect.ismemberdescriptor(Derived.slot) and inspect.isgetsetdescriptor(types.FunctionType.__code__) and inspect.ismethodwrapper(object().__str__)
assert inspect.isabstract(collections.abc.Iterator) and not inspect.isabstract(Base) and inspect.TPFLAGS_IS_ABSTRACT == 1 << 20
f.__wrapped__ = gen
assert inspect.unwrap(f) is gen
del f.__wrapped__
flags = f.__code__.co_flags
assert flags & inspect.CO_VARARGS and flags & inspect.CO_VARKEYWORDS and flags & inspect.CO_OPTIMIZED and flags & inspect.CO_NEWLOCALS
assert gen.__code__.co_flags & inspect.CO_GENERATOR and co.__code__.co_flags & inspect.CO_COROUTINE and agen.__code__.co_flags & inspect.CO_ASYNC_GENERATOR
assert tick.__code__.co_flags & inspect.CO_ITERABLE_COROUTINE and f(1, 2).__code__.co_flags & inspect.CO_NESTED and inspect.CO_NOFREE == 64
assert inspect.walktree([], {}, None) == []

# Since 3.12.
a = agen()
assert inspect.getasyncgenstate(a) == inspect.AGEN_CREATED and inspect.getasyncgenlocals(a) == {}
assert (inspect.AGEN_RUNNING, inspect.AGEN_SUSPENDED, inspect.AGEN_CLOSED) == ("AGEN_RUNNING", "AGEN_SUSPENDED", "AGEN_CLOSED")
assert inspect.iscoroutinefunction(inspect.markcoroutinefunction(lambda: 0)) and inspect.BufferFlags.WRITABLE == 1
assert inspect.ispackage(collections) and f.__code__.co_flags & inspect.CO_HAS_DOCSTRING and Base.m.__code__.co_flags & inspect.CO_METHOD
assert str(inspect.signature(len)) == "(obj, /)" and str(inspect.signature(sorted)) == "(iterable, /, *, key=None, reverse=False)"
