//! Units as bytes: the form in which a compiled library stands in a binary, and caches on disk.
//!
//! ```text
//! archive = "TWA" version, tables, units
//! tables  = ops (name, kinds of operands), strings, where each unit begins
//! unit    = head, description, names, handlers, constants, instructions, spans
//! ```
//!
//! A unit is read when it is asked for, not when the archive is opened, and part by part: its nested units
//! are [`Const::Packed`], and spans are read when a traceback wants them. Numbers are LEB128, spans
//! differences to the span before.
//! *Invariant:* reading never panics and never reads outside; damaged bytes are an error.

mod body;
mod reader;
mod write;

pub use body::BodyVisitor;
pub use write::pack;

use crate::lazy::Lazy;
use crate::unit::{CodeUnit, Const};
use reader::Reader;
use std::cell::OnceCell;
use std::fmt;
use std::ops::Range;
use std::rc::Rc;

/// Changes with every change of the form.
const HEAD: [u8; 4] = *b"TWA3";

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
    ops: Vec<PackedOp>,
    /// The run time's numbers of the ops; none if it does not know one of them.
    op_numbers: OnceCell<Option<Box<[u32]>>>,
    /// Where each string stands.
    strings: usize,
    string_count: usize,
    units: usize,
    unit_count: usize,
}

/// Where an op's name and the kinds of its operands stand.
struct PackedOp {
    name: Range<u32>,
    kinds: Range<u32>,
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

/// The parts of a unit of an archive.
#[derive(Clone)]
pub struct PackedBody {
    unit: PackedUnit,
    /// Where the description and the body begin.
    meta: u32,
    body: u32,
}

impl fmt::Debug for PackedBody {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.unit.fmt(f)
    }
}

impl PackedUnit {
    /// Reads the unit's head; the rest of it later.
    pub fn unpack(&self) -> Fallible<CodeUnit> {
        Archive::read(&self.archive, self.number)
    }

    /// Its number, by which other units of the archive find it.
    pub fn number(&self) -> u32 {
        self.number
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

impl Archive {
    /// Opens packed bytes; `file` is what its units' tracebacks name.
    pub fn open(bytes: Bytes, file: &str) -> Fallible<Rc<Archive>> {
        let all = bytes.get();
        let mut r = Reader { bytes: all, at: 0 };
        if r.take(HEAD.len())? != HEAD {
            return Err(Damaged);
        }
        let count = r.count()?;
        let mut ops = Vec::with_capacity(count);
        for _ in 0..count {
            let (name, kinds) = (r.range()?, r.range()?);
            ops.push(PackedOp { name, kinds });
        }
        let (string_count, unit_count) = (r.fixed()? as usize, r.fixed()? as usize);
        let strings = r.at;
        let units = string_count.checked_mul(4).and_then(|n| strings.checked_add(n)).ok_or(Damaged)?;
        let op_numbers = OnceCell::new();
        let a =
            Archive { file: file.into(), ops, op_numbers, strings, string_count, units, unit_count, bytes };
        Ok(Rc::new(a))
    }

    /// The unit that the others are nested in.
    pub fn root(self: &Rc<Archive>) -> Fallible<CodeUnit> {
        let unit = Archive::read(self, 0)?;
        unit.packed().map_or(Ok(()), |p| p.code().map(|_| ()))?;
        Ok(unit)
    }

    fn part(&self, table: usize, i: usize, count: usize) -> Fallible<Reader<'_>> {
        if i >= count {
            return Err(Damaged);
        }
        let bytes = self.bytes.get();
        let parts = self.units + 4 * self.unit_count;
        let start = Reader { bytes, at: table + 4 * i }.fixed()? as usize;
        Ok(Reader { bytes, at: parts + start })
    }

    fn string(&self, i: usize) -> Fallible<&str> {
        self.part(self.strings, i, self.string_count)?.text()
    }

    fn rc(&self, r: &mut Reader<'_>) -> Fallible<Rc<str>> {
        Ok(self.string(r.count()?)?.into())
    }

    fn read(this: &Rc<Archive>, number: u32) -> Fallible<CodeUnit> {
        let mut r = this.part(this.units, number as usize, this.unit_count)?;
        let r = &mut r;
        let (name, qualname) = (this.rc(r)?, this.rc(r)?);
        let (line, params, regs, sites) = (r.small()?, r.small()?, r.small()?, r.small()?);
        let meta = r.range()?;
        let unit = PackedUnit { archive: this.clone(), number };
        let mut unit_read = CodeUnit::new(name, qualname, this.file.clone(), line, params);
        (unit_read.regs, unit_read.sites) = (regs, sites);
        unit_read.rest = Lazy::packed_at(PackedBody { unit, meta: meta.start, body: meta.end });
        Ok(unit_read)
    }

    /// Name and kinds of operands of an op.
    fn op(&self, i: usize) -> Fallible<(&str, &[u8])> {
        let name = self.bytes_of(&self.ops.get(i).ok_or(Damaged)?.name)?;
        Ok((std::str::from_utf8(name).map_err(|_| Damaged)?, self.kinds(i)?))
    }

    /// Kinds of operands of an op.
    fn kinds(&self, i: usize) -> Fallible<&[u8]> {
        self.bytes_of(&self.ops.get(i).ok_or(Damaged)?.kinds)
    }

    fn bytes_of(&self, r: &Range<u32>) -> Fallible<&[u8]> {
        self.bytes.get().get(r.start as usize..r.end as usize).ok_or(Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CodeBuilder, Operand, Reg, SourceSpan, print_unit};

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
