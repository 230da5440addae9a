# Every public name of `os.path`, used once.
import os
import tempfile
from os import path

assert path.sep == "/" and path.altsep is None and path.curdir == "." and path.pardir == ".." and path.extsep == "."
assert path.pathsep == ":" and path.defpath == "/bin:/usr/bin" and path.devnull == "/dev/null"
assert path.abspath("/a/../b") == "/b" and path.basename("/a/b.txt") == "b.txt" and path.dirname("/a/b.txt") == "/a"
assert path.commonpath(["/a/b/c", "/a/b/d"]) == "/a/b" and path.commonprefix(["abc", "abd"]) == "ab"
assert path.isabs("/x") and path.join("a", "b", "/c", "d") == "/c/d" and path.join("a", "") == "a/"
assert path.normcase("A") == "A" and path.normpath("a//b/../c/.") == "a/c" and path.relpath("/a/b/c", "/a/d") == "../b/c"
assert path.split("/a/b") == ("/a", "b") and path.splitdrive("/a") == ("", "/a") and path.splitext("a.tar.gz") == ("a.tar", ".gz")
assert path.supports_unicode_filenames in (False, True)
os.environ["TRACKWAY_TEST"] = "v"
assert path.expandvars("$TRACKWAY_TEST/${TRACKWAY_TEST}") == "v/v" and path.expanduser("~") == os.environ.get("HOME", path.expanduser("~"))
with tempfile.TemporaryDirectory() as d:
    name = path.join(d, "file")
    with open(name, "w") as f:
        f.write("12345")
    link = path.join(d, "link")
    os.symlink(name, link)
    os.utime(name, (1000, 2000))
    assert path.exists(name) and path.isfile(name) and path.isdir(d) and path.islink(link) and path.lexists(link)
    assert path.getsize(name) == 5 and path.getatime(name) == 1000.0 and path.getmtime(name) == 2000.0 and path.getctime(name) > 2000
    assert path.realpath(link) == path.realpath(name) and path.samefile(name, link) and path.samestat(os.stat(name), os.stat(link))
    with open(name) as f, open(link) as g:
        assert path.sameopenfile(f.fileno(), g.fileno())
    assert path.ismount("/") and not path.ismount(d)

# Since 3.12.
assert path.splitroot("//a/b") == ("", "//", "a/b") and path.splitroot("/a") == ("", "/", "a")
assert not path.isjunction("/") and not path.isdevdrive("/")
assert path.realpath("/no/such", strict=path.ALLOW_MISSING) == "/no/such"
