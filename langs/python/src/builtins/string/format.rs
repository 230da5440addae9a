//! str.format and `__format__`.
//!
//! Rust does the whole string where every field is an argument of a builtin type; otherwise the
//! prelude takes the pieces apart (`_format_pieces`) and puts them together again.

use crate::builtins::args::{list_word, text_arg, tuple_word, word};
use crate::builtins::formatting::fields::{Field, Part, Piece, number, parse};
use crate::builtins::formatting::value::{convert, format, guest_format};
use crate::builtins::native::{KEYWORDS, MANY, Native, arg};
use crate::dicts::get_str;
use crate::errors::{raise, raise_with, value_error};
use crate::roots;
use crate::tail;
use crate::types::builtin::Cls;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, Str, Tuple};

/// Where fields take their values from.
struct Source<'a> {
    machine: &'a Machine,
    args: Vec<Value>,
    keywords: Option<Gc<Dict>>,
    /// Automatically numbered fields so far; none after an explicit number.
    next: Option<usize>,
    explicit: bool,
}

/// `_str_format(format, args, keywords)`: what `str.format` does.
fn str_format(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let text = text_arg(machine, args[0], "format() argument")?;
    let positional = args[1].cast::<Tuple>().map_or_else(Vec::new, Tuple::to_vec);
    let mut source =
        Source { machine, args: positional, keywords: args[2].cast(), next: None, explicit: false };
    match source.fill(text)? {
        Some(out) => Ok(word(machine, &out)),
        None => tail::prelude(machine, "_str_format_slow", args),
    }
}

impl Source<'_> {
    /// `None`: guest code is needed.
    fn fill(&mut self, text: &[u8]) -> Result<Option<Vec<u8>>, Raise> {
        let pieces = parse(text).map_err(|bad| bad.raise(self.machine))?;
        let mut out = Vec::with_capacity(text.len());
        for piece in pieces {
            match piece {
                Piece::Text(t) => out.extend_from_slice(&t),
                Piece::Field(f) => match self.field(&f)? {
                    Some(t) => out.extend_from_slice(&t),
                    None => return Ok(None),
                },
            }
        }
        Ok(Some(out))
    }

    fn field(&mut self, f: &Field) -> Result<Option<Vec<u8>>, Raise> {
        let machine = self.machine;
        if !f.path.is_empty() {
            return Ok(None);
        }
        let v = self.value(&f.name)?;
        let spec = match f.spec.contains(&b'{') || f.spec.contains(&b'}') {
            false => f.spec.clone(),
            // A specifier's own fields: one level only.
            true => match self.fill(&f.spec)? {
                Some(spec) => spec,
                None => return Ok(None),
            },
        };
        match f.conversion {
            0 => format(machine, v, &spec),
            b'r' | b's' | b'a' => match convert(machine, v, f.conversion)? {
                Some(text) => format(machine, word(machine, &text), &spec),
                None => Ok(None),
            },
            c => Err(unknown_conversion(machine, c)),
        }
    }

    fn value(&mut self, name: &[u8]) -> Result<Value, Raise> {
        let machine = self.machine;
        let index = match number(name) {
            Some(_) if self.next.is_some() => {
                let text = "cannot switch from automatic field numbering to manual field specification";
                return Err(value_error(machine, text));
            }
            Some(i) => {
                self.explicit = true;
                i as usize
            }
            None if name.is_empty() && self.explicit => {
                let text = "cannot switch from manual field specification to automatic field numbering";
                return Err(value_error(machine, text));
            }
            None if name.is_empty() => {
                let i = self.next.unwrap_or(0);
                self.next = Some(i + 1);
                i
            }
            None => return self.keyword(name),
        };
        self.args.get(index).copied().ok_or_else(|| {
            let text = format!("Replacement index {index} out of range for positional args tuple");
            raise(machine, Cls::IndexError, &text)
        })
    }

    fn keyword(&self, name: &[u8]) -> Result<Value, Raise> {
        let key = Str::from_wtf8(&self.machine.heap, name);
        let found = self.keywords.and_then(|d| get_str(self.machine, d, key));
        found.ok_or_else(|| raise_with(self.machine, Cls::KeyError, &[key.value()]))
    }
}

fn unknown_conversion(machine: &Machine, c: u8) -> Raise {
    value_error(machine, &format!("Unknown conversion specifier {}", char::from(c)))
}

/// `_format_pieces(format)`: texts, and tuples of name, path, conversion and specifier. A path is a
/// list of pairs: whether it is an attribute, and its name or index.
fn format_pieces(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let text = text_arg(machine, args[0], "format() argument")?;
    let pieces = parse(text).map_err(|bad| bad.raise(machine))?;
    let words: Vec<Value> = pieces
        .into_iter()
        .map(|p| match p {
            Piece::Text(t) => word(machine, &t),
            Piece::Field(f) => field_word(machine, &f),
        })
        .collect();
    Ok(list_word(machine, &words))
}

fn field_word(machine: &Machine, f: &Field) -> Value {
    let flag = |b| roots::bool_word(machine, b);
    let path: Vec<Value> = f
        .path
        .iter()
        .map(|p| match p {
            Part::Attribute(name) => tuple_word(machine, &[flag(true), word(machine, name)]),
            Part::Key(key) => tuple_word(machine, &[flag(false), word(machine, key)]),
            Part::Index(i) => tuple_word(machine, &[flag(false), Value::int(*i).unwrap_or(Value::ZERO)]),
        })
        .collect();
    let name = match number(&f.name) {
        Some(i) => Value::int(i).unwrap_or(Value::ZERO),
        None => word(machine, &f.name),
    };
    let conversion = if f.conversion == 0 { word(machine, b"") } else { word(machine, &[f.conversion]) };
    tuple_word(machine, &[name, list_word(machine, &path), conversion, word(machine, &f.spec)])
}

/// `__format__` of builtin values.
fn format_builtin(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let spec = match arg(machine, args, 1) {
        None => &b""[..],
        Some(v) => text_arg(machine, v, "format() argument 2")?,
    };
    if spec.is_empty() {
        return match crate::builtins::text::str(machine, args[0]) {
            Some(text) => Ok(word(machine, &text)),
            None => tail::prelude(machine, "_str", &args[..1]),
        };
    }
    // Whatever a derived class defines, this is the builtin's own method.
    match format(machine, crate::values::unwrap(machine, args[0]), spec)? {
        Some(text) => Ok(word(machine, &text)),
        None => tail::prelude(machine, guest_format(machine, args[0]), &[args[0], word(machine, spec)]),
    }
}

/// `str.format`. Arguments: keywords, format, values.
fn format_method(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let keywords = arg(machine, args, 0).unwrap_or_else(|| Dict::new(&machine.heap).value());
    str_format(machine, &[args[1], tuple_word(machine, &args[2..]), keywords])
}

/// `str.format_map(mapping)`.
fn format_map(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let none = tuple_word(machine, &[]);
    match args[1].cast::<Dict>() {
        Some(_) => str_format(machine, &[args[0], none, args[1]]),
        None => tail::prelude(machine, "_str_format_slow", &[args[0], none, args[1]]),
    }
}

/// Functions that the prelude uses.
pub const PRIVATE: &[Native] =
    &[Native::tail("_str_format", 3, 3, str_format), Native::pure("_format_pieces", 1, 1, format_pieces)];

/// Methods of str.
pub const STR: &[Native] = &[
    Native::tail("format", 1, MANY, format_method).keyword_only(&[KEYWORDS]),
    Native::tail("format_map", 2, 2, format_map),
];

/// Methods of str, int and float.
pub const METHODS: &[Native] = &[Native::tail("__format__", 2, 2, format_builtin)];
