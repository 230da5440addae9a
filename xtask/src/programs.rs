//! `programs`: every program of benches/programs beside the other implementations, by `tw bench`, as the
//! tables of docs/speed.md.

use crate::demo::PEER;
use crate::page::publish;
use crate::process::{binary, check, root, scratch};
use std::process::Command;

pub fn programs(args: &[String]) -> Result<(), String> {
    let tables = scratch("programs")?.join("tables.md");
    let mut tw = Command::new(binary("")?);
    tw.current_dir(root()).arg("bench").args(args).arg("--markdown").arg(&tables);
    tw.arg("--with").arg(format!("tw-python={}", binary("python")?.display()));
    tw.arg("--with").arg(format!("python3={PEER}"));
    check(&mut tw)?;
    let text = std::fs::read_to_string(&tables).map_err(|e| format!("{}: {e}", tables.display()))?;
    publish("cargo xtask programs", &text, args.is_empty())
}
