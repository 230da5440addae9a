//! The builtin functions. `push`, `len` and `range` are small enough for a trace to look inside.

use crate::ops::data::has_key;
use crate::types::{Builtin, NIL, RangeIter, World, error, global, show, text};
use std::io::Write;
use trackway::{Machine, Mode, Raise, T, Value, residual};
use trackway_kit::{CellBox, Dict, List, Str, sequence};

/// Name and number of arguments.
const TABLE: &[(&str, u32)] = &[
    ("print", 0),
    ("len", 1),
    ("push", 2),
    ("range", 1),
    ("str", 1),
    ("float", 1),
    ("int", 1),
    ("dict", 0),
    ("has", 2),
];

/// Makes the builtins global variables.
pub fn define(machine: &Machine) {
    for (i, (name, _)) in TABLE.iter().enumerate() {
        let b = machine.heap.alloc::<Builtin>();
        b.set(&machine.heap, Builtin::NUMBER, i as i64);
        global(machine, name).set(&machine.heap, CellBox::VALUE, b.value());
    }
}

/// Calls builtin `number` with `argc` arguments from register `at` on.
#[inline(always)]
pub fn call<M: Mode>(m: M, number: i64, at: u32, argc: u32) -> Result<T<M, Value>, Raise> {
    let (name, params) = TABLE[number as usize];
    if name == "print" {
        return Ok(print_all(m, at, argc));
    }
    if params != argc {
        crate::ops::control::arity::call(m, T::lit(params as i64), T::lit(argc as i64))?;
    }
    let none = T::lit(m.root(NIL));
    let arg = |i: u32| if i < params { m.register(at + i) } else { none };
    if name == "push"
        && let Some(list) = arg(0).cast::<List>(m)
    {
        sequence::append(m, list, arg(1))?;
        return Ok(none);
    }
    if name == "len"
        && let Some(list) = arg(0).cast::<List>(m)
    {
        return Ok(m.field(list, List::LEN).small().value());
    }
    if name == "range"
        && let Some(n) = arg(0).as_small()
    {
        let r = m.new_object::<RangeIter>(T::lit(0), 0);
        m.set_field(r, RangeIter::AT, T::lit(0));
        m.set_field(r, RangeIter::END, n.to_i64());
        return Ok(r.value());
    }
    convert::call(m, T::lit(number), arg(0), arg(1))
}

/// Writes the arguments with blanks between them, and a line end.
#[inline(always)]
fn print_all<M: Mode>(m: M, at: u32, argc: u32) -> T<M, Value> {
    for i in 0..argc {
        print::call(m, m.register(at + i), T::lit((i > 0) as i64));
    }
    end_line::call(m)
}

/// Writes a value; `gap`: after a blank.
#[residual]
pub fn print(machine: &Machine, v: Value, gap: i64) -> Value {
    let text = show(machine, v, 0);
    let gap = if gap != 0 { " " } else { "" };
    let _ = write!(machine.guest::<World>().out.borrow_mut(), "{gap}{text}");
    machine.root(NIL)
}

/// Ends the line.
#[residual]
pub fn end_line(machine: &Machine) -> Value {
    let _ = writeln!(machine.guest::<World>().out.borrow_mut());
    machine.root(NIL)
}

/// The builtins that only look at their arguments.
#[residual(allocates)]
pub fn convert(machine: &Machine, number: i64, a: Value, b: Value) -> Result<Value, Raise> {
    let heap = &machine.heap;
    let wrong = || error(machine, "this builtin does not take such a value");
    let as_word = |n: usize| Value::int(n as i64).expect("a length");
    match TABLE[number as usize].0 {
        "len" => match (a.cast::<Dict>(), a.cast::<Str>()) {
            (Some(d), _) => Ok(as_word(Dict::len(d))),
            (_, Some(s)) => Ok(as_word(Str::len(s))),
            _ => Err(wrong()),
        },
        "str" => Ok(text(machine, &show(machine, a, 0))),
        "float" => match (a.as_int(), a.as_float(), a.cast::<Str>()) {
            (Some(i), ..) => Ok(heap.float(i as f64)),
            (_, Some(f), _) => Ok(heap.float(f)),
            (_, _, Some(s)) => Str::text(heap, s).trim().parse().map(|f| heap.float(f)).map_err(|_| wrong()),
            _ => Err(wrong()),
        },
        "int" => match (a.as_int(), a.as_float(), a.cast::<Str>()) {
            (Some(_), ..) => Ok(a),
            (_, Some(f), _) if f.abs() < 4e18 => Value::int(f as i64).ok_or_else(wrong),
            (_, _, Some(s)) => {
                let i = Str::text(heap, s).trim().parse().ok();
                i.and_then(Value::int).ok_or_else(wrong)
            }
            _ => Err(wrong()),
        },
        "dict" => Ok(Dict::new(heap).value()),
        "has" => {
            let d = a.cast::<Dict>().ok_or_else(wrong)?;
            let yes = has_key(machine, d, b)?;
            Ok(machine.root(if yes { crate::types::TRUE } else { crate::types::FALSE }))
        }
        _ => Err(wrong()),
    }
}
