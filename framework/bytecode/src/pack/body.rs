//! Reading bodies: whole, or part by part without keeping them.

use super::{Archive, Damaged, Fallible, PackedBody, PackedUnit, Reader};
use crate::lazy::LazyInsns;
use crate::unit::{Body, Const, Handler, Insn, OpName, Operand, Reg, SourceSpan};
use std::cell::RefCell;
use std::rc::Rc;

/// Tuples within tuples in a constant.
const DEPTH: u32 = 1000;

/// Takes the parts of a body, in the order of the methods.
pub trait BodyVisitor {
    fn name(&mut self, name: &str);
    fn handler(&mut self, handler: Handler);
    /// Code is [`Const::Packed`].
    fn constant(&mut self, c: Const);
    /// So many instructions follow, with so many words in all.
    fn sizes(&mut self, insns: usize, words: usize);
    /// Number and operands of an instruction, which are of the kinds that the op has, and a bit for each operand that
    /// is a constant. `false`: no further ones are wanted.
    fn insn(&mut self, op: u32, operands: &[u32], constants: u32) -> bool;
}

/// The instructions of a body.
pub(super) struct Code<'b> {
    insns: usize,
    words: usize,
    reader: Reader<'b>,
    /// Where the spans stand.
    spans: usize,
}

/// The kind of a constant.
const CONST: u8 = 1;

fn operand(kind: u8, n: u32) -> Fallible<Operand> {
    Ok(match kind {
        0 => Operand::Reg(Reg(n)),
        CONST => Operand::Const(n),
        2 => Operand::Name(n),
        3 => Operand::Jump(n),
        4 => Operand::Imm(n),
        5 => Operand::Site(n),
        _ => return Err(Damaged),
    })
}

impl Archive {
    /// The run time's numbers of the archive's ops, by `find`, which is asked once and gets the operands as
    /// they would look with all numbers 0.
    fn numbers(&self, find: impl Fn(&str, &[Operand]) -> Option<u32>) -> Option<&[u32]> {
        let all = || {
            let number = |i| {
                let (name, kinds) = self.op(i).ok()?;
                let operands: Fallible<Vec<Operand>> = kinds.iter().map(|k| operand(*k, 0)).collect();
                find(name, &operands.ok()?)
            };
            (0..self.ops.len()).map(number).collect()
        };
        self.op_numbers.get_or_init(all).as_deref()
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

impl PackedBody {
    fn reader(&self, at: u32) -> Reader<'_> {
        Reader { bytes: self.unit.archive.bytes.get(), at: at as usize }
    }

    /// The unit of the same archive with that number.
    pub fn sibling(&self, number: u32) -> PackedUnit {
        PackedUnit { archive: self.unit.archive.clone(), number }
    }

    pub(crate) fn read_meta(&self) -> Fallible<Const> {
        self.unit.archive.constant(&mut self.reader(self.meta), DEPTH)
    }

    /// Reads what stands before the instructions.
    fn read_data(
        &self,
        name: &mut dyn FnMut(&str),
        handler: &mut dyn FnMut(Handler),
        constant: &mut dyn FnMut(Const),
    ) -> Fallible<()> {
        let archive = &self.unit.archive;
        let mut r = self.reader(self.body);
        r.count()?;
        for _ in 0..r.count()? {
            name(archive.string(r.count()?)?);
        }
        for _ in 0..r.count()? {
            let (start, end, target, exc) = (r.small()?, r.small()?, r.small()?, Reg(r.small()?));
            handler(Handler { start, end, target, exc });
        }
        for _ in 0..r.count()? {
            let c = archive.constant(&mut r, DEPTH)?;
            // What is nested in a unit comes behind it: no unit is nested in itself.
            if matches!(&c, Const::Packed(p) if p.number <= self.unit.number) {
                return Err(Damaged);
            }
            constant(c);
        }
        Ok(())
    }

    pub(super) fn code(&self) -> Fallible<Code<'_>> {
        let mut reader = self.reader(self.body);
        let data = reader.count()?;
        reader.take(data)?;
        let (insns, words, bytes) = (reader.count()?, reader.count()?, reader.count()?);
        let spans = reader.at + bytes;
        Ok(Code { insns, words, reader, spans })
    }

    /// Gives the parts to `v`; `Ok(false)` if an op is not known to `find`, which says the number of an op
    /// with operands of such kinds.
    pub fn walk(
        &self,
        v: &mut impl BodyVisitor,
        find: impl Fn(&str, &[Operand]) -> Option<u32>,
    ) -> Fallible<bool> {
        let archive = &self.unit.archive;
        let Some(numbers) = archive.numbers(find) else { return Ok(false) };
        let visitor = RefCell::new(&mut *v);
        self.read_data(
            &mut |name| visitor.borrow_mut().name(name),
            &mut |handler| visitor.borrow_mut().handler(handler),
            &mut |c| visitor.borrow_mut().constant(c),
        )?;
        let Code { insns, words, mut reader, .. } = self.code()?;
        v.sizes(insns, words);
        let mut operands = Vec::new();
        for _ in 0..insns {
            let op = reader.count()?;
            let kinds = archive.kinds(op)?;
            operands.clear();
            let mut constants = 0;
            for (i, kind) in kinds.iter().enumerate() {
                operands.push(reader.small()?);
                constants |= u32::from(*kind == CONST) << i;
            }
            if !v.insn(numbers[op], &operands, constants) {
                break;
            }
        }
        Ok(true)
    }

    /// Calls `f` with op and operands of each instruction.
    pub(crate) fn each_insn(&self, mut f: impl FnMut(&str, &[Operand])) -> Fallible<()> {
        let Code { insns, mut reader, .. } = self.code()?;
        let mut operands = Vec::new();
        for _ in 0..insns {
            let (op, kinds) = self.unit.archive.op(reader.count()?)?;
            operands.clear();
            for k in kinds {
                operands.push(operand(*k, reader.small()?)?);
            }
            f(op, &operands);
        }
        Ok(())
    }

    /// The whole body but the instructions.
    pub(crate) fn read(&self) -> Fallible<Body> {
        let (mut names, mut handlers, mut consts) = (Vec::new(), Vec::new(), Vec::new());
        self.read_data(&mut |n| names.push(n.into()), &mut |h| handlers.push(h), &mut |c| consts.push(c))?;
        Ok(Body { insns: LazyInsns::packed(self.clone()), consts, names, handlers })
    }

    pub(crate) fn read_insns(&self) -> Fallible<Vec<Insn>> {
        let Code { insns, spans: at, .. } = self.code()?;
        let mut r = Reader { bytes: self.unit.archive.bytes.get(), at };
        let mut span = SourceSpan::default();
        let step = |old: u32, d: i64| (old as i64).wrapping_add(d) as u32;
        let mut spans = Vec::new();
        for _ in 0..insns {
            span = SourceSpan {
                start: step(span.start, r.signed()?),
                end: step(span.end, r.signed()?),
                line: step(span.line, r.signed()?),
                column: step(span.column, r.signed()?),
            };
            spans.push(span);
        }
        let mut spans = spans.into_iter();
        let mut all = Vec::with_capacity(spans.len());
        self.each_insn(|op, operands| {
            let span = spans.next().unwrap_or_default();
            all.push(Insn { op: OpName::Read(op.into()), operands: operands.into(), span });
        })?;
        Ok(all)
    }
}
