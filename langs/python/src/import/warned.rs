//! Compiling, with the warnings about the source.
//!
//! Warnings wait until guest code gives them, before the code runs: the prelude's `_warned`.

use super::syntax_error;
use crate::modules::args::{int_word, text_word};
use crate::runtime::rt;
use trackway::bytecode::CodeUnit;
use trackway::{Machine, Raise, Value};
use trackway_kit::{List, Tuple};
use trackway_python_compiler::{Mode, Options, Warning, compile_warned};

/// A warning and the file that it is about.
pub struct Pending {
    message: String,
    file: String,
    line: u32,
}

/// Compiles a source.
pub fn compiled(
    machine: &Machine,
    text: &str,
    file: &str,
    mode: Mode,
    options: Options,
) -> Result<CodeUnit, Raise> {
    let (unit, warnings) =
        compile_warned(text, file, mode, options).map_err(|e| syntax_error(machine, &e, file))?;
    keep(machine, file, warnings);
    machine.compiled_unit(&unit);
    Ok(unit)
}

/// Has warnings wait.
pub fn keep(machine: &Machine, file: &str, warnings: Vec<Warning>) {
    let pending =
        warnings.into_iter().map(|w| Pending { message: w.message, file: file.into(), line: w.line });
    rt(machine).syntax_warnings.borrow_mut().extend(pending);
}

/// Whether warnings wait.
pub fn any(machine: &Machine) -> bool {
    !rt(machine).syntax_warnings.borrow().is_empty()
}

/// `_syntax_warnings()`: takes those that wait: message, file, line.
pub fn take(machine: &Machine) -> Value {
    let all = rt(machine).syntax_warnings.take();
    let tuple = |w: &Pending| {
        let line = int_word(machine, w.line as i64);
        Tuple::new(&machine.heap, &[text_word(machine, &w.message), text_word(machine, &w.file), line])
            .value()
    };
    List::new(&machine.heap, &all.iter().map(tuple).collect::<Vec<Value>>()).value()
}
