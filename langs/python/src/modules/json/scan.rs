//! Reading JSON: one value, with a work list of the containers around it.
//!
//! Answers are `(value, end)`; what is wrong is answered as `(message, position)` with the message
//! first in a tuple of three, None for a value that is missing.

use crate::builtins::num::float_text;
use crate::dicts;
use crate::errors::{raise, type_error};
use crate::modules::args::{Answer, int};
use crate::roots;
use crate::types::builtin::Cls;
use crate::values::unwrap;
use std::collections::HashMap;
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
    strict: bool,
    keys: HashMap<Vec<u8>, Gc<Str>>,
}

enum Open {
    Array(Vec<Value>),
    /// The pairs so far and the key whose value is read.
    Object(Gc<Dict>, Gc<Str>),
}

/// `_json_scan(text, at, strict)`
pub fn value(machine: &Machine, args: &[Value]) -> Answer {
    run(machine, args, |r| r.document())
}

/// `_json_string(text, at, strict)`: the string that begins before `at`.
pub fn string(machine: &Machine, args: &[Value]) -> Answer {
    run(machine, args, |r| {
        let text = r.string()?;
        Ok(Str::from_wtf8(&r.machine.heap, &text).value())
    })
}

fn run(machine: &Machine, args: &[Value], read: impl FnOnce(&mut Reader) -> Step<Value>) -> Answer {
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
    let mut r = Reader { machine, text, at: start, strict, keys: HashMap::new() };
    let place = |byte: usize| match byte {
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

impl Reader<'_> {
    fn document(&mut self) -> Step<Value> {
        let mut open: Vec<Open> = Vec::new();
        let mut done = self.begin(&mut open)?;
        loop {
            let Some(v) = done else {
                done = self.begin(&mut open)?;
                continue;
            };
            let Some(mut top) = open.pop() else { return Ok(v) };
            let closed = match &mut top {
                Open::Array(items) => {
                    items.push(v);
                    self.after(b']', "array")?
                }
                Open::Object(d, key) => {
                    let set = dicts::set_str(self.machine, *d, *key, v);
                    set.map_err(Stop::Raised)?;
                    let closed = self.after(b'}', "object")?;
                    if !closed {
                        *key = self.key()?;
                    }
                    closed
                }
            };
            done = match top {
                Open::Array(items) if closed => Some(List::new(&self.machine.heap, &items).value()),
                Open::Object(d, _) if closed => Some(d.value()),
                _ => {
                    open.push(top);
                    None
                }
            };
        }
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
        let heap = &self.machine.heap;
        Ok(*self.keys.entry(text).or_insert_with_key(|t| Str::from_wtf8(heap, t)))
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
                Ok(Some(Str::from_wtf8(&machine.heap, &text).value()))
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
                open.push(if b == b'[' {
                    Open::Array(Vec::new())
                } else {
                    let key = self.key()?;
                    Open::Object(Dict::new(&machine.heap), key)
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
        let text = std::str::from_utf8(&self.text[start..end]).unwrap_or("0");
        if end > whole {
            return Ok(heap.float(float_text::parse_plain(text)));
        }
        if let Ok(i) = text.parse::<i64>() {
            return Ok(BigInt::from_i64(heap, i));
        }
        let digits = Str::new(heap, text).value();
        match crate::builtins::int::to_int(self.machine, digits, None) {
            Ok(v) => Ok(v.unwrap_or(Value::ZERO)),
            Err(r) => Err(Stop::Raised(r)),
        }
    }

    /// The string whose first character is next.
    fn string(&mut self) -> Step<Vec<u8>> {
        let begin = self.at.saturating_sub(1);
        let mut out = Vec::new();
        loop {
            let rest = &self.text[self.at..];
            let end = |b: &u8| *b == b'"' || *b == b'\\' || *b < b' ' && self.strict;
            let Some(n) = rest.iter().position(end) else {
                return bad("Unterminated string starting at", begin);
            };
            out.extend_from_slice(&rest[..n]);
            self.at += n;
            match rest[n] {
                b'"' => {
                    self.at += 1;
                    return Ok(out);
                }
                b'\\' => self.escape(begin, &mut out)?,
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
