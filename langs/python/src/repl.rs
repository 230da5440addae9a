//! The interactive prompt.

use crate::import::syntax_error;
use crate::run::{call, main_module, uncaught};
use crate::runtime::rt;
use crate::types::{function, module};
use crate::{code, start};
use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;
use std::rc::Rc;
use trackway::{Machine, Raise, Value};
use trackway_python_compiler::{Mode, SyntaxError, compile};

/// Reads, runs and prints until the input ends; the exit code.
pub fn run(options: &trackway::options::Options) -> u8 {
    let (machine, _session) = start::machine(options);
    start::arguments(&machine, &[String::new()], Some(""));
    let Ok(mut editor) = DefaultEditor::new() else { return 1 };
    println!("Python 3.14 on Trackway. Type exit() or Ctrl-D to leave.");
    let mut text = String::new();
    loop {
        match editor.readline(if text.is_empty() { ">>> " } else { "... " }) {
            Ok(line) => {
                let last = line.trim().is_empty();
                text.push_str(&line);
                text.push('\n');
                if text.trim().is_empty() {
                    text.clear();
                } else if let Some(code) = feed(&machine, &mut text, last, &mut editor) {
                    return code;
                }
            }
            Err(ReadlineError::Interrupted) => {
                println!("KeyboardInterrupt");
                text.clear();
            }
            Err(_) => return 0,
        }
    }
}

/// Runs the text if it is complete; an exit code when the program ends.
fn feed(machine: &Machine, text: &mut String, last: bool, editor: &mut DefaultEditor) -> Option<u8> {
    let file = "<stdin>";
    let unit = match compile(text, file, Mode::Single) {
        Ok(_) if opens_block(text) && !last => return None,
        Ok(unit) => unit,
        Err(e) if incomplete(&e, text) && !last => return None,
        Err(e) => {
            let Raise = syntax_error(machine, &e, file);
            let e = machine.take_pending().expect("a pending exception");
            uncaught(machine, e);
            text.clear();
            return None;
        }
    };
    let _no_history = editor.add_history_entry(text.trim_end());
    rt(machine).sources.borrow_mut().insert(file.into(), text.as_str().into());
    text.clear();
    let main = main_module(machine);
    let code = code::load(machine, &Rc::new(unit), module::dict(main));
    let f = function::make(machine, code, Value::ZERO, Value::ZERO, Value::ZERO);
    let result = call(machine, f.value());
    rt(machine).out.flush();
    let e = result.err()?;
    let exits = crate::types::class::derives(
        machine,
        crate::values::class_of(machine, e),
        crate::types::builtin::Cls::SystemExit,
    );
    let code = uncaught(machine, e);
    exits.then_some(code)
}

/// Compound statements go on until an empty line.
fn opens_block(text: &str) -> bool {
    text.lines().any(|l| l.trim_end().ends_with(':') || l.trim_start().starts_with('@'))
        && !text.ends_with("\n\n")
}

/// The error is at the very end: more may make it right.
fn incomplete(e: &SyntaxError, text: &str) -> bool {
    e.line as usize >= text.lines().count()
}
