//! `pyperformance`: the programs of a checkout of pyperformance that need the standard library alone, beside
//! CPython and PyPy. First and later rounds, CPU time; a module of our own stands for `pyperf`.

use crate::demo::PEER;
use crate::measure::geometric_mean;
use crate::process::{binary, capture, scratch};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const USAGE: &str = "usage: pyperformance CHECKOUT [--guest BINARY] [--seconds N] [NAME..]";
const PYPERF: &str = include_str!("pyperf.py");
const LIMIT: Duration = Duration::from_secs(120);
const PYPY: &str = "/usr/bin/pypy3";

/// Seconds of the first and of a later round, by the benchmark's name.
type Rounds = BTreeMap<String, (f64, f64)>;

pub fn pyperformance(args: &[String]) -> Result<(), String> {
    let (mut checkout, mut guest, mut seconds, mut names) = (None, None, "3".to_string(), Vec::new());
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--guest" => guest = Some(PathBuf::from(args.next().ok_or(USAGE)?)),
            "--seconds" => seconds = args.next().ok_or(USAGE)?.clone(),
            path if checkout.is_none() => checkout = Some(PathBuf::from(path)),
            name => names.push(name.to_string()),
        }
    }
    let guest = guest.map_or_else(|| binary("python"), Ok)?;
    let programs = checkout.ok_or(USAGE)?.join("pyperformance/data-files/benchmarks");
    let shim = scratch("pyperformance")?;
    std::fs::write(shim.join("pyperf.py"), PYPERF).map_err(|e| e.to_string())?;
    let peers = [PEER, PYPY].map(PathBuf::from).into_iter().filter(|p| p.exists());
    let all: Vec<PathBuf> = std::iter::once(guest).chain(peers).collect();
    let title = |p: &PathBuf| format!("{:>24}", p.file_name().unwrap_or_default().to_string_lossy());
    println!("{:<26}{}   ms, first / later round", "", all.iter().map(title).collect::<String>());
    let mut later: Vec<Vec<f64>> = vec![Vec::new(); all.len()];
    for name in if names.is_empty() { every(&programs)? } else { names } {
        let folder = programs.join(format!("bm_{name}"));
        let measured: Vec<Rounds> =
            all.iter().map(|python| run(python, &folder, &shim, &seconds)).collect::<Result<_, _>>()?;
        for (benchmark, ours) in &measured[0] {
            let rounds: Vec<_> = measured.iter().map(|m| m.get(benchmark)).collect();
            let column = |r: &Option<&(f64, f64)>| match r {
                Some((first, later)) => format!("{:>13.2} /{:>9.3}", 1e3 * first, 1e3 * later),
                None => format!("{:>24}", "-"),
            };
            println!("{benchmark:<26}{}", rounds.iter().map(column).collect::<String>());
            for (ratios, theirs) in later.iter_mut().zip(&rounds) {
                ratios.extend(theirs.map(|theirs| theirs.1 / ours.1));
            }
        }
        if measured[0].is_empty() && measured[1..].iter().any(|m| !m.is_empty()) {
            println!("{name:<26}does not run");
        }
    }
    for (python, ratios) in all.iter().zip(&later).skip(1) {
        if let Some(mean) = geometric_mean(ratios) {
            println!("{:.2}x {}, later rounds, {} benchmarks", mean, python.display(), ratios.len());
        }
    }
    Ok(())
}

fn every(programs: &Path) -> Result<Vec<String>, String> {
    let list = std::fs::read_dir(programs).map_err(|e| format!("{}: {e}", programs.display()))?;
    let folders = list.filter_map(|e| e.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = folders.filter_map(|f| Some(f.strip_prefix("bm_")?.to_string())).collect();
    names.sort();
    Ok(names)
}

/// What one program measures; nothing where it needs what is not there.
fn run(python: &Path, folder: &Path, shim: &Path, seconds: &str) -> Result<Rounds, String> {
    let mut command = Command::new(python);
    command.current_dir(folder).arg("run_benchmark.py");
    command.env("PYTHONPATH", shim).env("PYTHONDONTWRITEBYTECODE", "1").env("SECONDS_OF_CPU", seconds);
    let outcome = capture(&mut command, shim, LIMIT)?;
    let line = |line: &str| {
        let (name, times) = line.strip_prefix("measured ")?.split_once(' ')?;
        let (first, later) = times.split_once(' ')?;
        Some((name.to_string(), (first.parse().ok()?, later.parse().ok()?)))
    };
    Ok(outcome.stdout.lines().filter_map(line).collect())
}
