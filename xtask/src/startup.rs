//! `startup`: the CPU time that the Python guest and, where it is installed, CPython need for a line of code,
//! start included.

use crate::demo::{PEER, cpu_of_children};
use crate::process::binary;
use std::path::Path;
use std::process::{Command, Stdio};

const LINES: [&str; 2] = ["pass", "import enum, functools, collections, dataclasses, typing"];
/// Runs of each, in turn: the clock's ticks are longer than one.
const RUNS: u32 = 100;

pub fn startup(args: &[String]) -> Result<(), String> {
    let lines = if args.is_empty() { LINES.map(String::from).to_vec() } else { args.to_vec() };
    let guest = binary("python")?;
    let peer = Path::new(PEER);
    let all: Vec<&Path> = if peer.exists() { vec![&guest, peer] } else { vec![&guest] };
    for line in &lines {
        println!("-c '{line}', milliseconds of CPU, mean of {RUNS} runs");
        let mut sums = vec![0.0; all.len()];
        for _ in 0..RUNS {
            for (python, sum) in all.iter().zip(&mut sums) {
                *sum += timed(python, line)?;
            }
        }
        for (python, sum) in all.iter().zip(&sums) {
            println!("{:>8.1}  {}", 1000.0 * sum / RUNS as f64, python.display());
        }
    }
    Ok(())
}

/// CPU seconds of one run.
fn timed(python: &Path, line: &str) -> Result<f64, String> {
    let before = cpu_of_children()?;
    let status = Command::new(python).args(["-c", line]).stdout(Stdio::null()).status();
    match status {
        Ok(s) if s.success() => Ok(cpu_of_children()? - before),
        Ok(s) => Err(format!("{}: {s}", python.display())),
        Err(e) => Err(format!("{}: {e}", python.display())),
    }
}
