//! `compile(.., ast.PyCF_ONLY_AST)`: the steps from which `_ast` builds nodes.

use super::native::Native;
use super::{Home, Table};
use crate::constants;
use crate::errors::type_error;
use crate::import::syntax_error;
use crate::runtime::interned;
use crate::values::unwrap;
use trackway::{Machine, Raise, Value};
use trackway_kit::{List, Str, str_of};
use trackway_python_compiler::{Mode, Step, parse};

pub const TABLES: &[Table] =
    &[Table { home: Home::Prelude, natives: &[Native::pure("_syntax_steps", 3, 3, syntax_steps)] }];

/// What a step is, as the first of its words.
const VALUE: i64 = 0;
const LIST: i64 = 1;
const NODE: i64 = 2;
const PLACED: i64 = 3;

/// `_syntax_steps(text, file, mode)`: the words of all steps in one list.
fn syntax_steps(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let text = |v: Value| str_of(unwrap(machine, v)).map(|s| Str::text(&machine.heap, s).into_owned());
    let (Some(source), Some(file), Some(mode)) = (text(args[0]), text(args[1]), text(args[2])) else {
        return Err(type_error(machine, "compile() arguments must be strings"));
    };
    let mode = match mode.as_str() {
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        _ => Mode::Exec,
    };
    let source = if mode == Mode::Eval { source.trim_start_matches([' ', '\t']) } else { &source };
    let steps = parse(source, mode).map_err(|e| syntax_error(machine, &e, &file))?;
    let int = |i: i64| Value::int(i).expect("small");
    let mut words = Vec::with_capacity(2 * steps.len());
    for step in &steps {
        match step {
            Step::Value(c) => words.extend([int(VALUE), constants::word(machine, c)]),
            Step::List(n) => words.extend([int(LIST), int(*n as i64)]),
            Step::Node(class, None) => words.extend([int(NODE), interned(machine, class).value()]),
            Step::Node(class, Some(p)) => {
                words.extend([int(PLACED), interned(machine, class).value()]);
                words.extend([p.line, p.column, p.end_line, p.end_column].map(|n| int(n.into())));
            }
        }
    }
    Ok(List::new(&machine.heap, &words).value())
}
