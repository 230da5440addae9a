//! One process under `time`: what it prints, its CPU time, compile threads included, and its peak memory.

use crate::process::{capture, scratch};
use std::fs::read_to_string;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(3600);

pub struct Measured {
    pub stdout: String,
    /// Seconds.
    pub cpu: f64,
    /// Megabytes.
    pub peak: f64,
    /// The JSON of `--tw-stats`, if the program was asked for it.
    stats: String,
}

impl Measured {
    /// A number of `--tw-stats`, by its name.
    pub fn stat(&self, name: &str) -> f64 {
        let (_, after) = self.stats.split_once(&format!("\"{name}\": ")).unwrap_or_default();
        after.split([',', '}']).next().and_then(|n| n.parse().ok()).unwrap_or(0.0)
    }

    /// CPU seconds of recording, optimising and compiling.
    pub fn compiling(&self) -> f64 {
        ["record_ms", "optimize_ms", "compile_ms"].map(|name| self.stat(name)).iter().sum::<f64>() / 1000.0
    }

    /// Recordings that were made or tried.
    pub fn recordings(&self) -> String {
        let aborts = self.stats.split_once("\"aborts\": {").and_then(|(_, rest)| rest.split('}').next());
        let aborts = aborts.unwrap_or_default().split(", ").filter_map(|a| a.rsplit(": ").next());
        let aborts: u64 = aborts.filter_map(|n| n.parse::<u64>().ok()).sum();
        format!("{} traces, {} bridges, {aborts} given up", self.stat("traces"), self.stat("bridges"))
    }
}

/// A folder for the outputs of processes that are measured.
pub struct Bench(PathBuf);

impl Bench {
    pub fn new() -> Result<Bench, String> {
        Ok(Bench(scratch("measure")?))
    }

    /// Runs a program with arguments, to its end.
    pub fn run(&self, words: &[&str], folder: &Path) -> Result<Measured, String> {
        let (used, errors) = (self.0.join("used"), self.0.join("stderr"));
        let mut command = Command::new("sh");
        // The shell takes its standard error to a file; `time` measures the program alone.
        let script = "e=$1; u=$2; shift 2; exec /usr/bin/time -f '%U %S %M' -o \"$u\" \"$@\" 2>\"$e\"";
        command.current_dir(folder).args(["-c", script, "sh"]).args([&errors, &used]).args(words);
        let outcome = capture(&mut command, &self.0, LIMIT)?;
        let stats = read_to_string(&errors).unwrap_or_default();
        if outcome.code != Some(0) {
            return Err(format!("{}: {}", words.join(" "), stats.lines().last().unwrap_or("failed")));
        }
        let used = read_to_string(&used).map_err(|e| format!("/usr/bin/time: {e}"))?;
        let numbers: Vec<f64> = used.split_whitespace().filter_map(|n| n.parse().ok()).collect();
        let [user, system, kilobytes] = numbers[..] else { return Err(format!("/usr/bin/time says {used}")) };
        Ok(Measured { stdout: outcome.stdout, cpu: user + system, peak: kilobytes / 1000.0, stats })
    }
}

/// # Panics
/// If there are none.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

pub fn geometric_mean(ratios: &[f64]) -> Option<f64> {
    let sum: f64 = ratios.iter().map(|r| r.ln()).sum();
    (!ratios.is_empty()).then(|| (sum / ratios.len() as f64).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn middles() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert!((geometric_mean(&[2.0, 8.0]).unwrap() - 4.0).abs() < 1e-12);
    }

    #[test]
    fn statistics() {
        let stats = "{\"jit\": {\"traces\": 3, \"bridges\": 1, \"aborts\": {\"a\": 2, \"b\": 4}, \
                     \"record_ms\": 10.5, \"optimize_ms\": 1.0, \"compile_ms\": 88.500}}";
        let m = Measured { stdout: String::new(), cpu: 1.0, peak: 1.0, stats: stats.into() };
        assert_eq!(m.recordings(), "3 traces, 1 bridges, 6 given up");
        assert!((m.compiling() - 0.1).abs() < 1e-9);
    }
}
