//! `compile`, `exec`, `eval`, and methods of code objects.

use super::native::{Inline, KEYWORDS, Native, arg};
use super::{Home, Table};
use crate::code::Signature;
use crate::dicts;
use crate::errors::{raise, type_error, value_error};
use crate::import::warned;
use crate::prelude;
use crate::roots;
use crate::runtime::interned;
use crate::tail;
use crate::transient;
use crate::types::builtin::Cls;
use crate::types::objects::*;
use crate::types::{code_object, function, namespace};
use crate::values::{type_name, unwrap};
use std::rc::Rc;
use trackway::bytecode::CodeUnit;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, List, Str, Tuple, str_of};
use trackway_python_compiler::{Input, Mode, Options, input};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[
    Table { home: Home::Builtins, natives: FUNCTIONS },
    Table { home: Home::Class(Cls::Code), natives: CODE },
];

const FUNCTIONS: &[Native] = &[
    Native::tail("exec", 1, 3, |m, a| indirect(m, a, false))
        .params(&["", "globals", "locals"])
        .keyword_only(&["closure"])
        .inline(Inline::Exec),
    Native::tail("eval", 1, 3, |m, a| indirect(m, a, true))
        .params(&["", "globals", "locals"])
        .inline(Inline::Eval),
    Native::tail("compile", 3, 6, compile)
        .params(&["source", "filename", "mode", "flags", "dont_inherit", "optimize"])
        .keyword_only(&["_feature_version"]),
];

const CODE: &[Native] = &[
    Native::pure("replace", 1, 1, replace).keyword_only(&[KEYWORDS]),
    Native::tail("co_positions", 1, 1, |m, a| {
        let all = List::new(&m.heap, &code_object::positions(m, this(m, a[0])?)).value();
        crate::ops::iter::iter(m, all)
    }),
    Native::tail("co_lines", 1, 1, |m, a| {
        let lines = List::new(&m.heap, &code_object::lines(m, this(m, a[0])?)).value();
        crate::ops::iter::iter(m, lines)
    }),
    Native::pure("_varname_from_oparg", 2, 2, |m, a| {
        let names = ["co_varnames", "co_cellvars", "co_freevars"];
        let c = this(m, a[0])?;
        let all = names.iter().filter_map(|n| code_object::attribute(m, c, n)?.cast::<Tuple>());
        let all: Vec<Value> = all.flat_map(Tuple::to_vec).collect();
        let at = a[1].as_int().and_then(|n| usize::try_from(n).ok());
        at.and_then(|n| all.get(n).copied())
            .ok_or_else(|| crate::errors::raise(m, Cls::IndexError, "tuple index out of range"))
    }),
    Native::pure("__eq__", 2, 2, |m, a| {
        Ok(match (a[0].cast(), a[1].cast()) {
            (Some(x), Some(y)) => roots::bool_word(m, code_object::equal(m, x, y)),
            _ => m.root(roots::NOT_IMPLEMENTED),
        })
    }),
];

/// `annotations` as a future feature, among the flags of `compile`.
const FUTURE_ANNOTATIONS: i64 = 0x100_0000;
/// `ast.PyCF_ONLY_AST`.
const ONLY_AST: i64 = 0x400;
/// `PyCF_ALLOW_INCOMPLETE_INPUT`.
const ALLOW_INCOMPLETE: i64 = 0x4000;

fn this(machine: &Machine, v: Value) -> Result<Gc<CodeObject>, Raise> {
    v.cast().ok_or_else(|| type_error(machine, "descriptor requires a 'code' object"))
}

fn replace(machine: &Machine, args: &[Value]) -> Answer {
    let c = this(machine, args[1])?;
    let fields = arg(machine, args, 0).and_then(|v| v.cast::<Dict>());
    let Some(fields) = fields else {
        return Ok(code_object::new(machine, code_object::unit(machine, c)).value());
    };
    match code_object::replace(machine, c, fields) {
        Ok(c) => Ok(c.value()),
        Err(name) => Err(tail::missing(machine, &format!("replacing {name} of a code object"))),
    }
}

/// The globals of the innermost frame that is not the run time's own.
pub fn caller(machine: &Machine) -> Gc<Dict> {
    let frames = machine.frames(64);
    let own = frames.iter().find(|f| !prelude::is_hidden(&f.code.unit.file));
    match own {
        Some(f) => f.code.guest::<Signature>().globals(),
        None => crate::types::module::dict(crate::run::main_module(machine)),
    }
}

/// Called otherwise than by an ordinary call: with keywords, or by native code.
fn indirect(machine: &Machine, args: &[Value], eval: bool) -> Answer {
    let args = if eval { args } else { &args[1..] };
    let none = roots::none(machine);
    let given = |i: usize| arg(machine, args, i).unwrap_or(none);
    let globals = match given(1) {
        g if g == none => caller(machine).value(),
        g => g,
    };
    run(machine, eval, args[0], globals, given(2))
}

/// Runs source or code; `space` is the mapping of the local variables, or None.
pub fn run(machine: &Machine, eval: bool, source: Value, globals: Value, space: Value) -> Answer {
    let none = roots::none(machine);
    let name = if eval { "eval" } else { "exec" };
    let Some(dict) = unwrap(machine, globals).cast::<Dict>() else {
        let text = if eval {
            "globals must be a real dict; try eval(code, {}, mapping)".to_string()
        } else {
            format!("exec() globals must be a dict, not {}", type_name(machine, globals))
        };
        return Err(type_error(machine, &text));
    };
    let space = if space == none { dict.value() } else { space };
    if !is_mapping(machine, space) {
        let given = type_name(machine, space);
        let text = if eval {
            "locals must be a mapping".to_string()
        } else {
            format!("locals must be a mapping or None, not {given}")
        };
        return Err(type_error(machine, &text));
    }
    let key = interned(machine, "__builtins__");
    if dicts::get_str(machine, dict, key).is_none() {
        dicts::set_str(machine, dict, key, namespace::builtins(machine).value())?;
    }
    let unit = match source.cast::<CodeObject>() {
        Some(c) => code_object::unit(machine, c),
        None => {
            let text = source_text(machine, source, &format!("{name}() arg 1"))?;
            let text = if eval { text.trim_start_matches([' ', '\t']) } else { &text };
            let mode = if eval { Mode::Eval } else { Mode::Exec };
            compiled(machine, text, "<string>", mode, false, None)?
        }
    };
    // A code object keeps what it ran last, for the next time.
    let known = source.cast::<CodeObject>().and_then(|c| c.get(CodeObject::OWNER).cast::<CodeOwner>());
    let owner = match known.filter(|o| o.get(CodeOwner::GLOBALS) == dict.value()) {
        Some(owner) => owner,
        None => transient::load(machine, &unit, dict),
    };
    if let Some(c) = source.cast::<CodeObject>() {
        c.set(&machine.heap, CodeObject::OWNER, owner.value());
    }
    let code = owner.get(CodeOwner::CODE);
    let s = code.guest::<Signature>();
    if !s.frees.is_empty() {
        let text = format!("code object passed to {name}() may not contain free variables");
        return Err(type_error(machine, &text));
    }
    let f = function::make(machine, code, Value::ZERO, Value::ZERO, Value::ZERO);
    f.set(&machine.heap, Function::OWNER, owner.value());
    let f = f.value();
    let args = if s.named || s.class_body { vec![space] } else { Vec::new() };
    if eval && !warned::any(machine) {
        return tail::callable(machine, f, &args);
    }
    let args = Tuple::new(&machine.heap, &args).value();
    if warned::any(machine) {
        return tail::prelude(machine, "_run_warned", &[f, args, roots::bool_word(machine, eval)]);
    }
    tail::prelude(machine, "_exec", &[f, args])
}

fn is_mapping(machine: &Machine, v: Value) -> bool {
    let class = crate::values::class_of(machine, v);
    unwrap(machine, v).cast::<Dict>().is_some()
        || v.cast::<MappingProxy>().is_some()
        || crate::types::class::user_special(machine, class, "__getitem__").is_some()
}

/// The text of source in a str, or bytes in UTF-8.
fn source_text(machine: &Machine, v: Value, what: &str) -> Result<String, Raise> {
    let v = unwrap(machine, v);
    let text = match (str_of(v), v.cast::<Bytes>()) {
        (Some(s), _) => Str::text(&machine.heap, s).into_owned(),
        (None, Some(b)) => {
            let bytes = machine.heap.bytes(b);
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            String::from_utf8_lossy(bytes).into_owned()
        }
        _ => return Err(type_error(machine, &format!("{what} must be a string, bytes or code object"))),
    };
    if text.contains('\0') {
        return Err(crate::errors::raise(
            machine,
            Cls::SyntaxError,
            "source code string cannot contain null bytes",
        ));
    }
    Ok(text)
}

fn compiled(
    machine: &Machine,
    text: &str,
    file: &str,
    mode: Mode,
    textual: bool,
    optimize: Option<u8>,
) -> Result<Rc<CodeUnit>, Raise> {
    let optimize = optimize.unwrap_or(crate::runtime::rt(machine).flags.borrow().optimize);
    let options = Options { named: true, textual, optimize };
    warned::compiled(machine, text, file, mode, options).map(Rc::new)
}

/// Whether more lines could follow at a prompt: `codeop` asks.
fn is_incomplete(text: &str) -> bool {
    match input(text) {
        Input::Open => true,
        Input::Header => true,
        Input::Block => !text.ends_with('\n'),
        Input::Complete => false,
    }
}

fn compile(machine: &Machine, args: &[Value]) -> Answer {
    let args = &args[1..];
    let mode = str_of(args[2]).map(|s| Str::text(&machine.heap, s).into_owned());
    let mode = match mode.as_deref() {
        Some("exec") => Mode::Exec,
        Some("eval") => Mode::Eval,
        Some("single") => Mode::Single,
        Some("func_type") => return Err(tail::missing(machine, "compile() in mode 'func_type'")),
        Some(_) => return Err(value_error(machine, "compile() mode must be 'exec', 'eval' or 'single'")),
        None => {
            let text = format!("compile() argument 3 must be str, not {}", type_name(machine, args[2]));
            return Err(type_error(machine, &text));
        }
    };
    let flags = arg(machine, args, 3).and_then(|v| crate::values::as_int(machine, v)).unwrap_or(0);
    let optimize = match arg(machine, args, 5).map_or(Some(-1), |v| crate::values::as_int(machine, v)) {
        Some(-1) => None,
        Some(level @ 0..=2) => Some(level as u8),
        _ => return Err(value_error(machine, "compile(): invalid optimize value")),
    };
    if args[0].cast::<Instance>().is_some() && str_of(unwrap(machine, args[0])).is_none() {
        let flags = Value::int(flags).unwrap_or(Value::ZERO);
        return tail::prelude(machine, "_compile_tree", &[args[0], args[1], args[2], flags]);
    }
    if args[0].cast::<CodeObject>().is_some() {
        return Ok(args[0]);
    }
    let file = match (str_of(unwrap(machine, args[1])), args[1].cast::<Bytes>()) {
        (Some(s), _) => Str::text(&machine.heap, s).into_owned(),
        (None, Some(b)) => String::from_utf8_lossy(machine.heap.bytes(b)).into_owned(),
        _ => {
            let text =
                format!("expected str, bytes or os.PathLike object, not {}", type_name(machine, args[1]));
            return Err(type_error(machine, &text));
        }
    };
    let text = source_text(machine, args[0], "compile() arg 1")?;
    if flags & ONLY_AST != 0 {
        let word = |s: &str| Str::new(&machine.heap, s).value();
        return tail::prelude(machine, "_parse_tree", &[word(&text), word(&file), args[2]]);
    }
    let text = if mode == Mode::Eval { text.trim_start_matches([' ', '\t']) } else { &text };
    if flags & ALLOW_INCOMPLETE != 0 && is_incomplete(text) {
        return Err(raise(machine, Cls::IncompleteInput, "incomplete input"));
    }
    let unit = compiled(machine, text, &file, mode, flags & FUTURE_ANNOTATIONS != 0, optimize)?;
    let code = code_object::new(machine, unit).value();
    if warned::any(machine) { tail::prelude(machine, "_warned", &[code]) } else { Ok(code) }
}
