//! The same program in two languages prints the same, compiled or not: `same/NAME.calc` and `same/NAME.py`.

mod built;
mod checkout;

use std::path::Path;
use std::process::Command;

#[test]
fn the_same_program_prints_the_same() {
    built::with("trackway-calc");
    let binaries = built::with("trackway-python");
    let programs = checkout::folder().join("tests/same");
    let mut compared = 0;
    for entry in std::fs::read_dir(programs).unwrap() {
        let calc = entry.unwrap().path();
        if calc.extension().is_none_or(|e| e != "calc") {
            continue;
        }
        let python = calc.with_extension("py");
        for options in ["", "--tw-jit=off", "--tw-jit=threshold=1,bridge-threshold=1,sync"] {
            let expected = printed(&binaries, options, &calc);
            assert!(!expected.is_empty(), "{}", calc.display());
            assert_eq!(printed(&binaries, options, &python), expected, "{} {options}", python.display());
        }
        compared += 1;
    }
    assert!(compared >= 3);
}

/// What `tw run` prints, which finds the language by the file's extension.
fn printed(binaries: &Path, options: &str, program: &Path) -> String {
    let mut command = Command::new(binaries.join("tw"));
    let out = command.arg("run").arg(program).env("TRACKWAY_OPTIONS", options).output().unwrap();
    assert!(out.status.success(), "{}: {}", program.display(), String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}
