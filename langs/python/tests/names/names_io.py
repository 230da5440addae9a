# Every public name of `io`, used once.
import io
import os
import tempfile

b = io.BytesIO(b"abc\ndef")
assert b.readline() == b"abc\n" and b.tell() == 4 and b.seek(-1, io.SEEK_END) == 6 and b.seek(0, io.SEEK_SET) == 0 and b.seek(1, io.SEEK_CUR) == 1
assert b.getvalue() == b"abc\ndef" and b.getbuffer()[0] == 97 and isinstance(b, io.BufferedIOBase)
s = io.StringIO("x\r\ny", newline=None)
assert s.read() == "x\ny" and isinstance(s, io.TextIOBase) and isinstance(s, io.IOBase)
with tempfile.TemporaryDirectory() as d:
    name = os.path.join(d, "f")
    with io.open(name, "w", encoding="latin-1", newline="\r\n") as f:
        assert isinstance(f, io.TextIOWrapper) and f.write("é\n") == 2 and f.encoding == "latin-1"
    with io.open_code(name) as f:
        assert isinstance(f, io.BufferedReader) and f.peek(1)[:1] == b"\xe9" and f.read() == b"\xe9\r\n"
    with open(name, "wb") as f:
        assert isinstance(f, io.BufferedWriter) and f.write(b"12345") == 5
    with open(name, "r+b") as f:
        assert isinstance(f, io.BufferedRandom) and f.read(2) == b"12" and f.seek(0) == 0 and f.write(b"ab") == 2
    with io.FileIO(name) as raw:
        target = bytearray(3)
        assert isinstance(raw, io.RawIOBase) and raw.readinto(target) == 3 and target == b"ab3" and raw.readall() == b"45" and raw.mode == "rb"
    with open(name, "rb") as f:
        try:
            f.write(b"")
            assert False
        except io.UnsupportedOperation as e:
            assert isinstance(e, OSError) and isinstance(e, ValueError) and str(e) == "write"
pair = io.BufferedRWPair(io.BytesIO(b"in"), sink := io.BytesIO())
assert pair.read(2) == b"in" and pair.write(b"out") == 3 and pair.flush() is None and sink.getvalue() == b"out"
decoder = io.IncrementalNewlineDecoder(None, translate=True)
assert decoder.decode("a\r") + decoder.decode("\nb", True) == "a\nb" and decoder.newlines == "\r\n"
assert io.DEFAULT_BUFFER_SIZE >= 8192 and io.text_encoding("utf-8") == "utf-8" and io.BlockingIOError is BlockingIOError
w = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
w.write("ß")
assert w.buffer.getvalue() == b"\xc3\x9f"
try:
    io.TextIOWrapper(io.BytesIO(b"\xff"), encoding="utf-8").read()
    assert False
except UnicodeDecodeError as e:
    assert e.reason == "invalid start byte"

# Since 3.14.
assert isinstance(io.StringIO(), io.Reader) and isinstance(io.BytesIO(), io.Writer)
