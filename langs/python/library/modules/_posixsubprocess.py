# Programs that run beside this one, or in its place: what `subprocess` and `os` stand on.
#
# A child begins with its program: no Python runs in it before. So there is no `fork`.

import posix
from _operator import index as _index
from _trackway import (
    _os_again, _os_error, _os_exec, _os_inheritable, _os_inherited, _os_spawn, _os_wait_once, _signal_get,
)

# How much is said with an action on a child's files.
_PARTS = {posix.POSIX_SPAWN_OPEN: 4, posix.POSIX_SPAWN_CLOSE: 1, posix.POSIX_SPAWN_DUP2: 2}
# Nobody's number.
_NOBODY = 0x7fffffff
_PIPE = 13


def _environment():
    # As the program has changed it.
    return _variables(posix._create_environ())


def _variables(env):
    return [posix._os_fsencode(k) + b"=" + posix._os_fsencode(v) for k, v in env.items()]


def _arguments(args):
    return [posix.fspath(a) for a in args]


def _inherited():
    # What a child has open that is told nothing else: pairs of its number and ours.
    return [(n, n) for n in (0, 1, 2) if _is_handed_on(n)] + [(n, n) for n in _os_inherited()]


def _is_handed_on(n):
    try:
        return _os_inheritable(n)
    except OSError:
        return False


def _cannot_enter(folder):
    # The error's number, or 0.
    try:
        mode = posix.stat(folder).st_mode
    except OSError as e:
        return e.errno
    if mode & 0o170000 != 0o040000:
        return 20
    return 0 if posix.access(folder, posix.X_OK, effective_ids=True) else 13


def fork_exec(
        args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite,
        errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask,
        preexec_fn, /):
    """Start a program. What goes wrong is written to the pipe as the child would have done it."""
    if preexec_fn is not None:
        raise NotImplementedError("preexec_fn is not supported by Trackway: no Python runs in a child process")
    if extra_groups is not None:
        raise NotImplementedError("extra_groups is not supported by Trackway")
    if any(n < 0 for n in pass_fds) or list(pass_fds) != sorted(set(pass_fds)):
        raise ValueError("bad value(s) in fds_to_keep")
    cwd = None if cwd is None else posix.fspath(cwd)
    files = {n: n for n in (0, 1, 2) if _is_handed_on(n)}
    files |= {n: n for n in pass_fds if n != errpipe_write}
    if not close_fds:
        files |= {n: n for n in _os_inherited()}
    files |= {n: fd for n, fd in ((0, p2cread), (1, c2pwrite), (2, errwrite)) if fd != -1}
    args, env = _arguments(args), _environment() if env is None else env
    try:
        note = b"noexec:chdir"
        if cwd is not None and (number := _cannot_enter(cwd)):
            _os_error(number)
        note = b""
        return _os_spawn(
            executable_list, args, env, cwd, list(files.items()), None if child_umask < 0 else child_umask,
            bool(call_setsid), None if pgid_to_set < 0 else pgid_to_set, uid, gid)
    except OSError as e:
        if e.errno == 9 or e.errno == 1 and (pgid_to_set >= 0 or uid is not None or gid is not None):
            note = b"noexec"
        posix.write(errpipe_write, b"OSError:%X:%s" % (e.errno, note))
        return _NOBODY


def _about(path, f, *args):
    # The call, whose error is about the path.
    try:
        return f(*args)
    except OSError as e:
        _os_error(e.errno, path)


def _start(paths, args, env, files, new_session=False, group=None):
    return _os_spawn(paths, args, env, None, files, None, new_session, group, None, None)


def system(command):
    command = posix.fspath(command)
    import _signal
    pid = _start(["/bin/sh"], ["sh", "-c", command], _environment(), _inherited())
    # What is typed meanwhile is meant for the command.
    before = [(n, _signal.getsignal(n)) for n in (_signal.SIGINT, _signal.SIGQUIT)]
    before = [(n, handler) for n, handler in before if handler is not None]
    for n, _ in before:
        _signal.signal(n, _signal.SIG_IGN)
    try:
        return _os_again(_os_wait_once, pid, 0)[1]
    finally:
        for n, handler in before:
            _signal.signal(n, handler)


def execute(name, path, args, env):
    if not isinstance(args, (list, tuple)):
        raise TypeError(f"{name}() arg 2 must be a tuple or list")
    if not args:
        raise ValueError(f"{name}() arg 2 must not be empty")
    args = _arguments(args)
    if not args[0]:
        raise ValueError(f"{name}() arg 2 first element cannot be empty")
    if env is None:
        return _os_exec(posix.fspath(path), args, _environment())
    if not hasattr(env, "keys"):
        raise TypeError(f"{name}: environment must be a mapping object")
    path = f"/proc/self/fd/{path}" if isinstance(path, int) else posix.fspath(path)
    return _about(path, _os_exec, path, args, _variables(env))


def _search(name):
    name = posix.fspath(name)
    if posix._os_fsencode(name).find(b"/") >= 0:
        return [name]
    import os
    return [os.path.join(folder, os.fsdecode(name)) for folder in os.get_exec_path()]


def spawn(name, path, args, env, file_actions, group, new_session, masked, default, scheduler):
    if not isinstance(args, (list, tuple)):
        raise TypeError(f"{name}: argv must be a tuple or list")
    if not args:
        raise ValueError(f"{name}: argv must not be empty")
    if not hasattr(env, "keys"):
        raise TypeError(f"{name}: environment must be a mapping object")
    if list(masked) or scheduler is not None:
        raise NotImplementedError(f"os.{name}: setsigmask and scheduler are not supported by Trackway")
    if any(n != _PIPE and _signal_get(n) == 1 for n in default):
        raise NotImplementedError(f"os.{name}: Trackway hands on which signals are ignored, but for SIGPIPE")
    paths = _search(path) if name == "posix_spawnp" else [posix.fspath(path)]
    files, opened = dict(_inherited()), []
    try:
        for action in file_actions or ():
            _act(files, opened, action)
        return _about(path, _start, paths, _arguments(args), _variables(env), list(files.items()), new_session, group)
    finally:
        for fd in opened:
            posix.close(fd)


def _act(files, opened, action):
    # What the action does to a child's files.
    if not isinstance(action, tuple) or not action:
        raise TypeError("Each file_actions element must be a non-empty tuple")
    kind, *rest = action
    if kind not in _PARTS:
        raise TypeError("Unknown file_actions identifier")
    if len(rest) != _PARTS[kind]:
        raise TypeError(f"A file_action tuple of this kind must have {_PARTS[kind] + 1} elements")
    fd = _index(rest[0])
    if kind == posix.POSIX_SPAWN_OPEN:
        opened.append(posix.open(*rest[1:]))
        files[fd] = opened[-1]
    elif kind == posix.POSIX_SPAWN_CLOSE:
        files.pop(fd, None)
    else:
        files[_index(rest[1])] = files.get(fd, fd)


def run(mode, paths, args, env):
    """As `os.spawnv` and the like: without a program to run, the child's status is 127."""
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    env = _environment() if env is None else _variables(env)
    try:
        pid = _start(paths, _arguments(args), env, _inherited())
    except OSError:
        pid = _start(["/bin/sh"], ["sh", "-c", "exit 127"], env, _inherited())
    if mode == posix.P_NOWAIT:
        return pid
    return posix.waitstatus_to_exitcode(_os_again(_os_wait_once, pid, 0)[1])
