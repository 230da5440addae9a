//! Each public name of the modules in `names/public.txt` is used once, with a result that is
//! asserted, by the script `names/names_MODULE.py`.
//!
//! The list is that of CPython 3.14: `__all__`, otherwise `dir()`. Above the line `# Since 3.x` a
//! script runs on CPython 3.11 too.

use std::path::{Path, PathBuf};
use std::process::Command;

const TRACED: &str = "--tw-jit=threshold=1,bridge-threshold=1,sync";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names")
}

fn scripts() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("the folder of scripts");
    let mut all: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    all.retain(|p| p.extension().is_some_and(|e| e == "py"));
    all.sort();
    assert!(all.len() > 40, "only {} scripts", all.len());
    all
}

fn check(options: &[&str]) {
    let mut failed = String::new();
    for script in scripts() {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tw-python"));
        let output =
            command.args(options).arg(&script).current_dir(std::env::temp_dir()).output().expect("the guest");
        if !output.status.success() {
            let errors = String::from_utf8_lossy(&output.stderr);
            failed += &format!("{}: {}\n{errors}\n", script.display(), output.status);
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

#[test]
fn names_work() {
    check(&[]);
}

#[test]
fn names_work_traced() {
    check(&[TRACED]);
}

/// The words of a script outside of comments.
fn words(source: &str) -> std::collections::HashSet<&str> {
    let code = source.lines().filter(|l| !l.trim_start().starts_with('#'));
    code.flat_map(|l| l.split(|c: char| !c.is_alphanumeric() && c != '_')).collect()
}

#[test]
fn every_name_is_used() {
    let list = std::fs::read_to_string(folder().join("public.txt")).expect("the list of names");
    let (mut used, mut missing, mut script) = (0, String::new(), String::new());
    let mut module = "";
    for line in list.lines().filter(|l| !l.is_empty()) {
        if let Some(name) = line.strip_suffix(':') {
            module = name;
            let file = folder().join(format!("names_{}.py", name.replace('.', "_")));
            script = std::fs::read_to_string(&file).unwrap_or_default();
            continue;
        }
        let words = words(&script);
        for name in line.split_whitespace() {
            if words.contains(name) {
                used += 1;
            } else {
                missing += &format!("{module}.{name} ");
            }
        }
    }
    println!("{used} names used");
    assert!(missing.is_empty() && used > 1300, "no script uses {missing}");
}
