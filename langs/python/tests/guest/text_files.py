# Text written to files line by line, and lines read back.
import io
import os
import tempfile

handle, path = tempfile.mkstemp()
os.close(handle)


class Shown:
    def __str__(self):
        return "shown"


class Own(str):
    pass


def content():
    with open(path, "rb") as f:
        return f.read()


def error(call, *args, **named):
    try:
        return call(*args, **named)
    except (TypeError, ValueError) as e:
        return f"{type(e).__name__}: {e}"


with open(path, "w") as f:
    print(f.write("a\n"), f.write(""), f.write("é€\n"), f.write(Own("sub")), f.tell())  # expect: 2 0 3 3 11
    print("x", 1, 2.5, None, Shown(), file=f)
    print(file=f)
    print(Shown(), file=f, end="")
    print("a", "b", sep="-", end="!\n", file=f)
    print([1], "two", file=f, flush=True)
    f.writelines(["p\n", "q\n"])
    print(error(f.write, b"x"), error(f.write, "\ud800"), error(print, 1, 2, sep=1, file=f), error(print, Shown(), end=2, file=f))  # expect: TypeError: write() argument must be str, not bytes UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed TypeError: sep must be None or a string, not int TypeError: end must be None or a string, not int
print(content())  # expect: b'a\n\xc3\xa9\xe2\x82\xac\nsubx 1 2.5 None shown\n\nshowna-b!\n[1] two\np\nq\n'
print(error(f.write, "x"))  # expect: ValueError: I/O operation on closed file.
f = open(path, "w")
f.buffer.close()
print(error(f.write, "x"))  # expect: ValueError: I/O operation on closed file.
f = open(path, "w")
f.write("abc")
below = f.detach()
print(error(f.write, "x"))  # expect: ValueError: underlying buffer has been detached
below.close()
print(content())  # expect: b'abc'
with open(path, "w") as f:
    f.write("x" * 20000)
    f.write("y")
print(len(content()))  # expect: 20001
with open(path, "w", newline="\r\n") as f:
    f.write("a\nb\n")
print(content())  # expect: b'a\r\nb\r\n'
with open(path, "w") as f:
    f.write("é\n")
    f.reconfigure(encoding="ascii", errors="replace")
    f.write("é\n")
print(content())  # expect: b'\xc3\xa9\n?\n'
with open(path, "w+") as f:
    f.write("l1\nl2é\nl3")
    f.seek(0)
    print([f.readline(), list(f)])  # expect: ['l1\n', ['l2é\n', 'l3']]
    f.write("more")
    f.seek(0)
    print(f.read().split("\n"))  # expect: ['l1', 'l2é', 'l3more']
with open(path) as f:
    print([next(f), f.readline(3), f.readline(), list(f), f.readline()])  # expect: ['l1\n', 'l2é', '\n', ['l3more'], '']
with open(path, "rb") as f:
    print(next(f), f.readline(), f.readline(2), list(f))  # expect: b'l1\n' b'l2\xc3\xa9\n' b'l3' [b'more']
with open(path, "wb") as f:
    f.write(b"a\r\nb\rc\n\xc3\xa9")
for newline in None, "", "\n", "\r", "\r\n":
    with open(path, newline=newline) as f, open(path, newline=newline) as g:
        print(list(f), [g.readline(), g.readline(), g.read()])
# expect: ['a\n', 'b\n', 'c\n', 'é'] ['a\n', 'b\n', 'c\né']
# expect: ['a\r\n', 'b\r', 'c\n', 'é'] ['a\r\n', 'b\r', 'c\né']
# expect: ['a\r\n', 'b\rc\n', 'é'] ['a\r\n', 'b\rc\n', 'é']
# expect: ['a\r', '\nb\r', 'c\né'] ['a\r', '\nb\r', 'c\né']
# expect: ['a\r\n', 'b\rc\né'] ['a\r\n', 'b\rc\né', '']
s = io.StringIO("a\nbé\nc")
print([list(s), s.readline(), s.seek(1), next(s), next(s), s.seek(100), list(s)])  # expect: [['a\n', 'bé\n', 'c'], '', 1, '\n', 'bé\n', 100, []]
s.seek(1)
print([s.readlines(), s.tell(), s.readlines(), s.seek(3), s.readlines(2), s.seek(50), s.readlines(), s.tell()])  # expect: [['\n', 'bé\n', 'c'], 6, [], 3, ['é\n', 'c'], 50, [], 50]
print(io.BytesIO(b"a\nb\nc\n").readlines(2), io.BytesIO(b"a\nb\n").readlines(3), io.StringIO("a\nb\n").readlines(1))  # expect: [b'a\n'] [b'a\n', b'b\n'] ['a\n']
s = io.StringIO("a\x0b\u2028é\r\n\n")
with open(path, "w", newline="") as f:
    f.write(s.getvalue())
with open(path, newline="\n") as f, open(path) as g:
    print([s.readlines(), f.readlines(), f.readlines(), g.readlines(), io.StringIO().readlines()])  # expect: [['a\x0b\u2028é\r\n', '\n'], ['a\x0b\u2028é\r\n', '\n'], [], ['a\x0b\u2028é\n', '\n'], []]
s = io.StringIO()
print("a", 1, file=s)
print(Shown(), [1], file=s, sep=",")
print(s.getvalue().split("\n"))  # expect: ['a 1', 'shown,[1]', '']


def rounds(n):
    with open(path, "w") as f:
        for i in range(n):
            f.write(f"line {i}\n")
            print(i, "é", file=f)
    with open(path) as f, open(path, "rb") as g:
        return sum(len(line) for line in f), sum(len(line) for line in g)


print(rounds(60), rounds(20))  # expect: (760, 820) (240, 260)
os.remove(path)
