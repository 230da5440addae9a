//! `tidy`: what a machine can say about style.

use crate::laws::{self, Severity};
use crate::process::{check, root};
use std::process::Command;

const FMT: &[&str] = &["fmt", "--all", "--check"];
const CLIPPY: &[&str] =
    &["clippy", "--release", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];

/// A toolchain of the minimal profile has neither tool; the laws are checked all the same.
fn is_installed(tool: &str) -> bool {
    let found = Command::new("cargo").args([tool, "--version"]).output().is_ok_and(|o| o.status.success());
    if !found {
        println!("warning: cargo {tool} is not installed: skipped");
    }
    found
}

/// Runs everything, so one call shows all there is to do; with `--laws` only what needs no build.
pub fn tidy(args: &[String]) -> Result<(), String> {
    let laws_only = args.iter().any(|a| a == "--laws");
    let cargo = |args: &[&str]| check(Command::new("cargo").current_dir(root()).args(args));
    let mut failed = Vec::new();
    for (tool, args) in [("fmt", FMT), ("clippy", CLIPPY)] {
        if !laws_only && is_installed(tool) && cargo(args).is_err() {
            failed.push(tool.to_string());
        }
    }
    let findings = laws::check_tree(&root())?;
    for finding in &findings {
        println!("{finding}");
    }
    let broken = findings.iter().filter(|f| f.severity == Severity::Error).count();
    if broken > 0 {
        failed.push(format!("{broken} house laws"));
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("not tidy: {}", failed.join(", "))) }
}
