//! The compiler's errors as exceptions.

use crate::runtime::sym;
use crate::types::builtin::Cls;
use crate::types::instance;
use trackway::{Machine, Raise, Value};
use trackway_kit::Str;
use trackway_python_compiler::ErrorKind;

/// Raises the SyntaxError.
pub fn syntax_error(machine: &Machine, e: &trackway_python_compiler::SyntaxError, file: &str) -> Raise {
    let heap = &machine.heap;
    let class = match e.kind {
        ErrorKind::Indentation => Cls::IndentationError,
        ErrorKind::Tab => Cls::TabError,
        _ => Cls::SyntaxError,
    };
    let text = Str::new(heap, &e.message).value();
    let exception = crate::errors::new_exception(machine, class.gc(machine), &[text]);
    let int = |n: u32| Value::int(n as i64).expect("small");
    let fields = [
        ("msg", text),
        ("filename", Str::new(heap, file).value()),
        ("lineno", int(e.line)),
        ("offset", int(e.column)),
        ("end_lineno", int(e.end_line)),
        ("end_offset", int(e.end_column)),
        ("text", Str::new(heap, &e.text).value()),
    ];
    for (name, v) in fields {
        if let Err(r) = instance::set_own(machine, exception, sym(machine, name), v) {
            return r;
        }
    }
    machine.raise(exception.value())
}
