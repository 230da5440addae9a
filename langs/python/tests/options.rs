//! Options of the command line and variables of the environment that change what a program does.

use std::io::Write;
use std::process::{Command, Stdio};

const DEBUG: &str = "def f():\n 'doc'\n assert 0\n return 1\ntry: v = f()\nexcept AssertionError: v = 'no'\n\
                     print(__debug__, f.__doc__, v)";

fn check(args: &[&str], variables: &[(&str, &str)], expected: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tw-python"));
    let output = command.args(args).envs(variables.iter().copied()).output().expect("the guest");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), expected, "{args:?} {variables:?}");
}

#[test]
fn optimised() {
    check(&["-c", DEBUG], &[], "True doc no");
    check(&["-O", "-c", DEBUG], &[], "False doc 1");
    check(&["-OO", "-c", DEBUG], &[], "False None 1");
    check(&["-c", DEBUG], &[("PYTHONOPTIMIZE", "2")], "False None 1");
    check(&["-E", "-c", DEBUG], &[("PYTHONOPTIMIZE", "2")], "True doc no");
}

#[test]
fn shown_by_sys() {
    let x = "import sys; print(sys._xoptions, sys.warnoptions)";
    check(&["-X", "a=b", "-X", "utf8", "-W", "error", "-c", x], &[], "{'a': 'b', 'utf8': True} ['error']");
    check(&["-c", x], &[("PYTHONWARNINGS", "ignore,error")], "{} ['ignore', 'error']");
    let raised = "import warnings\ntry: warnings.warn('w')\nexcept UserWarning as e: print('raised', e)";
    check(&["-W", "error", "-c", raised], &[], "raised w");
}

/// Functions that never ran, of the program and of the library, are in it too.
#[test]
fn a_report_of_what_the_jit_did() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let report = folder.join("report.json");
    let program = "def hot(n):\n  s = 0\n  for i in range(n): s += i\n  return s\n\
                   def never(): return [x for x in 'abc']\n\
                   print(hot(50000))";
    let option = format!("--tw-report={}", report.display());
    check(&[&option, "--tw-jit=sync", "-c", program], &[], "1249975000");
    let text = std::fs::read_to_string(&report).expect("it was written");
    assert!(text.ends_with('}') && text.contains("\"hot\"") && text.contains("\"never\""));
}

/// Code that comes once gets no bridge each.
#[test]
fn bridges_made_in_vain() {
    let program = "def call(f): return f(1)\nfor n in range(6000):\n  names = {}\n\
                   \x20 exec('def f(x): return x + %d' % n, names)\n  call(names['f'])";
    let [bridges] = counted(program, ["bridges"]);
    assert!(bridges < 15, "{bridges}");
}

/// Counters of the JIT after a program.
fn counted<const N: usize>(program: &str, names: [&str; N]) -> [u32; N] {
    counted_under("sync", program, names)
}

fn counted_under<const N: usize>(jit: &str, program: &str, names: [&str; N]) -> [u32; N] {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tw-python"));
    let jit = format!("--tw-jit={jit}");
    let output = command.args([&jit, "--tw-stats", "-c", program]).output().expect("the guest");
    let stats = String::from_utf8(output.stderr).expect("text");
    names.map(|name| {
        let (_, n) = stats.split_once(&format!("\"{name}\": ")).expect("it counts them");
        n.split([',', '}']).next().and_then(|n| n.parse().ok()).expect("a number")
    })
}

/// A loop that is entered with other kinds has code for each of them.
#[test]
fn versions_of_a_loop() {
    let program = "def total(xs):\n  s = 0\n  for x in xs: s += x\n  return s\n\
                   def main():\n  ints = list(range(100))\n\
                   \x20 for kind in int, float, complex:\n    xs = [kind(x) for x in ints]\n\
                   \x20   for _ in range(2000): total(xs)\n\
                   main()";
    let [versions, bridges, entries] = counted(program, ["versions", "bridges", "entries"]);
    assert!((2..9).contains(&versions) && bridges < 30 && entries < 10_000, "{versions} {bridges} {entries}");
}

/// What a script's own loops assign was never taken for constant.
#[test]
fn variables_of_a_script() {
    let program = "def f(n):\n  s = 0\n  for i in range(n): s += i\n  return s\n\
                   calls = 0\ndef call(n):\n  global calls\n  calls += 1\n  return f(n)\n\
                   total = 0\nfor size in range(0, 9000, 1000):\n  last = call(size)\n  total += last + calls";
    let [traces, invalidated] = counted(program, ["traces", "invalidated"]);
    assert!(traces > 0 && invalidated == 0, "{traces} {invalidated}");
}

/// The inner loop's code goes on at the outer loop's header. When the outer loop's code goes, for the global that it took
/// for constant, it comes back, although no round is interpreted up to the back edge that counts.
#[test]
fn a_loop_reached_by_compiled_code_only() {
    let program = "G = 1\ndef run(n):\n  i = s = 0\n  while i < n:\n    i += 1; s += G\n\
                   \x20   for x in range(i % 3 + 2): s += x\n  return s\n\
                   run(20_000)\nglobals()['G'] = 2\nrun(2_000_000)";
    let [entries, invalidated] = counted_under("threshold=800", program, ["entries", "invalidated"]);
    assert!(invalidated > 0 && entries < 500_000, "{invalidated} {entries}");
}

/// A function that is made, called once and dropped is no part of a trace: the next round would leave it.
#[test]
fn functions_that_run_once() {
    let program = "def run(n):\n  s = 0\n  for i in range(n):\n    names = {}\n    exec('def f(x): return x + 1', names)\n\
                   \x20   s += apply(names['f'], i)\n  return s\n\
                   def apply(f, i): return f(i) if i else 0\nrun(4000)";
    let [given_up, bridges] =
        counted_under("threshold=100,entry-threshold=100", program, ["new-code", "bridges"]);
    assert!(given_up > 0 && bridges == 0, "{given_up} {bridges}");
}

/// Where there is more code than may be kept, it goes, and the program does the same.
#[test]
fn code_within_its_limit() {
    let program = "def make(k):\n names = {}\n exec(f'def f(n):\\n s = {k}\\n for i in range(n): s += i % 7 * {k}\\n return s', names)\n\
                   \x20return names['f']\n\
                   fs = [make(k) for k in range(60)]\nt = 0\nfor r in range(3):\n for f in fs: t += f(3000)\nprint(t)";
    for (limit, flushed) in [("4", true), ("65536", false)] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tw-python"));
        let jit = format!("--tw-jit=threshold=200,code-limit={limit}");
        let output = command.args([&jit, "--tw-stats", "-c", program]).output().expect("the guest");
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), "47763450", "{limit}");
        let stats = String::from_utf8(output.stderr).expect("text");
        assert_eq!(!stats.contains("\"flushes\": 0,"), flushed, "{limit}: {stats}");
    }
}

/// What is dead soon is found dead, however fast long arrays are filled.
#[test]
fn memory_of_what_dies_soon() {
    for round in ["dict.fromkeys(l)", "tuple(l) + tuple(l)", "[[] for _ in l]", "{k: [k] for k in l}"] {
        let program = format!("l = list(range(40000))\nfor i in range(200): d = {round}");
        let mut command = Command::new(env!("CARGO_BIN_EXE_tw-python"));
        let output = command.args(["--tw-stats", "-c", &program]).output().expect("the guest");
        let stats = String::from_utf8(output.stderr).expect("text");
        let (_, bytes) = stats.split_once("\"peak_bytes\": ").expect("it counts them");
        let bytes: u64 = bytes.split(['}', ',']).next().and_then(|n| n.parse().ok()).expect("a number");
        assert!(bytes < 100 << 20, "{round}: {stats}");
    }
}

/// Each stage of a program is printed on standard error.
#[test]
fn texts_of_the_stages() {
    let program = "def hot(n):\n  s = 0\n  for i in range(n): s += i\n  return s\nhot(50000)";
    let stages = [
        ("bytecode", "unit"),
        ("ir", "--- ir of loop hot"),
        ("opt", "--- opt of loop hot"),
        ("asm", "--- asm of loop hot"),
    ];
    for (stage, part) in stages {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tw-python"));
        command.args([&format!("--tw-dump={stage}"), "--tw-jit=sync", "-c", program]);
        let text = String::from_utf8(command.output().expect("the guest").stderr).expect("text");
        assert!(text.contains(part), "{stage}: no `{part}` in\n{text}");
    }
}

/// What standard streams are encoded in, and what is said of values that are wrong.
#[test]
fn wrong_and_right_values() {
    let failing = |args: &[&str], variable: (&str, &str)| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tw-python"));
        let output = command.args(args).env(variable.0, variable.1).output().expect("the guest");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let encodings = "import sys; print(sys.stdout.encoding, sys.stdout.errors, sys.stderr.errors)";
    check(&["-c", encodings], &[("PYTHONIOENCODING", "latin-1")], "iso8859-1 strict backslashreplace");
    check(&["-c", encodings], &[("PYTHONIOENCODING", ":replace")], "utf-8 replace backslashreplace");
    check(&["-c", "print('\u{e4}')"], &[("PYTHONIOENCODING", "ascii:backslashreplace")], "\\xe4");
    let (code, text) = failing(&["-c", "1"], ("PYTHONIOENCODING", "strange"));
    assert!(code == Some(1) && text.contains("LookupError: unknown encoding: strange"), "{text}");
    for seed in ["abc", "-1", "99999999999"] {
        let (code, text) = failing(&["-c", "1"], ("PYTHONHASHSEED", seed));
        assert!(code == Some(1) && text.contains("PYTHONHASHSEED must be"), "{text}");
        assert_eq!(failing(&["-E", "-c", "1"], ("PYTHONHASHSEED", seed)).0, Some(0));
    }
    let (code, text) = failing(&["-Wstrange", "-W", "error::Nothing", "-c", "1"], ("PYTHONHASHSEED", "0"));
    assert_eq!(code, Some(0));
    assert_eq!(
        text,
        "Invalid -W option ignored: invalid action: 'strange'\n\
         Invalid -W option ignored: unknown warning category: 'Nothing'\n"
    );
}

/// What lines typed at the prompt come to: exit code, standard output, standard error.
fn typed(args: &[&str], lines: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tw-python"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.env("HOME", env!("CARGO_TARGET_TMPDIR")).spawn().expect("the guest");
    child.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("the guest");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A block ends with an empty line, an open bracket or text does not; an error is told at once.
#[test]
fn the_prompt() {
    let block = "x = 5\nif x: print(2)\n\nfor i in 'ab':\n    i\n\n(1,\n\n2)\n\"\"\"a\n\nb\"\"\"\n_\n";
    assert_eq!(typed(&["-i", "-q"], block).1, "2\n'a'\n'b'\n(1, 2)\n'a\\n\\nb'\n'a\\n\\nb'\n");
    let (code, out, err) = typed(&["-i", "-q"], "y = = 1\n3\nexit(7)\n");
    assert_eq!((code, out.as_str()), (Some(7), "3\n"));
    assert!(err.contains("y = = 1") && err.ends_with("SyntaxError: invalid syntax\n"), "{err}");
    // Functions of earlier inputs are shown with their lines.
    let (_, out, err) = typed(&["-i", "-q"], "def h():\n    1/0\n\nh()\nimport sys; sys.last_exc\n");
    assert_eq!(out, "ZeroDivisionError('division by zero')\n");
    assert!(err.contains("File \"<stdin>\", line 2, in h\n    1/0\n    ~^~\n"), "{err}");
}

/// The prompt follows a program however it ends.
#[test]
fn the_prompt_behind_a_program() {
    let (code, out, err) = typed(&["-i", "-c", "y = 7\nraise SystemExit(3)"], "y\nexit(4)\n");
    assert_eq!((code, out.as_str()), (Some(4), "7\n"));
    assert!(err.contains("SystemExit: 3"), "{err}");
}

/// What stands below the last line of source of an uncaught exception, and what the program ends with.
#[test]
fn marks_under_what_failed() {
    let failing = |program: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tw-python"));
        let output = command.args(["-c", program]).output().expect("the guest");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let cases = [
        ("d = {}\nd['b']", "    d['b']\n    ~^^^^^\nKeyError: 'b'\n"),
        ("x = (1, 2)\nx[0] = 1", "    x[0] = 1\n    ~^^^\n"),
        ("import re\nre.compile('(a')", "    re.compile('(a')\n    ~~~~~~~~~~^^^^^^\n"),
        ("for x in int(5): pass", "    for x in int(5): pass\n             ~~~^^^\n"),
        ("1 + (None)", "    1 + (None)\n    ~~^~~~~~~~\n"),
        ("1 +(None)", "    1 +(None)\n    ~~^^~~~~~\n"),
        ("1 +(2, 3)", "    1 +(2, 3)\n    ~~^~~~~~~\n"),
        ("@1\ndef f(): pass", "    @1\n     ^\nTypeError: 'int' object is not callable\n"),
        ("raise", "    raise\nRuntimeError: No active exception to reraise\n"),
        (
            "class A:\n  def __init__(self): self.foo = 1\n  def f(self): return foo\nA().f()",
            "NameError: name 'foo' is not defined. Did you mean: 'self.foo'?\n",
        ),
    ];
    for (program, end) in cases {
        let (code, text) = failing(program);
        assert!(code == Some(1) && text.contains(end), "{program}:\n{text}");
    }
    assert_eq!(failing("raise SystemExit(1, 2)"), (Some(1), "(1, 2)\n".into()));
    assert_eq!(failing("e = SystemExit()\ne.code = 4\nraise e"), (Some(4), String::new()));
    let own = "class A:\n  def __str__(self): return 'own text'\nraise SystemExit(A())";
    assert_eq!(failing(own), (Some(1), "own text\n".into()));
}

/// An uncaught KeyboardInterrupt ends the process as SIGINT does, behind what is to be done at its end.
#[test]
fn interrupts_end_by_signal() {
    use std::os::unix::process::ExitStatusExt;
    let end = |program: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tw-python"));
        let output = command.args(["-c", program]).output().expect("the guest");
        (output.status.code(), output.status.signal(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let last = "import atexit\natexit.register(print, 'last')\n";
    assert_eq!(end(&format!("{last}raise KeyboardInterrupt")), (None, Some(2), "last\n".into()));
    assert_eq!(
        end(&format!("{last}import signal\nsignal.raise_signal(2)")),
        (None, Some(2), "last\n".into())
    );
    assert_eq!(end("class K(KeyboardInterrupt): pass\nraise K"), (Some(1), None, String::new()));
    assert_eq!(end("raise SystemExit(130)"), (Some(130), None, String::new()));
    assert_eq!(
        end("try: raise KeyboardInterrupt\nexcept BaseException: pass"),
        (Some(0), None, String::new())
    );
}

/// What is written to standard output once that is closed.
#[test]
fn closed_output() {
    let program = "import sys\nprint('before')\nsys.stdout.close()\nsys.stdout.close()\nout = sys.stdout\n\
                   for f in lambda: print(1), lambda: print([object], 2), lambda: print(end=''), lambda: out.write('a'), \
                   out.flush, out.fileno, out.isatty, lambda: out.writelines(['a']):\n\
                   \x20 try: f()\n  except ValueError as e: print(e, file=sys.stderr)\n\
                   print(out.closed, sys.stderr.closed, file=sys.stderr)";
    let mut command = Command::new(env!("CARGO_BIN_EXE_tw-python"));
    let output = command.args(["-c", program]).output().expect("the guest");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "before\n");
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..8], ["I/O operation on closed file."; 8]);
    assert_eq!(lines[8..], ["True False"]);
}
