//! str.format and `__format__`.
//!
//! Rust does the whole string where every field is an argument of a builtin type. Where guest code formats some of them, the
//! prelude gets what Rust has done and what is left (`_str_format_guests`), else it takes the pieces apart
//! (`_format_pieces`) and puts them together again.

use crate::builtins::args::{list_word, text_arg, tuple_word, word};
use crate::builtins::formatting::fields::{Field, Part, Piece, Pieces, number, parse};
use crate::builtins::formatting::value::{convert, format, format_to, guest_format};
use crate::builtins::native::{KEYWORDS, MANY, Native, arg};
use crate::dicts::get_str;
use crate::errors::{raise, raise_with, value_error};
use crate::roots;
use crate::runtime::rt;
use crate::tail;
use crate::types::builtin::Cls;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, Str, Tuple};

/// Where fields take their values from.
struct Source<'a> {
    machine: &'a Machine,
    args: &'a [Value],
    keywords: Option<Gc<Dict>>,
    /// Automatically numbered fields so far; none after an explicit number.
    next: Option<usize>,
    explicit: bool,
    guests: Vec<Guest>,
}

/// A field that guest code formats.
struct Guest {
    /// The text before it.
    before: Value,
    value: Value,
    path: Value,
    conversion: u8,
    spec: Vec<u8>,
}

/// `_str_format(format, args, keywords)`: what `str.format` does.
fn str_format(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let positional = args[1].cast::<Tuple>().map_or_else(Vec::new, Tuple::to_vec);
    format_with(machine, args[0], &positional, args[2].cast())
}

fn format_with(
    machine: &Machine,
    format: Value,
    args: &[Value],
    keywords: Option<Gc<Dict>>,
) -> Result<Value, Raise> {
    let text = text_arg(machine, format, "format() argument")?;
    let mut source = Source { machine, args, keywords, next: None, explicit: false, guests: Vec::new() };
    let mut out = Vec::with_capacity(2 * text.len());
    match source.fill(text, &mut out, true) {
        Ok(true) if source.guests.is_empty() => return Ok(word(machine, &out)),
        Ok(true) => return source.rest(&out),
        // What guest code does before comes first.
        Err(_) if !source.guests.is_empty() => drop(machine.take_pending()),
        Err(raised) => return Err(raised),
        Ok(false) => {}
    }
    let keywords = keywords.unwrap_or_else(|| Dict::new(&machine.heap)).value();
    tail::prelude(machine, "_str_format_slow", &[format, tuple_word(machine, args), keywords])
}

/// As [`parse`]; what was parsed before is remembered.
fn parse_known(machine: &Machine, text: &[u8]) -> Result<Pieces, Raise> {
    const MANY: usize = 256;
    const LONG: usize = 1 << 10;
    let known = &rt(machine).format_strings;
    if let Some(pieces) = known.borrow().get(text) {
        return Ok(pieces.clone());
    }
    let pieces: Pieces = parse(text).map_err(|bad| bad.raise(machine))?.into();
    if text.len() < LONG {
        let mut known = known.borrow_mut();
        if known.len() == MANY {
            known.clear();
        }
        known.insert(text.into(), pieces.clone());
    }
    Ok(pieces)
}

impl Source<'_> {
    /// Adds the text with its fields filled in. Guest code may have some of them, on the outer level; `false`: all.
    fn fill(&mut self, text: &[u8], out: &mut Vec<u8>, outer: bool) -> Result<bool, Raise> {
        for piece in parse_known(self.machine, text)?.iter() {
            match piece {
                Piece::Text(t) => out.extend_from_slice(t),
                Piece::Field(f) => {
                    if !outer && f.spec.contains(&b'{') {
                        return Err(value_error(self.machine, "Max string recursion exceeded"));
                    }
                    if !self.field(f, out, outer)? {
                        return Ok(false);
                    }
                }
            }
        }
        Ok(true)
    }

    fn field(&mut self, f: &Field, out: &mut Vec<u8>, outer: bool) -> Result<bool, Raise> {
        let machine = self.machine;
        let mut v = self.value(&f.name)?;
        let mut nested = Vec::new();
        let mut spec = &f.spec[..];
        // A specifier's own fields: one level only.
        if spec.iter().any(|b| matches!(b, b'{' | b'}')) {
            if !self.fill(spec, &mut nested, false)? {
                return Ok(false);
            }
            spec = &nested;
        }
        let given = v;
        let known = f.path.is_empty()
            && match f.conversion {
                0 => true,
                b'r' | b's' | b'a' => match convert(machine, v, f.conversion)? {
                    Some(text) => {
                        v = word(machine, &text);
                        true
                    }
                    None => false,
                },
                c => return Err(unknown_conversion(machine, c)),
            };
        if known && format_to(machine, v, spec, out)? {
            return Ok(true);
        }
        if outer {
            let before = word(machine, out);
            out.clear();
            let (path, spec) = (path_word(machine, f), spec.to_vec());
            self.guests.push(Guest { before, value: given, path, conversion: f.conversion, spec });
        }
        Ok(outer)
    }

    /// Guest code goes on.
    fn rest(&self, last: &[u8]) -> Result<Value, Raise> {
        let (machine, last) = (self.machine, word(self.machine, last));
        let none = roots::none(machine);
        let plain = |g: &Guest| g.path == none && g.conversion == 0 && g.spec.is_empty();
        match &self.guests[..] {
            [a] if plain(a) => tail::prelude(machine, "_str_format_1", &[a.before, a.value, last]),
            [a, b] if plain(a) && plain(b) => {
                tail::prelude(machine, "_str_format_2", &[a.before, a.value, b.before, b.value, last])
            }
            all => {
                let field = |g: &Guest| {
                    let (conversion, spec) = (conversion_word(machine, g.conversion), word(machine, &g.spec));
                    [g.before, tuple_word(machine, &[g.value, g.path, conversion, spec])]
                };
                let parts: Vec<Value> = all.iter().flat_map(field).chain([last]).collect();
                tail::prelude(machine, "_str_format_guests", &[list_word(machine, &parts)])
            }
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

/// A list of pairs, or None.
fn path_word(machine: &Machine, f: &Field) -> Value {
    if f.path.is_empty() {
        return roots::none(machine);
    }
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
    list_word(machine, &path)
}

fn conversion_word(machine: &Machine, c: u8) -> Value {
    if c == 0 { word(machine, b"") } else { word(machine, &[c]) }
}

fn field_word(machine: &Machine, f: &Field) -> Value {
    let name = match number(&f.name) {
        Some(i) => Value::int(i).unwrap_or(Value::ZERO),
        None => word(machine, &f.name),
    };
    let path = if f.path.is_empty() { list_word(machine, &[]) } else { path_word(machine, f) };
    tuple_word(machine, &[name, path, conversion_word(machine, f.conversion), word(machine, &f.spec)])
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
    format_with(machine, args[1], &args[2..], arg(machine, args, 0).and_then(|d| d.cast()))
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
