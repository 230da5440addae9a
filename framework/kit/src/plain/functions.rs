//! Builtin functions that a plain guest may list in its `builtins!`.

use super::closures::unary;
use super::{FALSE, TRUE, World, control, error, nil, show};
use crate::fiber::Fiber;
use crate::list::{self, List};
use crate::string::Str;
use crate::table::{Dict, Found};
use trackway::{Machine, Mode, Out, Raise, Step, T, Value, residual};

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
        Some(list) => list::append(m, list, item).map(|()| nil(m)),
        None => no_list::call(m),
    }
}

#[residual(repeatable)]
pub fn no_list(machine: &Machine) -> Result<Value, Raise> {
    Err(error(machine, "only lists can be pushed to"))
}

/// `dict()`: an empty one. A helper.
#[residual(allocates)]
pub fn dict(machine: &Machine) -> Result<Value, Raise> {
    Ok(Dict::new(&machine.heap).value())
}

/// `has(dict, key)`: whether the dictionary has the key. A helper.
#[residual(allocates)]
pub fn has(machine: &Machine, dict: Value, key: Value) -> Result<Value, Raise> {
    let dict = dict.cast().ok_or_else(|| wrong_kind(machine))?;
    let found = matches!(super::find(machine, dict, key)?, (_, Found::At(_)));
    Ok(machine.root(if found { TRUE } else { FALSE }))
}

/// A value that a builtin is not for.
pub fn wrong_kind(machine: &Machine) -> Raise {
    error(machine, "this builtin does not take such a value")
}

/// `coroutine(f)`: called with a value it runs `f`, of one parameter, up to its next `suspend`.
#[inline(always)]
pub fn coroutine<M: Mode>(m: M, f: T<M, Value>) -> Answer<M> {
    Ok(control::coroutine(m, f))
}

/// `suspend(v)` ends the running call of a coroutine with `v`; its value is what the next call brings. A step.
#[inline(always)]
pub fn suspend<M: Mode>(m: M, d: Out, v: T<M, Value>) -> Step {
    control::suspend(m, d, v)
}

/// `finished(c)`: whether the coroutine's function has returned.
#[inline(always)]
pub fn finished<M: Mode>(m: M, c: T<M, Value>) -> Answer<M> {
    match c.cast::<Fiber>(m) {
        Some(c) => Ok(control::finished(m, c)),
        None => no_coroutine::call(m),
    }
}

#[residual(repeatable)]
pub fn no_coroutine(machine: &Machine) -> Result<Value, Raise> {
    Err(wrong_kind(machine))
}

/// `callcc(f)` calls `f` with the rest of the program: `k(v)` goes on here with the value `v`, again and again
/// if it likes. Local variables are then what they were at the call. A step.
#[inline(always)]
pub fn callcc<M: Mode>(m: M, d: Out, f: T<M, Value>) -> Step {
    let code = unary(m, f)?;
    control::callcc(m, d, f, code)
}
