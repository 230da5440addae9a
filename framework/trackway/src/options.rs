//! The options that every guest's binary takes, before the script's name or in
//! `TRACKWAY_OPTIONS`, and what they switch on.

use crate::{Language, Machine, Stress};
use std::time::Instant;
use trackway_gc::{GcStats, PAUSES};
use trackway_jit::{HELP, JitOptions, OptionError, Stats};

/// The text of `--tw-help`, before that of the JIT.
pub const OPTIONS: &str = "\
--tw-help                    this text
--tw-ops                     the language's ops
--tw-jit=KEY,..              the JIT, see below
--tw-stats                   print counters at exit, a JSON object, to standard error
--tw-log                     print a line per trace, bridge and abort to standard error
--tw-dump=STAGE,..           print texts to standard error; stages: bytecode, ir, opt, asm
--tw-report=FILE             write what the JIT did, as JSON, for `tw trace` and `tw explain`; compiled code counts
--tw-heap=SIZE               limit for live bytes, with K, M or G; beyond it the program's own error; by default
                             three quarters of what the process may still map, if that is limited
--tw-heap-census             print the live objects by type at exit, and at SIGUSR1, to standard error
--tw-stress=exits:N          every guard fails at its N-th execution
--tw-stress=gc               collect at every safepoint
--tw-stress=fuel:N           suspend and go on at every N-th safepoint
";

/// The environment variable with further options, separated by blanks.
pub const VARIABLE: &str = "TRACKWAY_OPTIONS";

/// The framework's options.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub jit: JitOptions,
    /// Print a JSON object with counters at exit, to standard error.
    pub stats: bool,
    pub stress: Stress,
    /// Limit for live bytes.
    pub heap: Option<usize>,
    /// Print the live objects by type at exit and at a signal.
    pub census: bool,
    /// Help was asked for; see [`Options::text`].
    help: Option<String>,
    ops: bool,
    /// Write what the JIT did to this file at exit, as a `Report` in JSON.
    pub report: Option<String>,
    /// Print each linked unit.
    pub dump_bytecode: bool,
}

impl Options {
    /// The options in [`VARIABLE`].
    pub fn from_environment() -> Result<Options, OptionError> {
        let mut options = Options::default();
        for word in std::env::var(VARIABLE).unwrap_or_default().split_whitespace() {
            if !options.take(word)? {
                return Err(OptionError(format!("{VARIABLE}: unknown option '{word}'")));
            }
        }
        Ok(options)
    }

    /// What to print instead of running anything: help, or the language's table of ops.
    pub fn text<L: Language>(&self) -> Option<String> {
        let op = |o: &&crate::OpInfo| format!("{:<24} {:?}\n{:24} {}\n", o.name, o.operands, "", o.doc);
        let ops = || L::OPS.iter().map(op).collect();
        self.help.clone().or_else(|| self.ops.then(ops))
    }

    /// Takes one argument; false if it is not the framework's.
    pub fn take(&mut self, arg: &str) -> Result<bool, OptionError> {
        let Some(text) = arg.strip_prefix("--tw-") else { return Ok(false) };
        match text.split_once('=') {
            Some(("jit", "help")) => self.help = Some(HELP.to_string()),
            Some(("jit", v)) => self.jit.parse(v)?,
            Some(("dump", v)) => self.dump(v)?,
            Some(("stress", v)) => self.stress(v)?,
            Some(("report", v)) => (self.report, self.jit.report) = (Some(v.to_string()), true),
            Some(("heap", v)) => self.heap = Some(size(v)?),
            None if text == "help" => self.help = Some(format!("{OPTIONS}{HELP}")),
            None if text == "ops" => self.ops = true,
            None if text == "stats" => (self.stats, self.jit.timing) = (true, true),
            None if text == "heap-census" => self.census = true,
            None if text == "log" => self.jit.log = true,
            _ => return Err(OptionError(format!("unknown option '{arg}'"))),
        }
        Ok(true)
    }

    /// Takes every leading argument that is the framework's out of `args`.
    pub fn take_leading(&mut self, args: &mut Vec<String>) -> Result<(), OptionError> {
        while let Some(first) = args.first() {
            if !self.take(&first.clone())? {
                break;
            }
            args.remove(0);
        }
        Ok(())
    }

    fn dump(&mut self, stages: &str) -> Result<(), OptionError> {
        for stage in stages.split(',') {
            match stage {
                "bytecode" => self.dump_bytecode = true,
                "ir" | "opt" | "asm" => self.jit.dump.push(stage.to_string()),
                _ => return Err(OptionError(format!("--tw-dump: unknown stage '{stage}'"))),
            }
        }
        Ok(())
    }

    fn stress(&mut self, text: &str) -> Result<(), OptionError> {
        let bad = || OptionError(format!("--tw-stress: '{text}' is none of exits:N, gc, fuel:N"));
        let count = |n: &str| n.parse::<u64>().ok().filter(|n| *n > 0).ok_or_else(bad);
        match text.split_once(':') {
            None if text == "gc" => self.stress.gc = true,
            Some(("exits", n)) => self.stress.exits = Some(count(n)?),
            Some(("fuel", n)) => self.stress.fuel = Some(count(n)?),
            _ => return Err(bad()),
        }
        Ok(())
    }
}

/// Bytes, with K, M or G.
fn size(text: &str) -> Result<usize, OptionError> {
    let (digits, unit) = match text.strip_suffix(['K', 'k']) {
        Some(d) => (d, 1 << 10),
        None => match text.strip_suffix(['M', 'm']) {
            Some(d) => (d, 1 << 20),
            None => (
                text.strip_suffix(['G', 'g']).unwrap_or(text),
                if text.ends_with(['G', 'g']) { 1 << 30 } else { 1 },
            ),
        },
    };
    let n = digits.parse::<usize>().ok().and_then(|n| n.checked_mul(unit));
    n.ok_or_else(|| OptionError(format!("--tw-heap: '{text}' is no size")))
}

/// A machine's JIT and counters, from [`setup`] to the end of the program.
pub struct Session {
    jit: Stats,
    start: Instant,
    print: bool,
    log: bool,
    report: Option<String>,
    census: bool,
    language: &'static str,
}

/// The heap's limit where the process itself may not map more than so many bytes (`ulimit -v`): what is left of
/// them now, but for a quarter, which temporaries and code need. So the program gets its own error
/// before the allocator would end the process.
fn room_of_process() -> Option<usize> {
    let limit = rustix::process::getrlimit(rustix::process::Resource::As).current?;
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    let mapped =
        pages.split(' ').next()?.parse::<u64>().ok()?.saturating_mul(rustix::param::page_size() as u64);
    usize::try_from(limit.saturating_sub(mapped) / 4 * 3).ok()
}

/// Applies the options to a fresh machine. Call before any code is linked.
pub fn setup<L: Language>(machine: &Machine, options: &Options) -> Session {
    if let Some(bytes) = options.heap.or_else(room_of_process) {
        machine.heap.set_limit(bytes);
    }
    if options.stress != Stress::default() {
        machine.set_stress(options.stress);
    }
    if options.dump_bytecode {
        machine.set_dump_units();
    }
    if options.stats {
        machine.heap.count_objects();
    }
    if options.census {
        machine.print_census_on_signal();
    }
    let jit = trackway_jit::install::<L>(machine, options.jit.clone());
    Session {
        jit,
        start: Instant::now(),
        print: options.stats,
        log: options.jit.log,
        report: options.report.clone(),
        census: options.census,
        language: L::NAME,
    }
}

impl Session {
    /// Prints and writes what the options ask for.
    pub fn finish(&self, machine: &Machine) {
        if let Some(file) = &self.report
            && let Err(e) = self.write_report(machine, file)
        {
            eprintln!("--tw-report: {file}: {e}");
        }
        if self.log {
            self.jit.busiest(machine).iter().for_each(|line| eprintln!("[tw] {line}"));
        }
        if self.census {
            eprint!("{}", machine.census());
        }
        if self.print {
            eprintln!("{}", self.stats(machine));
        }
    }

    fn write_report(&self, machine: &Machine, file: &str) -> std::io::Result<()> {
        let out = std::io::BufWriter::new(std::fs::File::create(file)?);
        Ok(serde_json::to_writer(out, &self.jit.report(machine, self.language))?)
    }

    /// The counters as a JSON object.
    pub fn stats(&self, machine: &Machine) -> String {
        let gc = machine.heap.stats();
        let jit = self.jit.get();
        let wall = self.start.elapsed().as_nanos() as u64;
        let interpreted = wall.saturating_sub(jit.compiled_ns + jit.record_ns + gc.pause_ns);
        let ms = |ns: u64| ns as f64 / 1e6;
        format!(
            "{{\"jit\": {}, \"gc\": {{\"minor\": {}, \"major\": {}, \"max_pause_ms\": {:.3}, \"pause_ms\": {:.3}, \"longest\": {}, \"pauses\": {}, \
             \"bytes_allocated\": {}, \"objects_allocated\": {}, \"objects_promoted\": {}, \"peak_bytes\": {}}}, \
             \"interpreted_ms\": {:.1}, \"wall_ms\": {:.1}}}",
            jit.to_json(),
            gc.minor,
            gc.major,
            ms(gc.max_pause_ns),
            ms(gc.pause_ns),
            longest(&gc),
            pauses(&gc),
            gc.bytes_allocated,
            gc.objects_allocated,
            gc.objects_promoted,
            gc.peak_bytes,
            ms(interpreted),
            ms(wall),
        )
    }
}

/// Milliseconds of CPU time of the longest collection by phase, as a JSON object.
fn longest(gc: &GcStats) -> String {
    let phases = gc.longest_by_phase().map(|(name, ns)| format!("\"{name}\": {:.3}", ns as f64 / 1e6));
    format!("{{{}}}", phases.collect::<Vec<_>>().join(", "))
}

/// Collections by the time that they took, as a JSON object: how many took less than the key says.
fn pauses(gc: &GcStats) -> String {
    let limit = |i: usize| PAUSES.get(i).map_or("longer".into(), |us| format!("{}ms", *us as f64 / 1e3));
    let counts = gc.pauses.iter().enumerate().map(|(i, n)| format!("\"{}\": {n}", limit(i)));
    format!("{{{}}}", counts.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The option at the beginning of a line of help, its parts filled in.
    fn example(line: &str) -> Option<String> {
        let option = line.split_whitespace().next()?;
        let filled = [("STAGE,..", "ir,asm"), ("KEY,..", "sync"), ("FILE", "x"), ("SIZE", "64M"), ("N", "3")];
        Some(filled.iter().fold(option.to_string(), |text, (part, with)| text.replace(part, with)))
    }

    #[test]
    fn help_names_options_that_there_are() {
        // A line that begins with a blank goes on with the one above it.
        for option in OPTIONS.lines().filter(|l| l.starts_with('-')).filter_map(example) {
            assert_eq!(Options::default().take(&option), Ok(true), "{option}");
        }
        for key in HELP.lines().filter(|l| l.starts_with("  ")).filter_map(example) {
            assert_eq!(Options::default().take(&format!("--tw-jit={key}")), Ok(true), "{key}");
        }
        assert!(Options::default().take("--tw-nothing").is_err());
        assert_eq!(Options::default().take("file"), Ok(false));
    }
}
