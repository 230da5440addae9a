//! `tw run` and `tw repl`: the language's binary takes over this process.

use crate::guest::{for_file, for_language};
use crate::{Result, command};
use std::os::unix::process::CommandExt;
use std::process::Command;

pub fn run(verb: &command::Run, options: &[String]) -> Result {
    let mut command = for_file(&verb.file)?.command();
    command.args(options).arg(&verb.file).args(&verb.args);
    Err(take_over(command))
}

pub fn repl(verb: &command::Repl, options: &[String]) -> Result {
    let mut command = for_language(&verb.language)?.command();
    command.args(options);
    Err(take_over(command))
}

/// Comes back only with the reason why the program could not be started.
fn take_over(mut command: Command) -> String {
    let why = command.exec();
    format!("{}: {why}", command.get_program().display())
}
