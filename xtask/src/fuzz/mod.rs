//! `fuzz`: random programs, every mode against the interpreter.
//!
//! A program is determined by its seed, so a failure is repeated with `--seed S --seconds 0`.

mod dialect;
mod expr;
mod objects;
mod program;
mod rng;

use crate::process::{Outcome, binary, capture, root, scratch};
use dialect::Dialect;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use trackway_testkit::MODES;

/// A program that takes longer is a loop without end, since the generated loops are short.
const LIMIT: Duration = Duration::from_secs(60);

struct Options {
    seconds: u64,
    lang: Dialect,
    seed: u64,
    peer: bool,
    print: bool,
    /// The binary to try; built if none is given.
    bin: Option<PathBuf>,
    /// Go on after a failure.
    all: bool,
}

fn options(args: &[String]) -> Result<Options, String> {
    let mut options = Options {
        seconds: 60,
        lang: Dialect::Python,
        seed: 1,
        peer: true,
        print: false,
        bin: None,
        all: false,
    };
    let mut args = args.iter();
    while let Some(flag) = args.next() {
        let mut value = || args.next().ok_or(format!("{flag} wants a value"));
        let number = |text: &String| text.parse().map_err(|_| format!("`{text}` is no number"));
        match flag.as_str() {
            "--seconds" => options.seconds = number(value()?)?,
            "--seed" => options.seed = number(value()?)?,
            "--lang" => options.lang = Dialect::named(value()?)?,
            "--no-peer" => options.peer = false,
            "--print" => options.print = true,
            "--bin" => options.bin = Some(value()?.into()),
            "--all" => options.all = true,
            other => return Err(format!("unknown option `{other}`")),
        }
    }
    Ok(options)
}

/// Runs programs for the time asked, at least one; stops at the first failure, or after `--all`.
pub fn fuzz(args: &[String]) -> Result<(), String> {
    let options = options(args)?;
    if options.print {
        print!("{}", program::generate(options.lang, options.seed));
        return Ok(());
    }
    let rig = Rig::new(&options)?;
    let start = Instant::now();
    let (mut seed, mut failures) = (options.seed, 0);
    loop {
        match rig.check(seed) {
            Err(why) if options.all => {
                println!("{why}");
                failures += 1;
            }
            outcome => outcome?,
        }
        seed += 1;
        if start.elapsed() >= Duration::from_secs(options.seconds) {
            break;
        }
    }
    let programs = seed - options.seed;
    if failures > 0 {
        return Err(format!("{failures} of {programs} programs failed"));
    }
    println!("{programs} programs, {} modes, no difference", MODES.len());
    Ok(())
}

/// What does not change from program to program.
struct Rig {
    lang: Dialect,
    guest: PathBuf,
    /// Another implementation of the same language.
    peer: Option<PathBuf>,
    dir: PathBuf,
}

impl Rig {
    fn new(options: &Options) -> Result<Rig, String> {
        let guest = match &options.bin {
            Some(path) => path.clone(),
            None => binary(options.lang.name())?,
        };
        let peer = options.lang.peer().map(PathBuf::from).filter(|p| options.peer && p.exists());
        Ok(Rig { lang: options.lang, guest, peer, dir: scratch("fuzz")? })
    }

    fn run(&self, program: &Path, script: &Path, args: &[&str]) -> Result<Outcome, String> {
        capture(Command::new(program).args(args).arg(script), &self.dir, LIMIT)
    }

    fn check(&self, seed: u64) -> Result<(), String> {
        let text = program::generate(self.lang, seed);
        let script = self.dir.join(format!("fuzz.{}", self.lang.extension()));
        std::fs::write(&script, &text).map_err(|e| e.to_string())?;
        let expected = self.run(&self.guest, &script, &["--tw-jit=off"])?;
        if !expected.is_normal() {
            return self.report(seed, &text, "the interpreter crashed or did not end");
        }
        if let Some(peer) = &self.peer
            && self.run(peer, &script, &[])?.stdout != expected.stdout
        {
            return self.report(seed, &text, &format!("the interpreter differs from {}", peer.display()));
        }
        for mode in MODES {
            let found = self.run(&self.guest, &script, mode.options)?;
            if found != expected {
                let how = if found.is_normal() { "differs" } else { "crashed or did not end" };
                return self.report(seed, &text, &format!("{how} with {}", mode.options.join(" ")));
            }
        }
        Ok(())
    }

    /// Keeps the program where it can be looked at.
    fn report(&self, seed: u64, text: &str, what: &str) -> Result<(), String> {
        let dir = root().join("target/fuzz");
        let kept = dir.join(format!("{}-{seed}.{}", self.lang.name(), self.lang.extension()));
        let saved = std::fs::create_dir_all(&dir).and_then(|()| std::fs::write(&kept, text));
        saved.map_err(|e| format!("{}: {e}", kept.display()))?;
        Err(format!("seed {seed}: {what}; the program is {}", kept.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_determines_the_program() {
        for lang in [Dialect::Calc, Dialect::Python] {
            assert_eq!(program::generate(lang, 7), program::generate(lang, 7));
            assert_ne!(program::generate(lang, 7), program::generate(lang, 8));
        }
    }
}
