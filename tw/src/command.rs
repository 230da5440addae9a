//! The command line.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Runs, inspects and measures programs of Trackway's languages.
#[derive(Parser)]
#[command(name = "tw", version, disable_help_subcommand = true, after_help = AFTER)]
pub struct Arguments {
    #[command(subcommand)]
    pub verb: Verb,
}

const AFTER: &str = "\
Options that begin with `--tw-`, such as --tw-jit=off, go to the language's binary; `--tw-jit=help` \
and docs/reference.md list them. NO_COLOR turns colours off.";

#[derive(Subcommand)]
pub enum Verb {
    /// Run a program; its extension says in which language it is
    Run(Run),
    /// Start a language's prompt
    Repl(Repl),
    /// Run a program and show what the JIT compiled, as text or as a page
    Trace(Trace),
    /// Run a program and tell why a line is compiled or not
    Explain(Explain),
    /// Measure programs beside other implementations of their languages
    Bench(Bench),
    /// Begin a new language: a crate that builds and runs at once
    New(New),
}

#[derive(Args)]
pub struct Run {
    /// The program
    pub file: String,
    /// Its arguments
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub args: Vec<String>,
}

#[derive(Args)]
pub struct Repl {
    /// The language, or a program's extension
    pub language: String,
}

#[derive(Args)]
pub struct Trace {
    /// The program
    pub file: String,
    /// Its arguments; put `--` before those that begin with a hyphen
    pub args: Vec<String>,
    /// Write one self-contained page instead of text
    #[arg(long, value_name = "OUT")]
    pub html: Option<PathBuf>,
    /// What the text shows of each trace
    #[arg(long, value_delimiter = ',', value_name = "PARTS", default_value = "optimised")]
    pub show: Vec<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// The overview only
    Tree,
    /// Instructions as recorded
    Recorded,
    /// Instructions as compiled
    Optimised,
    /// Machine code
    Code,
}

#[derive(Args)]
pub struct Explain {
    /// The program and the line, as in `primes.calc:12`
    #[arg(value_name = "FILE:LINE")]
    pub place: String,
    /// The program's arguments
    #[arg(last = true)]
    pub args: Vec<String>,
    /// The program to run, if the line is in a file that it imports
    #[arg(long, value_name = "FILE")]
    pub program: Option<String>,
}

#[derive(Args)]
pub struct Bench {
    /// Programs by name, files, or folders; without any, all below benches/programs
    pub programs: Vec<String>,
    /// Iterations in each process
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    pub iterations: u32,
    /// Fresh processes of each implementation, in turn
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub runs: u32,
    /// Size of all programs instead of each one's own
    #[arg(long)]
    pub size: Option<u64>,
    /// Seconds that one process may take
    #[arg(long, default_value_t = 600)]
    pub limit: u64,
    /// Another program for an implementation, as in python3=/usr/bin/python3; nothing to leave it out
    #[arg(long = "with", value_name = "NAME=PROGRAM")]
    pub with: Vec<String>,
    /// Write the measurements as JSON
    #[arg(long, value_name = "OUT")]
    pub json: Option<PathBuf>,
    /// Write the tables as Markdown
    #[arg(long, value_name = "OUT")]
    pub markdown: Option<PathBuf>,
    /// Write one self-contained page with plots
    #[arg(long, value_name = "OUT")]
    pub html: Option<PathBuf>,
}

#[derive(Args)]
pub struct New {
    /// Name of the language: letters, digits and underscores
    pub name: String,
    /// The framework's checkout; without it, the one that this `tw` was built in
    #[arg(long, value_name = "PATH")]
    pub framework: Option<PathBuf>,
}

/// Takes the language's own options, which begin with `--tw-`, out of the command line: those
/// before the program's name, or before `--`.
pub fn split_options(words: Vec<String>) -> (Vec<String>, Vec<String>) {
    let runs = words.get(1).is_some_and(|verb| verb == "run");
    let end = words.iter().position(|w| w == "--").unwrap_or(words.len());
    let file = words.iter().skip(2).position(|w| !w.starts_with('-')).map_or(words.len(), |i| i + 2);
    let end = if runs { file.min(end) } else { end };
    let mine = |(i, word): &(usize, String)| !(*i < end && word.starts_with("--tw-"));
    let (words, options): (Vec<_>, Vec<_>) = words.into_iter().enumerate().partition(mine);
    let texts = |list: Vec<(usize, String)>| list.into_iter().map(|(_, w)| w).collect();
    (texts(words), texts(options))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> (String, String) {
        let (words, options) = split_options(line.split(' ').map(String::from).collect());
        (words.join(" "), options.join(" "))
    }

    #[test]
    fn options_of_the_language_are_taken_out() {
        assert_eq!(
            split("tw run --tw-stats a.x --tw-log"),
            ("tw run a.x --tw-log".into(), "--tw-stats".into())
        );
        assert_eq!(
            split("tw trace a.x 3 --tw-log --html o"),
            ("tw trace a.x 3 --html o".into(), "--tw-log".into())
        );
        assert_eq!(split("tw explain a:1 -- --tw-log"), ("tw explain a:1 -- --tw-log".into(), String::new()));
    }

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }
}
