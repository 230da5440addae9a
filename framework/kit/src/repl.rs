//! The prompt of a plain guest: reads, runs and shows until the input ends.
//!
//! What is typed is a program of its own; globals live on. An input whose error is at its very end
//! goes on in the next line, until an empty one.

use crate::cli::{Command, report, run_to_end};
use crate::plain::{NIL, World, show};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Editor, Helper};
use std::process::ExitCode;
use std::rc::Rc;
use trackway::bytecode::CompileError;
use trackway::options::{Options, setup};
use trackway::{Machine, Outcome, link};

/// Completes the names of globals.
struct Names<'m>(&'m Machine);

impl Completer for Names<'_> {
    type Candidate = String;

    fn complete(&self, line: &str, pos: usize, _: &Context) -> rustyline::Result<(usize, Vec<String>)> {
        let part = |c: char| c.is_alphanumeric() || c == '_';
        let start = line[..pos]
            .rfind(|c| !part(c))
            .map_or(0, |i| i + line[i..].chars().next().map_or(1, char::len_utf8));
        let begun = &line[start..pos];
        let mut names = self.0.guest::<World>().names();
        names.retain(|name| !begun.is_empty() && name.starts_with(begun));
        Ok((start, names))
    }
}

impl Hinter for Names<'_> {
    type Hint = String;
}
impl Highlighter for Names<'_> {}
impl Validator for Names<'_> {}
impl Helper for Names<'_> {}

/// The whole run of a prompt.
pub fn run<L: Command>(options: &Options) -> ExitCode {
    let machine = Machine::new::<L>();
    machine.catch_signals();
    let session = setup::<L>(&machine, options);
    L::set_up(&machine);
    let config = Config::builder().completion_type(CompletionType::List).build();
    let Ok(mut editor) = Editor::<Names, DefaultHistory>::with_config(config) else {
        eprintln!("tw-{}: no prompt on this terminal", L::NAME);
        return ExitCode::FAILURE;
    };
    editor.set_helper(Some(Names(&machine)));
    let history = std::env::var_os("HOME")
        .map(|home| std::path::Path::new(&home).join(format!(".trackway_{}_history", L::NAME)));
    if let Some(path) = &history {
        let _none_yet = editor.load_history(path);
    }
    let (mut text, mut number) = (String::new(), 1);
    loop {
        match editor.readline(if text.is_empty() { "> " } else { ". " }) {
            Ok(line) => {
                let is_last = line.trim().is_empty();
                text.push_str(&line);
                text.push('\n');
                if text.trim().is_empty() {
                    text.clear();
                } else if feed::<L>(&machine, &text, &format!("<input {number}>"), is_last) {
                    let _no_history = editor.add_history_entry(text.trim_end());
                    text.clear();
                    number += 1;
                }
            }
            Err(ReadlineError::Interrupted) => text.clear(),
            Err(_) => break,
        }
    }
    if let Some(path) = &history {
        let _read_only = editor.save_history(path);
    }
    session.finish(&machine);
    ExitCode::SUCCESS
}

/// Runs the text; false if it goes on.
fn feed<L: Command>(machine: &Machine, text: &str, file: &str, is_last: bool) -> bool {
    let unit = match L::compile(text, file) {
        Ok(unit) => Rc::new(unit),
        Err(e)
            if !is_last && e.span.end >= text.trim_end().len() && e.span.start >= text.trim_end().len() =>
        {
            return false;
        }
        Err(e) => {
            report(file, text, &e);
            return true;
        }
    };
    let world = machine.guest::<World>();
    world.set_file(file);
    machine.start(link(machine, &unit).expect("the compiler's code links"), machine.root(NIL), &[]);
    match run_to_end::<L>(machine) {
        Outcome::Raised(e) => {
            world.flush();
            report(file, text, &CompileError::new(show(machine, e, 0), world.blamed()));
        }
        Outcome::Returned(v) if v != machine.root(NIL) => world.write(&format!("{}\n", show(machine, v, 1))),
        _ => {}
    }
    world.flush();
    true
}
