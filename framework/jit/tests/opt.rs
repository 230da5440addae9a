//! The optimiser: trace text in, trace text out.
//!
//! Each file of `tests/opt` holds cases: a line `== name`, the recorded trace, a line `=>` and what
//! the optimiser makes of it, with the rules that fired first. A name that ends in `, N rounds` says
//! how many a loop's body has. Bridges follow the trace, each behind a line `++ PART sN WHERE WORDS` (`body`, or
//! `before` it; then the slots that its `exit_value`s are, in their order). `TRACKWAY_BLESS=1` writes the outputs as they are.

mod support;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use support::{NAMES, parse};
use trackway_ir::{End, Op, RecordedAt, Ref, SnapId, Trace};
use trackway_jit::testing::{Bridge, Fired, Impossible, optimize_tree, rule_names};

struct Case {
    name: String,
    input: String,
    output: String,
}

impl Case {
    fn rounds(&self) -> usize {
        let digits = self.name.strip_suffix(" rounds").and_then(|name| name.rsplit_once(", "));
        digits.map_or(1, |(_, n)| n.parse().expect("a number of rounds"))
    }
}

/// The trace and its bridges, optimised together.
fn run(case: &Case) -> Result<(Trace, Fired), Impossible> {
    let mut parts = case.input.split("++ ");
    let main = parse(parts.next().unwrap_or(""));
    let bridges: Vec<Bridge> = parts.map(bridge).collect();
    optimize_tree(&main, &bridges, case.rounds())
}

fn bridge(text: &str) -> Bridge {
    let (head, trace) = text.split_once('\n').expect("a head");
    let trace = parse(trace);
    let mut words = head.split_whitespace();
    let part = words.next().and_then(|w| w.parse().ok()).expect("a part's number");
    let snap = words.next().and_then(|w| w.strip_prefix('s')?.parse().ok()).expect("a snapshot");
    let in_body = words.next() == Some("body");
    let inputs: Vec<(i32, Ref)> =
        words.enumerate().map(|(i, slot)| (slot.parse().expect("a slot"), Ref::ins(i))).collect();
    assert!(trace.ins[..inputs.len()].iter().all(|i| matches!(i.op, Op::ExitValue(_))));
    let closes = matches!(trace.end, End::Header { .. });
    Bridge {
        at: RecordedAt { part, snap: SnapId(snap), in_body },
        first: inputs.len(),
        trace,
        inputs,
        closes,
    }
}

fn files() -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/opt");
    let entries = std::fs::read_dir(dir).expect("the goldens");
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    files.sort();
    files
}

/// The text before the first case, and the cases.
fn cases(path: &Path) -> (String, Vec<Case>) {
    let text = std::fs::read_to_string(path).expect("a golden");
    let mut parts = text.split("== ");
    let head = parts.next().unwrap_or("").to_string();
    let case = |part: &str| {
        let (name, rest) = part.split_once('\n').expect("a name");
        let (input, output) = rest.split_once("=>\n").unwrap_or((rest, ""));
        let output = output.trim_end().to_string();
        Case { name: name.into(), input: input.trim_end().into(), output }
    };
    (head, parts.map(case).collect())
}

/// The optimised text; it parses again.
fn optimized(case: &Case) -> String {
    match run(case) {
        Err(_) => "impossible".into(),
        Ok((trace, fired)) => {
            let text = trace.to_string();
            let again =
                Trace::parse(&text, NAMES).unwrap_or_else(|e| panic!("{}: {e} in\n{text}", case.name));
            assert_eq!(again.to_string(), text, "{}", case.name);
            let rules: Vec<&str> = fired.iter().map(|(name, _)| *name).collect();
            let rules =
                if rules.is_empty() { String::new() } else { format!("rules: {}\n", rules.join(" ")) };
            format!("{rules}{}", text.trim_end())
        }
    }
}

#[test]
fn traces_become_what_is_written() {
    let bless = std::env::var_os("TRACKWAY_BLESS").is_some();
    let mut wrong = String::new();
    for path in files() {
        let (head, cases) = cases(&path);
        let mut text = head;
        for case in &cases {
            let output = optimized(case);
            if output != case.output && !bless {
                let (file, name) = (path.display(), &case.name);
                _ = writeln!(wrong, "{file}, {name}: expected\n{}\nfound\n{output}\n", case.output);
            }
            _ = write!(text, "== {}\n{}\n=>\n{output}\n\n", case.name, case.input);
        }
        if bless {
            std::fs::write(&path, text.trim_end().to_string() + "\n").expect("the golden is writable");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_fires() {
    let mut silent: BTreeSet<&str> = rule_names().into_iter().collect();
    for path in files() {
        for case in cases(&path).1 {
            if let Ok((_, fired)) = run(&case) {
                fired.iter().for_each(|(name, _)| _ = silent.remove(name));
            }
        }
    }
    assert!(silent.is_empty(), "no trace makes these rules fire: {silent:?}");
}
