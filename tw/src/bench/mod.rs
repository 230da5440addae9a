//! `tw bench`: programs under our binaries and every other implementation on the PATH.
//!
//! A program that defines `main(size)` is called again and again inside one process by a small
//! driver in its own language, which notes the CPU time of each call: the first one, and the median
//! of the last half as the steady state. Any other program is run as a whole. Each implementation
//! has fresh processes, in turn with the others; CPU time and peak memory are the system's own.

mod implementations;
mod markdown;
mod measure;
mod page;
mod plot;
mod programs;
mod results;
mod table;

use crate::style::{self, plural};
use crate::{Result, command};
use implementations::Implementation;
use indicatif::{ProgressBar, ProgressStyle};
use measure::Measurer;
use programs::Program;
use results::Results;
use std::time::Duration;

pub fn bench(verb: &command::Bench, options: &[String]) -> Result {
    let programs = programs::find(&verb.programs)?;
    let implementations = implementations::find(&programs, &verb.with)?;
    let measurer = Measurer::new(verb.iterations, Duration::from_secs(verb.limit), options)?;
    let results = measure_all(verb, &programs, &implementations, &measurer)?;
    style::print(&table::render(&results));
    let write = |path: &std::path::Path, text: String| {
        std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
    };
    if let Some(path) = &verb.json {
        write(path, serde_json::to_string_pretty(&results).map_err(|e| e.to_string())?)?;
    }
    if let Some(path) = &verb.markdown {
        write(path, markdown::render(&results))?;
    }
    if let Some(path) = &verb.html {
        write(path, page::render(&results))?;
    }
    let failed = results.runs.iter().filter(|r| r.error.is_some()).count();
    match failed {
        0 => Ok(()),
        n => Err(format!("{} failed; see the table", plural(n as u64, "measurement"))),
    }
}

fn measure_all(
    verb: &command::Bench,
    programs: &[Program],
    implementations: &[Implementation],
    measurer: &Measurer,
) -> Result<Results> {
    let fitting =
        |p: &Program| implementations.iter().filter(|i| p.file(i.extension).is_some()).count() as u64;
    let total = programs.iter().map(fitting).sum::<u64>() * verb.runs as u64 + implementations.len() as u64;
    let bar = ProgressBar::new(total);
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {msg}");
    bar.set_style(style.map_err(|e| e.to_string())?);
    bar.enable_steady_tick(Duration::from_millis(200));
    let mut results = Results::new(verb.iterations, verb.runs, implementations);
    for i in implementations {
        bar.set_message(format!("start-up of {}", i.name));
        results.starts.push(measurer.start_up(i)?);
        bar.inc(1);
    }
    for program in programs {
        for _ in 0..verb.runs {
            for (n, i) in implementations.iter().enumerate() {
                let Some(file) = program.file(i.extension) else { continue };
                bar.set_message(format!("{} under {}", program.name, i.name));
                let run = measurer.run(program, file, i, verb.size)?;
                results.add(&program.name, n, run);
                bar.inc(1);
            }
        }
    }
    bar.finish_and_clear();
    Ok(results)
}
