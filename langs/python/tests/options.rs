//! Options of the command line and variables of the environment that change what a program does.

use std::process::Command;

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
    let mut command = Command::new(env!("CARGO_BIN_EXE_tw-python"));
    let output = command.args(["--tw-jit=sync", "--tw-stats", "-c", program]).output().expect("the guest");
    let stats = String::from_utf8(output.stderr).expect("text");
    let (_, bridges) = stats.split_once("\"bridges\": ").expect("it counts them");
    let bridges: u32 = bridges.split(',').next().and_then(|n| n.parse().ok()).expect("a number");
    assert!(bridges < 15, "{stats}");
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
