//! `smoke`: every benchmark program at a small size, in every mode, against the interpreter; and
//! against the peer where it is installed.

use crate::process::{Outcome, binary, capture, root, scratch};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use trackway_testkit::MODES;

const PEER: &str = "/usr/bin/python3";
const LIMIT: Duration = Duration::from_secs(300);

/// Sizes that take a moment even where every guard fails. Others get the last one.
const SIZES: &[(&str, &str)] = &[
    ("big_integers", "60"),
    ("binary_trees", "6"),
    ("bounce", "2"),
    ("bytecode", "12"),
    ("called_once", "10"),
    ("cd", "2"),
    ("changing_types", "12"),
    ("deltablue", "20"),
    ("dict_churn", "500"),
    ("dijkstra", "8"),
    ("eval_loop", "20"),
    ("exceptions", "300"),
    ("fannkuch", "6"),
    ("fib", "14"),
    ("formatting", "30"),
    ("json_parse", "5"),
    ("mandelbrot", "30"),
    ("matrix", "12"),
    ("nbody", "1000"),
    ("queens_generators", "5"),
    ("random_branches", "2000"),
    ("regexes", "20"),
    ("sort_key", "200"),
    ("sorting", "200"),
    ("spectral_norm", "12"),
    ("text_statistics", "20"),
    ("vector", "1000"),
    ("word_count", "30"),
    ("", "1"),
];

/// Numbers of rounds in calc's programs, and what they become.
const ROUNDS: [(&str, &str); 4] =
    [("100000000", "2000"), ("10000000", "2000"), ("9999999", "1999"), ("fib(35)", "fib(14)")];

/// A program and how to run it.
struct Case {
    name: String,
    guest: PathBuf,
    file: PathBuf,
    args: Vec<String>,
    peer: bool,
}

impl Case {
    fn run(&self, options: &[&str], dir: &Path) -> Result<Outcome, String> {
        capture(Command::new(&self.guest).args(options).arg(&self.file).args(&self.args), dir, LIMIT)
    }

    fn run_peer(&self, dir: &Path) -> Result<Option<Outcome>, String> {
        if !self.peer || !Path::new(PEER).exists() {
            return Ok(None);
        }
        capture(Command::new(PEER).arg(&self.file).args(&self.args), dir, LIMIT).map(Some)
    }

    /// The modes, or the peer, that gave another output.
    fn differing(&self, dir: &Path) -> Result<Vec<&'static str>, String> {
        let wanted = self.run(&["--tw-jit=off"], dir)?;
        let mut different = Vec::new();
        if wanted.code != Some(0) {
            different.push("interpreter");
        }
        if self.run_peer(dir)?.is_some_and(|peer| peer != wanted) {
            different.push("peer");
        }
        for mode in MODES {
            if self.run(mode.options, dir)? != wanted {
                different.push(mode.name);
            }
        }
        Ok(different)
    }
}

pub fn smoke(names: &[String]) -> Result<(), String> {
    let dir = scratch("smoke")?;
    let (mut passed, mut failed) = (0, 0);
    for case in cases(&dir)?.iter().filter(|c| names.is_empty() || names.contains(&c.name)) {
        let start = Instant::now();
        let different = case.differing(&dir)?;
        let seconds = start.elapsed().as_secs_f64();
        if different.is_empty() {
            passed += 1;
            println!("{:<16} the same in {} modes, {seconds:.1} s", case.name, MODES.len());
        } else {
            failed += 1;
            println!("{:<16} FAILED: another output in {}", case.name, different.join(", "));
        }
    }
    println!("smoke: {passed} passed, {failed} failed");
    if failed == 0 { Ok(()) } else { Err("not the same in every mode".into()) }
}

fn cases(dir: &Path) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    let python = binary("python")?;
    let programs = root().join("benches/programs");
    for folder in [entries(&programs)?, entries(&programs.join("nopay"))?].concat() {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = folder.join(format!("{name}.py"));
        if !file.exists() {
            continue;
        }
        let size = SIZES.iter().find(|(n, _)| *n == name).or(SIZES.last()).map_or("1", |(_, size)| size);
        cases.push(Case { name, guest: python.clone(), file, args: vec![size.into()], peer: true });
    }
    let calc = binary("calc")?;
    for path in entries(&root().join("benches/calc"))? {
        if path.extension().is_some_and(|e| e == "calc") {
            let file = shortened(&path, dir)?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            cases.push(Case { name, guest: calc.clone(), file, args: vec![], peer: false });
        }
    }
    Ok(cases)
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let list = std::fs::read_dir(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    let mut paths: Vec<PathBuf> = list.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

/// A copy of a calc program with few rounds.
fn shortened(path: &Path, dir: &Path) -> Result<PathBuf, String> {
    let mut text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    for (long, short) in ROUNDS {
        text = text.replace(long, short);
    }
    let copy = dir.join(path.file_name().unwrap_or_default());
    std::fs::write(&copy, text).map_err(|e| format!("{}: {e}", copy.display()))?;
    Ok(copy)
}
