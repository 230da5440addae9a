# BytesIO: lines and parts, past the end too; checksums that go on from others.
import io
import zlib

f = io.BytesIO(b"one\ntwo\n\nlast")
print(list(f), f.readline(), f.tell())
f.seek(2)
print(f.readline(), f.readline(2), f.readline(0), f.read(3), f.read1(1), f.read(), f.read(1))
f.seek(100)
print(f.readline(), f.read(5), f.readlines())
f.write(b"x\n")
print(len(f.getvalue()), f.getvalue()[-4:], f.tell())
f.seek(0)
f.truncate(5)
print(f.readlines(3), f.getvalue(), bytes(f.getbuffer()))
f.write(memoryview(b"more"))
f.write(bytearray(b"\n"))
print(f.getvalue())
f = io.BytesIO()
for i in range(2000):
    f.write(b"line %d\n" % i)
f.seek(0)
print(sum(len(line) for line in f), sum(1 for _ in iter(lambda: f.read(8), b"")))
f.seek(0)
print(sum(1 for _ in iter(lambda: f.read(8), b"")), f.tell())
for name in ("write", "readinto"):
    try:
        getattr(f, name)("text")
    except TypeError as e:
        print(name, "TypeError")
f.close()
try:
    f.readline()
except ValueError as e:
    print(e)
print(zlib.crc32(b""), zlib.crc32(b"123456789"), zlib.crc32(b"6789", zlib.crc32(b"12345")), zlib.crc32(bytes(range(256)) * 20, 7))

# expect: [b'one\n', b'two\n', b'\n', b'last'] b'' 13
# expect: b'e\n' b'tw' b'' b'o\n\n' b'l' b'ast' b''
# expect: b'' b'' []
# expect: 102 b'\x00\x00x\n' 102
# expect: [b'one\n'] b'one\nt' b'one\nt'
# expect: b'one\nmore\n'
# expect: 18890 0
# expect: 2362 18890
# expect: write TypeError
# expect: readinto TypeError
# expect: I/O operation on closed file.
# expect: 0 3421780262 3421780262 511222928
