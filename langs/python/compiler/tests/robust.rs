//! Sources that nest absurdly or are noise: an answer, never a crash.

mod support;

use trackway_python_compiler::{ErrorKind, Mode, compile};

fn kind(source: &str) -> Option<ErrorKind> {
    compile(source, "deep.py", Mode::Exec).err().map(|e| e.kind)
}

#[test]
fn long_chains_end_in_an_error() {
    let chains = [
        format!("x = {}1", "1+".repeat(200_000)),
        format!("x = {}1", "not ".repeat(200_000)),
        format!("x = a{}", ".b".repeat(200_000)),
        format!("x = a{}", "()".repeat(200_000)),
        format!("x = a{}", "[0]".repeat(200_000)),
        format!("x = {}1", "-".repeat(200_000)),
        format!("x = {}1", "1 if 1 else ".repeat(200_000)),
        format!("x = {}1", "lambda: ".repeat(200_000)),
        format!("x = {}1{}", "lambda a, b=".repeat(200_000), ": 0".repeat(200_000)),
        format!("x = {}1", "2**".repeat(200_000)),
        format!("x = {}", "(".repeat(200_000)),
        format!("x = {}", "f'{".repeat(200_000)),
        format!("async {}", "async ".repeat(200_000)),
    ];
    for source in chains {
        assert!(kind(&source).is_some(), "{}", &source[..30]);
    }
    assert_eq!(kind(&format!("x = {}1", "1+".repeat(200_000))), Some(ErrorKind::TooComplex));
}

#[test]
fn chains_within_the_limit_compile() {
    let sources = [
        format!("x = {}1", "1+".repeat(5_000)),
        format!("x = {}1", "f(1)+".repeat(2_000)),
        format!("x = {}1", "not ".repeat(5_000)),
        format!("x = a{}", ".b".repeat(5_000)),
        format!("x = a{}", "()".repeat(2_500)),
        format!("x = {}1", "1 if a else ".repeat(2_500)),
        format!("x = {}1", "lambda: ".repeat(2_000)),
        format!("x = {}1{}", "[".repeat(190), "]".repeat(190)),
        format!("x = {}a{}", "[a for a in ".repeat(150), "]".repeat(150)),
        format!("x = [{}]", "1,a,".repeat(50_000)),
        format!("x = 'a'{}", " 'b'".repeat(50_000)),
        format!("if a: pass\n{}", "elif a: pass\n".repeat(20_000)),
        format!("f({})", "a,".repeat(3_000)),
        format!("x = {}1", "a or ".repeat(2_500)),
        format!("x = {}1", "a < ".repeat(20_000)),
        format!("{}= 1", "a = ".repeat(1000).trim_end_matches("= ")),
    ];
    for source in sources {
        match compile(&source, "deep.py", Mode::Exec) {
            Ok(_) => {}
            Err(e) => panic!("{}: {e}", &source[..30]),
        }
    }
}

#[test]
fn nested_finally_bodies_do_not_explode() {
    let mut source = String::new();
    for i in 0..40 {
        source.push_str(&format!("{0}try: pass\n{0}finally:\n", " ".repeat(i)));
    }
    source.push_str(&" ".repeat(40));
    source.push_str("x = 1\n");
    assert_eq!(kind(&source), Some(ErrorKind::TooComplex));
}

#[test]
fn noise_does_not_panic() {
    let table = support::ops::table();
    let seeds = [
        include_str!("snippets/basic.py"),
        "x = 1\n",
        "def f(a, *b, **c):\n  return [a for a in b if (c := a)]\n",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n.max(1) as u64) as usize
    };
    let scraps = [
        "(",
        ")",
        "[",
        "]",
        ":",
        "\n",
        " ",
        "\t",
        "lambda",
        "yield",
        "return",
        "*",
        "**",
        "'",
        "f'{",
        "}",
        "\\",
        "=",
        ":=",
        ",",
        "global a\n",
        "nonlocal a\n",
        "del a",
        "class",
        "async ",
        "\u{feff}",
        "\0",
        "é",
        "0x",
        "1e",
        "match",
        "case",
        "try:",
        "else:",
        "finally:",
        "break\n",
        "continue\n",
        "import *",
        "->",
        "@",
        "\r",
        "\"\"\"",
        "b'",
        "\\N{",
        "\\u",
        "if ",
        "for a in b",
        "with a:",
        "__debug__",
        "super()",
        "__class__",
        "from x import *\n",
    ];
    for round in 0..6_000 {
        let mut text: Vec<char> = seeds[round % seeds.len()].chars().collect();
        for _ in 0..=next(4) {
            let at = next(text.len() + 1);
            let cut = at + next(12).min(text.len() - at);
            let scrap = scraps[next(scraps.len())].chars();
            let with: Vec<char> = if next(3) == 0 { Vec::new() } else { scrap.collect() };
            text.splice(at..cut, with);
        }
        let source: String = text.into_iter().collect();
        for mode in [Mode::Exec, Mode::Single, Mode::Eval] {
            if let Ok(unit) = compile(&source, "noise.py", mode) {
                support::verify::verify(&unit, &table);
            }
        }
    }
    for _ in 0..3_000 {
        let bytes: Vec<u8> = (0..next(60)).map(|_| next(256) as u8).collect();
        let _ = compile(&String::from_utf8_lossy(&bytes), "noise.py", Mode::Exec);
    }
}
