//! str: finding, counting, replacing, tests of the ends.

use crate::builtins::args::{bound_arg, clip, int_word, size_arg, text_arg, text_of, this, this_text, word};
use crate::builtins::native::{Native, arg};
use crate::builtins::wtf8::{count as count_points, search};
use crate::errors::{memory_error, type_error, value_error};
use crate::roots::bool_word;
use crate::values::{type_name, unwrap};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Str, Tuple, positions};

/// The receiver's bytes between `args[2]` and `args[3]`, with the code point and byte numbers of
/// their beginning; none if the beginning lies behind the end.
struct Window<'m> {
    text: Gc<Str>,
    bytes: &'m [u8],
    start: usize,
    byte: usize,
}

fn window<'m>(machine: &'m Machine, args: &[Value], method: &str) -> Result<Option<Window<'m>>, Raise> {
    let heap = &machine.heap;
    let s = this::<Str>(machine, args, "str", method)?;
    let (from, to) = (bound_arg(machine, arg(machine, args, 2))?, bound_arg(machine, arg(machine, args, 3))?);
    let len = Str::len(s);
    if from.is_some_and(|i| i > len as i64) {
        return Ok(None);
    }
    let (start, end) = clip(from, to, len);
    if start > end {
        return Ok(None);
    }
    let byte = Str::offset(heap, s, start);
    Ok(Some(Window { text: s, bytes: &Str::bytes(heap, s)[byte..Str::offset(heap, s, end)], start, byte }))
}

type Finder = fn(&[u8], &[u8]) -> Option<usize>;

/// The code point number of the first or last match.
fn locate(machine: &Machine, args: &[Value], method: &str, finder: Finder) -> Result<Option<i64>, Raise> {
    let needle = text_arg(machine, args[1], format_args!("{method}() argument 1"))?;
    let Some(w) = window(machine, args, method)? else { return Ok(None) };
    let number = |at| match Str::is_ascii(w.text) {
        true => w.start + at,
        false => positions::number(&machine.heap, w.text, w.byte + at, (w.start, w.byte)),
    };
    Ok(finder(w.bytes, needle).map(|at| number(at) as i64))
}

fn find(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    Ok(int_word(machine, locate(machine, args, "find", search::find)?.unwrap_or(-1)))
}

fn rfind(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    Ok(int_word(machine, locate(machine, args, "rfind", search::rfind)?.unwrap_or(-1)))
}

fn index(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    found(machine, locate(machine, args, "index", search::find)?)
}

fn rindex(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    found(machine, locate(machine, args, "rindex", search::rfind)?)
}

fn found(machine: &Machine, at: Option<i64>) -> Result<Value, Raise> {
    at.map(|i| int_word(machine, i)).ok_or_else(|| value_error(machine, "substring not found"))
}

fn count(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let needle = text_arg(machine, args[1], "count() argument 1")?;
    let n = window(machine, args, "count")?.map_or(0, |w| search::count(w.bytes, needle));
    Ok(int_word(machine, n as i64))
}

fn replace(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let s = this_text(machine, args, "replace")?;
    let old = text_arg(machine, args[1], "replace() argument 1")?;
    let new = text_arg(machine, args[2], "replace() argument 2")?;
    let limit = match arg(machine, args, 3) {
        Some(v) => usize::try_from(size_arg(machine, v)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    if !old.is_empty() {
        match search::find(s, old) {
            Some(at) if limit > 0 => return replace_from(machine, s, old, new, at, limit),
            _ if args[0].cast::<Str>().is_some() => return Ok(args[0]),
            _ => {}
        }
    }
    machine.heap.check(search::replaced_len(s, old, new, limit)).map_err(|_| memory_error(machine))?;
    Ok(word(machine, &search::replace(s, old, new, limit)))
}

/// Replaces `old`, which is at `at` first. One occurrence needs no copy on the way.
fn replace_from(
    machine: &Machine,
    s: &[u8],
    old: &[u8],
    new: &[u8],
    at: usize,
    limit: usize,
) -> Result<Value, Raise> {
    let (head, tail) = (&s[..at], &s[at + old.len()..]);
    if limit == 1 || search::find(tail, old).is_none() {
        let chars = |bytes: &[u8]| if bytes.is_ascii() { bytes.len() } else { count_points(bytes) };
        let all = [head, new, tail];
        let n = all.iter().map(|part| chars(part)).sum();
        return Ok(Str::of_parts(&machine.heap, &all, n).value());
    }
    machine.heap.check(search::replaced_len(s, old, new, limit)).map_err(|_| memory_error(machine))?;
    Ok(word(machine, &search::replace(s, old, new, limit)))
}

type Test = fn(&[u8], &[u8]) -> bool;

fn ends(machine: &Machine, args: &[Value], method: &str, test: Test) -> Result<Value, Raise> {
    let w = window(machine, args, method)?;
    let fits = |part: &[u8]| w.as_ref().is_some_and(|w| test(w.bytes, part));
    if let Some(part) = text_of(machine, args[1]) {
        return Ok(bool_word(machine, fits(part)));
    }
    let wrong =
        |v, what: &str| Err(type_error(machine, &format!("{method} {what}, not {}", type_name(machine, v))));
    let Some(parts) = unwrap(machine, args[1]).cast::<Tuple>() else {
        return wrong(args[1], "first arg must be str or a tuple of str");
    };
    for v in Tuple::to_vec(parts) {
        match text_of(machine, v) {
            None => {
                let given = type_name(machine, v);
                return Err(type_error(
                    machine,
                    &format!("tuple for {method} must only contain str, not {given}"),
                ));
            }
            Some(part) if fits(part) => return Ok(bool_word(machine, true)),
            Some(_) => {}
        }
    }
    Ok(bool_word(machine, false))
}

fn startswith(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    ends(machine, args, "startswith", |s, part| s.starts_with(part))
}

fn endswith(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    ends(machine, args, "endswith", |s, part| s.ends_with(part))
}

/// Methods of str.
pub const METHODS: &[Native] = &[
    Native::pure("find", 2, 4, find).indexes(12),
    Native::pure("rfind", 2, 4, rfind).indexes(12),
    Native::pure("index", 2, 4, index).indexes(12),
    Native::pure("rindex", 2, 4, rindex).indexes(12),
    Native::pure("count", 2, 4, count).indexes(12),
    Native::pure("replace", 3, 4, replace).indexes(8).params(&["", "", "", "count"]),
    Native::pure("startswith", 2, 4, startswith).indexes(12),
    Native::pure("endswith", 2, 4, endswith).indexes(12),
];
