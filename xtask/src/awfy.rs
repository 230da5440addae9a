//! `awfy`: the public are-we-fast-yet programs, beside CPython, in CPU time.
//!
//! The checkout stays as it is: its Python folder is copied and the copy's harness reads the
//! process's CPU clock, so that compile threads count.

use crate::measure::{geometric_mean, median};
use crate::process::{Outcome, binary, capture, copy_folder, scratch};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const PEER: &str = "/usr/bin/python3";
const LIMIT: Duration = Duration::from_secs(3600);

/// Programs with iterations and inner iterations (what the comparison data uses).
pub const PROGRAMS: [(&str, u32, u32); 14] = [
    ("Bounce", 20, 150),
    ("CD", 10, 10),
    ("DeltaBlue", 20, 1500),
    ("Havlak", 6, 1),
    ("Json", 20, 10),
    ("List", 20, 250),
    ("Mandelbrot", 10, 500),
    ("NBody", 10, 250_000),
    ("Permute", 20, 75),
    ("Queens", 20, 150),
    ("Richards", 20, 3),
    ("Sieve", 20, 300),
    ("Storage", 20, 100),
    ("Towers", 20, 100),
];

struct Program {
    name: String,
    iterations: u32,
    inner: u32,
}

/// What one run took.
struct Times {
    first: f64,
    /// The median of the last half of the iterations.
    steady: f64,
}

pub fn awfy(args: &[String]) -> Result<(), String> {
    let [dir, rest @ ..] = args else {
        return Err("usage: awfy DIR [--runs N] [NAME[=ITERATIONS,INNER]..]".into());
    };
    let (runs, names) = match rest {
        [flag, n, names @ ..] if flag == "--runs" => (n.parse().map_err(|_| "--runs wants a number")?, names),
        names => (1, names),
    };
    let programs = select(names)?;
    let guest = binary("python")?;
    let folder = patched_copy(Path::new(dir))?;
    println!(
        "{:<12} {:>12} {:>12} {:>8} {:>12} {:>12}",
        "ms", "tw-python", "CPython", "ratio", "first", "CPython's"
    );
    let mut ratios = Vec::new();
    for program in &programs {
        match compare(&guest, &folder, program, runs) {
            Ok(ratio) => ratios.push(ratio),
            Err(message) => println!("{:<12} {message}", program.name),
        }
    }
    if let Some(mean) = geometric_mean(&ratios) {
        let worst = ratios.iter().copied().fold(f64::INFINITY, f64::min);
        println!("{} programs: geometric mean {mean:.2}x, worst {worst:.2}x", ratios.len());
    }
    Ok(())
}

fn select(names: &[String]) -> Result<Vec<Program>, String> {
    let all =
        || PROGRAMS.iter().map(|&(name, iterations, inner)| Program { name: name.into(), iterations, inner });
    if names.is_empty() {
        return Ok(all().collect());
    }
    let one = |text: &String| {
        let (name, counts) = text.split_once('=').unwrap_or((text, ""));
        let mut program = all().find(|p| p.name == name).ok_or(format!("no program `{name}`"))?;
        if let Some((iterations, inner)) = counts.split_once(',') {
            program.iterations = iterations.parse().map_err(|_| format!("`{iterations}` is no number"))?;
            program.inner = inner.parse().map_err(|_| format!("`{inner}` is no number"))?;
        }
        Ok(program)
    };
    names.iter().map(one).collect()
}

/// Copies the checkout's Python programs and turns every clock that they read into the CPU's.
pub fn patched_copy(checkout: &Path) -> Result<PathBuf, String> {
    let from = checkout.join("benchmarks/Python");
    let to = scratch("awfy")?;
    copy_folder(&from, &to).map_err(|e| format!("{}: {e}", from.display()))?;
    let mut patched = false;
    for file in ["harness.py", "run.py"] {
        let path = to.join(file);
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let new = use_cpu_clock(&text);
        patched |= new != text;
        std::fs::write(&path, new).map_err(|e| e.to_string())?;
    }
    if patched { Ok(to) } else { Err(format!("{}: no clock found in the harness", from.display())) }
}

fn use_cpu_clock(text: &str) -> String {
    text.replace("perf_counter_ns", "process_time_ns").replace("perf_counter", "process_time")
}

/// Runs both in turn; prints and returns how much faster the guest is.
fn compare(guest: &Path, folder: &Path, program: &Program, runs: u32) -> Result<f64, String> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        ours.push(run(guest, folder, program)?);
        theirs.push(run(Path::new(PEER), folder, program)?);
    }
    let middle = |times: &[Times], of: fn(&Times) -> f64| median(times.iter().map(of).collect());
    let (us, them) = (middle(&ours, |t| t.steady), middle(&theirs, |t| t.steady));
    let (first, their_first) = (middle(&ours, |t| t.first), middle(&theirs, |t| t.first));
    let name = &program.name;
    println!("{name:<12} {us:>12.2} {them:>12.2} {:>7.2}x {first:>12.2} {their_first:>12.2}", them / us);
    Ok(them / us)
}

fn run(python: &Path, folder: &Path, program: &Program) -> Result<Times, String> {
    let mut command = Command::new(python);
    command.current_dir(folder).arg("harness.py").arg(&program.name);
    command.args([program.iterations.to_string(), program.inner.to_string()]);
    let Outcome { code, stdout, .. } = capture(&mut command, folder, LIMIT)?;
    let times = iteration_times(&stdout);
    if code != Some(0) || times.is_empty() {
        return Err(format!("{} failed", python.display()));
    }
    Ok(Times { first: times[0], steady: median(times[times.len() / 2..].to_vec()) })
}

/// The harness prints `NAME: iterations=1 runtime: 1234us` for each iteration; in milliseconds.
pub fn iteration_times(output: &str) -> Vec<f64> {
    let time = |line: &str| {
        let (_, after) = line.split_once("runtime: ")?;
        let us: f64 = after.split("us").next()?.trim().parse().ok()?;
        line.contains("iterations=1 ").then_some(us / 1000.0)
    };
    output.lines().filter_map(time).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_harness_prints() {
        let out = "Starting X benchmark ...\nX: iterations=1 runtime: 1500us\nX: iterations=1 runtime: 2500us\n\
                   X: iterations=2 average: 2000us total: 4000us\n\nTotal Runtime: 4000us\n";
        assert_eq!(iteration_times(out), [1.5, 2.5]);
    }

    #[test]
    fn programs_by_name() {
        let one = select(&["Bounce=3,7".into()]).unwrap();
        assert_eq!((one.len(), one[0].iterations, one[0].inner), (1, 3, 7));
        assert_eq!(select(&[]).unwrap().len(), PROGRAMS.len());
        assert!(select(&["Nope".into()]).is_err());
    }
}
