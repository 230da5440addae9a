//! The verbs that only start cargo.

use crate::process::{binary, check, root};
use std::process::Command;

/// `cargo test --release --workspace`, which includes the guest suites: each language crate runs
/// its scripts from its `tests/`.
pub fn test(args: &[String], bless: bool) -> Result<(), String> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root()).args(["test", "--release", "--workspace", "--no-fail-fast"]).args(args);
    if bless {
        cargo.env("TRACKWAY_BLESS", "1");
    }
    check(&mut cargo)
}

/// Each binary knows its own op table.
pub fn ops(args: &[String]) -> Result<(), String> {
    let [lang] = args else { return Err("usage: ops LANG".into()) };
    check(Command::new(binary(lang)?).arg("--tw-ops"))
}
