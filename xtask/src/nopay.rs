//! `nopay`: programs for which there is little to compile. What the JIT costs them: CPU time beside
//! `--tw-jit=off`, in pairs of runs, one after the other.

use crate::measure::{Bench, Measured, median};
use crate::page::publish;
use crate::process::{binary, root};
use std::fmt::Write;
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: nopay [--guest BINARY] [--pairs N] [NAME..]";
const PAIRS: usize = 15;
/// Seconds that a run without the JIT takes at least.
const LONG: f64 = 1.0;

struct Nopay {
    bench: Bench,
    guest: PathBuf,
    pairs: usize,
}

pub fn nopay(args: &[String]) -> Result<(), String> {
    let (mut guest, mut pairs, mut names) = (None, PAIRS, Vec::new());
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--guest" => guest = Some(PathBuf::from(args.next().ok_or(USAGE)?)),
            "--pairs" => pairs = args.next().and_then(|n| n.parse().ok()).filter(|n| *n > 0).ok_or(USAGE)?,
            flag if flag.starts_with('-') => return Err(USAGE.into()),
            name => names.push(name.to_string()),
        }
    }
    let all = names.is_empty();
    if all {
        names = programs()?;
    }
    let guest = guest.map_or_else(|| binary("python"), Ok)?;
    let nopay = Nopay { bench: Bench::new()?, guest, pairs };
    let mut table = format!(
        "| program | size | s, `--tw-jit=off` | s, default | ratio, median of {pairs} | least | greatest | recordings |\n\
         |---|---|---|---|---|---|---|---|\n"
    );
    for name in &names {
        table += &nopay.row(name)?;
        eprintln!("{name} done");
    }
    publish("cargo xtask nopay", &table, all)
}

fn folder() -> PathBuf {
    root().join("benches/programs/nopay")
}

fn programs() -> Result<Vec<String>, String> {
    let list = std::fs::read_dir(folder()).map_err(|e| e.to_string())?;
    let mut names: Vec<String> = list.filter_map(|e| e.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
}

impl Nopay {
    fn row(&self, name: &str) -> Result<String, String> {
        let file = folder().join(name).join(format!("{name}.py"));
        let size = self.long_enough(&file)?;
        let (mut off, mut on) = (Vec::new(), Vec::new());
        for _ in 0..self.pairs {
            off.push(self.run(&["--tw-jit=off"], &file, size)?.cpu);
            on.push(self.run(&[], &file, size)?.cpu);
        }
        // A run of its own: counting takes time.
        let recordings = self.run(&["--tw-stats"], &file, size)?.recordings();
        let mut ratios: Vec<f64> = on.iter().zip(&off).map(|(on, off)| on / off).collect();
        ratios.sort_by(f64::total_cmp);
        let mut row = String::new();
        _ = writeln!(
            row,
            "| {name} | {size} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {recordings} |",
            median(off),
            median(on),
            median(ratios.clone()),
            ratios[0],
            ratios[ratios.len() - 1]
        );
        Ok(row)
    }

    fn run(&self, options: &[&str], file: &Path, size: u64) -> Result<Measured, String> {
        let (guest, file, size) = (self.guest.to_string_lossy(), file.to_string_lossy(), size.to_string());
        let words: Vec<&str> = [&[&*guest], options, &[&*file, &*size]].concat();
        self.bench.run(&words, &root())
    }

    /// The program's own size, doubled until it runs long enough without the JIT.
    fn long_enough(&self, file: &Path) -> Result<u64, String> {
        let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
        let digits = |t: &str| t.trim_start().split(|c: char| !c.is_ascii_digit()).next()?.parse().ok();
        let (_, after) = text.split_once("(default").unwrap_or_default();
        let mut size: u64 = digits(after).ok_or(format!("{}: no `(default N)`", file.display()))?;
        while self.run(&["--tw-jit=off"], file, size)?.cpu < LONG {
            size *= 2;
        }
        Ok(size)
    }
}
