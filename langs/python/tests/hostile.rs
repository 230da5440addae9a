//! Bad input: each source ends in the right exception, or well; never in a signal, a panic or a hang.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(100);

/// A script, or an expression in Python that makes one, and how it ends: the start of the last line
/// of its errors, or "" when it ends well.
const SOURCES: &[(&str, &str)] = &[
    ("'('*200000 + ')'*200000", "SyntaxError: too many nested parentheses"),
    ("'['*200000", "SyntaxError: too many nested parentheses"),
    ("'x = ' + '1+'*200000 + '1'", "RecursionError: maximum recursion depth exceeded during compilation"),
    ("'x = ' + '-'*200000 + '1'", "RecursionError"),
    ("'x = ' + 'not '*200000 + '1'", "RecursionError"),
    ("'x = a' + '.b'*200000", "RecursionError"),
    ("'x = f' + '()'*200000", "RecursionError"),
    ("'lambda: '*100000 + '1'", "RecursionError"),
    ("'if 1:\\n' + ''.join(' '*i + 'if 1:\\n' for i in range(1, 2000))", "IndentationError"),
    ("'if 0: pass\\n' + 'elif 0: pass\\n'*100000", ""),
    ("'x = ' + '9'*100000", "SyntaxError: Exceeds the limit (4300 digits)"),
    ("'x = 0x' + 'f'*100000", ""),
    ("'x = \\'' + 'a'*1000000", "SyntaxError: unterminated string literal"),
    ("'\\0'", "SyntaxError: source code cannot contain null bytes"),
    ("bytes(i * 7 % 256 for i in range(2, 3000))", "SyntaxError"),
    ("b'\\xff\\xfe\\x00'", "SyntaxError"),
];

const PROGRAMS: &[(&str, &str)] = &[
    (
        "a = []\nfor i in range(1000000): a = [a]\nb = []\nfor i in range(1000000): b = [b]\n\
         assert len(repr(a)) == 2000002 and a == b\ndel a, b",
        "",
    ),
    (
        "a = b = ()\nfor i in range(300000): a = (a,); b = (b,)\n\
         assert a == b and not a < b and hash(a) == hash(b) and len(str(a)) == 900002",
        "",
    ),
    (
        "class T(tuple): pass\na = b = T()\nfor i in range(300000): a = T((a,)); b = T((b,))\n\
         assert a == b and hash(a) == hash(b) and {a: 1}[b] == 1",
        "",
    ),
    ("a = {}\nfor i in range(300000): a = {1: a}\nassert len(str(a)) > 300000", ""),
    ("def f(): return f()\nf()", "RecursionError: maximum recursion depth exceeded"),
    ("class A:\n def __getattr__(s, n): return getattr(s, n + 'x')\nA().q", "RecursionError"),
    ("class A:\n def __repr__(s): return repr(s)\nrepr(A())", "RecursionError"),
    ("class A:\n def __eq__(s, o): return s == o\nA() == A()", "RecursionError"),
    ("import sys\nsys.setrecursionlimit(10**9)\ndef f(n): return 1 + f(n + 1)\nf(0)", "RecursionError"),
    ("it = iter([1])\nfor i in range(100000): it = map(int, it)\nlist(it)", "RecursionError"),
    ("t = int\nfor i in range(100000): t = (t,)\nisinstance('a', t)", ""),
    ("C = object\nfor i in range(3000): C = type('C', (C,), {})\nC().x", "AttributeError"),
    ("a = []\nwhile True: a.append('x' * 100000 + str(len(a)))", "MemoryError"),
    ("a = {}\ni = 0\nwhile True: a[i] = i; i += 1", "MemoryError"),
    ("s = 'a'\nwhile True: s += s", "MemoryError"),
    ("b = bytearray()\nwhile True: b += b'x' * 1000000", "MemoryError"),
    ("b = bytearray()\nwhile True: b.append(1)", "MemoryError"),
    ("list(iter(int, 1))", "MemoryError"),
    ("('a ' * 10**7).split()", "MemoryError"),
    ("list('ab' * 10**8)", "MemoryError"),
    ("list(bytes(10**8))", "MemoryError"),
    ("[*range(10**8)]", "MemoryError"),
    ("10**10**10", "MemoryError"),
    ("a, *b = range(1 << 30)", "MemoryError"),
    ("a, b = range(1 << 60)", "ValueError: too many values to unpack (expected 2, got 1152921504606846976)"),
    ("list(range(10**18))", "MemoryError"),
    ("'a' * (1 << 62)", "OverflowError: cannot fit 'int' into an index-sized integer"),
    ("[0] * (1 << 60)", "MemoryError"),
    ("(1,) * (1 << 61)", "MemoryError"),
    ("b'a' * 10**30", "OverflowError"),
    ("1 << (1 << 40)", "MemoryError"),
    ("1 << 10**30", "OverflowError: too many digits in integer"),
    ("assert 1 >> 10**30 == 0 and -1 >> 10**40 == -1", ""),
    ("'%1000000000000d' % 5", "ValueError: width too big"),
    ("format(5, '1000000000000')", "MemoryError"),
    ("f'{5:.1000000000000f}'", "ValueError: precision too big"),
    ("'{:>9999999999999999999}'.format(1)", "ValueError: Too many decimal digits in format string"),
    ("'a'.zfill(10**15)", "MemoryError"),
    ("bytes(10**15)", "MemoryError"),
    ("('a' * 10**6).replace('a', 'b' * 10**6)", "MemoryError"),
    ("import math; math.factorial(10**18)", "OverflowError"),
    ("int('9' * 100000)", "ValueError: Exceeds the limit (4300 digits)"),
    ("str(10**100000)", "ValueError: Exceeds the limit (4300 digits)"),
    ("int(b'12\\xff')", "ValueError: invalid literal for int() with base 10: b'12\\xff'"),
    ("float('\\udc00')", "ValueError: could not convert string to float: '\\udc00'"),
    ("import json; json.loads('[' * 200000)", "RecursionError"),
    ("'%*d' % (2 * 10**9, 1)", "MemoryError"),
    ("format(1, '2000000000d')", "MemoryError"),
    ("format('a', '>2000000000')", "MemoryError"),
    ("f'{1.5:2000000000.3f}'", "MemoryError"),
    ("'a\\t'.expandtabs(2 * 10**9)", "MemoryError"),
    ("(b'a,' * 10**7).split(b',')", "MemoryError"),
    ("memoryview(bytes(10**8)).tolist()", "MemoryError"),
    ("(b'ab' * 10**8).decode('utf-16')", "MemoryError"),
    ("pow(7, 10**9)", "MemoryError"),
    ("import ast; ast.literal_eval('[' * 100000)", "SyntaxError: too many nested parentheses"),
    ("import re; assert re.match('(a*)*b', 'a' * 20) is None", ""),
];

#[test]
fn sources() {
    let dir = std::env::temp_dir().join(format!("trackway-hostile-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a folder");
    let file = dir.join("source.py");
    for (expression, end) in SOURCES {
        let maker = format!(
            "s = {expression}\nopen({:?}, 'wb').write(s if isinstance(s, bytes) else s.encode())",
            file.display().to_string()
        );
        check(&["-c", &maker], "");
        check(&[&file.display().to_string()], end);
    }
    std::fs::remove_dir_all(&dir).expect("the folder");
}

#[test]
fn programs() {
    for (program, end) in PROGRAMS {
        check(&["--tw-heap=256M", "-c", program], end);
    }
}

fn check(args: &[&str], end: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tw-python"));
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the guest");
    // A pipe that nobody reads would stop the guest.
    let mut pipe = child.stderr.take().expect("a pipe");
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).map(|_| bytes)
    });
    let start = Instant::now();
    while child.try_wait().expect("its state").is_none() {
        if start.elapsed() > LIMIT {
            child.kill().and_then(|()| child.wait()).expect("its end");
            panic!("no end: {args:?}");
        }
        std::thread::sleep(Duration::from_millis(3));
    }
    let status = child.wait().expect("its end");
    let errors = reader.join().expect("the reader").expect("its errors");
    let errors = String::from_utf8_lossy(&errors);
    let last = errors.lines().rfind(|l| !l.trim().is_empty()).unwrap_or_default();
    let code = if end.is_empty() { 0 } else { 1 };
    let shown: Vec<String> = args.iter().map(|a| a.chars().take(100).collect()).collect();
    assert_eq!(status.code(), Some(code), "{shown:?}: {last}");
    assert!(last.starts_with(end), "{shown:?}\n  expected {end}\n  found    {last}");
}
