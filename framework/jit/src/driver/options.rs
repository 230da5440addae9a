//! `--tw-jit=..`.

use std::fmt;

/// What `--tw-jit` sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JitOptions {
    pub on: bool,
    /// Rounds of a loop before it is recorded.
    pub threshold: u64,
    /// Calls of a function before it is recorded.
    pub entry_threshold: u64,
    /// Exits through one guard before a bridge is recorded.
    pub bridge_threshold: u64,
    /// Recorded instructions at most.
    pub trace_limit: usize,
    /// Traces and bridges at most; for bisection.
    pub max_traces: u64,
    /// Bytes of machine code at most; beyond, all of it goes and what is still hot is compiled again.
    pub code_limit: usize,
    /// Compile at once instead of in a thread.
    pub sync: bool,
    /// Install a finished trace only after this many looks.
    pub delay_install: u64,
    /// Compare each forwarded load with memory.
    pub check_loads: bool,
    /// Record each loop twice and compare.
    pub double_record: bool,
    /// Keep texts of these stages: `ir`, `opt`, `asm`.
    pub dump: Vec<String>,
    /// Measure the time spent in compiled code.
    pub timing: bool,
    /// A line per trace, bridge, abort and blacklisting.
    pub log: bool,
    /// Compiled code counts steps. Set by hosts that limit them, by no option.
    pub count_steps: bool,
    /// Keep what a report is made of; compiled code counts.
    pub report: bool,
}

impl Default for JitOptions {
    fn default() -> JitOptions {
        JitOptions {
            on: true,
            threshold: 800,
            entry_threshold: 1200,
            bridge_threshold: 60,
            trace_limit: 8000,
            max_traces: u64::MAX,
            code_limit: 64 << 20,
            sync: false,
            delay_install: 0,
            check_loads: false,
            double_record: false,
            dump: Vec::new(),
            timing: false,
            log: false,
            count_steps: false,
            report: false,
        }
    }
}

/// An option's text that does not parse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionError(pub String);

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OptionError {}

/// The text of `--tw-jit=help`.
pub const HELP: &str = "\
--tw-jit=off                 interpret only
--tw-jit=KEY=N,KEY,..        keys:
  threshold=N                rounds of a loop, and calls of a function, before it is compiled
  entry-threshold=N          the calls alone
  bridge-threshold=N         exits through one guard before a bridge is compiled
  trace-limit=N              recorded instructions at most
  max-traces=N               traces and bridges at most
  code-limit=N               kilobytes of machine code kept; beyond, all of it goes, and what is hot is compiled again
  sync                       compile at once, not in a thread
  delay-install=N            install a finished trace only after N looks
  check-loads                compare each forwarded load with memory
  double-record              record each loop twice: a constant that differs is a bug
";

impl JitOptions {
    /// Applies the text behind `--tw-jit=`.
    pub fn parse(&mut self, text: &str) -> Result<(), OptionError> {
        for part in text.split(',') {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            match key {
                "on" => self.on = true,
                "off" => self.on = false,
                "check-loads" => self.check_loads = true,
                "double-record" => self.double_record = true,
                "sync" => self.sync = true,
                "threshold" => {
                    self.threshold = number(key, value)?.max(1);
                    self.entry_threshold = self.threshold;
                }
                "entry-threshold" => self.entry_threshold = number(key, value)?.max(1),
                "bridge-threshold" => self.bridge_threshold = number(key, value)?.max(1),
                "trace-limit" => self.trace_limit = number(key, value)? as usize,
                "max-traces" => self.max_traces = number(key, value)?,
                "code-limit" => self.code_limit = (number(key, value)? as usize).saturating_mul(1 << 10),
                "delay-install" => self.delay_install = number(key, value)?,
                _ => return Err(OptionError(format!("--tw-jit: unknown key '{key}' (see --tw-jit=help)"))),
            }
        }
        Ok(())
    }
}

fn number(key: &str, text: &str) -> Result<u64, OptionError> {
    text.parse().map_err(|_| OptionError(format!("--tw-jit: '{key}' needs a number, not '{text}'")))
}
