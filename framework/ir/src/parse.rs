//! Reading the text form that `Display` writes.
//!
//! A line is an instruction, the label, an end, the head of a branch, a virtual object or a snapshot, in the order they
//! are printed; empty lines and lines that start with `#` are skipped. Descriptors are found by
//! name in tables the caller gives.
//!
//! ```text
//!   v0 = slot 0 Small
//!   v1 = add_ovf v0, 1:small @s0 Small
//! exit @s0
//! s0: base 0 pc 7 depth 0 {0=v0}
//! ```
//!
//! Addresses are not part of the text: `Snapshot::code` and a header end's `cell` are read as 0
//! unless written out, as `code N` behind `depth` and `cell N` behind the snapshot. `extent` is 0.

use crate::desc::{ArrayDesc, FieldDesc, HelperDesc, TypeDesc};
use crate::op::{CodeCall, NativeRaise, NativeReturn, Op, Ty};
use crate::trace::{
    Branch, Const, End, Fact, Ins, Ref, SnapId, SnapValue, SnapWrite, Snapshot, Trace, Virtual,
};

/// The descriptors that names in the text may refer to.
#[derive(Clone, Copy, Default)]
pub struct Names<'a> {
    pub fields: &'a [&'static FieldDesc],
    pub arrays: &'a [&'static ArrayDesc],
    pub types: &'a [&'static TypeDesc],
    pub helpers: &'a [&'static HelperDesc],
}

/// What is wrong with the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// Counted from 1.
    pub line: usize,
    pub expected: Expected,
    /// What stands there instead; empty at the end of a line.
    pub found: String,
}

/// What the reader was looking for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Op,
    Type,
    Value,
    Number,
    /// `vN` with the number of the instruction, in order.
    Definition,
    /// The number of operands that the op has.
    Operands,
    Field,
    Array,
    TypeName,
    Helper,
    Snapshot,
    /// `newN` or `sN:` in order.
    Numbering,
    Punctuation,
    /// A trace without an end.
    End,
}

impl std::fmt::Display for ParseError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "line {}: expected {:?}, found `{}`", self.line, self.expected, self.found)
    }
}

impl std::error::Error for ParseError {}

impl Trace {
    /// The trace whose text this is. Equal constants become one.
    pub fn parse(text: &str, names: Names) -> Result<Trace, ParseError> {
        let mut reader = Reader { names, trace: empty(), ended: false };
        let mut last = 0;
        for (i, line) in text.lines().enumerate() {
            last = i + 1;
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                reader.line(line).map_err(|e| e.at(last))?;
            }
        }
        if reader.ended { Ok(reader.trace) } else { Err(wrong(Expected::End, "").at(last)) }
    }
}

fn empty() -> Trace {
    Trace {
        places: Vec::new(),
        consts: Vec::new(),
        headers: Vec::new(),
        ins: Vec::new(),
        call_args: Vec::new(),
        snapshots: Vec::new(),
        virtuals: Vec::new(),
        label: None,
        label_args: Vec::new(),
        end: End::Exit { snap: SnapId::NONE },
        branches: Vec::new(),
    }
}

/// An error whose line is not known yet.
struct Wrong(Expected, String);

type Read<T> = Result<T, Wrong>;

fn wrong(expected: Expected, found: &str) -> Wrong {
    Wrong(expected, found.to_string())
}

impl Wrong {
    fn at(self, line: usize) -> ParseError {
        ParseError { line, expected: self.0, found: self.1 }
    }
}

struct Reader<'a> {
    names: Names<'a>,
    trace: Trace,
    ended: bool,
}

/// The words of a line, taken from the front.
type Words<'a> = std::vec::IntoIter<&'a str>;

fn words(line: &str) -> Words<'_> {
    let all: Vec<&str> = line.split([' ', ',', '(', ')', '{', '}']).filter(|w| !w.is_empty()).collect();
    all.into_iter()
}

fn number<T: std::str::FromStr>(word: Option<&str>) -> Read<T> {
    let word = word.unwrap_or("");
    word.parse().map_err(|_| wrong(Expected::Number, word))
}

/// Decimal, or hexadecimal with `0x`.
fn address(word: &str) -> Read<u64> {
    match word.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).map_err(|_| wrong(Expected::Number, word)),
        None => number(Some(word)),
    }
}

/// The number behind a prefix: `v12`, `@s3`, `new0`.
fn numbered(word: &str, prefix: &str) -> Option<usize> {
    word.strip_prefix(prefix)?.parse().ok()
}

fn keyword<'a>(words: &mut Words<'a>, key: &str) -> Read<Option<&'a str>> {
    match words.next() {
        Some(w) if w == key => Ok(words.next()),
        w => Err(wrong(Expected::Punctuation, w.unwrap_or(""))),
    }
}

fn ty(word: &str) -> Option<Ty> {
    [Ty::Value, Ty::Small, Ty::I64, Ty::F64, Ty::Ref, Ty::Bool].into_iter().find(|t| format!("{t:?}") == word)
}

fn snap_id(word: Option<&str>) -> Read<SnapId> {
    let word = word.unwrap_or("");
    numbered(word, "@s").map(|n| SnapId(n as u32)).ok_or(wrong(Expected::Snapshot, word))
}

/// A descriptor, by the name it prints as.
fn find<T>(
    all: &[&'static T],
    name: fn(&T) -> &'static str,
    word: Option<&str>,
    or: Expected,
) -> Read<&'static T> {
    let word = word.unwrap_or("");
    all.iter().copied().find(|d| name(d) == word).ok_or(wrong(or, word))
}

impl Reader<'_> {
    fn line(&mut self, line: &str) -> Read<()> {
        let mut rest = words(line);
        let first = rest.next().unwrap_or("");
        match first {
            "label" => {
                self.trace.label = Some(self.trace.ins.len());
                self.trace.label_args = self.values(rest)?;
            }
            "object" => {
                let object = address(rest.next().unwrap_or(""))?;
                let kind: u16 = number(keyword(&mut rest, "type")?)?;
                let shape: u32 = number(keyword(&mut rest, "shape")?)?;
                self.trace.headers.push((object, (shape as u64) << 32 | kind as u64));
            }
            "branch" => {
                let word = rest.next().unwrap_or("");
                let snap = numbered(word, "s").ok_or(wrong(Expected::Snapshot, word))?;
                let (snap, first) = (SnapId(snap as u32), self.trace.ins.len());
                self.trace.branches.push(Branch { snap, first, end: End::Exit { snap: SnapId::NONE } });
                self.ended = false;
            }
            "loop" => self.end(|r, w| Ok(End::Loop { args: r.values(w)? }), rest)?,
            "exit" => self.end(|_, mut w| Ok(End::Exit { snap: snap_id(w.next())? }), rest)?,
            "header" => self.end(|_, w| header_end(w), rest)?,
            _ if numbered(first, "new").is_some() => self.virtual_object(line)?,
            _ if first.ends_with(':') => self.snapshot(first, rest)?,
            _ => self.instruction(first, rest)?,
        }
        Ok(())
    }

    fn end(&mut self, read: fn(&mut Self, Words) -> Read<End>, rest: Words) -> Read<()> {
        let end = read(self, rest)?;
        match self.trace.branches.last_mut() {
            Some(branch) => branch.end = end,
            None => self.trace.end = end,
        }
        self.ended = true;
        Ok(())
    }

    fn instruction(&mut self, first: &str, mut rest: Words) -> Read<()> {
        let defines = rest.as_slice().first() == Some(&"=");
        let mut op = first;
        if defines {
            if numbered(first, "v") != Some(self.trace.ins.len()) {
                return Err(wrong(Expected::Definition, first));
            }
            rest.next();
            op = rest.next().unwrap_or("");
        }
        let ty = if defines {
            let last = rest.next_back().unwrap_or("");
            ty(last).ok_or(wrong(Expected::Type, last))?
        } else {
            Ty::Void
        };
        let snap = match rest.as_slice().last() {
            Some(w) if w.starts_with('@') => snap_id(rest.next_back())?,
            _ => SnapId::NONE,
        };
        let op = self.op(op, &mut rest)?;
        let args = self.values(rest)?;
        let ins = self.with_operands(op, ty, &args)?;
        self.trace.ins.push(Ins { snap, ..ins });
        Ok(())
    }

    fn op(&self, text: &str, rest: &mut Words) -> Read<Op> {
        let n = &self.names;
        if let Some(op) = Op::PLAIN.iter().find(|op| op.text() == text) {
            return Ok(*op);
        }
        let mut field = || find(n.fields, |d| d.name, rest.next(), Expected::Field);
        Ok(match text {
            "get_field" => Op::GetField(field()?),
            "set_field" => Op::SetField(field()?),
            "slot" => Op::Slot(number(rest.next())?),
            "exit_value" => Op::ExitValue(number(rest.next())?),
            "get_item" => Op::GetItem(find(n.arrays, |d| d.name, rest.next(), Expected::Array)?),
            "set_item" => Op::SetItem(find(n.arrays, |d| d.name, rest.next(), Expected::Array)?),
            "new" => {
                let t = find(n.types, |d| d.name, rest.next(), Expected::TypeName)?;
                Op::New(t, number(rest.next())?)
            }
            "call_code" => {
                let (base, ret) = (number(rest.next())?, number(rest.next())?);
                let args = rest.as_slice().len() as u32;
                Op::CallCode(CodeCall { cell: 0, base, args, ret })
            }
            "guard_room" => Op::GuardRoom(number(rest.next())?),
            "raise_native" => {
                let frame = number(rest.next())?;
                Op::RaiseNative(NativeRaise { frame, args: rest.as_slice().len() as u32 })
            }
            "return_native" => {
                let (frame, ret) = (number(rest.next())?, number(rest.next())?);
                Op::ReturnNative(NativeReturn { frame, ret })
            }
            "call" => Op::Call(find(n.helpers, |d| d.name, rest.next(), Expected::Helper)?),
            _ => return Err(wrong(Expected::Op, text)),
        })
    }

    fn with_operands(&mut self, op: Op, ty: Ty, args: &[Ref]) -> Read<Ins> {
        let arity = match op {
            Op::Slot(_) | Op::ExitValue(_) | Op::GuardRoom(_) => 0,
            Op::GetField(_) | Op::New(..) | Op::ReturnNative(_) => 1,
            Op::SetField(_) | Op::GetItem(_) => 2,
            Op::SetItem(_) => 3,
            Op::Call(h) => h.args.len(),
            Op::CallCode(c) => c.args as usize,
            Op::RaiseNative(r) => r.args as usize,
            op => op.signature().map_or(0, |(args, _)| args.len()),
        };
        if args.len() != arity {
            return Err(wrong(Expected::Operands, &format!("{} operands", args.len())));
        }
        if !matches!(op, Op::Call(_) | Op::CallCode(_) | Op::RaiseNative(_)) {
            return Ok(Ins::new(op, ty, args));
        }
        let call_start = self.trace.call_args.len() as u32;
        self.trace.call_args.extend(args);
        Ok(Ins { call_start, ..Ins::new(op, ty, &[]) })
    }

    fn values(&mut self, rest: Words) -> Read<Vec<Ref>> {
        rest.map(|w| self.value(w)).collect()
    }

    fn value(&mut self, word: &str) -> Read<Ref> {
        if let Some(n) = numbered(word, "v") {
            return Ok(Ref::ins(n));
        }
        let c = constant(word).ok_or(wrong(Expected::Value, word))?;
        let known = self.trace.consts.iter().position(|k| *k == c);
        Ok(Ref::constant(known.unwrap_or_else(|| {
            self.trace.consts.push(c);
            self.trace.consts.len() - 1
        })))
    }

    fn snap_value(&mut self, word: &str) -> Read<SnapValue> {
        match numbered(word, "new") {
            Some(n) => Ok(SnapValue::Virtual(n as u32)),
            None => self.value(word).map(SnapValue::Ref),
        }
    }

    fn snap_values(&mut self, list: &str) -> Read<Vec<SnapValue>> {
        words(list).map(|w| self.snap_value(w)).collect()
    }

    /// `new0 = Type header (fields) [tail]`.
    fn virtual_object(&mut self, line: &str) -> Read<()> {
        let broken = || wrong(Expected::Punctuation, line);
        let (head, lists) = line.split_once('(').ok_or_else(broken)?;
        let (fields, tail) = lists.split_once(')').ok_or_else(broken)?;
        let tail = tail.trim().strip_prefix('[').and_then(|t| t.strip_suffix(']')).ok_or_else(broken)?;
        let mut head = words(head);
        let name = head.next().unwrap_or("");
        if numbered(name, "new") != Some(self.trace.virtuals.len()) {
            return Err(wrong(Expected::Numbering, name));
        }
        let desc = keyword(&mut head, "=")?;
        let desc = find(self.names.types, |d| d.name, desc, Expected::TypeName)?;
        let header = self.snap_value(head.next().unwrap_or(""))?;
        let (fields, tail) = (self.snap_values(fields)?, self.snap_values(tail)?);
        self.trace.virtuals.push(Virtual { desc, header, fields, tail });
        Ok(())
    }

    /// `is_float`, `Header.type_id=12`.
    fn fact(&self, text: &str) -> Read<Fact> {
        match text.split_once('=') {
            Some((field, bits)) => {
                let field = find(self.names.fields, |d| d.name, Some(field), Expected::Field)?;
                Ok(Fact::Field(field, number(Some(bits))?))
            }
            None => self.op(text, &mut words("")).map(Fact::Test),
        }
    }

    /// `v3.is_float`.
    fn known(&mut self, word: &str) -> Read<(Ref, Fact)> {
        let (value, fact) = word.split_once('.').ok_or(wrong(Expected::Punctuation, word))?;
        Ok((self.value(value)?, self.fact(fact)?))
    }

    /// `s0: base 0 pc 7 depth 0 [code N] [raised] {0=v1, 2=new0, v4->Pair.head=v1} [kept 1 3] [known v1.is_ref]`.
    fn snapshot(&mut self, name: &str, mut rest: Words) -> Read<()> {
        if numbered(name.trim_end_matches(':'), "s") != Some(self.trace.snapshots.len()) {
            return Err(wrong(Expected::Numbering, name));
        }
        let mut s = Snapshot {
            base: number(keyword(&mut rest, "base")?)?,
            pc: number(keyword(&mut rest, "pc")?)?,
            depth: number(keyword(&mut rest, "depth")?)?,
            ..Snapshot::default()
        };
        while let Some(word) = rest.next() {
            match word {
                "raised" => s.raised = true,
                "kept" => {
                    let offsets = rest.as_slice().iter().take_while(|w| **w != "known").count();
                    s.kept = rest.by_ref().take(offsets).map(|w| number(Some(w))).collect::<Read<_>>()?;
                }
                "known" => s.known = rest.by_ref().map(|w| self.known(w)).collect::<Read<_>>()?,
                "code" => s.code = address(rest.next().unwrap_or(""))?,
                _ => {
                    let (slot, value) = word.split_once('=').ok_or(wrong(Expected::Punctuation, word))?;
                    match slot.split_once("->") {
                        None => s.slots.push((number(Some(slot))?, self.snap_value(value)?)),
                        Some((object, field)) => {
                            let field = find(self.names.fields, |d| d.name, Some(field), Expected::Field)?;
                            let (object, value) = (self.snap_value(object)?, self.snap_value(value)?);
                            s.writes.push(SnapWrite { object, field, value });
                        }
                    }
                }
            }
        }
        self.trace.snapshots.push(s);
        Ok(())
    }
}

/// `@s0 [cell N]`.
fn header_end(mut rest: Words) -> Read<End> {
    let snap = snap_id(rest.next())?;
    let cell = match rest.next() {
        Some("cell") => address(rest.next().unwrap_or(""))?,
        Some(w) => return Err(wrong(Expected::Punctuation, w)),
        None => 0,
    };
    Ok(End::Header { snap, cell })
}

/// `true`, `-3` (an I64), or a number with its type: `5:small`, `0.5:f64`, `0x7:value`, `0x11:ref`.
fn constant(word: &str) -> Option<Const> {
    let (ty, bits) = match word.split_once(':') {
        Some((n, "small")) => (Ty::Small, (n.parse::<i64>().ok()? << 1) as u64),
        Some((n, "f64")) => (Ty::F64, n.parse::<f64>().ok()?.to_bits()),
        Some((n, "value")) => (Ty::Value, address(n).ok()?),
        Some((n, "ref")) => (Ty::Ref, address(n).ok()?),
        Some(_) => return None,
        None if word == "true" || word == "false" => (Ty::Bool, (word == "true") as u64),
        None if word == "void" => (Ty::Void, 0),
        None => (Ty::I64, word.parse::<i64>().ok()? as u64),
    };
    Some(Const { ty, bits })
}
