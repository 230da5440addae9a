//! csv: rows as nearly all files have them. `library/modules/_csv.py` does the rest, and these answer None for it.

use super::args::{Answer, int, none};
use crate::builtins::args::text_of;
use crate::builtins::native::Native;
use crate::builtins::text;
use crate::builtins::{Home, Table};
use std::borrow::Cow;
use trackway::{Machine, Value};
use trackway_kit::{List, Str};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

/// A character of ASCII.
fn byte(machine: &Machine, v: Value) -> Option<u8> {
    match text_of(machine, v)? {
        [b] => Some(*b),
        _ => None,
    }
}

fn strip(mut line: &[u8]) -> &[u8] {
    while let [rest @ .., b'\n' | b'\r'] = line {
        line = rest;
    }
    line
}

/// The fields of a whole record, each of them between quotes or free of line ends; a quote in quotes is doubled.
fn split(line: &[u8], delimiter: u8, quote: u8) -> Option<Vec<Cow<'_, [u8]>>> {
    let (mut rest, mut fields) = (strip(line), Vec::new());
    if rest.is_empty() {
        return Some(fields);
    }
    loop {
        let (field, after) = if rest.first() == Some(&quote) {
            quoted(&rest[1..], quote)?
        } else {
            let n = rest.iter().position(|b| *b == delimiter || *b == b'\n' || *b == b'\r');
            let (field, after) = rest.split_at(n.unwrap_or(rest.len()));
            (Cow::Borrowed(field), after)
        };
        fields.push(field);
        match after {
            [] => return Some(fields),
            [b, after @ ..] if *b == delimiter => rest = after,
            _ => return None,
        }
    }
}

/// The text up to the closing quote, and what follows that.
fn quoted(text: &[u8], quote: u8) -> Option<(Cow<'_, [u8]>, &[u8])> {
    let mut field = Cow::Borrowed(&text[..0]);
    let mut rest = text;
    loop {
        let n = rest.iter().position(|b| *b == quote)?;
        let (part, after) = (&rest[..n], &rest[n + 1..]);
        if field.is_empty() {
            field = Cow::Borrowed(part);
        } else {
            field.to_mut().extend_from_slice(part);
        }
        if after.first() != Some(&quote) {
            return Some((field, after));
        }
        field.to_mut().push(quote);
        rest = &after[1..];
    }
}

/// `(line, delimiter, quote, longest field)`
fn fields(m: &Machine, a: &[Value]) -> Answer {
    let (line, delimiter, quote) = (text_of(m, a[0]), byte(m, a[1]), byte(m, a[2]));
    let (Some(line), Some(delimiter), Some(quote)) = (line, delimiter, quote) else { return Ok(none(m)) };
    let most = int(m, a[3])?;
    match split(line, delimiter, quote) {
        Some(all) if all.iter().all(|f| f.len() as i64 <= most) => {
            let words: Vec<Value> = all.iter().map(|f| Str::from_wtf8(&m.heap, f).value()).collect();
            Ok(List::new(&m.heap, &words).value())
        }
        _ => Ok(none(m)),
    }
}

/// `(list of values, delimiter, quote, line end)`: the line, with quotes where they are needed.
fn join(m: &Machine, a: &[Value]) -> Answer {
    let (row, delimiter, quote) = (a[0].cast::<List>(), byte(m, a[1]), byte(m, a[2]));
    let (Some(row), Some(delimiter), Some(quote), Some(end)) = (row, delimiter, quote, text_of(m, a[3]))
    else {
        return Ok(none(m));
    };
    let special = |b: &u8| [delimiter, quote, b'\n', b'\r'].contains(b) || end.contains(b);
    let (row, mut out) = (List::to_vec(&m.heap, row), Vec::new());
    for (i, v) in row.iter().enumerate() {
        let Some(text) = plain(m, *v) else { return Ok(none(m)) };
        if i > 0 {
            out.push(delimiter);
        }
        if text.iter().any(special) || text.is_empty() && row.len() == 1 {
            out.push(quote);
            for b in text.iter() {
                out.extend([*b].repeat(1 + usize::from(*b == quote)));
            }
            out.push(quote);
        } else {
            out.extend_from_slice(&text);
        }
    }
    out.extend_from_slice(end);
    m.heap.check(out.len()).map_err(|_| crate::errors::memory_error(m))?;
    Ok(Str::from_wtf8(&m.heap, &out).value())
}

/// What a string, a number or None is written as.
fn plain(m: &Machine, v: Value) -> Option<Cow<'_, [u8]>> {
    if v == none(m) {
        return Some(Cow::Borrowed(b""));
    }
    if v.cast::<Str>().is_some() {
        return text_of(m, v).map(Cow::Borrowed);
    }
    (v.as_int().is_some() || v.as_float().is_some()).then(|| text::str(m, v).map(Cow::Owned))?
}

const PRIVATE: &[Native] =
    &[Native::pure("_csv_fields", 4, 4, fields), Native::pure("_csv_join", 4, 4, join)];
