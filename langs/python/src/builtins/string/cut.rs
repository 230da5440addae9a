//! str: split, rsplit, splitlines, partition, rpartition.

use crate::builtins::args::{list_word, size_arg, text_arg, this_text, truth, tuple_word, word};
use crate::builtins::native::{Native, arg};
use crate::builtins::wtf8::{cut, search};
use crate::errors::{memory_error, type_error, value_error};
use crate::roots;
use crate::values::type_name;
use smallvec::SmallVec;
use trackway::{Machine, Raise, Value};
use trackway_kit::Str;

fn parts(machine: &Machine, s: &[u8], cut_up: impl FnOnce(&[u8], &mut cut::Pieces)) -> Result<Value, Raise> {
    let heap = &machine.heap;
    let mut ranges = cut::Pieces::new();
    cut_up(s, &mut ranges);
    heap.check(8 * cut::PIECE_WORDS * ranges.len()).map_err(|_| memory_error(machine))?;
    let mut words = SmallVec::<[Value; 16]>::new();
    let ascii = s.is_ascii();
    for r in &ranges {
        let part = &s[r.clone()];
        words.push(if ascii && part.len() > 1 {
            Str::ascii(heap, part).value()
        } else {
            word(machine, part)
        });
    }
    Ok(list_word(machine, &words))
}

type At = fn(&[u8], &[u8], usize, &mut cut::Pieces);
type Space = fn(&[u8], usize, &mut cut::Pieces);

fn cut_up(machine: &Machine, args: &[Value], method: &str, at: At, space: Space) -> Result<Value, Raise> {
    let s = this_text(machine, args, method)?;
    let limit = match arg(machine, args, 2) {
        Some(v) => usize::try_from(size_arg(machine, v)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let Some(sep) = arg(machine, args, 1).filter(|v| *v != roots::none(machine)) else {
        return parts(machine, s, |s, out| space(s, limit, out));
    };
    let Some(sep) = crate::builtins::args::text_of(machine, sep) else {
        return Err(type_error(machine, &format!("must be str or None, not {}", type_name(machine, sep))));
    };
    if sep.is_empty() {
        return Err(value_error(machine, "empty separator"));
    }
    parts(machine, s, |s, out| at(s, sep, limit, out))
}

fn split(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    cut_up(machine, args, "split", cut::split, cut::split_space)
}

fn rsplit(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    cut_up(machine, args, "rsplit", cut::rsplit, cut::rsplit_space)
}

fn splitlines(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let s = this_text(machine, args, "splitlines")?;
    let keep = arg(machine, args, 1).is_some_and(|v| truth(machine, v).unwrap_or(true));
    parts(machine, s, |s, out| cut::lines(s, keep, out))
}

fn three(machine: &Machine, parts: [&[u8]; 3]) -> Value {
    tuple_word(machine, &parts.map(|p| word(machine, p)))
}

fn separator(machine: &Machine, v: Value) -> Result<&[u8], Raise> {
    match text_arg(machine, v, "separator")? {
        [] => Err(value_error(machine, "empty separator")),
        sep => Ok(sep),
    }
}

fn partition(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let (s, sep) = (this_text(machine, args, "partition")?, separator(machine, args[1])?);
    Ok(match search::find(s, sep) {
        Some(at) => three(machine, [&s[..at], sep, &s[at + sep.len()..]]),
        None => three(machine, [s, b"", b""]),
    })
}

fn rpartition(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let (s, sep) = (this_text(machine, args, "rpartition")?, separator(machine, args[1])?);
    Ok(match search::rfind(s, sep) {
        Some(at) => three(machine, [&s[..at], sep, &s[at + sep.len()..]]),
        None => three(machine, [b"", b"", s]),
    })
}

/// Methods of str.
pub const METHODS: &[Native] = &[
    Native::pure("split", 1, 3, split).indexes(4).params(&["", "sep", "maxsplit"]),
    Native::pure("rsplit", 1, 3, rsplit).indexes(4).params(&["", "sep", "maxsplit"]),
    Native::pure("splitlines", 1, 2, splitlines).params(&["", "keepends"]),
    Native::pure("partition", 2, 2, partition),
    Native::pure("rpartition", 2, 2, rpartition),
];
