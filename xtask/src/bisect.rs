//! `bisect`: finds the first trace that makes a program's output differ from the interpreter's.

use crate::process::{Outcome, binary, capture, scratch};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(120);
/// More traces than a program that one would bisect makes.
const MOST: u64 = 1 << 20;

struct Case {
    program: PathBuf,
    args: Vec<String>,
    with: String,
    dir: PathBuf,
}

impl Case {
    fn run(&self, jit: &str) -> Result<Outcome, String> {
        let mut command = Command::new(&self.program);
        command.arg(format!("--tw-jit={jit}")).args(&self.args);
        capture(&mut command, &self.dir, LIMIT)
    }

    fn with_traces(&self, n: u64) -> Result<Outcome, String> {
        self.run(&format!("{},max-traces={n}", self.with))
    }
}

pub fn bisect(args: &[String]) -> Result<(), String> {
    let (with, rest) = match args {
        [flag, with, rest @ ..] if flag == "--with" => (with.clone(), rest),
        rest => ("sync".into(), rest),
    };
    let [program, args @ ..] = rest else { return Err("usage: bisect [--with OPTIONS] BINARY ARGS".into()) };
    let program = match program.strip_prefix("tw-") {
        Some(lang) if !Path::new(program).exists() => binary(lang)?,
        _ => program.into(),
    };
    let case = Case { program, args: args.to_vec(), with, dir: scratch("bisect")? };
    let expected = case.run("off")?;
    let differs = |n| case.with_traces(n).map(|outcome| outcome != expected);
    if differs(0)? {
        return Err("differs without any trace: not the work of the JIT, or not deterministic".into());
    }
    if !differs(MOST)? {
        println!("no difference");
        return Ok(());
    }
    let first = search(differs)?;
    let repeat = format!("--tw-jit={},max-traces={first} --tw-log", case.with);
    println!("trace {first} is the first that makes a difference; look at it with {repeat}");
    Ok(())
}

/// The least n for which `differs`, given that it does not for 0 and does for many: doubling
/// first, since the traces are few.
fn search(differs: impl Fn(u64) -> Result<bool, String>) -> Result<u64, String> {
    let (mut same, mut different) = (0, 1);
    while different < MOST && !differs(different)? {
        (same, different) = (different, different * 2);
    }
    while different - same > 1 {
        let middle = same + (different - same) / 2;
        if differs(middle)? { different = middle } else { same = middle }
    }
    Ok(different)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first() {
        for first in [1, 2, 3, 4, 5, 100, 1000, MOST] {
            assert_eq!(search(|n| Ok(n >= first)), Ok(first));
        }
    }
}
