//! Values by their content. A list may contain itself: comparison keeps a list of work, showing stops at a
//! depth.

use super::world::error;
use super::{FALSE, NIL, Singleton, TRUE};
use crate::coroutine::Coroutine;
use crate::fiber::{Continuation, Fiber};
use crate::list::{self, List};
use crate::numbers::{Numbers, numbers};
use crate::string::Str;
use crate::table::{self, Dict, Found, Same};
use std::cmp::Ordering;
use trackway::{Gc, Machine, Mode, Raise, T, Value, residual};

/// Lists within lists that are shown.
const SHOWN_DEPTH: u32 = 50;

/// The value as text. `depth`: inside so many lists, where strings have quotes.
pub fn show(machine: &Machine, v: Value, depth: u32) -> String {
    let heap = &machine.heap;
    let inner = |v| show(machine, v, depth + 1);
    if let Some(i) = v.as_int() {
        return i.to_string();
    }
    if let Some(f) = v.as_float() {
        return format!("{f:?}");
    }
    if let Some(s) = v.cast::<Str>() {
        let s = Str::text(heap, s);
        return if depth > 0 { format!("{s:?}") } else { s.into_owned() };
    }
    if depth > SHOWN_DEPTH {
        return "...".into();
    }
    if let Some(list) = v.cast::<List>() {
        return format!(
            "[{}]",
            List::to_vec(&machine.heap, list).into_iter().map(inner).collect::<Vec<_>>().join(", ")
        );
    }
    if let Some(d) = v.cast::<Dict>() {
        let pairs = Dict::pairs(d).into_iter().map(|(k, v)| format!("{}: {}", inner(k), inner(v)));
        return format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "));
    }
    match v {
        v if v == machine.root(NIL) => "nil".into(),
        v if v == machine.root(TRUE) => "true".into(),
        v if v == machine.root(FALSE) => "false".into(),
        v => format!("<{}>", type_name(v)),
    }
}

/// The type's name, for messages; what is none of the kit's is a function.
pub fn type_name(v: Value) -> &'static str {
    match () {
        () if v.is_small() => "int",
        () if v.is_float() => "float",
        () if v.cast::<Str>().is_some() => "str",
        () if v.cast::<List>().is_some() => "list",
        () if v.cast::<Dict>().is_some() => "dict",
        () if v.cast::<Singleton>().is_some() => "nil or bool",
        () if v.cast::<Coroutine>().is_some() => "generator",
        () if v.cast::<Fiber>().is_some() => "coroutine",
        () if v.cast::<Continuation>().is_some() => "continuation",
        () => "function",
    }
}

fn number(v: Value) -> Option<f64> {
    v.as_float().or_else(|| v.as_int().map(|i| i as f64))
}

/// Lists up to this length are compared where a trace sees it.
const SHORT: i64 = 4;

/// [`equal`] within an op: a trace sees numbers, and the elements of short lists. Decides.
#[inline(always)]
pub fn same<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>) -> bool {
    let (Some(a), Some(b)) = (x.cast::<List>(m), y.cast::<List>(m)) else { return element(m, x, y) };
    let Some(n) = m.unroll(m.field(a, List::LEN), SHORT) else { return element(m, x, y) };
    let item = |l, i| list::get(m, l, T::lit(i));
    m.field(b, List::LEN) == n && (0..n).all(|i| element(m, item(a, i), item(b, i)))
}

#[inline(always)]
fn element<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>) -> bool {
    match numbers(x, y) {
        Numbers::Ints(i, j) => i == j,
        Numbers::Floats(f, g) => f == g,
        Numbers::Others => has_same_content::call(m, x, y).test(),
    }
}

/// [`equal`] where a trace does not look.
#[residual(reads)]
pub fn has_same_content(machine: &Machine, x: Value, y: Value) -> bool {
    equal(machine, x, y)
}

/// Equal by content, for numbers, strings and lists; the same object otherwise.
pub fn equal(machine: &Machine, a: Value, b: Value) -> bool {
    let mut work = vec![(a, b)];
    while let Some((a, b)) = work.pop() {
        if let (Some(x), Some(y)) = (a.cast::<List>(), b.cast::<List>()) {
            if List::len(x) != List::len(y) {
                return false;
            }
            work.extend(List::to_vec(&machine.heap, x).into_iter().zip(List::to_vec(&machine.heap, y)));
        } else if let (Some(x), Some(y)) = (a.cast::<Str>(), b.cast::<Str>()) {
            if !Str::equal(&machine.heap, x, y) {
                return false;
            }
        } else if number(a).is_none_or(|x| number(b) != Some(x)) && a != b {
            return false;
        }
    }
    true
}

/// Strings by code point; the rest has no order.
pub fn order(machine: &Machine, a: Value, b: Value) -> Option<Ordering> {
    let (a, b) = (a.cast::<Str>()?, b.cast::<Str>()?);
    Some(Str::bytes(&machine.heap, a).cmp(Str::bytes(&machine.heap, b)))
}

/// Two strings or two lists in one.
pub fn join(machine: &Machine, a: Value, b: Value) -> Option<Value> {
    let heap = &machine.heap;
    if let (Some(a), Some(b)) = (a.cast::<Str>(), b.cast::<Str>()) {
        return Some(Str::concat(heap, a, b).value());
    }
    let (a, b) = (a.cast::<List>()?, b.cast::<List>()?);
    Some(List::new(heap, &[List::to_vec(&machine.heap, a), List::to_vec(&machine.heap, b)].concat()).value())
}

/// Hash and entry of a key: strings by content, integers by value.
pub fn find(machine: &Machine, d: Gc<Dict>, key: Value) -> Result<(i64, Found), Raise> {
    if let Some(i) = key.as_int() {
        return Ok((i, table::find_int(d, i)));
    }
    let Some(s) = key.cast::<Str>() else {
        return Err(error(machine, "a dictionary's keys are strings and integers"));
    };
    let hash = Str::hash(&machine.heap, s);
    let same = |k: Value| match k.cast::<Str>() {
        Some(k) if Str::equal(&machine.heap, k, s) => Same::Yes,
        _ => Same::No,
    };
    Ok((hash, table::find(d, hash, same)))
}

/// `o[i]` of a dictionary or string, or of a list for an index that is out of range.
pub fn index(machine: &Machine, o: Value, i: Value) -> Result<Value, Raise> {
    if let Some(d) = o.cast::<Dict>() {
        let found = match i.as_int() {
            Some(key) => table::find_int(d, key),
            None => find(machine, d, i)?.1,
        };
        return match found {
            Found::At(at) => Ok(Dict::value(d, at)),
            _ => Err(error(machine, &format!("no key {}", show(machine, i, 1)))),
        };
    }
    if let (Some(s), Some(at)) = (o.cast::<Str>(), i.as_int()) {
        let n = Str::len(s) as i64;
        let at = if at < 0 { at + n } else { at };
        if (0..n).contains(&at) {
            return Ok(Str::slice(&machine.heap, s, at as usize, at as usize + 1).value());
        }
    }
    Err(error(machine, "no such index"))
}

/// `o[i] = v` of a dictionary.
pub fn set_index(machine: &Machine, o: Value, i: Value, v: Value) -> Result<(), Raise> {
    let Some(d) = o.cast::<Dict>() else { return Err(error(machine, "no such index")) };
    if let Some(key) = i.as_int()
        && let Found::At(at) = table::find_int(d, key)
    {
        Dict::set_value(&machine.heap, d, at, v);
        return Ok(());
    }
    match find(machine, d, i)? {
        (_, Found::At(at)) => Dict::set_value(&machine.heap, d, at, v),
        (hash, _) => {
            let full = table::insert(&machine.heap, d, hash, i, v);
            full.map_err(|_| machine.out_of_memory())?;
        }
    }
    Ok(())
}
