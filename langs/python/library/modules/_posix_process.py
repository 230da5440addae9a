# Processes: who this one is, its priority, those it waits for; timers; names of the system's limits. `posix` has these names.

from _structseq import make as _make
from posix import setsid
from _trackway import (
    _os_again, _os_control, _os_dup2, _os_error, _os_exit, _os_lock_once, _os_pathconf, _os_process, _os_timer,
    _os_timer_get, _os_timer_set, _os_wait_once, _os_waitid_once, _threaded, kill,
)

times_result = _make("times_result", ("user", "system", "children_user", "children_system", "elapsed"), module="posix")
class sched_param(_make("sched_param", ("sched_priority",), module="posix")):
    __module__ = "posix"

    def __new__(cls, sched_priority):
        return super().__new__(cls, (sched_priority,))
waitid_result = _make("waitid_result", ("si_pid", "si_uid", "si_signo", "si_status", "si_code"), module="posix")


def getpid():
    return _os_process("pid")


def getppid():
    return _os_process("ppid")


def getuid():
    return _os_process("uid")


def geteuid():
    return _os_process("euid")


def getgid():
    return _os_process("gid")


def getegid():
    return _os_process("egid")


def getpgrp():
    return _os_process("pgrp")


def getgroups():
    return [_os_process("gid")]


def cpu_count():
    return _os_process("cpus")


def sched_yield():
    pass


def getloadavg():
    with __import__("io").open("/proc/loadavg") as f:
        return tuple([float(x) for x in f.read().split()[:3]])


def times():
    import time
    return times_result((time.process_time(), 0.0, 0.0, 0.0, time.monotonic()))


def _exit(status):
    _os_exit(status)


def abort():
    kill(_os_process("pid"), 6)


def WIFEXITED(status):
    return status & 0x7f == 0


def WEXITSTATUS(status):
    return status >> 8 & 0xff


def WIFSIGNALED(status):
    return status & 0x7f not in (0, 0x7f)


def WTERMSIG(status):
    return status & 0x7f


def WIFSTOPPED(status):
    return status & 0xff == 0x7f


def WSTOPSIG(status):
    return status >> 8 & 0xff


def WCOREDUMP(status, /):
    return bool(status & 0x80)


def WIFCONTINUED(status):
    return status == 0xffff


def waitstatus_to_exitcode(status):
    if WIFEXITED(status):
        return WEXITSTATUS(status)
    if WIFSIGNALED(status):
        return -WTERMSIG(status)
    raise ValueError(f"invalid wait status: {status}")


def killpg(pgid, signal, /):
    kill(-pgid, signal)


def wait():
    """Wait for a child process to end."""
    return waitpid(-1, 0)


def waitpid(pid, options, /):
    """Wait for the child process, or for one of several."""
    if _threaded() and not options & _WNOHANG:
        # Other threads run until there is one.
        import _thread
        while True:
            found = _os_again(_os_wait_once, pid, options | _WNOHANG)
            if found[0]:
                return found
            _thread._pause(0.002)
    return _os_again(_os_wait_once, pid, options)


_WNOHANG = 1


def wait3(options):
    """As waitpid(-1, options), with the resources that ended children have used, all of them together."""
    return wait4(-1, options)


def wait4(pid, options):
    """As waitpid(pid, options), with the resources that ended children have used, all of them together."""
    import resource
    return waitpid(pid, options) + (resource.getrusage(resource.RUSAGE_CHILDREN),)


def waitid(idtype, id, options, /):
    """Wait for a child process; None if WNOHANG was given and none has changed."""
    found = _os_again(_os_waitid_once, idtype, id, options)
    if found:
        pid, status, code = found
        return waitid_result((pid, getuid(), 17, status, code))


def lockf(fd, command, length, /):
    """Lock, unlock or test a part of a file, from the current place on."""
    _os_again(_os_lock_once, fd, command, length)


def login_tty(fd, /):
    """Make the terminal the one that controls a new session, and the standard streams."""
    setsid()
    _os_control(fd)
    for n in (0, 1, 2):
        _os_dup2(fd, n)


def ctermid():
    return "/dev/tty"


def _scheduled(pid):
    # What /proc tells of a process after its name, which ends at the last bracket: policy and priority are fields 41 and 40.
    import io
    try:
        with io.open(f"/proc/{pid or 'self'}/stat") as f:
            fields = f.read().rpartition(")")[2].split()
    except FileNotFoundError:
        _os_error(3)
    return int(fields[38]), int(fields[37])


def sched_getscheduler(pid, /):
    """The scheduling policy of a process."""
    return _scheduled(pid)[0]


def sched_getparam(pid, /):
    """The scheduling parameters of a process."""
    return sched_param(_scheduled(pid)[1])


def sched_setscheduler(pid, policy, param, /):
    """Set the scheduling policy of a process. Trackway can only leave it what it is."""
    if not isinstance(param, sched_param):
        raise TypeError("must have a sched_param object")
    if not sched_get_priority_min(policy) <= param.sched_priority <= sched_get_priority_max(policy):
        _os_error(22)
    if _scheduled(pid) != (policy, param.sched_priority):
        raise NotImplementedError("os.sched_setscheduler: Trackway does not change how a process is scheduled")


def sched_setparam(pid, param, /):
    """Set the scheduling parameters of a process. Trackway can only leave them what they are."""
    sched_setscheduler(pid, sched_getscheduler(pid), param)


def sched_rr_get_interval(pid, /):
    """The time in seconds that a process may run before others do."""
    import io
    policy = _scheduled(pid)[0]
    if policy == 1:
        return 0.0
    try:
        if policy == 2:
            with io.open("/proc/sys/kernel/sched_rr_timeslice_ms") as f:
                return int(f.read()) / 1000
        with io.open(f"/proc/{pid or 'self'}/sched") as f:
            return next(int(line.split()[-1]) for line in f if line.startswith("se.slice")) / 1e9
    except (OSError, StopIteration):
        raise NotImplementedError("os.sched_rr_get_interval: this system's /proc does not tell") from None


def timerfd_create(clockid, /, *, flags=0o2000000):
    """A file that can be read when a time has come."""
    return _os_timer(clockid, flags)


def timerfd_settime(fd, /, *, flags=0, initial=0.0, interval=0.0):
    """Set a timer, in seconds; what was left of its time and its interval before."""
    return _in_seconds(_os_timer_set(fd, flags, _nanoseconds(initial), _nanoseconds(interval)))


def timerfd_settime_ns(fd, /, *, flags=0, initial=0, interval=0):
    """Set a timer, in nanoseconds; what was left of its time and its interval before."""
    return _os_timer_set(fd, flags, initial, interval)


def timerfd_gettime(fd, /):
    """What is left of a timer's time, and its interval, in seconds."""
    return _in_seconds(_os_timer_get(fd))


def timerfd_gettime_ns(fd, /):
    """What is left of a timer's time, and its interval, in nanoseconds."""
    return _os_timer_get(fd)


def _in_seconds(pair):
    return tuple([n / 1e9 for n in pair])


def _nanoseconds(seconds):
    return round(seconds * 1e9)


def sched_get_priority_min(policy):
    return 1 if policy in (1, 2) else 0


def sched_get_priority_max(policy):
    return 99 if policy in (1, 2) else 0


CLONE_FS, CLONE_FILES, CLONE_NEWNS, CLONE_NEWUTS = 0x200, 0x400, 0x20000, 0x4000000
CLONE_NEWCGROUP, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = [1 << _n for _n in (25, 27, 28, 29, 30)]
CLONE_NEWTIME, CLONE_SIGHAND, CLONE_VM, CLONE_THREAD, CLONE_SYSVSEM = 0x80, 0x800, 0x100, 0x10000, 0x40000
PIDFD_NONBLOCK = TFD_NONBLOCK = 0o4000
TFD_CLOEXEC, TFD_TIMER_ABSTIME, TFD_TIMER_CANCEL_ON_SET = 0o2000000, 1, 2


P_WAIT, P_NOWAIT, P_NOWAITO = 0, 1, 1


def system(command):
    """Execute the command in a subshell; its status, as of `wait`."""
    import _posixsubprocess
    return _posixsubprocess.system(command)


def execv(path, argv, /):
    """Execute another program in place of this one."""
    import _posixsubprocess
    _posixsubprocess.execute("execv", path, argv, None)


def execve(path, argv, env):
    """Execute another program in place of this one, with an environment."""
    import _posixsubprocess
    _posixsubprocess.execute("execve", path, argv, env)


def posix_spawn(path, argv, env, /, *, file_actions=None, setpgroup=None, resetids=False, setsid=False, setsigmask=(),
                setsigdef=(), scheduler=None):
    """Execute another program in a new process; its number."""
    import _posixsubprocess
    return _posixsubprocess.spawn(
        "posix_spawn", path, argv, env, file_actions, setpgroup, setsid, setsigmask, setsigdef, scheduler)


def posix_spawnp(path, argv, env, /, *, file_actions=None, setpgroup=None, resetids=False, setsid=False, setsigmask=(),
                 setsigdef=(), scheduler=None):
    """As posix_spawn; a name without a folder is looked for in those of PATH."""
    import _posixsubprocess
    return _posixsubprocess.spawn(
        "posix_spawnp", path, argv, env, file_actions, setpgroup, setsid, setsigmask, setsigdef, scheduler)


def spawnv(mode, file, args):
    """Execute another program in a new process; its number, or its exit code if mode is P_WAIT."""
    import _posixsubprocess
    return _posixsubprocess.run(mode, [file], args, None)


def spawnve(mode, file, args, env):
    """As spawnv, with an environment."""
    import _posixsubprocess
    return _posixsubprocess.run(mode, [file], args, env)


def spawnvp(mode, file, args):
    """As spawnv; a name without a folder is looked for in those of PATH."""
    import _posixsubprocess
    return _posixsubprocess.run(mode, _posixsubprocess._search(file), args, None)


def spawnvpe(mode, file, args, env):
    """As spawnvp, with an environment."""
    import _posixsubprocess
    return _posixsubprocess.run(mode, _posixsubprocess._search(file), args, env)


def _missing(name):
    def f(*args, **kw):
        raise NotImplementedError(f"os.{name} is not supported by Trackway")
    f.__name__ = f.__qualname__ = name
    return f


for _name in ("fork", "forkpty"):
    globals()[_name] = _missing(_name)


sysconf_names = {"SC_PAGESIZE": 30, "SC_PAGE_SIZE": 30, "SC_NPROCESSORS_ONLN": 84, "SC_CLK_TCK": 2, "SC_OPEN_MAX": 4,
                 "SC_ARG_MAX": 0, "SC_NPROCESSORS_CONF": 83, "SC_IOV_MAX": 60}
confstr_names = {"CS_PATH": 0, "CS_GNU_LIBC_VERSION": 2, "CS_GNU_LIBPTHREAD_VERSION": 3}
pathconf_names = {f"PC_{_name}": _n for _n, _name in enumerate((
    "LINK_MAX MAX_CANON MAX_INPUT NAME_MAX PATH_MAX PIPE_BUF CHOWN_RESTRICTED NO_TRUNC VDISABLE SYNC_IO ASYNC_IO PRIO_IO "
    "SOCK_MAXBUF FILESIZEBITS REC_INCR_XFER_SIZE REC_MAX_XFER_SIZE REC_MIN_XFER_SIZE REC_XFER_ALIGN ALLOC_SIZE_MIN "
    "SYMLINK_MAX").split())}


def _limit(name):
    if isinstance(name, str):
        if name not in pathconf_names:
            raise ValueError("unrecognized configuration name")
        return pathconf_names[name]
    return name


def pathconf(path, name):
    """A limit of the file system that a file is in; -1 if there is none."""
    if not isinstance(path, int):
        path = __import__("posix").fspath(path)
    return _os_pathconf(path, _limit(name))


def fpathconf(fd, name, /):
    """A limit of the file system that an open file is in; -1 if there is none."""
    return _os_pathconf(fd, _limit(name))


def confstr(name, /):
    if isinstance(name, str):
        if name not in confstr_names:
            raise ValueError("unrecognized configuration name")
        name = confstr_names[name]
    if name == 0:
        return "/bin:/usr/bin"
    if name not in (2, 3):
        _os_error(22)
    return None


def sysconf(name, /):
    if isinstance(name, str):
        if name not in sysconf_names:
            raise ValueError("unrecognized configuration name")
        name = sysconf_names[name]
    known = {30: 4096, 84: cpu_count(), 83: cpu_count(), 2: 100, 4: 1024, 0: 2097152, 60: 1024}
    if name in known:
        return known[name]
    _os_error(22)


def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    pass
