//! Writing archives.

use super::{Damaged, HEAD};
use crate::unit::{CodeUnit, Const, Insn, OpName, Operand, SourceSpan};
use rustc_hash::FxHashMap as HashMap;
use std::rc::Rc;

/// Writes the unit and all units among its constants.
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

/// LEB128.
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
    ops: Vec<(OpName, Vec<u8>)>,
    op_index: HashMap<(OpName, Vec<u8>), u64>,
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
        let mut meta = Vec::new();
        self.constant(&mut meta, u.meta());
        number(&mut out, meta.len() as u64);
        out.extend(meta);
        let mut data = Vec::new();
        number(&mut data, u.names.len() as u64);
        for n in &u.names {
            let n = self.string(n);
            number(&mut data, n);
        }
        number(&mut data, u.handlers.len() as u64);
        for h in &u.handlers {
            [h.start, h.end, h.target, h.exc.0].iter().for_each(|n| number(&mut data, *n as u64));
        }
        number(&mut data, u.consts.len() as u64);
        for c in &u.consts {
            self.constant(&mut data, c);
        }
        number(&mut out, data.len() as u64);
        out.extend(data);
        let (mut insns, mut spans) = (Vec::new(), Vec::new());
        let mut last = SourceSpan::default();
        for i in u.insns.iter() {
            let n = self.op(i);
            number(&mut insns, n);
            i.operands.iter().for_each(|o| number(&mut insns, kind(o).1 as u64));
            let out = &mut spans;
            signed(out, i.span.start as i64 - last.start as i64);
            signed(out, i.span.end as i64 - last.end as i64);
            signed(out, i.span.line as i64 - last.line as i64);
            signed(out, i.span.column as i64 - last.column as i64);
            last = i.span;
        }
        let words: usize = u.insns.iter().map(|i| 1 + i.operands.len()).sum();
        [u.insns.len(), words, insns.len()].iter().for_each(|n| number(&mut out, *n as u64));
        out.extend(insns);
        out.extend(spans);
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
