# A bytearray keeps its size while a memoryview looks at it.
import io


def refused(f, *args):
    try:
        f(*args)
    except BufferError as e:
        return str(e)
    return "done"


b = bytearray(b"abc")
m = memoryview(b)
print(refused(b.append, 1))  # expect: Existing exports of data: object cannot be re-sized
resizing = [(b.extend, b"x"), (b.pop,), (b.pop, 0), (b.clear,), (b.insert, 0, 1), (b.remove, 97), (b.resize, 10)]
print({refused(*call) for call in resizing} == {refused(b.append, 1)})  # expect: True
print(refused(b.__iadd__, b"x") == refused(b.__imul__, 2) == refused(b.append, 1))  # expect: True
print(refused(b.__delitem__, 0) == refused(b.__setitem__, slice(0, 0), b"z") == refused(b.append, 1))  # expect: True
b[0:1] = b"q"
b[::2] = b"xy"
b.reverse()
b.extend(b"")
print(b, bytes(m))  # expect: bytearray(b'ybx') b'ybx'
m.release()
b.append(33)
print(b)  # expect: bytearray(b'ybx!')

with memoryview(b) as outer:
    part = outer[1:]
    copy = memoryview(part)
part.release()
print(refused(b.clear))  # expect: Existing exports of data: object cannot be re-sized
copy.release()
print(refused(b.clear), b)  # expect: done bytearray(b'')


class Mine(bytearray):
    pass


mine = Mine(b"abc")
view = memoryview(mine)
print(refused(mine.append, 1) == refused(mine.__delitem__, 0))  # expect: True
# A view that nobody refers to any more holds nothing.
del view
mine.append(100)
print(mine)  # expect: Mine(b'abcd')


def consume(rounds):
    data = bytearray()
    total = 0
    for i in range(rounds):
        data += b"0123456789"
        total += memoryview(data)[2]
        del data[:10]
    return total, len(data)


print(consume(30))  # expect: (1500, 0)

f = io.BytesIO(b"abcdef")
view = f.getbuffer()
view[0] = 65
print(refused(f.write, b"x" * 100) == refused(f.truncate, 2) == refused(f.close), f.read(3))  # expect: True b'Abc'
view.release()
print(f.write(b"x" * 10), f.close())  # expect: 10 None

# So does an array.
from array import array
a = array("i", [1, 2, 3])
m = memoryview(a)
print(refused(a.append, 1))  # expect: cannot resize an array that is exporting buffers
resizing = [
    (a.extend, [1]), (a.pop,), (a.pop, 0), (a.clear,), (a.insert, 0, 1), (a.remove, 2), (a.fromlist, [1]),
    (a.frombytes, b"1234"), (a.__iadd__, a), (a.__imul__, 2), (a.__delitem__, 0), (a.__setitem__, slice(0, 1), a),
]
print({refused(*call) for call in resizing} == {refused(a.append, 1)})  # expect: True
print(refused(exec, "a += a", {"a": a}) == refused(exec, "a *= 2", {"a": a}) == refused(a.clear))  # expect: True
print(refused(array("u", "ab").fromunicode, "c"))  # expect: done
a[0] = 7
a[1:] = array("i", [8, 9])
a[::2] = array("i", [4, 6])
print(a, m.tolist())  # expect: array('i', [4, 8, 6]) [4, 8, 6]
m.release()
a.append(5)
print(a)  # expect: array('i', [4, 8, 6, 5])


def viewed_now_and_then(rounds):
    numbers = array("d")
    total = 0.0
    for i in range(rounds):
        numbers.append(i)
        if i % 8 == 7:
            total += memoryview(numbers)[i // 2]
            numbers.pop()
            numbers.append(i)
    return total, len(numbers), sum(numbers)


print(viewed_now_and_then(40))  # expect: (55.0, 40, 780.0)


def view_while_extending(a):
    global held
    yield 1
    held = memoryview(a)
    yield 2


print(refused(a.extend, view_while_extending(a)), a[-1])  # expect: cannot resize an array that is exporting buffers 1
