# Every public name of `os`, used once.
import os
import signal
import sys
import tempfile

# Numbers, as on x86-64.
numbers = """
CLD_CONTINUED=6 CLD_DUMPED=3 CLD_EXITED=1 CLD_KILLED=2 CLD_STOPPED=5 CLD_TRAPPED=4 EFD_CLOEXEC=524288
EFD_NONBLOCK=2048 EFD_SEMAPHORE=1 EX_CANTCREAT=73 EX_CONFIG=78 EX_DATAERR=65 EX_IOERR=74 EX_NOHOST=68
EX_NOINPUT=66 EX_NOPERM=77 EX_NOUSER=67 EX_OK=0 EX_OSERR=71 EX_OSFILE=72 EX_PROTOCOL=76 EX_SOFTWARE=70
EX_TEMPFAIL=75 EX_UNAVAILABLE=69 EX_USAGE=64 F_LOCK=1 F_OK=0 F_TEST=3 F_TLOCK=2 F_ULOCK=0 GRND_NONBLOCK=1
GRND_RANDOM=2 MFD_ALLOW_SEALING=2 MFD_CLOEXEC=1 MFD_HUGETLB=4 MFD_HUGE_16GB=2281701376 MFD_HUGE_16MB=1610612736
MFD_HUGE_1GB=2013265920 MFD_HUGE_1MB=1342177280 MFD_HUGE_256MB=1879048192 MFD_HUGE_2GB=2080374784
MFD_HUGE_2MB=1409286144 MFD_HUGE_32MB=1677721600 MFD_HUGE_512KB=1275068416 MFD_HUGE_512MB=1946157056
MFD_HUGE_64KB=1073741824 MFD_HUGE_8MB=1543503872 MFD_HUGE_MASK=63 MFD_HUGE_SHIFT=26 NGROUPS_MAX=65536
O_ACCMODE=3 O_APPEND=1024 O_ASYNC=8192 O_CLOEXEC=524288 O_CREAT=64 O_DIRECT=16384 O_DIRECTORY=65536 O_DSYNC=4096
O_EXCL=128 O_FSYNC=1052672 O_LARGEFILE=0 O_NDELAY=2048 O_NOATIME=262144 O_NOCTTY=256 O_NOFOLLOW=131072
O_NONBLOCK=2048 O_PATH=2097152 O_RDONLY=0 O_RDWR=2 O_RSYNC=1052672 O_SYNC=1052672 O_TMPFILE=4259840 O_TRUNC=512
O_WRONLY=1 POSIX_FADV_DONTNEED=4 POSIX_FADV_NOREUSE=5 POSIX_FADV_NORMAL=0 POSIX_FADV_RANDOM=1
POSIX_FADV_SEQUENTIAL=2 POSIX_FADV_WILLNEED=3 POSIX_SPAWN_CLOSE=1 POSIX_SPAWN_DUP2=2 POSIX_SPAWN_OPEN=0
PRIO_PGRP=1 PRIO_PROCESS=0 PRIO_USER=2 P_ALL=0 P_NOWAIT=1 P_NOWAITO=1 P_PGID=2 P_PID=1 P_PIDFD=3 P_WAIT=0
RTLD_DEEPBIND=8 RTLD_GLOBAL=256 RTLD_LAZY=1 RTLD_LOCAL=0 RTLD_NODELETE=4096 RTLD_NOLOAD=4 RTLD_NOW=2
RWF_APPEND=16 RWF_DSYNC=2 RWF_HIPRI=1 RWF_NOWAIT=8 RWF_SYNC=4 R_OK=4 SCHED_BATCH=3 SCHED_FIFO=1 SCHED_IDLE=5
SCHED_OTHER=0 SCHED_RESET_ON_FORK=1073741824 SCHED_RR=2 SEEK_CUR=1 SEEK_DATA=3 SEEK_END=2 SEEK_HOLE=4 SEEK_SET=0
SPLICE_F_MORE=4 SPLICE_F_MOVE=1 SPLICE_F_NONBLOCK=2 ST_APPEND=256 ST_MANDLOCK=64 ST_NOATIME=1024 ST_NODEV=4
ST_NODIRATIME=2048 ST_NOEXEC=8 ST_NOSUID=2 ST_RDONLY=1 ST_RELATIME=4096 ST_SYNCHRONOUS=16 ST_WRITE=128
TMP_MAX=238328 WCONTINUED=8 WEXITED=4 WNOHANG=1 WNOWAIT=16777216 WSTOPPED=2 WUNTRACED=2 W_OK=2 XATTR_CREATE=1
XATTR_REPLACE=2 XATTR_SIZE_MAX=65536 X_OK=1 supports_bytes_environ=1
"""
if os.uname().machine == "x86_64":
    for pair in numbers.split():
        name, number = pair.split("=")
        assert getattr(os, name) == int(number), name
assert (os.name, os.sep, os.altsep, os.curdir, os.pardir, os.extsep, os.pathsep) == ("posix", "/", None, ".", "..", ".", ":")
assert os.linesep == "\n" and os.devnull == "/dev/null" and os.defpath == "/bin:/usr/bin" and os.error is OSError and os.path.join("a", "b") == "a/b"

# The environment.
os.environ["TRACKWAY_A"] = "1"
assert os.getenv("TRACKWAY_A") == "1" and os.getenvb(b"TRACKWAY_A") == b"1" and os.environb[b"TRACKWAY_A"] == b"1"
assert os.getenv("TRACKWAY_NONE", 5) == 5
os.putenv("TRACKWAY_B", "2")
os.unsetenv("TRACKWAY_B")
del os.environ["TRACKWAY_A"]
assert "TRACKWAY_A" not in os.environ and os.get_exec_path({"PATH": "/a:/b"}) == ["/a", "/b"]
assert os.fsencode("é") == "é".encode() and os.fsdecode(b"\xff") == "\udcff" and os.fspath("p") == "p" and os.strerror(2) == "No such file or directory"

# Files by number.
before = os.getcwd()
with tempfile.TemporaryDirectory() as d:
    os.chdir(d)
    assert os.path.samefile(os.getcwd(), d) and os.getcwdb() == os.fsencode(os.getcwd())
    fd = os.open("f", os.O_RDWR | os.O_CREAT, 0o600)
    assert os.write(fd, b"hello") == 5 and os.lseek(fd, 1, os.SEEK_SET) == 1 and os.read(fd, 3) == b"ell" and not os.isatty(fd)
    assert os.pwrite(fd, b"J", 0) == 1 and os.pread(fd, 2, 0) == b"Je" and os.fstat(fd).st_size == 5
    os.ftruncate(fd, 4)
    os.fsync(fd)
    os.fdatasync(fd)
    assert os.lseek(fd, 0, os.SEEK_SET) == 0 and os.readv(fd, [a := bytearray(2), b := bytearray(2)]) == 4 and a + b == b"Jell"
    assert os.writev(fd, [b"x", b"yz"]) == 3
    os.fchmod(fd, 0o640)
    os.fchown(fd, -1, -1)
    copy = os.dup(fd)
    other = os.dup2(fd, copy)
    os.close(copy)
    assert os.get_inheritable(fd) is False and os.get_blocking(fd) is True
    os.set_inheritable(fd, False)
    os.set_blocking(fd, True)
    assert os.device_encoding(fd) is None
    with os.fdopen(fd) as f:
        assert f.fileno() == fd
    os.closerange(fd, fd)
    r, w = os.pipe()
    os.write(w, b"12")
    target = bytearray(5)
    assert os.read(r, 5) == b"12"
    r, w = os.pipe2(os.O_CLOEXEC)
    source = os.open("f", os.O_RDONLY)
    assert os.sendfile(w, source, 0, 3) == 3 and os.read(r, 9) == b"Jel"

    # Folders and names.
    os.makedirs("a/b/c", exist_ok=True)
    os.mkdir("z")
    assert sorted(os.listdir()) == ["a", "f", "z"] and [(t, x, y) for t, x, y in os.walk("a")][0] == ("a", ["b"], [])
    with os.scandir() as entries:
        entry = next(e for e in entries if e.name == "f")
    assert isinstance(entry, os.DirEntry) and entry.is_file() and entry.stat().st_size == 7
    os.symlink("f", "s")
    os.link("f", "l")
    assert os.readlink("s") == "f" and os.lstat("s").st_mode != os.stat("s").st_mode and isinstance(os.stat("f"), os.stat_result)
    os.chmod("f", 0o600)
    assert os.stat("f").st_mode & 0o777 == 0o600 and os.access("f", os.R_OK | os.W_OK) and not os.access("none", os.F_OK)
    os.chown("f", -1, -1)
    os.lchown("s", -1, -1)
    os.utime("f", ns=(5, 7000))
    assert os.stat("f").st_mtime_ns == 7000
    os.truncate("f", 2)
    assert os.stat("f").st_size == 2
    os.rename("f", "g")
    os.replace("g", "h")
    os.renames("h", "new/h")
    os.remove("l")
    os.unlink("s")
    os.rmdir("z")
    os.removedirs("a/b/c")
    assert os.listdir() == ["new"]
    os.mkfifo("fifo")
    os.unlink("fifo")
    folder = os.open("new", os.O_RDONLY)
    os.fchdir(folder)
    assert os.listdir() == ["h"]
    os.chdir(before)
    old = os.umask(0o22)
    assert os.umask(old) == 0o22

# The process.
assert os.getpid() > 0 and os.getppid() >= 0 and os.getuid() == os.getresuid()[0] and os.geteuid() == os.getresuid()[1]
assert os.getgid() == os.getresgid()[0] and os.getegid() == os.getresgid()[1] and os.getpgrp() >= 0 and isinstance(os.getgroups(), list)
assert os.cpu_count() >= 1 and len(os.sched_getaffinity(0)) >= 1 and len(os.getloadavg()) == 3
os.sched_yield()
assert os.sched_get_priority_min(os.SCHED_FIFO) == 1 and os.sched_get_priority_max(os.SCHED_FIFO) == 99
assert isinstance(os.times(), os.times_result) and isinstance(os.uname(), os.uname_result) and len(os.urandom(4)) == len(os.getrandom(4)) == 4
assert os.terminal_size((80, 24)).columns == 80
for f in (os.getlogin, os.get_terminal_size, lambda: os.ttyname(0)):
    try:
        f()
    except OSError:
        pass
seen = []
signal.signal(signal.SIGUSR1, lambda n, frame: seen.append(n))
os.kill(os.getpid(), signal.SIGUSR1)
os.killpg(os.getpgrp(), 0)
assert seen == [signal.SIGUSR1] and os.register_at_fork(before=print) is None
assert os.WIFEXITED(0x300) and os.WEXITSTATUS(0x300) == 3 and os.WIFSIGNALED(9) and os.WTERMSIG(9) == 9 and os.WCOREDUMP(0x89)
assert os.WIFSTOPPED(0x137F) and os.WSTOPSIG(0x137F) == 19 and os.WIFCONTINUED(0xFFFF) and os.waitstatus_to_exitcode(9) == -9
device = os.makedev(8, 300)
assert os.major(device) == 8 and os.minor(device) == 300 and os.sysconf_names["SC_PAGESIZE"] == 30 and os.sysconf("SC_PAGESIZE") >= 4096
assert os.confstr_names["CS_PATH"] == 0 and "/bin" in os.confstr("CS_PATH") and isinstance(os.pathconf_names, dict)
assert os.sched_param(3).sched_priority == 3 and os.statvfs_result(range(11))[9] == 9 and len(os.waitid_result(range(5))) == 5
assert callable(os._exit) and callable(os.abort)

# Files of Linux's own.
counter = os.eventfd(3, os.EFD_CLOEXEC)
os.eventfd_write(counter, 4)
assert os.eventfd_read(counter) == 7
os.close(counter)
kept, other = os.memfd_create("kept"), os.memfd_create("other", os.MFD_CLOEXEC)
assert os.pwritev(kept, [b"ab", bytearray(b"cdef")], 0) == 6
parts = [bytearray(2), bytearray(3)]
assert os.preadv(kept, parts, 1) == 5 and parts == [b"bc", b"def"]
os.posix_fallocate(kept, 0, 10)
assert os.fstat(kept).st_size == 10 and os.posix_fadvise(kept, 0, 0, os.POSIX_FADV_WILLNEED) is None
assert os.copy_file_range(kept, other, 3, 1) == 3 and os.pread(other, 9, 0) == b"bcd"
r, w = os.pipe()
assert os.splice(kept, w, 4, 2) == 4 and os.read(r, 9) == b"cdef"
try:
    os.tcgetpgrp(kept)
except OSError as e:
    assert e.errno == 25
else:
    raise AssertionError("a file is no terminal")
try:
    os.tcsetpgrp(kept, os.getpid())
except OSError as e:
    assert e.errno == 25
assert os.fstatvfs(kept).f_bsize > 0 and os.statvfs("/").f_blocks > 0 and os.statvfs("/").f_namemax == 255
for fd in (kept, other, r, w, os.pidfd_open(os.getpid())):
    os.close(fd)
with tempfile.NamedTemporaryFile() as f:
    try:
        os.setxattr(f.name, "user.kind", b"test")
    except OSError as e:
        assert e.errno == 95
    else:
        assert os.getxattr(f.name, b"user.kind") == b"test" and "user.kind" in os.listxattr(f.fileno())
        os.removexattr(f.name, "user.kind")
        assert "user.kind" not in os.listxattr(f.name, follow_symlinks=False)

# Processes and who they belong to: what changes nothing, or what only root may do.
assert os.nice(0) == os.getpriority(os.PRIO_PROCESS, 0) and os.setpriority(os.PRIO_PROCESS, 0, os.nice(0)) is None
assert os.sched_setaffinity(0, os.sched_getaffinity(0)) is None and os.getpgid(0) == os.getpgrp() and os.getsid(0) >= 0
assert os.getgrouplist("root", 0)[0] == 0 and callable(os.sync) and callable(os.setpgid) and callable(os.setpgrp)
(real, used, kept), (group, used_group, _) = os.getresuid(), os.getresgid()
for call, args in (
    (os.setuid, (real,)), (os.seteuid, (used,)), (os.setgid, (group,)), (os.setegid, (used_group,)),
    (os.setresuid, (real, used, kept)), (os.setresgid, (group, used_group, -1)), (os.setgroups, (os.getgroups(),)),
    (os.initgroups, ("root", 0)), (os.setsid, ()), (os.chroot, ("/bin/none",)),
):
    try:
        assert call(*args) is None
    except OSError:
        pass

# Names relative to an open folder.
def failure(f, *args, **kw):
    try:
        return f(*args, **kw)
    except OSError as e:
        return type(e), e.errno, e.filename


with tempfile.TemporaryDirectory() as d:
    os.makedirs(os.path.join(d, "a/b"))
    with open(os.path.join(d, "a/f"), "w") as f:
        f.write("12345")
    at = os.open(os.path.join(d, "a"), os.O_RDONLY)
    walked = [(root, sorted(dirs), sorted(files), isinstance(fd, int)) for root, dirs, files, fd in os.fwalk(d)]
    assert walked == [(d, ["a"], [], True), (d + "/a", ["b"], ["f"], True), (d + "/a/b", [], [], True)], walked
    assert os.stat("f", dir_fd=at).st_size == 5 and failure(os.stat, "none", dir_fd=at) == (FileNotFoundError, 2, "none")
    os.symlink("f", "s", dir_fd=at)
    os.mkdir("n", dir_fd=at)
    os.rename("n", "m", src_dir_fd=at, dst_dir_fd=at)
    os.rmdir("m", dir_fd=at)
    assert os.readlink("s", dir_fd=at) == "f" and sorted(os.listdir(at)) == ["b", "f", "s"] and os.access("f", os.R_OK, dir_fd=at)
    with os.scandir(at) as entries:
        assert {e.path: (e.is_dir(), e.stat(follow_symlinks=False).st_size) for e in entries}["f"] == (False, 5)
    assert os.mknod("made", dir_fd=at) is None and failure(os.mknod, os.path.join(d, "a/made")) == (FileExistsError, 17, None)
    assert os.pathconf(d, "PC_NAME_MAX") == os.fpathconf(at, os.pathconf_names["PC_NAME_MAX"]) == 255
    assert failure(os.pathconf, "/none", "PC_NAME_MAX") == (FileNotFoundError, 2, "/none") and failure(os.fpathconf, at, 99)[1] == 22
    whole = os.open("f", os.O_RDWR, dir_fd=at)
    assert [os.lockf(whole, how, 3) for how in (os.F_LOCK, os.F_TEST, os.F_TLOCK, os.F_ULOCK)] == [None] * 4
    assert failure(os.lockf, whole, 9, 1)[1] == 22

    # Terminals.
    assert os.ctermid() == "/dev/tty" and failure(os.ptsname, whole)[1] == failure(os.unlockpt, whole)[1] == 25
    assert failure(os.grantpt, whole)[1] in (22, 25)
    if os.path.exists("/dev/ptmx"):
        outer, inner = os.openpty()
        assert os.isatty(outer) and os.isatty(inner) and os.ptsname(outer) == os.ttyname(inner)
        assert os.write(inner, b"hi\n") == 3 and os.read(outer, 9) == b"hi\r\n"
        another = os.posix_openpt(os.O_RDWR | os.O_NOCTTY)
        assert os.grantpt(another) is None and os.unlockpt(another) is None and callable(os.login_tty)
    for fd in (at, whole):
        os.close(fd)

# How the process is scheduled, and timers.
policy, param = os.sched_getscheduler(0), os.sched_getparam(0)
assert os.sched_setscheduler(0, policy, param) is None and os.sched_setparam(0, param) is None
assert failure(os.sched_getscheduler, 99999999)[1] == 3 and failure(os.sched_setscheduler, 0, os.SCHED_OTHER, os.sched_param(5))[1] == 22
try:
    assert 0 <= os.sched_rr_get_interval(0) < 10
except NotImplementedError as e:
    assert "/proc does not tell" in str(e)
timer = os.timerfd_create(1)
assert os.timerfd_settime(timer, initial=0.001, interval=0.002) == (0, 0) and len(os.read(timer, 8)) == 8
assert os.timerfd_gettime(timer)[1] == 0.002 and os.timerfd_gettime_ns(timer)[1] == 2000000
assert os.timerfd_settime_ns(timer, initial=0)[1] == 2000000 and os.timerfd_gettime(timer) == (0, 0)
assert failure(os.timerfd_create, 55)[1] == 22 and failure(os.timerfd_settime, timer, initial=-1)[1] == 22

# No children. Ids that stay what they are.
for f, args in ((os.wait, ()), (os.waitpid, (-1, 0)), (os.waitpid, (os.getpid(), os.WNOHANG)), (os.wait3, (0,)), (os.wait4, (-1, 0)),
                (os.waitid, (os.P_ALL, 0, os.WEXITED)), (os.waitid, (os.P_PID, os.getpid(), os.WEXITED))):
    assert failure(f, *args)[:2] == (ChildProcessError, 10), f
assert os.setreuid(-1, -1) is None and os.setregid(-1, -1) is None and failure(os.setns, 999)[1] == 9 and callable(os.unshare)

# Calls that Trackway does not make: it has no such name, since libraries look for one, or says so.
missing = """
"" execl execle execlp execlpe execv execve execvp execvpe fork forkpty popen posix_spawn posix_spawnp spawnl spawnle spawnlp
spawnlpe spawnv spawnve spawnvp spawnvpe system
"""
if sys.implementation.name == "trackway":
    for name in filter(lambda name: hasattr(os, name), missing.split()):
        try:
            getattr(os, name)("/bin/none", ["a"], {}, 0)
        except (NotImplementedError, OSError, TypeError, ValueError) as e:
            assert not isinstance(e, NotImplementedError) or "supported by Trackway" in str(e), name
        else:
            raise AssertionError(name)

# Since 3.12.
assert os.process_cpu_count() >= 1 and os.PIDFD_NONBLOCK == os.TFD_NONBLOCK == os.O_NONBLOCK and os.TFD_CLOEXEC == os.O_CLOEXEC
assert (os.TFD_TIMER_ABSTIME, os.TFD_TIMER_CANCEL_ON_SET, os.CLONE_FS, os.CLONE_FILES) == (1, 2, 0x200, 0x400)
assert os.CLONE_NEWNS == 0x20000 and os.CLONE_NEWUTS == 0x4000000
r, w = os.pipe()
os.write(w, b"abc")
assert os.readinto(r, target) == 3 and target[:3] == b"abc"
os.environ["TRACKWAY_C"] = "1"
os.reload_environ()
assert os.environ.get("TRACKWAY_C") == "1"
