//! Writing JSON, with a work list of the containers around a value.
//!
//! Objects that only guest code can turn into something writable leave gaps, which the caller fills.

use super::quote::quote;
use crate::builtins::num::float_text;
use crate::modules::args::Answer;
use crate::roots;
use crate::types::class;
use crate::types::objects::Instance;
use crate::values::{instance_class, unwrap};
use trackway::{Gc, Kind, Machine, Value};
use trackway_kit::{BigInt, Dict, List, Str, Tuple, str_of};

/// Containers within each other beyond this, and so in themselves, are left to guest code.
const DEEP: usize = 900;
/// Larger integers are left to guest code, which knows the limit of their text.
const MAX_BITS: u64 = 10_000;

/// What cannot be written here: guest code does it all, or raises the error.
struct Stuck;

/// How to write: what `json.JSONEncoder` was told.
struct Style<'m> {
    ascii: bool,
    sort_keys: bool,
    skip_keys: bool,
    allow_nan: bool,
    item_separator: &'m [u8],
    key_separator: &'m [u8],
    indent: Option<&'m [u8]>,
}

struct Writer<'m> {
    machine: &'m Machine,
    style: Style<'m>,
    out: Vec<u8>,
    /// The pieces of text between gaps, the objects to fill them and how deep these are.
    pieces: Vec<Value>,
    gaps: Vec<Value>,
    levels: Vec<Value>,
    open: Vec<Open>,
    level: usize,
}

/// A container that is being written, and what of it is left, last first.
struct Open {
    close: u8,
    first: bool,
    left: Vec<(Option<Value>, Value)>,
}

/// `_json_dump(value, style, level)`, where the style is a tuple `(ascii, sort_keys, skipkeys, allow_nan,
/// item_separator, key_separator, indent)`: the text; or a tuple of pieces of text, the objects that
/// belong between them and their levels; or None.
pub fn dump(machine: &Machine, args: &[Value]) -> Answer {
    let none = roots::none(machine);
    let Some(style) = style(machine, args[1]) else { return Ok(none) };
    let level = args[2].as_int().map_or(0, |l| l.max(0) as usize);
    let mut w = Writer {
        machine,
        style,
        out: Vec::new(),
        pieces: Vec::new(),
        gaps: Vec::new(),
        levels: Vec::new(),
        open: Vec::new(),
        level,
    };
    if w.run(args[0]).is_err() {
        return Ok(none);
    }
    let heap = &machine.heap;
    let last = Str::from_wtf8(heap, &w.out).value();
    if w.gaps.is_empty() {
        return Ok(last);
    }
    w.pieces.push(last);
    let lists = [w.pieces, w.gaps, w.levels].map(|l| List::new(heap, &l).value());
    Ok(Tuple::new(heap, &lists).value())
}

fn style<'m>(machine: &'m Machine, v: Value) -> Option<Style<'m>> {
    let t = v.cast::<Tuple>().filter(|t| t.tail_len(Tuple::ITEMS) == 7)?;
    let part = |i: usize| t.item(Tuple::ITEMS, i);
    let yes = |i: usize| part(i) == machine.root(roots::TRUE);
    let text = |i: usize| Some(Str::bytes(&machine.heap, str_of(part(i))?));
    Some(Style {
        ascii: yes(0),
        sort_keys: yes(1),
        skip_keys: yes(2),
        allow_nan: yes(3),
        item_separator: text(4)?,
        key_separator: text(5)?,
        indent: if part(6) == roots::none(machine) { None } else { Some(text(6)?) },
    })
}

impl Writer<'_> {
    fn run(&mut self, v: Value) -> Result<(), Stuck> {
        self.value(v)?;
        while let Some(mut top) = self.open.pop() {
            let Some((key, v)) = top.left.pop() else {
                self.level -= 1;
                if !top.first {
                    self.line();
                }
                self.out.push(top.close);
                continue;
            };
            if !top.first {
                self.out.extend_from_slice(self.style.item_separator);
            }
            top.first = false;
            self.open.push(top);
            self.line();
            if let Some(k) = key {
                quote(&self.key(k)?, self.style.ascii, &mut self.out);
                self.out.extend_from_slice(self.style.key_separator);
            }
            self.value(v)?;
        }
        Ok(())
    }

    /// A new line, where there is an indent.
    fn line(&mut self) {
        if let Some(indent) = self.style.indent {
            self.out.push(b'\n');
            (0..self.level).for_each(|_| self.out.extend_from_slice(indent));
        }
    }

    fn value(&mut self, v: Value) -> Result<(), Stuck> {
        let machine = self.machine;
        match v.kind() {
            Kind::Small(i) => {
                self.out.extend_from_slice(i.get().to_string().as_bytes());
                return Ok(());
            }
            Kind::Float(f) => return self.float(f),
            Kind::Object(_) => {}
        }
        if let Some(text) = constant(machine, v) {
            self.out.extend_from_slice(text);
            return Ok(());
        }
        let bare = match v.cast::<Instance>() {
            Some(i) => match inside(machine, i) {
                Some(bare) => bare,
                None => {
                    self.gap(v);
                    return Ok(());
                }
            },
            None => v,
        };
        if bare.as_int().is_some() || bare.as_float().is_some() {
            return self.value(bare);
        }
        if let Some(s) = str_of(bare) {
            quote(Str::bytes(&machine.heap, s), self.style.ascii, &mut self.out);
        } else if BigInt::holds(bare) {
            self.out.extend_from_slice(&big(machine, bare)?);
        } else if let Some(l) = bare.cast::<List>() {
            self.sequence(List::to_vec(&machine.heap, l))?;
        } else if let Some(t) = bare.cast::<Tuple>() {
            self.sequence(Tuple::to_vec(t))?;
        } else if let Some(d) = bare.cast::<Dict>() {
            self.mapping(d)?;
        } else {
            self.gap(v);
        }
        Ok(())
    }

    fn float(&mut self, f: f64) -> Result<(), Stuck> {
        if !f.is_finite() && !self.style.allow_nan {
            return Err(Stuck);
        }
        self.out.extend_from_slice(&float_text_of(f));
        Ok(())
    }

    fn gap(&mut self, v: Value) {
        let text = std::mem::take(&mut self.out);
        self.pieces.push(Str::from_wtf8(&self.machine.heap, &text).value());
        self.gaps.push(v);
        self.levels.push(Value::int(self.level as i64).expect("small"));
    }

    fn push(&mut self, brackets: [u8; 2], mut left: Vec<(Option<Value>, Value)>) -> Result<(), Stuck> {
        if self.open.len() >= DEEP {
            return Err(Stuck);
        }
        self.out.push(brackets[0]);
        if left.is_empty() {
            self.out.push(brackets[1]);
            return Ok(());
        }
        left.reverse();
        self.level += 1;
        self.open.push(Open { close: brackets[1], first: true, left });
        Ok(())
    }

    fn sequence(&mut self, items: Vec<Value>) -> Result<(), Stuck> {
        self.push(*b"[]", items.into_iter().map(|v| (None, v)).collect())
    }

    fn mapping(&mut self, d: Gc<Dict>) -> Result<(), Stuck> {
        if Dict::len(d) == 0 {
            self.out.extend_from_slice(b"{}");
            return Ok(());
        }
        let mut pairs = Dict::pairs(d);
        if self.style.sort_keys {
            let heap = &self.machine.heap;
            let mut keyed = Vec::with_capacity(pairs.len());
            for (k, v) in pairs {
                let name = k.cast::<Str>().ok_or(Stuck)?;
                keyed.push((Str::bytes(heap, name), k, v));
            }
            keyed.sort_by(|p, q| p.0.cmp(q.0));
            pairs = keyed.into_iter().map(|(_, k, v)| (k, v)).collect();
        }
        if self.style.skip_keys {
            pairs.retain(|(k, _)| self.key(*k).is_ok());
        } else if pairs.iter().any(|(k, _)| k.cast::<Str>().is_none() && self.key(*k).is_err()) {
            return Err(Stuck);
        }
        if pairs.is_empty() {
            // Guest code knows how a dict without a writable key looks.
            return Err(Stuck);
        }
        self.push(*b"{}", pairs.into_iter().map(|(k, v)| (Some(k), v)).collect())
    }

    /// The text of a key.
    fn key(&self, k: Value) -> Result<Vec<u8>, Stuck> {
        let machine = self.machine;
        let bare = k.cast::<Instance>().map_or(Ok(k), |i| inside(machine, i).ok_or(Stuck))?;
        if let Some(s) = str_of(bare) {
            return Ok(Str::bytes(&machine.heap, s).to_vec());
        }
        if let Some(text) = constant(machine, k) {
            return Ok(text.to_vec());
        }
        if let Some(i) = bare.as_int() {
            return Ok(i.to_string().into_bytes());
        }
        match bare.as_float() {
            Some(f) if f.is_finite() || self.style.allow_nan => Ok(float_text_of(f)),
            None if BigInt::holds(bare) => big(machine, bare),
            _ => Err(Stuck),
        }
    }
}

fn constant(machine: &Machine, v: Value) -> Option<&'static [u8]> {
    if v == roots::none(machine) {
        Some(b"null")
    } else if v == machine.root(roots::TRUE) {
        Some(b"true")
    } else if v == machine.root(roots::FALSE) {
        Some(b"false")
    } else {
        None
    }
}

fn float_text_of(f: f64) -> Vec<u8> {
    let special = if f.is_nan() {
        "NaN"
    } else if f == f64::INFINITY {
        "Infinity"
    } else if f == f64::NEG_INFINITY {
        "-Infinity"
    } else {
        return float_text::repr(f).into_bytes();
    };
    special.as_bytes().to_vec()
}

fn big(machine: &Machine, v: Value) -> Result<Vec<u8>, Stuck> {
    let n = BigInt::of(&machine.heap, v).ok_or(Stuck)?;
    if n.bits() > MAX_BITS { Err(Stuck) } else { Ok(n.to_string().into_bytes()) }
}

/// The builtin value inside an instance whose class iterates as the builtin type does.
fn inside(machine: &Machine, i: Gc<Instance>) -> Option<Value> {
    let bare = unwrap(machine, i.value());
    let class = instance_class(machine, i);
    let own = |name| class::user_special(machine, class, name).is_some();
    if bare == i.value() || own("__iter__") || own("items") || own("__len__") { None } else { Some(bare) }
}
