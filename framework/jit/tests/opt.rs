//! The optimiser: trace text in, trace text out.
//!
//! Each file of `tests/opt` holds cases: a line `== name`, the recorded trace, a line `=>` and what
//! the optimiser makes of it, with the rules that fired first. A name that ends in `, N rounds` says
//! how many a loop's body has. `TRACKWAY_BLESS=1` writes the outputs as they are.

mod support;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use support::{NAMES, parse};
use trackway_ir::Trace;
use trackway_jit::testing::{optimize, rule_names};

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
    match optimize(&parse(&case.input), case.rounds()) {
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
            if let Ok((_, fired)) = optimize(&parse(&case.input), 1) {
                fired.iter().for_each(|(name, _)| _ = silent.remove(name));
            }
        }
    }
    assert!(silent.is_empty(), "no trace makes these rules fire: {silent:?}");
}
