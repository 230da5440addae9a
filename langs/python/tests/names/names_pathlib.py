# Every public name of `pathlib`, used once, and the methods of paths.
import pathlib
import tempfile

P = pathlib.PurePosixPath
p = P("/usr/lib/python.tar.gz")
assert p.name == "python.tar.gz" and p.stem == "python.tar" and p.suffix == ".gz" and p.suffixes == [".tar", ".gz"] and p.parts == ("/", "usr", "lib", "python.tar.gz")
assert p.parent == P("/usr/lib") and list(p.parents)[-1] == P("/") and p.relative_to("/usr") == P("lib/python.tar.gz") and p.is_absolute()
assert p.with_name("x") == P("/usr/lib/x") and p.with_suffix(".xz").name == "python.tar.xz" and p.with_stem("q").name == "q.gz" and P("a") / "b" == P("a/b")
assert p.match("*.gz") and p.as_posix() == str(p) and p.as_uri() == "file:///usr/lib/python.tar.gz" and repr(P("a")) == "PurePosixPath('a')"
w = pathlib.PureWindowsPath(r"c:\Users\x")
assert w.drive == "c:" and w.root == "\\" and w.as_posix() == "c:/Users/x" and w == pathlib.PureWindowsPath("C:/users/X")
assert isinstance(pathlib.Path(), pathlib.PosixPath) and isinstance(pathlib.Path(), pathlib.PurePath)
with tempfile.TemporaryDirectory() as d:
    root = pathlib.Path(d)
    f = root / "sub" / "a.txt"
    f.parent.mkdir(parents=True)
    assert f.write_text("héllo", encoding="utf-8") == 5 and f.read_bytes() == "héllo".encode() and f.exists() and f.is_file() and f.stat().st_size == 6
    f.touch()
    (root / "link").symlink_to(f)
    assert (root / "link").is_symlink() and (root / "link").resolve() == f.resolve() and (root / "link").readlink() == f
    assert sorted(x.name for x in root.iterdir()) == ["link", "sub"] and [x.name for x in root.rglob("*.txt")] == ["a.txt"]
    assert list(root.glob("sub/*")) == [f] and f.rename(root / "b").name == "b" and not f.exists()
    with (root / "b").open("rb") as g:
        assert g.read(1) == b"h"
    (root / "b").unlink()
    (root / "link").unlink(missing_ok=True)
    (root / "sub").rmdir()
assert pathlib.Path.cwd().is_dir() and pathlib.Path("~").expanduser() == pathlib.Path.home()
try:
    pathlib.WindowsPath("x")
    assert False
except NotImplementedError:
    pass

# Since 3.12.
with tempfile.TemporaryDirectory() as d:
    root = pathlib.Path(d)
    (root / "x" / "y").mkdir(parents=True)
    assert [(str(a.relative_to(root)), b, c) for a, b, c in root.walk()] == [(".", ["x"], []), ("x", ["y"], []), ("x/y", [], [])]
    (root / "f").write_text("1")
    assert (root / "f").copy(root / "g").read_text() == "1" and (root / "g").move(root / "h").name == "h" and (root / "f").info.is_file()
assert P("/a/b.py").full_match("/a/*.py") and pathlib.Path.from_uri("file:///x") == pathlib.Path("/x") and P("a/b").with_segments("q") == P("q")
assert issubclass(pathlib.UnsupportedOperation, NotImplementedError)
