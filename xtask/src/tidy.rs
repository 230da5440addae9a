//! `tidy`: what a machine can say about style.

use crate::laws::{self, Severity};
use crate::process::{check, root};
use std::process::Command;

/// Runs everything, so one call shows all there is to do; with `--laws` only what needs no build.
pub fn tidy(args: &[String]) -> Result<(), String> {
    let laws_only = args.iter().any(|a| a == "--laws");
    let cargo = |args: &[&str]| check(Command::new("cargo").current_dir(root()).args(args));
    let mut failed = Vec::new();
    if !laws_only && cargo(&["fmt", "--all", "--check"]).is_err() {
        failed.push("fmt".to_string());
    }
    let clippy = ["clippy", "--release", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    if !laws_only && cargo(&clippy).is_err() {
        failed.push("clippy".to_string());
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
