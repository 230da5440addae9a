//! `warmup`: how far each implementation has come while the public are-we-fast-yet programs warm up.
//!
//! At each moment at which the peer ends an iteration, after its first second of CPU: iterations that the
//! guest has done by then, over the peer's. Start-up counts; so do compile threads. The least of these
//! ratios is the row.

use crate::awfy::{PROGRAMS, iteration_times, patched_copy};
use crate::demo::PEER;
use crate::measure::{Bench, Measured};
use crate::page::publish;
use crate::process::binary;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: warmup CHECKOUT [--guest BINARY] [--seconds N] [NAME..]";
const PYPY: &str = "pypy3";
/// Boundaries before this many seconds do not count.
const FROM: f64 = 1.0;

/// One run: when its iterations ended, in CPU seconds of the process.
struct Course {
    ends: Vec<f64>,
    run: Measured,
}

struct Warmup {
    bench: Bench,
    folder: PathBuf,
    /// CPU seconds of each run.
    seconds: f64,
}

pub fn warmup(args: &[String]) -> Result<(), String> {
    let (mut checkout, mut guest, mut seconds, mut names) = (None, None, 5.0, Vec::new());
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--guest" => guest = Some(PathBuf::from(args.next().ok_or(USAGE)?)),
            "--seconds" => seconds = args.next().and_then(|n| n.parse().ok()).ok_or(USAGE)?,
            flag if flag.starts_with('-') => return Err(USAGE.into()),
            path if checkout.is_none() => checkout = Some(PathBuf::from(path)),
            name => names.push(name.to_string()),
        }
    }
    let folder = patched_copy(&checkout.ok_or(USAGE)?)?;
    let guest = guest.map_or_else(|| binary("python"), Ok)?;
    let warmup = Warmup { bench: Bench::new()?, folder, seconds };
    let mut table = String::from(
        "| program | least, over CPython | at s | least, over PyPy | at s | compiling, % of CPU | peak MB | CPython's | PyPy's |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    let (mut ahead, mut rows) = ([0; 2], 0);
    for (name, _, inner) in PROGRAMS {
        if names.is_empty() || names.iter().any(|n| n == name) {
            let (row, least) = warmup.row(&guest, name, inner)?;
            table += &row;
            rows += 1;
            least.iter().zip(&mut ahead).for_each(|(ratio, n)| *n += i32::from(*ratio >= 1.0));
            eprintln!("{name} done");
        }
    }
    _ = writeln!(
        table,
        "\nNever behind CPython on {} of {rows} programs, never behind PyPy on {}.",
        ahead[0], ahead[1]
    );
    publish("cargo xtask warmup", &table, names.is_empty())
}

impl Warmup {
    fn row(&self, guest: &Path, name: &str, inner: u32) -> Result<(String, [f64; 2]), String> {
        let ours = self.course(&[&guest.to_string_lossy(), "--tw-stats"], name, inner)?;
        let peers = [self.course(&[PEER], name, inner)?, self.course(&[PYPY], name, inner)?];
        let mut row = format!("| {name} |");
        let mut least = [0.0; 2];
        for (peer, least) in peers.iter().zip(&mut least) {
            let (ratio, at) = behind(&ours.ends, &peer.ends);
            _ = write!(row, " {ratio:.2} | {at:.1} |");
            *least = ratio;
        }
        let share = 100.0 * ours.run.compiling() / ours.run.cpu;
        _ = write!(row, " {share:.1} | {:.0} |", ours.run.peak);
        _ = writeln!(row, " {:.0} | {:.0} |", peers[0].run.peak, peers[1].run.peak);
        Ok((row, least))
    }

    /// Four iterations, or as many more as take the seconds asked for.
    fn course(&self, python: &[&str], name: &str, inner: u32) -> Result<Course, String> {
        let mut iterations = 4;
        let mut run = self.run(python, name, iterations, inner)?;
        while run.cpu < self.seconds {
            iterations *= 2;
            run = self.run(python, name, iterations, inner)?;
        }
        let times: Vec<f64> = iteration_times(&run.stdout).iter().map(|ms| ms / 1000.0).collect();
        let mut now = run.cpu - times.iter().sum::<f64>();
        let ends = times.iter().map(|t| {
            now += t;
            now
        });
        Ok(Course { ends: ends.collect(), run })
    }

    fn run(&self, python: &[&str], name: &str, iterations: u32, inner: u32) -> Result<Measured, String> {
        let numbers = [iterations.to_string(), inner.to_string()];
        let words = [python, &["harness.py", name, &numbers[0], &numbers[1]]].concat();
        self.bench.run(&words, &self.folder)
    }
}

/// The least of our iterations over theirs, at the ends of theirs, and when that was. Infinite if the
/// two have no such moment in common.
fn behind(ours: &[f64], theirs: &[f64]) -> (f64, f64) {
    let last = ours.last().copied().unwrap_or(0.0);
    let moments = theirs.iter().enumerate().filter(|(_, end)| (FROM..=last).contains(*end));
    let ratio =
        |(done, end): (usize, &f64)| (ours.partition_point(|e| e <= end) as f64 / (done + 1) as f64, *end);
    moments.map(ratio).min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((f64::INFINITY, last))
}

#[test]
fn least_ratio_after_the_first_second() {
    let theirs = [0.5, 1.0, 1.5, 2.0];
    // Behind before the first second only, then at the third boundary.
    assert_eq!(behind(&[0.9, 1.0, 1.6, 1.7, 1.8, 2.5], &theirs), (2.0 / 3.0, 1.5));
    assert_eq!(behind(&[0.1, 0.2, 0.3, 0.4], &theirs).0, f64::INFINITY);
}
