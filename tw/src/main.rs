//! `tw`: runs programs by their extension, shows what the JIT made of them, measures them beside
//! other implementations, and begins new languages.
//!
//! It links no language: it starts the languages' binaries, which stand beside it or on the PATH.
#![forbid(unsafe_code)]

mod bench;
mod command;
mod explain;
mod guest;
mod languages;
mod new;
mod run;
mod source;
mod style;
mod trace;

use clap::Parser;
use command::{Arguments, Verb};
use std::process::ExitCode;

/// What goes wrong, as the user is told; a hint may follow on further lines.
type Result<T = ()> = std::result::Result<T, String>;

fn main() -> ExitCode {
    let (words, options) = command::split_options(std::env::args().collect());
    let arguments = Arguments::parse_from(words);
    let done = match arguments.verb {
        Verb::Run(verb) => run::run(&verb, &options),
        Verb::Repl(verb) => run::repl(&verb, &options),
        Verb::Trace(verb) => trace::trace(&verb, &options),
        Verb::Explain(verb) => explain::explain(&verb, &options),
        Verb::Bench(verb) => bench::bench(&verb, &options),
        Verb::New(verb) => new::new(&verb),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            style::error(&message);
            ExitCode::FAILURE
        }
    }
}
