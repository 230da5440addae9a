# What the operating system answers: tuples with names, of which some are no items.
import copy, io, os, pickle, time

s = os.stat(os.__file__ if os.path.exists(os.__file__) else "/")
print(len(s), s.st_mode == s[0], s.st_size == s[6], int(s.st_mtime) == s[8], s.st_mtime_ns // 10**9 == s[8], s.st_blksize > 0)  # expect: 10 True True True True True
print(abs(s.st_atime - s.st_atime_ns / 1e9) < 1e-3, s == os.stat_result(tuple(s)), os.stat_result(range(10)).st_blksize)  # expect: True True None
t = os.stat_result(range(19))
print(t.st_ino, t.st_mtime, t.st_atime_ns, t.st_rdev)  # expect: 1 11 13 18
print(t)  # expect: os.stat_result(st_mode=0, st_ino=1, st_dev=2, st_nlink=3, st_uid=4, st_gid=5, st_size=6, st_atime=7, st_mtime=8, st_ctime=9)
u = copy.copy(t)
print(u.st_rdev, u == t, pickle.loads(pickle.dumps(t)).st_rdev, t.__reduce__()[1][1]["st_rdev"])  # expect: 18 True 18 18
for bad in (range(9), range(20)):
    try:
        os.stat_result(bad)
    except TypeError as e:
        print(e)
# expect: os.stat_result() takes an at least 10-sequence (9-sequence given)
# expect: os.stat_result() takes an at most 19-sequence (20-sequence given)
g = time.gmtime(0)
print(g.tm_year, g.tm_gmtoff, len(g), time.struct_time(range(9)).tm_zone)  # expect: 1970 0 9 None
print(copy.replace(g, tm_year=5).tm_year, copy.replace(t, st_rdev=7).st_rdev)  # expect: 5 7

# Bytes in memory.
f = io.BytesIO(b"one\ntwo\nthree")
print(f.read(2), f.readline(), f.readline(2), f.read1(1), list(f), f.read(), f.tell())  # expect: b'on' b'e\n' b'tw' b'o' [b'\n', b'three'] b'' 13
f.seek(20); f.write(b"x"); print(f.getvalue()[12:])  # expect: b'e\x00\x00\x00\x00\x00\x00\x00x'
f.seek(-1, 2); print(f.read(9), f.seek(100), f.read(1), f.truncate(3), f.getvalue())  # expect: b'x' 100 b'' 3 b'one'
