//! The builtin functions. A trace sees what those do that are written with a mode, and calls the others.

use crate::ops::control::unary;
use trackway::{Machine, Mode, Out, Raise, Step, T, Value, residual};
use trackway_kit::plain::functions::{Answer, len, print, push};
use trackway_kit::plain::{self, FALSE, TRUE, control, error, show};
use trackway_kit::table::Found;
use trackway_kit::{Dict, Fiber, List, Str, builtins};

builtins! {
    [] print(..), [] len(of), [] push(list, item), [] keys(of),
    [] coroutine(f), [step] suspend(v), [] finished(c), [step] callcc(f),
    [helper] has(dict, key), [helper] dict(), [helper] str(of), [helper] int(of), [helper] float(of),
}

/// `keys(of)`: a list of a dictionary's keys. Everything else is returned as it is.
fn keys<M: Mode>(m: M, of: T<M, Value>) -> Answer<M> {
    if of.cast::<Dict>(m).is_some() { Ok(key_list::call(m, of)) } else { Ok(of) }
}

#[residual(allocates)]
fn key_list(machine: &Machine, of: Value) -> Value {
    List::new(&machine.heap, &of.cast().map_or(vec![], Dict::keys)).value()
}

/// `coroutine(f)`: called with a value it runs `f`, of one parameter, up to its next `suspend`.
fn coroutine<M: Mode>(m: M, f: T<M, Value>) -> Answer<M> {
    Ok(control::coroutine(m, f))
}

/// `suspend(v)` ends the running call of a coroutine with `v`; its value is what the next call brings.
fn suspend<M: Mode>(m: M, d: Out, v: T<M, Value>) -> Step {
    control::suspend(m, d, v)
}

/// `finished(c)`: whether the coroutine's function has returned.
fn finished<M: Mode>(m: M, c: T<M, Value>) -> Answer<M> {
    match c.cast::<Fiber>(m) {
        Some(c) => Ok(control::finished(m, c)),
        None => no_coroutine::call(m),
    }
}

#[residual(repeatable)]
fn no_coroutine(machine: &Machine) -> Result<Value, Raise> {
    Err(wrong(machine))
}

/// `callcc(f)` calls `f` with the rest of the program: `k(v)` goes on here with the value `v`, again and again
/// if it likes. Local variables are then what they were at the call.
fn callcc<M: Mode>(m: M, d: Out, f: T<M, Value>) -> Step {
    let code = unary(m, f)?;
    control::callcc(m, d, f, code)
}

#[residual(allocates)]
fn has(machine: &Machine, dict: Value, key: Value) -> Result<Value, Raise> {
    let dict = dict.cast().ok_or_else(|| wrong(machine))?;
    let found = matches!(plain::find(machine, dict, key)?, (_, Found::At(_)));
    Ok(machine.root(if found { TRUE } else { FALSE }))
}

#[residual(allocates)]
fn dict(machine: &Machine) -> Result<Value, Raise> {
    Ok(Dict::new(&machine.heap).value())
}

#[residual(allocates)]
fn str(machine: &Machine, of: Value) -> Result<Value, Raise> {
    Ok(plain::text(machine, &show(machine, of, 0)))
}

#[residual(allocates)]
fn int(machine: &Machine, of: Value) -> Result<Value, Raise> {
    let i = match of.cast() {
        Some(s) => Str::text(&machine.heap, s).trim().parse().ok(),
        None => of.as_int().or(of.as_float().filter(|f| f.abs() < 4e18).map(|f| f as i64)),
    };
    i.and_then(Value::int).ok_or_else(|| wrong(machine))
}

#[residual(allocates)]
fn float(machine: &Machine, of: Value) -> Result<Value, Raise> {
    let f = match of.cast() {
        Some(s) => Str::text(&machine.heap, s).trim().parse().ok(),
        None => of.as_float().or(of.as_int().map(|i| i as f64)),
    };
    f.map(|f| machine.heap.float(f)).ok_or_else(|| wrong(machine))
}

fn wrong(machine: &Machine) -> Raise {
    error(machine, "this builtin does not take such a value")
}
