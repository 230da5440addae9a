# Other programs: what they are given, what comes back, what goes wrong; and the older ways to run them.
import os, subprocess, sys

run, PIPE = subprocess.run, subprocess.PIPE

def attempt(f, *args, **kw):
    try:
        print("no error", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

# Streams.
print(run(["echo", "hi"], capture_output=True).stdout)  # expect: b'hi\n'
print(run("echo $((1 + 2)); echo err >&2", shell=True, capture_output=True, text=True))
# expect: CompletedProcess(args='echo $((1 + 2)); echo err >&2', returncode=0, stdout='3\n', stderr='err\n')
print(run("echo out; echo err >&2", shell=True, stdout=PIPE, stderr=subprocess.STDOUT).stdout)  # expect: b'out\nerr\n'
p = subprocess.Popen(["cat"], stdin=PIPE, stdout=PIPE)
print(p.communicate(b"x" * 200000)[0] == b"x" * 200000, p.returncode)  # expect: True 0
with subprocess.Popen(["sh", "-c", "read x; echo got $x"], stdin=PIPE, stdout=PIPE, text=True, bufsize=1) as p:
    p.stdin.write("line\n")
    print(repr(p.stdout.readline()))  # expect: 'got line\n'
with open(os.memfd_create("kept"), "w+b") as f:
    run(["echo", "to a file"], stdout=f)
    f.seek(0)
    print(f.read())  # expect: b'to a file\n'
    f.seek(0)
    print(run(["cat"], stdin=f, capture_output=True).stdout)  # expect: b'to a file\n'
print("before", end=" ")
run(["echo", "between"])  # expect: before between
print(subprocess.check_output(["cat"], input="näh", encoding="latin-1"))  # expect: näh

# How they end.
print(run(["sh", "-c", "exit 3"]).returncode, run(["sh", "-c", "kill -9 $$"]).returncode)  # expect: 3 -9
attempt(subprocess.check_call, ["false"])  # expect: CalledProcessError Command '['false']' returned non-zero exit status 1.
attempt(subprocess.check_output, "kill -15 $$", shell=True)
# expect: CalledProcessError Command 'kill -15 $$' died with <Signals.SIGTERM: 15>.
try:
    run(["sleep", "20"], timeout=0.02)
except subprocess.TimeoutExpired as e:
    print("timeout", e.cmd)  # expect: timeout ['sleep', '20']
p = subprocess.Popen(["sleep", "20"])
print(p.poll())  # expect: None
p.terminate()
print(p.wait(), p)  # expect: -15 <Popen: returncode: -15 args: ['sleep', '20']>

# What cannot be run.
attempt(run, ["/nonexistent/x"])  # expect: FileNotFoundError [Errno 2] No such file or directory: '/nonexistent/x'
attempt(run, ["no_such_program"])  # expect: FileNotFoundError [Errno 2] No such file or directory: 'no_such_program'
attempt(run, ["/etc/passwd"])  # expect: PermissionError [Errno 13] Permission denied: '/etc/passwd'
attempt(run, ["ls"], cwd="/nonexistent")  # expect: FileNotFoundError [Errno 2] No such file or directory: '/nonexistent'
attempt(run, ["ls"], cwd="/etc/passwd")  # expect: NotADirectoryError [Errno 20] Not a directory: '/etc/passwd'
attempt(run, ["ls"], env={"A=": "b"})  # expect: ValueError illegal environment variable name
attempt(run, ["ls", "\0"])  # expect: ValueError embedded null byte
attempt(run, ["ls"], pass_fds=[999])  # expect: OSError [Errno 9] Bad file descriptor
attempt(run, ["ls"], preexec_fn=print)
# expect: NotImplementedError preexec_fn is not supported by Trackway: no Python runs in a child process

# Where they run, and with what.
print(run(["pwd"], cwd="/usr", capture_output=True).stdout)  # expect: b'/usr\n'
print(run(["env"], env={"A": "1", "B": "x=y"}, capture_output=True).stdout)  # expect: b'A=1\nB=x=y\n'
os.environ["TRACKWAY_SAYS"] = "yes"
print(run("echo $TRACKWAY_SAYS", shell=True, capture_output=True).stdout)  # expect: b'yes\n'
del os.environ["TRACKWAY_SAYS"]
print(run("echo [$TRACKWAY_SAYS]", shell=True, capture_output=True).stdout)  # expect: b'[]\n'
print(run(["sh", "-c", "umask"], umask=0o77, capture_output=True).stdout)  # expect: b'0077\n'
print(run(["sh", "-c", "echo $0"], executable="/bin/sh", capture_output=True).stdout)  # expect: b'sh\n'
leader = [sys.executable, "-S", "-c", "import os; print(os.getsid(0) == os.getpid(), os.getpgid(0) == os.getpid())"]
print(run(leader, start_new_session=True, capture_output=True).stdout)  # expect: b'True True\n'
print(run(leader, process_group=0, capture_output=True).stdout)  # expect: b'False True\n'

# Files.
r, w = os.pipe()
print(os.get_inheritable(w), run(f"echo x >/proc/self/fd/{w}", shell=True, stderr=subprocess.DEVNULL).returncode)  # expect: False 2
run(f"echo through >/proc/self/fd/{w}", shell=True, pass_fds=[w])
print(os.read(r, 100))  # expect: b'through\n'
os.set_inheritable(w, True)
print(run(f"echo x >/proc/self/fd/{w}", shell=True, stderr=subprocess.DEVNULL).returncode)  # expect: 2
run(f"echo inherited >/proc/self/fd/{w}", shell=True, close_fds=False)
print(os.read(r, 100))  # expect: b'inherited\n'
child = f"import os; os.write({w}, b'child'); os.close({w}); print(os.path.exists('/proc/self/fd/{w}'))"
print(run([sys.executable, "-S", "-c", child], pass_fds=[w], capture_output=True).stdout)  # expect: b'False\n'
print(os.read(r, 100))  # expect: b'child'
os.dup2(w, 50)
run("echo other number >/proc/self/fd/50", shell=True, pass_fds=[50])
print(os.read(r, 100), os.get_inheritable(50))  # expect: b'other number\n' True
for fd in r, w, 50:
    os.close(fd)
attempt(os.get_inheritable, w)  # expect: OSError [Errno 9] Bad file descriptor

# The older ways.
print(os.waitstatus_to_exitcode(os.system("exit 5")), os.system("kill -15 $$"))  # expect: 5 15
with os.popen("echo from a pipe; exit 1") as f:
    print(repr(f.read()))  # expect: 'from a pipe\n'
print(subprocess.getstatusoutput("echo said; exit 2"))  # expect: (2, 'said')
print(os.spawnlp(os.P_WAIT, "sh", "sh", "-c", "exit 6"), os.spawnv(os.P_WAIT, "/nonexistent", ["x"]))  # expect: 6 127
pid = os.spawnl(os.P_NOWAIT, "/bin/sh", "sh", "-c", "exit 7")
print(os.waitpid(pid, 0) == (pid, 7 << 8))  # expect: True
attempt(os.waitpid, pid, 0)  # expect: ChildProcessError [Errno 10] No child processes
r, w = os.pipe()
actions = [(os.POSIX_SPAWN_DUP2, w, 1), (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0), (os.POSIX_SPAWN_CLOSE, w)]
pid = os.posix_spawn("/bin/sh", ["sh", "-c", "cat; echo $X"], {"X": "spawned"}, file_actions=actions)
print(os.waitpid(pid, 0)[1], os.read(r, 100))  # expect: 0 b'spawned\n'
pid = os.posix_spawnp("true", ["true"], os.environ, setpgroup=0, setsigdef=[13])
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))  # expect: 0
attempt(os.posix_spawn, "/nonexistent", ["x"], {})  # expect: FileNotFoundError [Errno 2] No such file or directory: '/nonexistent'
attempt(os.posix_spawn, "/bin/sh", [], {})  # expect: ValueError posix_spawn: argv must not be empty
attempt(os.execv, "/nonexistent", ["x"])  # expect: FileNotFoundError [Errno 2] No such file or directory
attempt(os.execve, "/nonexistent", ["x"], {})  # expect: FileNotFoundError [Errno 2] No such file or directory: '/nonexistent'
attempt(os.execv, "/bin/sh", [])  # expect: ValueError execv() arg 2 must not be empty
replaced = "import os; print('first', flush=True); os.execvpe('sh', ['sh', '-c', 'echo $X'], {'X': 'second'})"
print(run([sys.executable, "-S", "-c", replaced], capture_output=True).stdout)  # expect: b'first\nsecond\n'
attempt(os.fork)  # expect: NotImplementedError os.fork is not supported by Trackway
