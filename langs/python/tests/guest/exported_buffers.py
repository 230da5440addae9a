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
