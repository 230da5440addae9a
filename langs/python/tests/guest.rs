//! Guest scripts with their expected output in comments, in several modes.
//!
//! A script prints exactly what its `# expect: ` comments say, in the order of the file.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Options under which every script gives the same output.
const MODES: [&[&str]; 4] = [
    &[],
    &["--tw-jit=off"],
    &["--tw-jit=threshold=1,bridge-threshold=1,sync"],
    &["--tw-jit=off", "--tw-stress=gc"],
];

fn scripts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guest");
    let entries = std::fs::read_dir(folder).expect("the scripts' folder");
    let mut all: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    all.retain(|p| p.extension().is_some_and(|e| e == "py"));
    all.sort();
    all
}

fn expected(source: &str) -> String {
    let lines = source.lines().filter_map(|l| l.split_once("# expect:"));
    lines.map(|(_, text)| format!("{}\n", text.strip_prefix(' ').unwrap_or(text))).collect()
}

#[test]
fn scripts_print_what_they_expect() {
    let mut failures = Vec::new();
    for script in scripts() {
        let source = std::fs::read_to_string(&script).expect("a script");
        for mode in MODES {
            let run =
                Command::new(env!("CARGO_BIN_EXE_tw-python")).args(mode).arg(&script).output().expect("runs");
            let out = String::from_utf8_lossy(&run.stdout);
            if out != expected(&source) {
                let name = script.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let err = String::from_utf8_lossy(&run.stderr).into_owned();
                failures.push(format!("{name} {mode:?}:\n{out}{err}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
