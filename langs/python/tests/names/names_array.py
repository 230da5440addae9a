# Every public name of `array`, used once.
import array

a = array.array("i", [3, 1, 2])
a.append(-4)
a.extend([5])
assert a.tolist() == [3, 1, 2, -4, 5] and a.itemsize == 4 and a.typecode == "i" and repr(a) == "array('i', [3, 1, 2, -4, 5])"
assert array.ArrayType is array.array and set("bBuhHiIlLqQfd") <= set(array.typecodes)
assert a[1:3] == array.array("i", [1, 2]) and a.pop() == 5 and a.index(2) == 2 and a.count(3) == 1
a.byteswap()
assert a[0] == 0x03000000 and array.array("H", b"\1\0\2\0").tolist() == [1, 2] and array.array("d", [1.5]).tobytes()[-2:] == b"\xf8?"
f = array.array("f", [0.5])
f.frombytes(array.array("f", [2.5]).tobytes())
f.insert(1, 9)
f.reverse()
assert list(f) == [2.5, 9.0, 0.5] and memoryview(f).nbytes == 12 and array.array("u", "ab").tounicode() == "ab"
try:
    a.append(2 ** 40)
    assert False
except OverflowError:
    pass
