//! The commands on programs in calc, whose binary is built first if it is not there.

mod built;
mod checkout;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

const COUNT: &str = "\
fn count(n) {
    let sum = 0
    let i = 0
    while i < n {
        sum = sum + len(str(i))
        i = i + 1
    }
    return sum
}

print(count(10000))

fn cold(x) {
    return x + 1
}
print(cold(1))
";

/// A folder with the program, and `tw` beside calc's binary.
struct Place {
    folder: tempfile::TempDir,
}

fn built() -> &'static Path {
    static BINARIES: OnceLock<PathBuf> = OnceLock::new();
    BINARIES.get_or_init(|| built::with("trackway-calc"))
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("count.calc"), COUNT).unwrap();
        Place { folder }
    }

    fn tw(&self, line: &str) -> Output {
        let mut command = Command::new(built().join("tw"));
        command.current_dir(self.folder.path()).args(line.split(' ')).env("NO_COLOR", "1").output().unwrap()
    }

    /// What a command that succeeds prints.
    fn says(&self, line: &str) -> String {
        let out = self.tw(line);
        assert!(out.status.success(), "{line}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    }

    /// What a command that fails says.
    fn fails(&self, line: &str) -> String {
        let out = self.tw(line);
        assert_eq!(out.status.code(), Some(1), "{line}: {}", String::from_utf8_lossy(&out.stdout));
        String::from_utf8(out.stderr).unwrap()
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(file)).unwrap()
    }
}

fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no `{part}` in\n{text}");
    }
}

#[test]
fn run_finds_the_language() {
    let place = Place::new();
    assert_eq!(place.says("run count.calc"), "38890\n2\n");
    has(&place.fails("run nowhere.calc"), &["nowhere.calc: there is no such file"]);
    std::fs::write(place.folder.path().join("a.rb"), "").unwrap();
    has(&place.fails("run a.rb"), &["Trackway has no ruby yet", "calc (.calc)"]);
    std::fs::write(place.folder.path().join("a.zz"), "").unwrap();
    has(&place.fails("run a.zz"), &["no language `zz`", "tw-zz", "cargo build"]);
    has(&place.fails("repl klingon"), &["no language `klingon`"]);
}

#[test]
fn trace_counts_what_compiled_code_does() {
    let place = Place::new();
    let text = place.says("trace --tw-jit=sync count.calc --show recorded,optimised,code");
    // Of 10,000 rounds 800 are interpreted, one is recorded; the code counts the others.
    has(&text, &["count.calc: 1 trace,", "loop in count, count.calc:4: entered 1 time", "while i < n {"]);
    has(&text, &["other_len", "label (", "← 1 to the interpreter"]);
    let rounds = text.lines().find_map(|l| l.split_once("entered 1 time, ")?.1.split(' ').next());
    let rounds: u64 = rounds.unwrap().replace(',', "").parse().unwrap();
    let per_body = (10_000 - 801) / rounds;
    assert!((1..=4).contains(&per_body), "{rounds} rounds");
    let idle = place.says("trace --tw-jit=off count.calc");
    has(&idle, &["0 traces", "The JIT is off."]);
}

#[test]
fn a_tree_says_how_many_bridges_are_in_its_code() {
    let place = Place::new();
    let program = "
fn walk(n) {
    let sum = 0
    let i = 0
    while i < n {
        if i % 3 == 0 { sum = sum + 1 } else { sum = sum + 2 }
        i = i + 1
    }
    return sum
}
print(walk(3000000))
";
    std::fs::write(place.folder.path().join("walk.calc"), program).unwrap();
    let text = place.says("trace --tw-jit=sync walk.calc");
    has(&text, &["5000000", "loop in walk, walk.calc:5, with 1 bridge in its code"]);
}

#[test]
fn the_page_of_traces_stands_alone() {
    let place = Place::new();
    assert_eq!(place.says("trace count.calc --tw-jit=sync --html out.html"), "38890\n2\n");
    let page = place.read("out.html");
    has(
        &page,
        &[
            "<title>Traces of count.calc",
            "Recorded",
            "Optimised",
            "Machine code",
            "while i &lt; n {",
            "class=\"h h",
        ],
    );
    for foreign in ["http://", "https://", "<link", " src="] {
        assert!(!page.contains(foreign), "{foreign}");
    }
}

#[test]
fn explain_gives_reasons() {
    let place = Place::new();
    let compiled = place.says("explain --tw-jit=sync count.calc:5");
    has(
        &compiled,
        &[
            "Compiled.",
            "in trace #0 (loop in count, count.calc:4)",
            "calls the routine `str`",
            "it allocates",
        ],
    );
    let cold = place.says("explain count.calc:14");
    has(&cold, &["Interpreted.", "function `cold` was too cold: 1 call was interpreted, 1,200 make it hot"]);
    has(&place.says("explain count.calc:9"), &["no instructions for this line", "8 and 11"]);
    has(&place.says("explain --tw-jit=off count.calc:5"), &["The JIT is off."]);
    has(
        &place.says("explain --tw-jit=sync,trace-limit=5 count.calc:5"),
        &[
            "Interpreted.",
            "left to the interpreter for good after 4 attempts failed",
            "was given up 4 times: the recording reached the limit of instructions",
        ],
    );
    has(&place.fails("explain count.calc"), &["`count.calc` is no place", "tw explain primes.calc:12"]);
    has(&place.fails("explain count.calc:10"), &["count.calc has nothing on line 10"]);
}

#[test]
fn explain_says_what_is_not_inlined() {
    let place = Place::new();
    let program = "\
fn fib(n) { if n < 2 { return n }
return fib(n - 1) + fib(n - 2) }
print(fib(20))
fn sum(n) { let s = 0
for i in range(n) { s = s + i }
return s }
let k = 0
while k < 5000 {
k = k + 1 + sum(20) * 0 }
";
    std::fs::write(place.folder.path().join("calls.calc"), program).unwrap();
    let recursive = place.says("explain --tw-jit=sync calls.calc:2");
    has(&recursive, &["calls the function `fib` (", " instead of inlining it: it is running already"]);
    let looping = place.says("explain --tw-jit=sync calls.calc:9");
    has(&looping, &["calls the function `sum` instead of inlining it: it has loops"]);
}

#[test]
fn bench_measures_whole_programs() {
    let place = Place::new();
    let text = place.says("bench count.calc --runs 3 --json out.json --html out.html");
    has(&text, &["First iteration", "Peak memory", "tw-calc", "Start-up", "count"]);
    let results: serde_json::Value = serde_json::from_str(&place.read("out.json")).unwrap();
    let runs = results["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 3);
    assert!(runs.iter().all(|r| r["cpu"].as_f64().unwrap() > 0.0 && r["rss"].as_f64().unwrap() > 1e6));
    has(&place.read("out.html"), &["<!DOCTYPE html>", "tw-calc"]);
    std::fs::write(place.folder.path().join("wrong.calc"), "print(1 / nil)").unwrap();
    has(&place.fails("bench wrong.calc"), &["1 measurement failed"]);
    has(&place.fails("bench count.calc --with tw-klingon=x"), &["no implementation `tw-klingon`"]);
    has(&place.fails("bench count.calc --limit 0 --with tw-calc=/nowhere/x"), &["/nowhere/x"]);
}
