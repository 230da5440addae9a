//! The builtin functions, most of which every plain guest has. A trace sees what those do that are written with a
//! mode; a `[helper]` it calls; a `[step]` says itself where control goes on.

use trackway::{Machine, Mode, Raise, T, Value, residual};
use trackway_kit::plain::functions::{
    Answer, callcc, coroutine, dict, finished, has, len, print, push, suspend, wrong_kind,
};
use trackway_kit::plain::{show, text};
use trackway_kit::{Dict, List, Str, builtins};

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

/// `str(of)`: as `print` shows it.
#[residual(allocates)]
fn str(machine: &Machine, of: Value) -> Result<Value, Raise> {
    Ok(text(machine, &show(machine, of, 0)))
}

/// `int(of)` a float, cut off, or a text.
#[residual(allocates)]
fn int(machine: &Machine, of: Value) -> Result<Value, Raise> {
    let i = match of.cast() {
        Some(s) => Str::text(&machine.heap, s).trim().parse().ok(),
        None => of.as_int().or(of.as_float().filter(|f| f.abs() < 4e18).map(|f| f as i64)),
    };
    i.and_then(Value::int).ok_or_else(|| wrong_kind(machine))
}

/// `float(of)` an integer or a text.
#[residual(allocates)]
fn float(machine: &Machine, of: Value) -> Result<Value, Raise> {
    let f = match of.cast() {
        Some(s) => Str::text(&machine.heap, s).trim().parse().ok(),
        None => of.as_float().or(of.as_int().map(|i| i as f64)),
    };
    f.map(|f| machine.heap.float(f)).ok_or_else(|| wrong_kind(machine))
}
