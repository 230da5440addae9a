//! Units as bytes: the form in which a compiled library stands in a binary, and caches on disk.
//!
//! ```text
//! archive = "TWA" version, tables, units
//! tables  = ops (name, kinds of operands), strings, where each unit begins
//! ```
//!
//! A unit is read when it is asked for, not when the archive is opened: its nested units are
//! [`Const::Packed`]. Numbers are LEB128, spans differences to the span before.
//! *Invariant:* reading never panics and never reads outside; damaged bytes are an error.

use crate::unit::{Body, CodeUnit, Const, Handler, Insn, LazyBody, LazyInsns, Operand, Reg, SourceSpan};
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

/// Changes with every change of the form.
const HEAD: [u8; 4] = *b"TWA2";
/// Tuples within tuples in a constant.
const DEPTH: u32 = 1000;

/// Bytes that are no archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("damaged bytecode")
    }
}

impl std::error::Error for Damaged {}

type Fallible<T> = Result<T, Damaged>;

/// The bytes of an archive.
#[derive(Clone)]
pub enum Bytes {
    Static(&'static [u8]),
    Shared(Rc<[u8]>),
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Bytes::Static(b) => b,
            Bytes::Shared(b) => b,
        }
    }
}

/// One packed module.
pub struct Archive {
    bytes: Bytes,
    file: Rc<str>,
    /// Name and kinds of operands.
    ops: Vec<(Rc<str>, Vec<u8>)>,
    /// Where each string stands.
    strings: usize,
    string_count: usize,
    units: usize,
    unit_count: usize,
}

/// A unit of an archive, not read yet.
#[derive(Clone)]
pub struct PackedUnit {
    archive: Rc<Archive>,
    number: u32,
}

impl fmt::Debug for PackedUnit {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "unit {} of {}", self.number, self.archive.file)
    }
}

impl PartialEq for PackedUnit {
    fn eq(&self, other: &PackedUnit) -> bool {
        Rc::ptr_eq(&self.archive, &other.archive) && self.number == other.number
    }
}

/// The body of a unit of an archive.
#[derive(Clone)]
pub struct PackedBody {
    unit: PackedUnit,
    at: usize,
}

impl fmt::Debug for PackedBody {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.unit.fmt(f)
    }
}

impl PackedBody {
    pub(crate) fn read(&self) -> Fallible<Body> {
        let archive = &self.unit.archive;
        archive.body_at(&mut Reader { bytes: archive.bytes.get(), at: self.at }, self.unit.number)
    }
}

impl PackedUnit {
    /// Reads the unit; its body later.
    pub fn unpack(&self) -> Fallible<CodeUnit> {
        Archive::read(&self.archive, self.number)
    }
}

/// `unit` with all units among its constants read too.
pub fn unpack_all(mut unit: CodeUnit) -> Result<CodeUnit, Damaged> {
    unit.read_all()?;
    for c in &mut unit.consts {
        if let Const::Packed(p) = c {
            *c = Const::Code(Rc::new(unpack_all(p.unpack()?)?));
        }
    }
    Ok(unit)
}

/// The unit and all units among its constants.
pub fn pack(unit: &CodeUnit) -> Vec<u8> {
    let mut p = Packer::default();
    p.unit(unit);
    let mut out = HEAD.to_vec();
    number(&mut out, p.ops.len() as u64);
    for (name, kinds) in &p.ops {
        text(&mut out, name);
        number(&mut out, kinds.len() as u64);
        out.extend(kinds);
    }
    let mut bodies: Vec<u8> = Vec::new();
    let mut table = |parts: &[Vec<u8>]| {
        let mut starts = Vec::new();
        for p in parts {
            starts.extend((bodies.len() as u32).to_le_bytes());
            bodies.extend(p);
        }
        starts
    };
    let strings: Vec<Vec<u8>> = p
        .strings
        .iter()
        .map(|s| {
            let mut b = Vec::new();
            text(&mut b, s);
            b
        })
        .collect();
    let (strings, units) = (table(&strings), table(&p.units));
    for t in [&strings, &units] {
        out.extend((t.len() as u32 / 4).to_le_bytes());
    }
    out.extend(strings);
    out.extend(units);
    out.extend(bodies);
    out
}

fn number(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

fn signed(out: &mut Vec<u8>, n: i64) {
    number(out, (n << 1 ^ n >> 63) as u64);
}

fn text(out: &mut Vec<u8>, s: &str) {
    number(out, s.len() as u64);
    out.extend(s.as_bytes());
}

#[derive(Default)]
struct Packer {
    ops: Vec<(Rc<str>, Vec<u8>)>,
    op_index: HashMap<(Rc<str>, Vec<u8>), u64>,
    strings: Vec<Rc<str>>,
    string_index: HashMap<Rc<str>, u64>,
    units: Vec<Vec<u8>>,
}

impl Packer {
    fn string(&mut self, s: &Rc<str>) -> u64 {
        let next = self.strings.len() as u64;
        let i = *self.string_index.entry(s.clone()).or_insert(next);
        if i == next {
            self.strings.push(s.clone());
        }
        i
    }

    fn op(&mut self, insn: &Insn) -> u64 {
        let kinds: Vec<u8> = insn.operands.iter().map(|o| kind(o).0).collect();
        let next = self.ops.len() as u64;
        let key = (insn.op.clone(), kinds);
        let i = *self.op_index.entry(key.clone()).or_insert(next);
        if i == next {
            self.ops.push(key);
        }
        i
    }

    fn unit(&mut self, u: &CodeUnit) -> u64 {
        let at = self.units.len();
        self.units.push(Vec::new());
        let mut out = Vec::new();
        for s in [&u.name, &u.qualname] {
            let n = self.string(s);
            number(&mut out, n);
        }
        for n in [u.line, u.params, u.regs, u.sites] {
            number(&mut out, n as u64);
        }
        self.constant(&mut out, &u.meta);
        number(&mut out, u.names.len() as u64);
        for n in &u.names {
            let n = self.string(n);
            number(&mut out, n);
        }
        number(&mut out, u.handlers.len() as u64);
        for h in &u.handlers {
            [h.start, h.end, h.target, h.exc.0].iter().for_each(|n| number(&mut out, *n as u64));
        }
        number(&mut out, u.consts.len() as u64);
        for c in &u.consts {
            self.constant(&mut out, c);
        }
        number(&mut out, u.insns.len() as u64);
        let mut last = SourceSpan::default();
        for i in u.insns.iter() {
            let n = self.op(i);
            number(&mut out, n);
            i.operands.iter().for_each(|o| number(&mut out, kind(o).1 as u64));
            signed(&mut out, i.span.start as i64 - last.start as i64);
            signed(&mut out, i.span.end as i64 - last.end as i64);
            signed(&mut out, i.span.line as i64 - last.line as i64);
            signed(&mut out, i.span.column as i64 - last.column as i64);
            last = i.span;
        }
        self.units[at] = out;
        at as u64
    }

    fn constant(&mut self, out: &mut Vec<u8>, c: &Const) {
        match c {
            Const::Nil => out.push(0),
            Const::Bool(b) => out.push(1 + u8::from(*b)),
            Const::Int(i) => {
                out.push(3);
                signed(out, *i);
            }
            Const::BigInt(s) => self.stringy(out, 4, s),
            Const::Float(f) => {
                out.push(5);
                out.extend(f.to_bits().to_le_bytes());
            }
            Const::Imaginary(f) => {
                out.push(6);
                out.extend(f.to_bits().to_le_bytes());
            }
            Const::Str(s) => self.stringy(out, 7, s),
            Const::WideStr(points) => {
                out.push(8);
                number(out, points.len() as u64);
                points.iter().for_each(|p| number(out, *p as u64));
            }
            Const::Bytes(b) => {
                out.push(9);
                number(out, b.len() as u64);
                out.extend(b.iter());
            }
            Const::Tuple(items) => {
                out.push(10);
                number(out, items.len() as u64);
                items.iter().for_each(|c| self.constant(out, c));
            }
            Const::Named(s) => self.stringy(out, 11, s),
            Const::Code(u) => {
                let n = self.unit(u);
                out.push(12);
                number(out, n);
            }
            Const::Packed(p) => match p.unpack() {
                Ok(u) => self.constant(out, &Const::Code(Rc::new(u))),
                Err(Damaged) => out.push(0),
            },
        }
    }

    fn stringy(&mut self, out: &mut Vec<u8>, tag: u8, s: &Rc<str>) {
        let n = self.string(s);
        out.push(tag);
        number(out, n);
    }
}

fn kind(o: &Operand) -> (u8, u32) {
    match *o {
        Operand::Reg(r) => (0, r.0),
        Operand::Const(n) => (1, n),
        Operand::Name(n) => (2, n),
        Operand::Jump(n) => (3, n),
        Operand::Imm(n) => (4, n),
        Operand::Site(n) => (5, n),
    }
}

fn operand(kind: u8, n: u32) -> Fallible<Operand> {
    Ok(match kind {
        0 => Operand::Reg(Reg(n)),
        1 => Operand::Const(n),
        2 => Operand::Name(n),
        3 => Operand::Jump(n),
        4 => Operand::Imm(n),
        5 => Operand::Site(n),
        _ => return Err(Damaged),
    })
}

impl Archive {
    /// Opens packed bytes; `file` is what its units' tracebacks name.
    pub fn open(bytes: Bytes, file: &str) -> Fallible<Rc<Archive>> {
        let all = bytes.get();
        let mut r = Reader { bytes: all, at: 0 };
        if r.take(HEAD.len())? != HEAD {
            return Err(Damaged);
        }
        let mut ops = Vec::new();
        for _ in 0..r.count()? {
            let name = r.text()?.into();
            let n = r.count()?;
            ops.push((name, r.take(n)?.to_vec()));
        }
        let (string_count, unit_count) = (r.fixed()? as usize, r.fixed()? as usize);
        let strings = r.at;
        let units = string_count.checked_mul(4).and_then(|n| strings.checked_add(n)).ok_or(Damaged)?;
        let a = Archive { file: file.into(), ops, strings, string_count, units, unit_count, bytes };
        Ok(Rc::new(a))
    }

    /// The unit that the others are nested in.
    pub fn root(self: &Rc<Archive>) -> Fallible<CodeUnit> {
        let unit = Archive::read(self, 0)?;
        unit.read_body()?;
        Ok(unit)
    }

    fn body(&self, table: usize, i: usize, count: usize) -> Fallible<Reader<'_>> {
        if i >= count {
            return Err(Damaged);
        }
        let bytes = self.bytes.get();
        let bodies = self.units + 4 * self.unit_count;
        let start = Reader { bytes, at: table + 4 * i }.fixed()? as usize;
        Ok(Reader { bytes, at: bodies + start })
    }

    fn string(&self, i: usize) -> Fallible<&str> {
        self.body(self.strings, i, self.string_count)?.text()
    }

    fn rc(&self, r: &mut Reader<'_>) -> Fallible<Rc<str>> {
        Ok(self.string(r.count()?)?.into())
    }

    fn read(this: &Rc<Archive>, number: u32) -> Fallible<CodeUnit> {
        let mut r = this.body(this.units, number as usize, this.unit_count)?;
        let r = &mut r;
        let (name, qualname) = (this.rc(r)?, this.rc(r)?);
        let (line, params, regs, sites) = (r.small()?, r.small()?, r.small()?, r.small()?);
        let meta = this.constant(r, DEPTH)?;
        let packed = PackedBody { unit: PackedUnit { archive: this.clone(), number }, at: r.at };
        let (file, body) = (this.file.clone(), LazyBody::packed(packed));
        Ok(CodeUnit { name, qualname, file, line, params, regs, sites, body, meta })
    }

    fn body_at(self: &Rc<Archive>, r: &mut Reader<'_>, number: u32) -> Fallible<Body> {
        let names = (0..r.count()?).map(|_| self.rc(r)).collect::<Fallible<_>>()?;
        let mut handlers = Vec::new();
        for _ in 0..r.count()? {
            let (start, end, target, exc) = (r.small()?, r.small()?, r.small()?, Reg(r.small()?));
            handlers.push(Handler { start, end, target, exc });
        }
        let consts = (0..r.count()?).map(|_| self.constant(r, DEPTH)).collect::<Fallible<Vec<_>>>()?;
        // What is nested in a unit comes behind it: no unit is nested in itself.
        if consts.iter().any(|c| matches!(c, Const::Packed(p) if p.number <= number)) {
            return Err(Damaged);
        }
        Ok(Body { insns: LazyInsns::packed(self.clone(), r.at), consts, names, handlers })
    }

    /// Calls `f` with op, operands and span of each instruction that stands at `at`.
    pub(crate) fn insns(
        &self,
        at: usize,
        mut f: impl FnMut(&Rc<str>, &[Operand], SourceSpan),
    ) -> Fallible<()> {
        let r = &mut Reader { bytes: self.bytes.get(), at };
        let mut span = SourceSpan::default();
        let mut operands = Vec::new();
        for _ in 0..r.count()? {
            let (op, kinds) = self.ops.get(r.count()?).ok_or(Damaged)?;
            operands.clear();
            for k in kinds {
                operands.push(operand(*k, r.small()?)?);
            }
            let step = |old: u32, d: i64| (old as i64).wrapping_add(d) as u32;
            span = SourceSpan {
                start: step(span.start, r.signed()?),
                end: step(span.end, r.signed()?),
                line: step(span.line, r.signed()?),
                column: step(span.column, r.signed()?),
            };
            f(op, &operands, span);
        }
        Ok(())
    }

    fn constant(self: &Rc<Archive>, r: &mut Reader<'_>, depth: u32) -> Fallible<Const> {
        Ok(match r.byte()? {
            0 => Const::Nil,
            1 => Const::Bool(false),
            2 => Const::Bool(true),
            3 => Const::Int(r.signed()?),
            4 => Const::BigInt(self.rc(r)?),
            5 => Const::Float(r.float()?),
            6 => Const::Imaginary(r.float()?),
            7 => Const::Str(self.rc(r)?),
            8 => Const::WideStr((0..r.count()?).map(|_| r.small()).collect::<Fallible<Vec<_>>>()?.into()),
            9 => {
                let n = r.count()?;
                Const::Bytes(r.take(n)?.into())
            }
            10 if depth > 0 => {
                let n = r.count()?;
                Const::Tuple((0..n).map(|_| self.constant(r, depth - 1)).collect::<Fallible<_>>()?)
            }
            11 => Const::Named(self.rc(r)?),
            12 => Const::Packed(PackedUnit { archive: self.clone(), number: r.small()? }),
            _ => return Err(Damaged),
        })
    }
}

/// Reads on from `at`.
struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn take(&mut self, n: usize) -> Fallible<&'b [u8]> {
        let end = self.at.checked_add(n).ok_or(Damaged)?;
        let part = self.bytes.get(self.at..end).ok_or(Damaged)?;
        self.at = end;
        Ok(part)
    }

    #[inline]
    fn byte(&mut self) -> Fallible<u8> {
        let b = *self.bytes.get(self.at).ok_or(Damaged)?;
        self.at += 1;
        Ok(b)
    }

    #[inline]
    fn number(&mut self) -> Fallible<u64> {
        let first = self.byte()?;
        if first < 0x80 {
            return Ok(first as u64);
        }
        let (mut n, mut shift) = ((first & 0x7f) as u64, 7);
        loop {
            let b = self.byte()?;
            n |= ((b & 0x7f) as u64).checked_shl(shift).ok_or(Damaged)?;
            if b < 0x80 {
                return Ok(n);
            }
            shift += 7;
        }
    }

    fn signed(&mut self) -> Fallible<i64> {
        let n = self.number()?;
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }

    fn small(&mut self) -> Fallible<u32> {
        self.number()?.try_into().map_err(|_| Damaged)
    }

    /// A number of things that follow, one byte each at least.
    fn count(&mut self) -> Fallible<usize> {
        let n = self.number()?;
        if n > self.bytes.len() as u64 { Err(Damaged) } else { Ok(n as usize) }
    }

    fn fixed(&mut self) -> Fallible<u32> {
        Ok(u32::from_le_bytes(self.take(4)?.try_into().map_err(|_| Damaged)?))
    }

    fn float(&mut self) -> Fallible<f64> {
        Ok(f64::from_bits(u64::from_le_bytes(self.take(8)?.try_into().map_err(|_| Damaged)?)))
    }

    fn text(&mut self) -> Fallible<&'b str> {
        let n = self.count()?;
        std::str::from_utf8(self.take(n)?).map_err(|_| Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CodeBuilder, print_unit};

    fn sample() -> CodeUnit {
        let file: Rc<str> = "f".into();
        let mut inner = CodeBuilder::new("g", "f.g", &file, 3, 1);
        let k = inner.constant(Const::WideStr([0xd800, 65].into()));
        inner.set_span(SourceSpan { start: 500, end: 510, line: 3, column: 2 });
        inner.emit("load", &[Operand::Reg(Reg(0)), k]);
        let mut b = CodeBuilder::new("f", "f", &file, 1, 0);
        let r = b.alloc();
        for c in [
            Const::Nil,
            Const::Int(i64::MIN),
            Const::Float(-0.5),
            Const::Imaginary(2.0),
            Const::Bytes([1, 255].into()),
            Const::Tuple(vec![Const::Bool(true), Const::Str("s".into()), Const::BigInt("99".into())]),
            Const::Named("Ellipsis".into()),
            Const::Code(Rc::new(inner.finish())),
        ] {
            let k = b.constant(c);
            b.emit("load", &[Operand::Reg(r), k]);
        }
        let n = b.name("x");
        let s = b.site();
        b.emit("get", &[n, s, Operand::Imm(300)]);
        b.finish()
    }

    #[test]
    fn what_is_packed_comes_back() {
        let unit = sample();
        let bytes = pack(&unit);
        let a = Archive::open(Bytes::Shared(bytes.into()), "f").expect("an archive");
        let back = unpack_all(a.root().expect("a unit")).expect("all units");
        assert_eq!(print_unit(&back), print_unit(&unit));
    }

    #[test]
    fn damage_is_an_error() {
        let good = pack(&sample());
        for i in 0..good.len() {
            for b in [0, 0x7f, 0xff] {
                let mut bad = good.clone();
                bad[i] = b;
                bad.truncate(good.len() - i % 3);
                if let Ok(a) = Archive::open(Bytes::Shared(bad.into()), "f") {
                    let _unit = a.root().and_then(unpack_all);
                }
            }
        }
    }
}
