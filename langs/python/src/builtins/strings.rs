//! Methods of `str`.

use super::native::{Native, arg};
use super::{Home, Table};
use crate::errors::{type_error, value_error};
use crate::iterate;
use crate::roots::{self, bool_word};
use crate::tail;
use crate::types::builtin::Cls;
use crate::values::{type_name, unwrap};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{List, Str, Tuple, str_of};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[Table { home: Home::Class(Cls::Str), natives: METHODS }];

const METHODS: &[Native] = &[
    Native::tail("join", 2, 2, join),
    Native::pure("split", 1, 3, split).params(&["", "sep", "maxsplit"]),
    Native::pure("strip", 1, 2, |m, a| strip(m, a, true, true)),
    Native::pure("lstrip", 1, 2, |m, a| strip(m, a, true, false)),
    Native::pure("rstrip", 1, 2, |m, a| strip(m, a, false, true)),
    Native::pure("upper", 1, 1, |m, a| map(m, a[0], |s| s.to_uppercase())),
    Native::pure("lower", 1, 1, |m, a| map(m, a[0], |s| s.to_lowercase())),
    Native::pure("startswith", 2, 2, |m, a| affix(m, a, |s, p| s.starts_with(p))),
    Native::pure("endswith", 2, 2, |m, a| affix(m, a, |s, p| s.ends_with(p))),
    Native::pure("find", 2, 2, |m, a| Ok(find(m, a)?.unwrap_or(Value::int(-1).expect("small")))),
    Native::pure("index", 2, 2, |m, a| find(m, a)?.ok_or_else(|| value_error(m, "substring not found"))),
    Native::pure("replace", 3, 3, replace),
    Native::pure("rpartition", 2, 2, rpartition),
    Native::pure("isdigit", 1, 1, |m, a| test(m, a[0], |c| c.is_numeric())),
    Native::pure("isalpha", 1, 1, |m, a| test(m, a[0], char::is_alphabetic)),
    Native::pure("isspace", 1, 1, |m, a| test(m, a[0], char::is_whitespace)),
];

/// Where `part` begins in `bytes`.
pub fn find_bytes(bytes: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return Some(0);
    }
    bytes.windows(part.len()).position(|w| w == part)
}

fn this(machine: &Machine, v: Value) -> Result<Gc<Str>, Raise> {
    str_of(unwrap(machine, v)).ok_or_else(|| type_error(machine, &format!("must be str, not {}", type_name(machine, v))))
}

fn text(machine: &Machine, v: Value) -> Result<String, Raise> {
    this(machine, v).map(|s| Str::text(&machine.heap, s).into_owned())
}

fn word(machine: &Machine, s: &str) -> Value {
    Str::new(&machine.heap, s).value()
}

fn join(machine: &Machine, args: &[Value]) -> Answer {
    let sep = this(machine, args[0])?;
    let Some(items) = iterate::items(machine, args[1]) else { return tail::prelude(machine, "_join", args) };
    let mut parts = Vec::new();
    for (i, v) in items.into_iter().enumerate() {
        let Some(s) = str_of(unwrap(machine, v)) else {
            let text = format!("sequence item {i}: expected str instance, {} found", type_name(machine, v));
            return Err(type_error(machine, &text));
        };
        if i > 0 {
            parts.push(sep);
        }
        parts.push(s);
    }
    Ok(Str::join(&machine.heap, &parts).value())
}

fn split(machine: &Machine, args: &[Value]) -> Answer {
    let s = text(machine, args[0])?;
    let limit = arg(machine, args, 2).and_then(|v| v.as_int()).filter(|n| *n >= 0).map_or(usize::MAX, |n| n as usize);
    let sep = arg(machine, args, 1).filter(|v| *v != roots::none(machine));
    let parts: Vec<Value> = match sep {
        Some(sep) => {
            let sep = text(machine, sep)?;
            if sep.is_empty() {
                return Err(value_error(machine, "empty separator"));
            }
            s.splitn(limit.saturating_add(1), &*sep).map(|p| word(machine, p)).collect()
        }
        None if limit == usize::MAX => s.split_whitespace().map(|p| word(machine, p)).collect(),
        None => {
            let mut out = Vec::new();
            let mut rest = s.trim_start();
            while !rest.is_empty() {
                match rest.find(char::is_whitespace).filter(|_| out.len() < limit) {
                    Some(at) => {
                        out.push(word(machine, &rest[..at]));
                        rest = rest[at..].trim_start();
                    }
                    None => {
                        out.push(word(machine, rest.trim_end()));
                        rest = "";
                    }
                }
            }
            out
        }
    };
    Ok(List::new(&machine.heap, &parts).value())
}

fn strip(machine: &Machine, args: &[Value], start: bool, end: bool) -> Answer {
    let s = text(machine, args[0])?;
    let set = match args.get(1).filter(|v| **v != roots::none(machine)) {
        Some(v) => Some(text(machine, *v)?),
        None => None,
    };
    let drop = |c: char| set.as_ref().map_or(c.is_whitespace(), |set| set.contains(c));
    let mut t = &s[..];
    if start {
        t = t.trim_start_matches(drop);
    }
    if end {
        t = t.trim_end_matches(drop);
    }
    Ok(word(machine, t))
}

fn map(machine: &Machine, v: Value, f: impl Fn(&str) -> String) -> Answer {
    Ok(word(machine, &f(&text(machine, v)?)))
}

fn test(machine: &Machine, v: Value, f: impl Fn(char) -> bool) -> Answer {
    let s = text(machine, v)?;
    Ok(bool_word(machine, !s.is_empty() && s.chars().all(f)))
}

fn affix(machine: &Machine, args: &[Value], f: impl Fn(&str, &str) -> bool) -> Answer {
    let s = text(machine, args[0])?;
    let parts = args[1].cast::<Tuple>().map_or_else(|| vec![args[1]], Tuple::to_vec);
    for p in parts {
        if f(&s, &text(machine, p)?) {
            return Ok(machine.root(roots::TRUE));
        }
    }
    Ok(machine.root(roots::FALSE))
}

fn find(machine: &Machine, args: &[Value]) -> Result<Option<Value>, Raise> {
    let (s, part) = (this(machine, args[0])?, this(machine, args[1])?);
    let bytes = Str::bytes(&machine.heap, s);
    let at = find_bytes(bytes, Str::bytes(&machine.heap, part));
    Ok(at.and_then(|at| Value::int(trackway_kit::string::count(&bytes[..at]) as i64)))
}

fn replace(machine: &Machine, args: &[Value]) -> Answer {
    let (s, from, to) = (text(machine, args[0])?, text(machine, args[1])?, text(machine, args[2])?);
    Ok(word(machine, &s.replace(&from, &to)))
}

fn rpartition(machine: &Machine, args: &[Value]) -> Answer {
    let (s, sep) = (text(machine, args[0])?, text(machine, args[1])?);
    let parts = match s.rsplit_once(&*sep) {
        Some((a, b)) => [a, &sep, b],
        None => ["", "", &s],
    };
    let words = parts.map(|p| word(machine, p));
    Ok(Tuple::new(&machine.heap, &words).value())
}
