//! Builtin functions that a plain guest may list in its `builtins!`.

use super::{World, error, nil, show};
use crate::sequence::{self, List};
use crate::string::Str;
use crate::table::Dict;
use trackway::{Machine, Mode, Raise, T, Value, residual};

/// What a builtin gives.
pub type Answer<M> = Result<T<M, Value>, Raise>;

/// `print(a, ..)`: a line, with blanks between.
#[inline(always)]
pub fn print<M: Mode>(m: M, first: u32, n: u32) -> Answer<M> {
    for i in 0..n {
        write::call(m, m.register(first + i), T::lit(i > 0));
    }
    end_line::call(m);
    Ok(nil(m))
}

#[residual]
pub fn write(machine: &Machine, v: Value, gap: bool) {
    let text = show(machine, v, 0);
    machine.guest::<World>().write(&if gap { format!(" {text}") } else { text });
}

#[residual]
pub fn end_line(machine: &Machine) {
    machine.guest::<World>().write("\n");
}

/// `len(of)` of a list, string or dictionary.
#[inline(always)]
pub fn len<M: Mode>(m: M, of: T<M, Value>) -> Answer<M> {
    match of.cast::<List>(m) {
        Some(list) => Ok(m.field(list, List::LEN).small().value()),
        None => other_len::call(m, of),
    }
}

#[residual(reads)]
pub fn other_len(machine: &Machine, of: Value) -> Result<Value, Raise> {
    let n = of.cast().map(Str::len).or(of.cast().map(Dict::len)).and_then(|n| Value::int(n as i64));
    n.ok_or_else(|| error(machine, "only lists, strings and dictionaries have a length"))
}

/// `push(list, item)` appends.
#[inline(always)]
pub fn push<M: Mode>(m: M, list: T<M, Value>, item: T<M, Value>) -> Answer<M> {
    match list.cast::<List>(m) {
        Some(list) => sequence::append(m, list, item).map(|()| nil(m)),
        None => no_list::call(m),
    }
}

#[residual(repeatable)]
pub fn no_list(machine: &Machine) -> Result<Value, Raise> {
    Err(error(machine, "only lists can be pushed to"))
}
