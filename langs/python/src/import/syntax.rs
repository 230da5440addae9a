//! The compiler's errors as exceptions.

use crate::types::builtin::Cls;
use trackway::{Machine, Raise, Value};
use trackway_kit::{Str, Tuple};
use trackway_python_compiler::ErrorKind;

/// Raises the SyntaxError.
pub fn syntax_error(machine: &Machine, e: &trackway_python_compiler::SyntaxError, file: &str) -> Raise {
    let heap = &machine.heap;
    if e.kind == ErrorKind::TooComplex {
        let (class, text) = match e.message.contains("nests") {
            true => (Cls::RecursionError, "maximum recursion depth exceeded during compilation"),
            false => (Cls::MemoryError, &*e.message),
        };
        return crate::errors::raise(machine, class, text);
    }
    let class = match e.kind {
        ErrorKind::Indentation => Cls::IndentationError,
        ErrorKind::Tab => Cls::TabError,
        _ => Cls::SyntaxError,
    };
    let text = Str::new(heap, &e.message).value();
    let int = |n: u32| Value::int(n as i64).expect("small");
    let details = [
        Str::new(heap, file).value(),
        int(e.line),
        int(e.column),
        Str::new(heap, &format!("{}\n", e.text)).value(),
        int(e.end_line),
        Value::int(e.end_column.into()).expect("small"),
    ];
    let args = [text, Tuple::new(heap, &details).value()];
    let exception = crate::errors::new_exception(machine, class.gc(machine), &args);
    machine.raise(exception.value())
}
