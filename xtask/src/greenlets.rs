//! `greenlets`: greenlet 3.0.3's own tests, from its source distribution or a checkout, on our built-in module.
//!
//! Counted are methods. What its leak checks import (`psutil`, `objgraph`) is replaced by modules that find
//! nothing, and the checks themselves are off: they count CPython's references.

use crate::conformance::{End, RUNNER, read_notes};
use crate::process::{binary, capture, copy_folder, scratch};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const USAGE: &str = "usage: greenlets FOLDER-OF-GREENLET [--guest BINARY] [--all]";
const LIMIT: Duration = Duration::from_secs(200);
const STAND_INS: [(&str, &str); 2] = [
    (
        "objgraph.py",
        "def typestats(*args, **kw): return {}\ndef growth(*args, **kw): return []\ndef count(*args, **kw): return 0\n",
    ),
    (
        "psutil.py",
        "class Process:\n    rss = uss = 0\n    def __init__(self, pid=None): pass\n    \
         def memory_info(self): return self\n    memory_full_info = memory_info\n",
    ),
];

pub fn greenlets(args: &[String]) -> Result<(), String> {
    let (mut source, mut guest, mut all) = (None, None, false);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--guest" => guest = Some(PathBuf::from(args.next().ok_or(USAGE)?)),
            "--all" => all = true,
            path => source = Some(PathBuf::from(path)),
        }
    }
    let guest = guest.map_or_else(|| binary("python"), Ok)?;
    let folder = tests_in(&source.ok_or(USAGE)?)?;
    let (mut passed, mut known) = (0, 0);
    for name in names(&folder.join("tests"))? {
        let ends = run(&guest, &folder, &name)?;
        let good = ends.iter().filter(|(_, end)| *end == End::Pass).count();
        println!("{name:<28} {good:>3} of {:>3}", ends.len());
        for (method, end) in ends.iter().filter(|(_, end)| all && *end != End::Pass) {
            println!("  {method}: {end:?}");
        }
        passed += good;
        known += ends.len();
    }
    println!("greenlet's own tests: {passed} of {known} pass; others need threads or a C extension");
    Ok(())
}

/// A copy of the tests as a package `tests`, with the stand-ins and the runner beside it.
fn tests_in(source: &Path) -> Result<PathBuf, String> {
    let found = ["src/greenlet/tests", "greenlet/tests", "tests"].map(|p| source.join(p));
    let tests = found.iter().find(|p| p.is_dir()).ok_or(format!("{}: no tests there", source.display()))?;
    let folder = scratch("greenlets")?;
    let fail = |e: std::io::Error| format!("{}: {e}", tests.display());
    copy_folder(tests, &folder.join("tests")).map_err(fail)?;
    for (name, text) in STAND_INS.iter().chain(&[("runner.py", RUNNER), ("done", "")]) {
        std::fs::write(folder.join(name), text).map_err(fail)?;
    }
    Ok(folder)
}

/// The test modules, but for those of C extensions.
fn names(tests: &Path) -> Result<Vec<String>, String> {
    let list = std::fs::read_dir(tests).map_err(|e| e.to_string())?;
    let files = list.filter_map(|e| e.ok()?.file_name().into_string().ok());
    let is_test =
        |f: &String| f.starts_with("test_") && !["extension", "cpp"].iter().any(|part| f.contains(part));
    let mut names: Vec<String> =
        files.filter(is_test).filter_map(|f| Some(f.strip_suffix(".py")?.to_string())).collect();
    names.sort();
    Ok(names)
}

fn run(guest: &Path, folder: &Path, name: &str) -> Result<Vec<(String, End)>, String> {
    let notes = folder.join("notes");
    _ = std::fs::remove_file(&notes);
    let mut command = Command::new(guest);
    command.current_dir(folder).env("GREENLET_SKIP_LEAKCHECKS", "1");
    command.args(["-B", "runner.py", &format!("tests.{name}"), "notes", "done"]);
    let outcome = capture(&mut command, folder, LIMIT)?;
    let text = std::fs::read_to_string(&notes).map_err(|e| format!("{name}: {e}"))?;
    let (methods, _) = read_notes(&text);
    match outcome.is_normal() {
        true => Ok(methods.into_iter().collect()),
        false => Err(format!("{name} ended by a signal or not at all")),
    }
}
