//! `format % values`.
//!
//! In three steps: which value goes where ([`plan`]), values as strings where guest code may have to
//! make them, and the result ([`fill`]).

use super::percent_quick;
use crate::builtins::args::{list_word, text_arg, text_of, tuple_word, word};
use crate::builtins::formatting::percent::{self, Amount, Conversion, Piece};
use crate::builtins::formatting::value::convert;
use crate::builtins::native::Native;
use crate::builtins::num::{Int, Num, float_ops, int, num};
use crate::builtins::wtf8::{count, points};
use crate::dicts::get_str;
use crate::errors::{raise, raise_with, type_error, value_error};
use crate::runtime::known_sym;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::lookup;
use crate::types::objects::Instance;
use crate::values::{class_of, type_name, unwrap};
use trackway::{Machine, Raise, Value};
use trackway_kit::{Dict, List, Str, Tuple};

type Answer = Result<Value, Raise>;

/// A value under its conversion.
struct Item {
    conversion: Conversion,
    width: usize,
    left: bool,
    precision: Option<usize>,
    value: Value,
}

/// `format % values`; the operator on strings.
pub fn percent(machine: &Machine, format: Value, values: Value) -> Result<Value, Raise> {
    let text = text_arg(machine, format, "format")?;
    if let Some(out) = percent_quick::percent(machine, text, values, percent_quick::Of::Text) {
        return Ok(word(machine, &out));
    }
    let pieces = percent::parse(text).map_err(|bad| bad.raise(machine))?;
    if values.cast::<Dict>().is_none() && is_mapping(machine, values) && keys(&pieces).next().is_some() {
        return tail::prelude(machine, "_percent_mapped", &[format, values]);
    }
    let items = plan(machine, &pieces, values, "string")?;
    let mut ready = Vec::with_capacity(items.len());
    for (n, item) in items.iter().enumerate() {
        match as_text(machine, item)? {
            Some(v) => ready.push(v),
            None => return by_guest(machine, &pieces, (n, item), format, values),
        }
    }
    fill(machine, &pieces, &items, &ready)
}

/// Where guest code must make the text of an item: if that is a `%s` it is made first, and put in its place.
fn by_guest(
    machine: &Machine,
    pieces: &[Piece],
    item: (usize, &Item),
    format: Value,
    values: Value,
) -> Answer {
    let (n, item) = item;
    let plain = |c: &Conversion| {
        c.key.is_none() && !matches!(c.width, Amount::Next) && !matches!(c.precision, Amount::Next)
    };
    let one_each =
        pieces.iter().all(|p| matches!(p, Piece::Conversion(c) if plain(c)) || matches!(p, Piece::Text(_)));
    match item.conversion.kind {
        0x73 if one_each && values.cast::<Tuple>().is_some() => {
            let n = Value::int(n as i64).expect("small");
            tail::prelude(machine, "_percent_with", &[format, values, n])
        }
        0x73 if one_each && values == item.value => tail::prelude(machine, "_percent_of", &[format, values]),
        _ => tail::prelude(machine, "_percent", &[format, values]),
    }
}

/// `%s`, `%r` and `%a` as strings, others as they are; `None` if guest code must make the string.
fn as_text(machine: &Machine, item: &Item) -> Result<Option<Value>, Raise> {
    match item.conversion.kind {
        0x73 | 0x72 | 0x61 => {
            let text = convert(machine, item.value, item.conversion.kind as u8)?;
            Ok(text.map(|t| word(machine, &t)))
        }
        _ => Ok(Some(item.value).filter(|v| num(machine, *v).is_some() || v.cast::<Instance>().is_none())),
    }
}

/// The arguments in the order in which they are used.
struct Supply<'m> {
    machine: &'m Machine,
    values: Vec<Value>,
    at: usize,
    mapping: Option<Value>,
}

impl Supply<'_> {
    fn next(&mut self) -> Result<Value, Raise> {
        let v = self.values.get(self.at).copied();
        self.at += 1;
        v.ok_or_else(|| type_error(self.machine, "not enough arguments for format string"))
    }

    fn amount(&mut self, a: Amount) -> Result<Option<i64>, Raise> {
        match a {
            Amount::None => Ok(None),
            Amount::Is(n) => Ok(Some(n as i64)),
            Amount::Next => match int(self.machine, self.next()?) {
                Some(i) => Ok(Some(i.clamp())),
                None => Err(type_error(self.machine, "* wants int")),
            },
        }
    }

    fn keyed(&self, key: &[u8]) -> Result<Value, Raise> {
        let machine = self.machine;
        let Some(d) = self.mapping.and_then(|v| v.cast::<Dict>()) else {
            return Err(type_error(machine, "format requires a mapping"));
        };
        let key = Str::from_wtf8(&machine.heap, key);
        get_str(machine, d, key).ok_or_else(|| raise_with(machine, Cls::KeyError, &[key.value()]))
    }
}

/// Whether `%(name)s` may look names up in `v`, which then is no single value.
fn is_mapping(machine: &Machine, v: Value) -> bool {
    unwrap(machine, v).cast::<Tuple>().is_none()
        && text_of(machine, v).is_none()
        && lookup(machine, class_of(machine, v), known_sym(machine, "__getitem__")).is_some()
}

fn keys(pieces: &[Piece]) -> impl Iterator<Item = &[u8]> {
    pieces.iter().filter_map(|piece| match piece {
        Piece::Conversion(c) => c.key.as_deref(),
        Piece::Text(_) => None,
    })
}

/// `what`: what the format is, for messages.
fn plan(machine: &Machine, pieces: &[Piece], values: Value, what: &str) -> Result<Vec<Item>, Raise> {
    let tuple = unwrap(machine, values).cast::<Tuple>();
    let mapping = Some(values).filter(|v| is_mapping(machine, *v));
    let values = tuple.map_or_else(|| vec![values], Tuple::to_vec);
    let mut supply = Supply { machine, values, at: 0, mapping };
    let mut items = Vec::new();
    for piece in pieces {
        let Piece::Conversion(c) = piece else { continue };
        let keyed = c.key.as_ref().map(|k| supply.keyed(k)).transpose()?;
        let width = supply.amount(c.width)?;
        let precision = supply.amount(c.precision)?.map(|p| p.max(0) as usize);
        let value = match keyed {
            Some(v) => v,
            None => supply.next()?,
        };
        let left = c.left || width.is_some_and(|w| w < 0);
        let width = width.unwrap_or(0).unsigned_abs() as usize;
        // The piece, the text that it is put into, and the string.
        machine
            .heap
            .check(width.max(precision.unwrap_or(0)).saturating_mul(3))
            .map_err(|_| crate::errors::memory_error(machine))?;
        items.push(Item { conversion: c.clone(), width, left, precision, value });
    }
    if supply.at < supply.values.len() && supply.mapping.is_none() {
        return Err(type_error(machine, &format!("not all arguments converted during {what} formatting")));
    }
    Ok(items)
}

fn fill(machine: &Machine, pieces: &[Piece], items: &[Item], ready: &[Value]) -> Result<Value, Raise> {
    let mut out = Vec::new();
    let mut next = items.iter().zip(ready);
    for piece in pieces {
        match piece {
            Piece::Text(t) => out.extend_from_slice(t),
            Piece::Conversion(_) => {
                let (item, v) = next.next().expect("an item for each conversion");
                out.extend_from_slice(&one(machine, item, *v)?);
            }
        }
    }
    Ok(word(machine, &out))
}

fn one(machine: &Machine, item: &Item, v: Value) -> Result<Vec<u8>, Raise> {
    let c = Conversion { left: item.left, ..item.conversion.clone() };
    let (width, precision) = (item.width, item.precision);
    match u8::try_from(c.kind).unwrap_or(0) {
        b's' | b'r' | b'a' => {
            Ok(percent::text(text_of(machine, v).unwrap_or_default(), &c, width, precision))
        }
        b'c' => Ok(percent::text(&character(machine, v)?, &c, width, None)),
        k @ (b'd' | b'i' | b'u' | b'x' | b'X' | b'o') => {
            integer(machine, v, k, |n| percent::int(n, &c, width, precision))
        }
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => match num(machine, v) {
            Some(Num::Float(f)) => Ok(percent::float(f, &c, width, precision)),
            Some(Num::Int(i)) => Ok(percent::float(i.to_f64(machine)?, &c, width, precision)),
            None => Err(type_error(machine, &format!("must be real number, not {}", type_name(machine, v)))),
        },
        _ => {
            let shown = char::from_u32(c.kind).unwrap_or('?');
            let text =
                format!("unsupported format character '{shown}' (0x{:x}) at index {}", c.kind, c.index);
            Err(value_error(machine, &text))
        }
    }
}

fn integer(machine: &Machine, v: Value, kind: u8, show: impl Fn(Int) -> Vec<u8>) -> Result<Vec<u8>, Raise> {
    let decimal = matches!(kind, b'd' | b'i' | b'u');
    match num(machine, v) {
        Some(Num::Int(i)) => Ok(show(i)),
        Some(Num::Float(f)) if decimal => {
            let whole = float_ops::to_int(machine, f)?;
            Ok(show(int(machine, whole).unwrap_or(Int::Small(0))))
        }
        _ => {
            let what = if decimal { "a real number" } else { "an integer" };
            let text = format!("%{} format: {what} is required, not {}", kind as char, type_name(machine, v));
            Err(type_error(machine, &text))
        }
    }
}

fn character(machine: &Machine, v: Value) -> Result<Vec<u8>, Raise> {
    if let Some(s) = text_of(machine, v) {
        if count(s) == 1 {
            return Ok(percent::character(points(s).next().unwrap_or(0)));
        }
        let text = format!("%c requires an int or a unicode character, not a string of length {}", count(s));
        return Err(type_error(machine, &text));
    }
    match int(machine, v) {
        Some(Int::Small(p @ 0..0x11_0000)) => Ok(percent::character(p as u32)),
        Some(_) => Err(raise(machine, Cls::OverflowError, "%c arg not in range(0x110000)")),
        None => {
            let given = type_name(machine, v);
            Err(type_error(machine, &format!("%c requires an int or a unicode character, not {given}")))
        }
    }
}

/// `_percent_plan(format, values, what)`: pairs of a conversion's letter and its value.
fn percent_plan(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let pieces = percent::parse(text_arg(machine, args[0], "format")?).map_err(|bad| bad.raise(machine))?;
    let what = if args.len() > 2 { "bytes" } else { "string" };
    let items = plan(machine, &pieces, args[1], what)?;
    let pair =
        |i: &Item| tuple_word(machine, &[word(machine, &percent::character(i.conversion.kind)), i.value]);
    let words: Vec<Value> = items.iter().map(pair).collect();
    Ok(list_word(machine, &words))
}

/// `_percent_keys(format)`: the names in `%(name)s`.
fn percent_keys(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let pieces = percent::parse(text_arg(machine, args[0], "format")?).map_err(|bad| bad.raise(machine))?;
    let words: Vec<Value> = keys(&pieces).map(|k| word(machine, k)).collect();
    Ok(list_word(machine, &words))
}

/// `_percent_fill(format, values, ready)`: the result, with the planned values made ready.
fn percent_fill(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let pieces = percent::parse(text_arg(machine, args[0], "format")?).map_err(|bad| bad.raise(machine))?;
    let items = plan(machine, &pieces, args[1], "string")?;
    let ready = args[2].cast::<List>().map_or_else(Vec::new, |l| List::to_vec(&machine.heap, l));
    fill(machine, &pieces, &items, &ready)
}

/// Functions that the prelude uses.
pub const PRIVATE: &[Native] = &[
    Native::pure("_bytes_percent_text", 1, 1, bytes_text),
    Native::pure("_percent_keys", 1, 1, percent_keys),
    Native::pure("_percent_plan", 2, 3, percent_plan),
    Native::pure("_percent_fill", 3, 3, percent_fill),
];

/// A format of bytes as one of strings: `%b` is `%s`.
fn bytes_text(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let mut text = text_arg(machine, args[0], "format")?.to_vec();
    let mut at = 0;
    while let Some(start) = text[at..].iter().position(|b| *b == b'%').map(|i| at + i) {
        let mut i = start + 1;
        if text.get(i) == Some(&b'(') {
            i = text[i..].iter().position(|b| *b == b')').map_or(text.len(), |n| i + n + 1);
        }
        while text.get(i).is_some_and(|b| b"-+ #0123456789.*".contains(b)) {
            i += 1;
        }
        if text.get(i) == Some(&b'b') {
            text[i] = b's';
        }
        at = (i + 1).min(text.len());
    }
    Ok(word(machine, &text))
}
