//! The interactive prompt.

use crate::code;
use crate::import::{syntax_error, warned};
use crate::report::Colour;
use crate::run::{call, call_with, main_module, uncaught};
use crate::runtime::rt;
use crate::types::builtin::Cls;
use crate::types::class::derives;
use crate::types::{function, module};
use crate::values::class_of;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Editor, Helper};
use std::borrow::Cow;
use std::rc::Rc;
use trackway::{Machine, Raise, Value};
use trackway_kit::{List, Str, str_of};
use trackway_python_compiler::{Input, Mode, Options, compile_warned, input};

/// What the editor asks of Python: completions, and the prompt's colour.
struct Assistant<'m> {
    machine: &'m Machine,
    colour: Colour,
}

impl Completer for Assistant<'_> {
    type Candidate = String;

    fn complete(&self, line: &str, pos: usize, _: &Context) -> rustyline::Result<(usize, Vec<String>)> {
        let part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let (machine, before) = (self.machine, &line[..pos]);
        let start = before.rfind(|c| !part(c));
        let start = start.map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
        let begun = &before[start..];
        if begun.is_empty() {
            return Ok((pos, vec!["    ".to_string()]));
        }
        let f = crate::prelude::function(machine, "_complete").value();
        let found = call_with(machine, f, &[Str::new(&machine.heap, begun).value()]);
        let found = found
            .ok()
            .and_then(|v| v.cast::<List>())
            .map_or_else(Vec::new, |l| List::to_vec(&machine.heap, l));
        let text = |v: &Value| str_of(*v).map(|s| Str::text(&machine.heap, s).into_owned());
        Ok((start, found.iter().filter_map(text).collect()))
    }
}

impl Highlighter for Assistant<'_> {
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _default: bool) -> Cow<'b, str> {
        Cow::Owned(self.colour.title(prompt))
    }
}

impl Hinter for Assistant<'_> {
    type Hint = String;
}
impl Validator for Assistant<'_> {}
impl Helper for Assistant<'_> {}

type Prompt<'m> = Editor<Assistant<'m>, DefaultHistory>;

/// Reads, runs and prints until the input ends; the exit code.
pub fn run(machine: &Machine, banner: bool) -> u8 {
    // From here on SystemExit ends the program.
    rt(machine).at_prompt.set(true);
    let config = Config::builder().completion_type(CompletionType::List).build();
    let Ok(mut editor) = Prompt::with_config(config) else { return 1 };
    editor.set_helper(Some(Assistant { machine, colour: Colour::wanted(machine, &std::io::stdout()) }));
    let history = std::env::var_os("HOME").map(|h| std::path::Path::new(&h).join(".trackway_python_history"));
    if let Some(path) = &history {
        let _none_yet = editor.load_history(path);
    }
    if banner {
        println!("Python 3.14.0 (Trackway) on {}", std::env::consts::OS);
        println!("Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.");
    }
    if !rt(machine).flags.borrow().no_site {
        let f = crate::prelude::function(machine, "_site").value();
        let _shown_by_use = call(machine, f);
    }
    startup(machine);
    let (mut text, mut number) = (String::new(), 0);
    let code = loop {
        rt(machine).out.flush();
        match editor.readline(&prompt(machine, if text.is_empty() { "ps1" } else { "ps2" })) {
            Ok(line) => {
                let last = line.is_empty();
                text.push_str(&line);
                text.push('\n');
                if text.trim().is_empty() {
                    text.clear();
                } else if leaves(machine, text.trim()) {
                    break 0;
                } else if let Some(code) = feed(machine, &mut text, last, &mut editor, number) {
                    break code;
                } else if text.is_empty() {
                    number += 1;
                }
            }
            Err(ReadlineError::Interrupted) => {
                println!("KeyboardInterrupt");
                text.clear();
            }
            Err(_) => break 0,
        }
    };
    if let Some(path) = &history {
        let _read_only = editor.save_history(path);
    }
    code
}

/// Whether the input is the mere name of a function that leaves.
fn leaves(machine: &Machine, text: &str) -> bool {
    if text != "exit" && text != "quit" {
        return false;
    }
    let f = crate::prelude::function(machine, "_leaves").value();
    call_with(machine, f, &[Str::new(&machine.heap, text).value()])
        == Ok(crate::roots::bool_word(machine, true))
}

/// `sys.ps1` or `sys.ps2`.
fn prompt(machine: &Machine, name: &str) -> String {
    let v = crate::import::find::sys(machine, name);
    let text = v.and_then(|v| crate::builtins::text::str(machine, v));
    text.map_or_else(
        || if name == "ps1" { ">>> ".into() } else { "... ".into() },
        |t| String::from_utf8_lossy(&t).into_owned(),
    )
}

/// Runs the file that PYTHONSTARTUP names.
fn startup(machine: &Machine) {
    if rt(machine).flags.borrow().ignore_environment {
        return;
    }
    let Some(file) = std::env::var("PYTHONSTARTUP").ok().filter(|f| !f.is_empty()) else { return };
    match std::fs::read(&file) {
        Ok(bytes) => {
            let _shown = crate::run::program(machine, &bytes, &file);
        }
        Err(e) => eprintln!("Could not open PYTHONSTARTUP\n{file}: {e}"),
    }
}

/// Runs the text if it is complete; an exit code when the program ends.
fn feed(machine: &Machine, text: &mut String, last: bool, editor: &mut Prompt, number: u32) -> Option<u8> {
    match input(text) {
        Input::Open => return None,
        Input::Block | Input::Header if !last => return None,
        _ => {}
    }
    let _no_history = editor.add_history_entry(text.trim_end());
    let text = std::mem::take(text);
    let file = format!("<stdin-{number}>");
    let unit = match compile_warned(&text, &file, Mode::Single, Options::default()) {
        Ok((unit, warnings)) => {
            warned::keep(machine, "<stdin>", warnings);
            machine.compiled_unit(&unit);
            unit
        }
        Err(e) => {
            let Raise = syntax_error(machine, &e, "<stdin>");
            return shown(machine, machine.take_pending().expect("a pending exception"));
        }
    };
    // Functions made here are shown with their lines as long as the prompt goes on.
    rt(machine).sources.borrow_mut().insert(file.into(), text.into());
    let main = main_module(machine);
    let code = code::load(machine, &Rc::new(unit), module::dict(main));
    let f = function::make(machine, code, Value::ZERO, Value::ZERO, Value::ZERO);
    let warn = crate::prelude::function(machine, "_warned").value();
    let result = call_with(machine, warn, &[f.value()]).and_then(|f| call(machine, f));
    rt(machine).out.flush();
    shown(machine, result.err()?)
}

/// Prints an exception; the exit code if it ends the program.
fn shown(machine: &Machine, e: Value) -> Option<u8> {
    let ends = derives(machine, class_of(machine, e), Cls::SystemExit);
    let code = uncaught(machine, e);
    ends.then_some(code)
}
