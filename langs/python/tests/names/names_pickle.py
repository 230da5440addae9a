# Every public name of `pickle`, used once.
import io
import pickle
import pickletools

codes = ("ADDITEMS APPEND APPENDS BINBYTES BINBYTES8 BINFLOAT BINGET BININT BININT1 BININT2 BINPERSID BINPUT BINSTRING "
         "BINUNICODE BINUNICODE8 BUILD BYTEARRAY8 DICT DUP EMPTY_DICT EMPTY_LIST EMPTY_SET EMPTY_TUPLE EXT1 EXT2 EXT4 "
         "FLOAT FRAME FROZENSET GET GLOBAL INST INT LIST LONG LONG1 LONG4 LONG_BINGET LONG_BINPUT MARK MEMOIZE NEWFALSE "
         "NEWOBJ NEWOBJ_EX NEWTRUE NEXT_BUFFER NONE OBJ PERSID POP POP_MARK PROTO PUT READONLY_BUFFER REDUCE SETITEM "
         "SETITEMS SHORT_BINBYTES SHORT_BINSTRING SHORT_BINUNICODE STACK_GLOBAL STOP STRING TUPLE TUPLE1 TUPLE2 TUPLE3 UNICODE")
for name in codes.split():
    assert pickletools.code2op[getattr(pickle, name).decode("latin-1")].name == name, name
assert pickle.TRUE == b"I01\n" and pickle.FALSE == b"I00\n"
assert pickle.HIGHEST_PROTOCOL == 5


class C:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n


data = [1, -2.5, "é", b"b", None, True, (1, (2,)), {"k": {3}}, frozenset([4]), bytearray(b"x"), 2 ** 100, C(7), len, C]
for protocol in range(pickle.DEFAULT_PROTOCOL + 1):
    assert pickle.loads(pickle.dumps(data, protocol)) == data
assert pickle.dumps((1, "a"), 4) == b"\x80\x04\x95\t\x00\x00\x00\x00\x00\x00\x00K\x01\x8c\x01a\x94\x86\x94."
f = io.BytesIO()
pickle.dump([1], f)
f.seek(0)
assert pickle.load(f) == [1]


class Named(pickle.Pickler):
    def persistent_id(self, obj):
        return "self" if obj is data else None


class Found(pickle.Unpickler):
    def persistent_load(self, pid):
        return data


f = io.BytesIO()
Named(f).dump({"d": data})
assert Found(io.BytesIO(f.getvalue())).load()["d"] is data
try:
    pickle.dumps(lambda: 0)
    assert False
except (pickle.PicklingError, AttributeError):
    pass
try:
    pickle.loads(b"\x80\x04\x95\x04\0\0\0\0\0\0\0\x8c\x10ab.")
    assert False
except pickle.UnpicklingError as e:
    assert isinstance(e, pickle.PickleError)
buffers = []
kept = pickle.dumps(pickle.PickleBuffer(bytearray(b"zero")), 5, buffer_callback=buffers.append)
assert bytes(pickle.loads(kept, buffers=buffers)) == b"zero" and buffers[0].raw().tobytes() == b"zero"
