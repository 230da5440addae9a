//! Reading JSON: one value, with a work list of the containers around it.
//!
//! Answers are `(value, end)`; what is wrong is answered as `(message, position)` with the message
//! first in a tuple of three, None for a value that is missing.

use crate::builtins::num::float_text;
use crate::dicts;
use crate::errors::{memory_error, raise, type_error};
use crate::modules::args::{Answer, int};
use crate::roots;
use crate::types::builtin::Cls;
use crate::values::unwrap;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::string::{count, push_point};
use trackway_kit::{BigInt, Dict, List, Str, Tuple, str_of};

/// Containers within each other beyond this raise RecursionError.
const DEEP: usize = 50_000;

/// Why reading stopped.
enum Stop {
    /// A message, and where; no message: there is no value.
    Bad(Option<String>, usize),
    Raised(Raise),
}

type Step<T> = Result<T, Stop>;

fn bad<T>(text: &str, at: usize) -> Step<T> {
    Err(Stop::Bad(Some(text.into()), at))
}

/// A text, and the reader's place in it, in bytes.
struct Reader<'m> {
    machine: &'m Machine,
    text: &'m [u8],
    at: usize,
    ascii: bool,
    strict: bool,
    keys: FxHashMap<&'m [u8], Gc<Str>>,
    /// What the open containers have so far: elements, or keys and values.
    parts: Vec<Value>,
    /// A finished dict by its first key's word and its size: the next one often has the same keys.
    models: FxHashMap<(Value, usize), Gc<Dict>>,
}

/// An open container, with the place of its first part.
#[derive(Clone, Copy)]
enum Open {
    Array(usize),
    Object(usize),
}

/// `_json_scan(text, at, strict)`
pub fn value(machine: &Machine, args: &[Value]) -> Answer {
    run(machine, args, |r| r.document())
}

/// `_json_string(text, at, strict)`: the string that begins before `at`.
pub fn string(machine: &Machine, args: &[Value]) -> Answer {
    run(machine, args, |r| {
        let text = r.string()?;
        Ok(r.word(&text).value())
    })
}

fn run(
    machine: &Machine,
    args: &[Value],
    read: impl for<'m> FnOnce(&mut Reader<'m>) -> Step<Value>,
) -> Answer {
    let heap = &machine.heap;
    let Some(s) = str_of(unwrap(machine, args[0])) else {
        return Err(type_error(machine, "first argument must be a string"));
    };
    let at = int(machine, args[1])?;
    if at < 0 {
        return Err(crate::errors::value_error(machine, "idx cannot be negative"));
    }
    let text = Str::bytes(heap, s);
    let length = Str::len(s);
    let at = at as usize;
    let small = |n: usize| Value::int(n as i64).expect("small");
    if at > length {
        let place = Tuple::new(heap, &[roots::none(machine), small(at), Value::ZERO]);
        return Ok(place.value());
    }
    let start = Str::offset(heap, s, at);
    let strict = args[2] != machine.root(roots::FALSE);
    let ascii = Str::is_ascii(s);
    let mut r = Reader {
        machine,
        text,
        at: start,
        ascii,
        strict,
        keys: FxHashMap::default(),
        parts: Vec::new(),
        models: FxHashMap::default(),
    };
    let place = |byte: usize| match byte {
        b if ascii => b,
        b if b >= start => at + count(&text[start..b.min(text.len())]),
        b => at - count(&text[b..start]),
    };
    match read(&mut r) {
        Ok(v) => Ok(Tuple::new(heap, &[v, small(place(r.at))]).value()),
        Err(Stop::Raised(r)) => Err(r),
        Err(Stop::Bad(text, byte)) => {
            let text = text.map_or(roots::none(machine), |t| Str::new(heap, &t).value());
            Ok(Tuple::new(heap, &[text, small(place(byte)), Value::ZERO]).value())
        }
    }
}

impl<'m> Reader<'m> {
    fn document(&mut self) -> Step<Value> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            let Some(mut v) = self.begin(&mut open)? else { continue };
            loop {
                let Some(top) = open.last().copied() else { return Ok(v) };
                self.parts.push(v);
                match top {
                    Open::Array(start) => {
                        if !self.after(b']', "array")? {
                            break;
                        }
                        v = List::new(&self.machine.heap, &self.parts[start..]).value();
                        self.parts.truncate(start);
                    }
                    Open::Object(start) => {
                        if !self.after(b'}', "object")? {
                            let key = self.key()?;
                            self.parts.push(key.value());
                            break;
                        }
                        v = self.object(start)?.value();
                        self.parts.truncate(start);
                    }
                }
                open.pop();
            }
        }
    }

    /// The dict of the keys and values from `start` on.
    fn object(&mut self, start: usize) -> Step<Gc<Dict>> {
        const FEW: usize = 64;
        let (machine, pairs) = (self.machine, &self.parts[start..]);
        let n = pairs.len() / 2;
        let model = self.models.get(&(pairs[0], n)).copied();
        if let Some(model) = model.filter(|m| (0..n).all(|i| Dict::key(*m, i) == Some(pairs[2 * i]))) {
            let d = Dict::copy(&machine.heap, model).map_err(|_| Stop::Raised(memory_error(machine)))?;
            (0..n).for_each(|i| Dict::set_value(&machine.heap, d, i, pairs[2 * i + 1]));
            return Ok(d);
        }
        let d = Dict::with_room(&machine.heap, n).map_err(|_| Stop::Raised(memory_error(machine)))?;
        for pair in pairs.chunks_exact(2) {
            let key = pair[0].cast::<Str>().expect("a key");
            dicts::set_str(machine, d, key, pair[1]).map_err(Stop::Raised)?;
        }
        if n <= FEW && Dict::len(d) == n {
            self.models.insert((pairs[0], n), d);
        }
        Ok(d)
    }

    /// The string of a part of the text.
    fn word(&self, text: &[u8]) -> Gc<Str> {
        let heap = &self.machine.heap;
        if self.ascii && text.is_ascii() { Str::ascii(heap, text) } else { Str::from_wtf8(heap, text) }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Behind an element: whether the container ends. Behind a comma the reader stands at the next element.
    fn after(&mut self, close: u8, what: &str) -> Step<bool> {
        self.space();
        match self.peek() {
            Some(b) if b == close => {
                self.at += 1;
                Ok(true)
            }
            Some(b',') => {
                let comma = self.at;
                self.at += 1;
                self.space();
                if self.peek() == Some(close) {
                    return bad(&format!("Illegal trailing comma before end of {what}"), comma);
                }
                Ok(false)
            }
            _ => bad("Expecting ',' delimiter", self.at),
        }
    }

    /// The key of a pair; the reader comes to stand at its value.
    fn key(&mut self) -> Step<Gc<Str>> {
        if self.peek() != Some(b'"') {
            return bad("Expecting property name enclosed in double quotes", self.at);
        }
        self.at += 1;
        let text = self.string()?;
        self.space();
        if self.peek() != Some(b':') {
            return bad("Expecting ':' delimiter", self.at);
        }
        self.at += 1;
        self.space();
        let Cow::Borrowed(plain) = text else { return Ok(self.word(&text)) };
        if let Some(key) = self.keys.get(plain) {
            return Ok(*key);
        }
        let key = self.word(plain);
        if self.keys.is_empty() {
            self.keys.reserve(28);
        }
        self.keys.insert(plain, key);
        Ok(key)
    }

    /// A scalar or an empty container; `None`: a container has been opened.
    fn begin(&mut self, open: &mut Vec<Open>) -> Step<Option<Value>> {
        let (machine, start) = (self.machine, self.at);
        let word = |r: &mut Self, text: &[u8], v: Value| {
            if !r.text[start..].starts_with(text) {
                return Err(Stop::Bad(None, start));
            }
            r.at += text.len();
            Ok(Some(v))
        };
        let float = |f| machine.heap.float(f);
        match self.peek() {
            Some(b'"') => {
                self.at += 1;
                let text = self.string()?;
                Ok(Some(self.word(&text).value()))
            }
            Some(b @ (b'{' | b'[')) => {
                if open.len() >= DEEP {
                    let what = if b == b'[' { "array" } else { "object" };
                    let text = format!(
                        "maximum recursion depth exceeded while decoding a JSON {what} from a unicode string"
                    );
                    return Err(Stop::Raised(raise(machine, Cls::RecursionError, &text)));
                }
                self.at += 1;
                self.space();
                if self.peek() == Some(b + 2) {
                    self.at += 1;
                    let empty = if b == b'[' {
                        List::new(&machine.heap, &[]).value()
                    } else {
                        Dict::new(&machine.heap).value()
                    };
                    return Ok(Some(empty));
                }
                let start = self.parts.len();
                open.push(if b == b'[' {
                    Open::Array(start)
                } else {
                    let key = self.key()?;
                    self.parts.push(key.value());
                    Open::Object(start)
                });
                Ok(None)
            }
            Some(b'n') => word(self, b"null", roots::none(machine)),
            Some(b't') => word(self, b"true", machine.root(roots::TRUE)),
            Some(b'f') => word(self, b"false", machine.root(roots::FALSE)),
            Some(b'N') => word(self, b"NaN", float(f64::NAN)),
            Some(b'I') => word(self, b"Infinity", float(f64::INFINITY)),
            Some(b'-') if self.text[start..].starts_with(b"-I") => {
                word(self, b"-Infinity", float(f64::NEG_INFINITY))
            }
            Some(b'-' | b'0'..=b'9') => self.number().map(Some),
            _ => Err(Stop::Bad(None, start)),
        }
    }

    fn digits(&self, mut at: usize) -> usize {
        while self.text.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    }

    fn number(&mut self) -> Step<Value> {
        let start = self.at;
        let first = start + usize::from(self.text[start] == b'-');
        let mut end = match self.text.get(first) {
            Some(b'0') => first + 1,
            Some(b'1'..=b'9') => self.digits(first),
            _ => return Err(Stop::Bad(None, start)),
        };
        let whole = end;
        if self.text.get(end) == Some(&b'.') && self.digits(end + 1) > end + 1 {
            end = self.digits(end + 1);
        }
        if matches!(self.text.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.text.get(end + 1), Some(b'+' | b'-')));
            if self.digits(end + 1 + sign) > end + 1 + sign {
                end = self.digits(end + 1 + sign);
            }
        }
        self.at = end;
        let heap = &self.machine.heap;
        if end == whole && end - first <= 18 {
            let i = self.text[first..end].iter().fold(0, |n, b| 10 * n + i64::from(b - b'0'));
            return Ok(BigInt::from_i64(heap, if first > start { -i } else { i }));
        }
        let text = std::str::from_utf8(&self.text[start..end]).unwrap_or("0");
        if end > whole {
            return Ok(heap.float(float_text::parse_plain(text)));
        }
        let digits = Str::new(heap, text).value();
        match crate::builtins::int::to_int(self.machine, digits, None) {
            Ok(v) => Ok(v.unwrap_or(Value::ZERO)),
            Err(r) => Err(Stop::Raised(r)),
        }
    }

    /// The string whose first character is next.
    fn string(&mut self) -> Step<Cow<'m, [u8]>> {
        let begin = self.at.saturating_sub(1);
        let mut out = Cow::Borrowed(&[][..]);
        loop {
            let rest = &self.text[self.at..];
            let end = |b: &u8| *b == b'"' || *b == b'\\' || *b < b' ' && self.strict;
            let Some(n) = rest.iter().position(end) else {
                return bad("Unterminated string starting at", begin);
            };
            if out.is_empty() {
                out = Cow::Borrowed(&rest[..n]);
            } else {
                out.to_mut().extend_from_slice(&rest[..n]);
            }
            self.at += n;
            match rest[n] {
                b'"' => {
                    self.at += 1;
                    return Ok(out);
                }
                b'\\' => self.escape(begin, out.to_mut())?,
                _ => return bad("Invalid control character at", self.at),
            }
        }
    }

    fn escape(&mut self, begin: usize, out: &mut Vec<u8>) -> Step<()> {
        let at = self.at;
        let plain = match self.text.get(at + 1) {
            None => return bad("Unterminated string starting at", begin),
            Some(b @ (b'"' | b'\\' | b'/')) => *b,
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => {
                let unit = self.unit(at + 2)?;
                self.at = at + 6;
                let mut p = unit;
                if (0xd800..0xdc00).contains(&unit) && self.text[self.at..].starts_with(b"\\u") {
                    let low = self.unit(self.at + 2)?;
                    if (0xdc00..0xe000).contains(&low) {
                        p = 0x1_0000 + ((unit - 0xd800) << 10 | (low - 0xdc00));
                        self.at += 6;
                    }
                }
                push_point(out, p);
                return Ok(());
            }
            Some(_) => return bad("Invalid \\escape", at),
        };
        out.push(plain);
        self.at = at + 2;
        Ok(())
    }

    /// Four hexadecimal digits.
    fn unit(&self, at: usize) -> Step<u32> {
        let digits = self.text.get(at..at + 4).filter(|d| d.iter().all(u8::is_ascii_hexdigit));
        match digits.and_then(|d| u32::from_str_radix(std::str::from_utf8(d).ok()?, 16).ok()) {
            Some(unit) => Ok(unit),
            None => bad("Invalid \\uXXXX escape", at - 1),
        }
    }
}
