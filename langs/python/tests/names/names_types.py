# Every public name of `types`, used once.
import sys
import types


def f():
    yield


async def co():
    pass


async def agen():
    yield


class C:
    __slots__ = ("slot",)

    def m(self):
        pass


assert isinstance(f, types.FunctionType) and isinstance(lambda: 0, types.LambdaType) and isinstance(f.__code__, types.CodeType)
assert isinstance(f(), types.GeneratorType) and isinstance(agen(), types.AsyncGeneratorType)
c = co()
assert isinstance(c, types.CoroutineType)
c.close()
assert isinstance(C().m, types.MethodType) and isinstance(len, types.BuiltinFunctionType) and isinstance([].append, types.BuiltinMethodType)
assert isinstance(object.__init__, types.WrapperDescriptorType) and isinstance(object().__str__, types.MethodWrapperType)
assert isinstance(str.join, types.MethodDescriptorType) and isinstance(dict.__dict__["fromkeys"], types.ClassMethodDescriptorType)
assert isinstance(sys, types.ModuleType) and isinstance(C.__dict__, types.MappingProxyType) and isinstance(C.slot, types.MemberDescriptorType)
assert isinstance(types.FunctionType.__code__, types.GetSetDescriptorType) and types.NoneType is type(None)
assert types.NotImplementedType is type(NotImplemented) and types.EllipsisType is type(...) and isinstance((lambda: c).__closure__ or types.CellType(1), types.CellType)
assert types.CellType(5).cell_contents == 5 and isinstance(list[int], types.GenericAlias) and isinstance(int | str, types.UnionType)
assert types.GenericAlias(list, (int,)) == list[int]
try:
    1 / 0
except ZeroDivisionError as e:
    assert isinstance(e.__traceback__, types.TracebackType) and isinstance(e.__traceback__.tb_frame, types.FrameType)
ns = types.SimpleNamespace(a=1, b="x")
assert repr(ns) == "namespace(a=1, b='x')" and ns == types.SimpleNamespace(b="x", a=1)
D = types.new_class("D", (C,), {}, lambda d: d.update(x=5))
assert D.x == 5 and D.__bases__ == (C,) and types.prepare_class("E", (C,))[0] is type


class Base:
    def __mro_entries__(self, bases):
        return (C,)


b = Base()
assert types.resolve_bases((b, int)) == (C, int)


class Dyn:
    @types.DynamicClassAttribute
    def v(self):
        return 3


assert Dyn().v == 3


@types.coroutine
def gen():
    yield 1
    return 2


async def use():
    return await gen()


u = use()
assert u.send(None) == 1
try:
    u.send(None)
    assert False
except StopIteration as e:
    assert e.value == 2
m = types.ModuleType("m", "doc")
assert m.__name__ == "m" and m.__doc__ == "doc" and repr(m) == "<module 'm'>"

# Since 3.12.
G = types.new_class("G", (list[int],))
assert types.get_original_bases(G) == (list[int],) and types.CapsuleType.__name__ == "PyCapsule"
