# Classes of builtin objects, by the names that `types` gives them.

import sys


def _f():
    pass


def _g():
    yield 1


async def _c():
    pass


async def _a():
    yield 1


def _cell():
    a = 1

    def f():
        nonlocal a
    return f.__closure__[0]


class _C:
    __slots__ = ("x",)

    def _m(self):
        pass


FunctionType = LambdaType = type(_f)
CodeType = type(_f.__code__)
MappingProxyType = type(type.__dict__)
CellType = type(_cell())
GeneratorType = type(_g())
_co = _c()
CoroutineType = type(_co)
_co.close()
AsyncGeneratorType = type(_a())
MethodType = type(_C()._m)
BuiltinFunctionType = BuiltinMethodType = type(len)
ModuleType = type(sys)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
GetSetDescriptorType = type(FunctionType.__dict__.get("__code__", property()))
MemberDescriptorType = type(_C.__dict__["x"])
from _generics import GenericAlias
from _generics import Union as UnionType
EllipsisType = type(Ellipsis)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
SimpleNamespace = type(sys.implementation)
try:
    raise TypeError
except TypeError as e:
    TracebackType = type(e.__traceback__)


def _frame():
    return sys._getframe()


try:
    FrameType = type(_frame())
    FrameLocalsProxyType = type(_frame().f_locals)
except AttributeError:
    # A run time without frames as objects.
    class FrameType:
        pass

    class FrameLocalsProxyType:
        pass


class CapsuleType:
    def __new__(cls):
        raise TypeError("cannot create 'PyCapsule' instances")


__all__ = [n for n in list(globals()) if n.endswith("Type") or n in ("GenericAlias", "SimpleNamespace")]
