//! `awfy`: the public are-we-fast-yet programs under the guest and every peer that is installed, in CPU time.
//!
//! The checkout stays as it is: its Python and JavaScript folders are copied, and the copies' harnesses read
//! the process's CPU clock, so that compile threads count.

use crate::demo::PEER;
use crate::measure::{geometric_mean, median};
use crate::page::publish;
use crate::process::{Outcome, binary, capture, copy_folder, scratch};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(3600);
const USAGE: &str = "usage: awfy DIR [--guest BINARY] [--runs N] [NAME[=ITERATIONS,INNER]..]";

/// Programs with iterations and inner iterations (what the comparison data uses).
pub const PROGRAMS: [(&str, u32, u32); 14] = [
    ("Bounce", 30, 150),
    ("CD", 30, 10),
    ("DeltaBlue", 30, 1500),
    ("Havlak", 10, 1),
    ("Json", 30, 10),
    ("List", 30, 250),
    ("Mandelbrot", 30, 500),
    ("NBody", 30, 250_000),
    ("Permute", 30, 75),
    ("Queens", 30, 150),
    ("Richards", 30, 3),
    ("Sieve", 30, 300),
    ("Storage", 30, 100),
    ("Towers", 30, 100),
];

struct Program {
    name: String,
    iterations: u32,
    inner: u32,
}

/// What runs the programs.
struct Implementation {
    name: &'static str,
    words: Vec<String>,
    folder: PathBuf,
    harness: &'static str,
}

/// What one run took, in milliseconds.
#[derive(Clone, Copy)]
struct Times {
    first: f64,
    /// The median of the last half of the iterations.
    steady: f64,
}

pub fn awfy(args: &[String]) -> Result<(), String> {
    let (mut checkout, mut guest, mut runs, mut names) = (None, None, 1, Vec::new());
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--guest" => guest = Some(PathBuf::from(args.next().ok_or(USAGE)?)),
            "--runs" => runs = args.next().and_then(|n| n.parse().ok()).filter(|n| *n > 0).ok_or(USAGE)?,
            flag if flag.starts_with('-') => return Err(USAGE.into()),
            path if checkout.is_none() => checkout = Some(PathBuf::from(path)),
            name => names.push(name.to_string()),
        }
    }
    let checkout = checkout.ok_or(USAGE)?;
    let programs = select(&names)?;
    let all = installed(&guest.map_or_else(|| binary("python"), Ok)?, &checkout)?;
    let mut table = String::from("| program | tw-python, ms |");
    all[1..].iter().for_each(|i| _ = write!(table, " {} |", i.name));
    _ = writeln!(table, "\n|---{}|", "|---".repeat(all.len()));
    let mut ratios = vec![Vec::new(); all.len()];
    for program in &programs {
        let times = measure(&all, program, runs)?;
        _ = write!(table, "| {} | {:.1} ({:.0}) |", program.name, times[0].steady, times[0].first);
        for (times_of, ratios) in times.iter().zip(&mut ratios) {
            ratios.push(times_of.steady / times[0].steady);
        }
        for (t, ratios) in times.iter().zip(&ratios).skip(1) {
            _ = write!(table, " {:.2} ({:.0}) |", ratios[ratios.len() - 1], t.first);
        }
        table.push('\n');
        eprintln!("{} done", program.name);
    }
    let mut last = |title: &str, of: fn(&[f64]) -> f64| {
        _ = write!(table, "| {title} | |");
        ratios[1..].iter().for_each(|r| _ = write!(table, " {:.2} |", of(r)));
        table.push('\n');
    };
    last("geometric mean", |r| geometric_mean(r).unwrap_or(f64::NAN));
    last("least", |r| r.iter().copied().fold(f64::INFINITY, f64::min));
    publish("cargo xtask awfy", &table, names.is_empty())
}

/// The guest, then what else there is.
fn installed(guest: &Path, checkout: &Path) -> Result<Vec<Implementation>, String> {
    let guest = guest.to_string_lossy().into_owned();
    let python = patched_copy(checkout)?;
    let of = |name, words: &[&str]| Implementation {
        name,
        words: words.iter().map(|w| w.to_string()).collect(),
        folder: python.clone(),
        harness: "harness.py",
    };
    let mut all = vec![
        of("tw-python", &[&guest]),
        of("CPython", &[PEER]),
        of("PyPy", &["pypy3"]),
        of("`--tw-jit=off`", &[&guest, "--tw-jit=off"]),
    ];
    if let Ok(folder) = patched_javascript(checkout) {
        let words = vec!["node".to_string()];
        all.insert(3, Implementation { name: "Node", words, folder, harness: "harness.js" });
    }
    all.retain(|i| {
        let asked = Command::new(&i.words[0]).arg("--version").stdout(Stdio::null()).status();
        asked.is_ok_and(|s| s.success())
    });
    Ok(all)
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
    copy_with(checkout, "Python", &["harness.py", "run.py"], |text| {
        let new = text.replace("perf_counter_ns", "process_time_ns").replace("perf_counter", "process_time");
        new.contains("process_time").then_some(new)
    })
}

fn patched_javascript(checkout: &Path) -> Result<PathBuf, String> {
    const CLOCK: &str = "process.hrtime = (since = [0, 0]) => {
  const { user, system } = process.cpuUsage();
  return [0, (user + system) * 1000 - since[1]];
};
";
    copy_with(checkout, "JavaScript", &["run.js"], |text| {
        text.contains("process.hrtime(").then(|| CLOCK.to_string() + text)
    })
}

/// A copy of a folder of programs, in which one of the files has been changed at least.
fn copy_with(
    checkout: &Path,
    language: &str,
    files: &[&str],
    change: impl Fn(&str) -> Option<String>,
) -> Result<PathBuf, String> {
    let from = checkout.join("benchmarks").join(language);
    let to = scratch(&format!("awfy-{language}"))?;
    copy_folder(&from, &to).map_err(|e| format!("{}: {e}", from.display()))?;
    let mut patched = false;
    for path in files.iter().map(|f| to.join(f)) {
        if let Some(new) = std::fs::read_to_string(&path).ok().and_then(|text| change(&text)) {
            patched = true;
            std::fs::write(&path, new).map_err(|e| e.to_string())?;
        }
    }
    if patched { Ok(to) } else { Err(format!("{}: no clock found in the harness", from.display())) }
}

/// Runs all in turn, as often as asked for; the medians.
fn measure(all: &[Implementation], program: &Program, runs: usize) -> Result<Vec<Times>, String> {
    let mut times = vec![Vec::new(); all.len()];
    for _ in 0..runs {
        for (i, times) in all.iter().zip(&mut times) {
            times.push(run(i, program)?);
        }
    }
    let middle = |t: &Vec<Times>| Times {
        first: median(t.iter().map(|t| t.first).collect()),
        steady: median(t.iter().map(|t| t.steady).collect()),
    };
    Ok(times.iter().map(middle).collect())
}

fn run(i: &Implementation, program: &Program) -> Result<Times, String> {
    let mut command = Command::new(&i.words[0]);
    command.current_dir(&i.folder).args(&i.words[1..]).arg(i.harness).arg(&program.name);
    command.args([program.iterations.to_string(), program.inner.to_string()]);
    let Outcome { code, stdout, .. } = capture(&mut command, &i.folder, LIMIT)?;
    let times = iteration_times(&stdout);
    if code != Some(0) || times.is_empty() {
        return Err(format!("{} failed on {}", i.name, program.name));
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
