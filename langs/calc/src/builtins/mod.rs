//! The builtin functions. A trace sees what those do that are written with a mode, and calls the others.

use trackway::{Machine, Mode, Raise, T, Value, residual};
use trackway_kit::plain::{self, FALSE, TRUE, World, error, nil, show};
use trackway_kit::table::Found;
use trackway_kit::{Dict, List, Str, builtins, sequence};

builtins! {
    [] print(..), [] len(of), [] push(list, item), [] keys(of),
    [helper] has(dict, key), [helper] dict(), [helper] str(of), [helper] int(of), [helper] float(of),
}

type Answer<M> = Result<T<M, Value>, Raise>;

/// `print(a, ..)`: a line, with blanks between.
fn print<M: Mode>(m: M, first: u32, n: u32) -> Answer<M> {
    for i in 0..n {
        write::call(m, m.register(first + i), T::lit(i > 0));
    }
    end_line::call(m);
    Ok(nil(m))
}

#[residual]
fn write(machine: &Machine, v: Value, gap: bool) {
    let text = show(machine, v, 0);
    machine.guest::<World>().write(&if gap { format!(" {text}") } else { text });
}

#[residual]
fn end_line(machine: &Machine) {
    machine.guest::<World>().write("\n");
}

/// `len(of)` of a list, dictionary or string.
fn len<M: Mode>(m: M, of: T<M, Value>) -> Answer<M> {
    match of.cast::<List>(m) {
        Some(list) => Ok(m.field(list, List::LEN).small().value()),
        None => other_len::call(m, of),
    }
}

#[residual(reads)]
fn other_len(machine: &Machine, of: Value) -> Result<Value, Raise> {
    let n = of.cast().map(Str::len).or(of.cast().map(Dict::len));
    n.and_then(|n| Value::int(n as i64)).ok_or_else(|| wrong(machine))
}

/// `push(list, item)` appends.
fn push<M: Mode>(m: M, list: T<M, Value>, item: T<M, Value>) -> Answer<M> {
    match list.cast::<List>(m) {
        Some(list) => sequence::append(m, list, item).map(|()| nil(m)),
        None => no_list::call(m),
    }
}

#[residual(repeatable)]
fn no_list(machine: &Machine) -> Result<Value, Raise> {
    Err(wrong(machine))
}

/// `keys(of)`: a list of a dictionary's keys. Everything else is returned as it is.
fn keys<M: Mode>(m: M, of: T<M, Value>) -> Answer<M> {
    if of.cast::<Dict>(m).is_some() { Ok(key_list::call(m, of)) } else { Ok(of) }
}

#[residual(allocates)]
fn key_list(machine: &Machine, of: Value) -> Value {
    List::new(&machine.heap, &of.cast().map_or(vec![], Dict::keys)).value()
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
