//! `demo`: builds the Python guest, runs a benchmark program with it and, where it is installed,
//! with CPython, and prints the CPU time that each took, compile threads included.

use crate::process::{binary, root};
use std::path::Path;
use std::process::{Command, Stdio};

pub const PEER: &str = "/usr/bin/python3";
const PROGRAM: &str = "nbody";
const SIZE: &str = "250000";

pub fn demo(args: &[String]) -> Result<(), String> {
    let (name, size) = match args {
        [] => (PROGRAM, SIZE),
        [name, size] => (name.as_str(), size.as_str()),
        _ => return Err("usage: demo [PROGRAM SIZE]".into()),
    };
    let file = root().join(format!("benches/programs/{name}/{name}.py"));
    let guest = binary("python")?;
    println!("{name}.py {size}");
    let (output, ours) = timed(&guest, &file, size)?;
    print!("{output}");
    if !Path::new(PEER).exists() {
        println!("tw-python {ours:.2} s of CPU; {PEER} is not installed");
        return Ok(());
    }
    let (other, theirs) = timed(Path::new(PEER), &file, size)?;
    println!("tw-python {ours:.2} s of CPU, CPython {theirs:.2} s: {:.1} times as fast", theirs / ours);
    if other == output { Ok(()) } else { Err(format!("CPython prints something else:\n{other}")) }
}

/// What the program prints, and its CPU time in seconds.
fn timed(python: &Path, file: &Path, size: &str) -> Result<(String, f64), String> {
    let before = cpu_of_children()?;
    let run = Command::new(python).arg(file).arg(size).stderr(Stdio::inherit()).output();
    let run = run.map_err(|e| format!("{}: {e}", python.display()))?;
    let time = cpu_of_children()? - before;
    let output = String::from_utf8_lossy(&run.stdout).into_owned();
    if run.status.success() {
        Ok((output, time))
    } else {
        Err(format!("{} failed\n{output}", python.display()))
    }
}

/// CPU seconds of all children that have ended: the 16th and 17th field of Linux's `stat`, in
/// hundredths, counted behind the program's name in brackets.
pub fn cpu_of_children() -> Result<f64, String> {
    let stat = std::fs::read_to_string("/proc/self/stat").map_err(|e| format!("/proc/self/stat: {e}"))?;
    let (_, fields) = stat.rsplit_once(')').unwrap_or(("", &stat));
    let ticks = fields.split_whitespace().skip(13).take(2).filter_map(|f| f.parse::<f64>().ok());
    Ok(ticks.sum::<f64>() / 100.0)
}
