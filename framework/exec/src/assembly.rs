//! Making the parts of linked code, instruction by instruction.
//!
//! A unit of an archive is read as it is linked: nothing of it is kept in between.

use crate::code::{HandlerRange, Parts, Site};
use crate::language::OpInfo;
use crate::link::LinkError;
use crate::machine::Machine;
use crate::operand::{OperandKind, version};
use std::cell::Cell;
use trackway_bytecode::{BodyVisitor, CodeUnit, Const, Handler, Operand};
use trackway_gc::Value;

/// What is there so far.
struct Assembly<'m> {
    machine: &'m Machine,
    unit: &'m CodeUnit,
    words: Vec<u32>,
    starts: Vec<u32>,
    consts: Vec<Cell<Value>>,
    names: Vec<Cell<Value>>,
    handlers: Vec<Handler>,
    loops: Vec<u32>,
    /// Words that are numbers of instructions still.
    jumps: Vec<u32>,
    forks: u32,
    suspends: bool,
    diverges: bool,
    failed: Option<LinkError>,
}

/// The parts of the unit's code.
pub(crate) fn assemble(machine: &Machine, unit: &CodeUnit) -> Result<Parts, LinkError> {
    let mut a = Assembly {
        machine,
        unit,
        words: Vec::new(),
        starts: Vec::new(),
        consts: Vec::new(),
        names: Vec::new(),
        handlers: Vec::new(),
        loops: Vec::new(),
        jumps: Vec::new(),
        forks: 0,
        suspends: false,
        diverges: false,
        failed: None,
    };
    let find = |name: &str, operands: &[Operand]| op_number(machine, name, operands, 0).ok();
    let known = match unit.packed() {
        Some(p) => p.walk(&mut a, find).unwrap_or_else(|e| panic!("{}: {e}", unit.qualname)),
        None => false,
    };
    if !known {
        a.walk()?;
    }
    a.finish()
}

/// The number of the op, if it takes operands of such kinds.
fn op_number(machine: &Machine, name: &str, operands: &[Operand], at: usize) -> Result<u32, LinkError> {
    let unknown = || LinkError::UnknownOp { op: name.to_string(), at };
    let op = *machine.op_numbers().get(name).ok_or_else(unknown)?;
    let kinds = machine.hooks().ops[op as usize].operands;
    let fits = kinds.len() == operands.len() && kinds.iter().zip(operands).all(|(k, o)| takes(*k, *o));
    if fits { Ok(op) } else { Err(LinkError::Operands { op: name.to_string(), at }) }
}

fn takes(kind: OperandKind, operand: Operand) -> bool {
    use OperandKind as K;
    match operand {
        Operand::Reg(_) => !matches!(kind, K::Const | K::Name | K::Target | K::Imm | K::Site | K::Loop),
        Operand::Const(_) => matches!(kind, K::Const | K::Src),
        Operand::Name(_) => kind == K::Name,
        Operand::Jump(_) => kind == K::Target,
        Operand::Imm(_) => kind == K::Imm,
        Operand::Site(_) => matches!(kind, K::Site | K::Loop),
    }
}

fn word(operand: Operand) -> u32 {
    match operand {
        Operand::Reg(r) => r.0,
        Operand::Jump(k) | Operand::Const(k) | Operand::Name(k) | Operand::Imm(k) | Operand::Site(k) => k,
    }
}

impl BodyVisitor for Assembly<'_> {
    fn name(&mut self, name: &str) {
        self.names.push(Cell::new((self.machine.hooks().name_word)(self.machine, name)));
    }

    fn handler(&mut self, handler: Handler) {
        self.handlers.push(handler);
    }

    fn constant(&mut self, c: Const) {
        self.consts.push(Cell::new((self.machine.hooks().constant)(self.machine, &c)));
    }

    fn sizes(&mut self, insns: usize, words: usize) {
        self.starts.reserve_exact(insns);
        self.words.reserve_exact(words);
    }

    fn insn(&mut self, op: u32, operands: &[u32], constants: u32) -> bool {
        let info = self.machine.hooks().op(op);
        let at = self.words.len() as u32;
        self.starts.push(at);
        self.words.push(op);
        self.words.extend_from_slice(operands);
        self.suspends |= info.suspends;
        self.diverges = info.diverges;
        self.forks += (!info.diverges && info.operands.contains(&OperandKind::Target)) as u32;
        if let Err(e) = self.check(info, operands, constants, at + 1) {
            self.failed = Some(e);
        }
        self.failed.is_none()
    }
}

impl Assembly<'_> {
    /// Takes the parts of a unit that was read.
    fn walk(&mut self) -> Result<(), LinkError> {
        let unit = self.unit;
        unit.names.iter().for_each(|n| self.name(n));
        unit.consts.iter().for_each(|c| self.constant(c.clone()));
        self.handlers.extend(&unit.handlers);
        self.sizes(unit.insns.len(), unit.insns.iter().map(|i| 1 + i.operands.len()).sum());
        let mut words = Vec::new();
        for (at, insn) in unit.insns.iter().enumerate() {
            let op = op_number(self.machine, &insn.op, &insn.operands, at)?;
            words.clear();
            words.extend(insn.operands.iter().map(|o| word(*o)));
            let is_constant = |(i, o): (usize, &Operand)| u32::from(matches!(o, Operand::Const(_))) << i;
            let constants = insn.operands.iter().enumerate().map(is_constant).sum();
            if !self.insn(op, &words, constants) {
                break;
            }
        }
        Ok(())
    }

    /// The ranges of an instruction's operands, the first of which is word `at`. `constants`: a bit for each.
    #[inline]
    fn check(
        &mut self,
        info: &'static OpInfo,
        operands: &[u32],
        constants: u32,
        at: u32,
    ) -> Result<(), LinkError> {
        use OperandKind as K;
        let unit = self.unit;
        let insn = self.starts.len() - 1;
        let within_frame = |r: u32, n: u32| r.checked_add(n).is_some_and(|end| end <= unit.regs);
        let mut version = 0;
        for (i, (kind, &word)) in info.operands.iter().zip(operands).enumerate() {
            let counted = |each: u32, more: u32| match (info.operands.get(i + 1), operands.get(i + 1)) {
                (Some(K::Imm), Some(&n)) => Some(n.saturating_mul(each).saturating_add(more)),
                _ => None,
            };
            let block = |n: Option<u32>| match n {
                Some(n) => Ok(within_frame(word, n)),
                None => Err(LinkError::Operands { op: info.name.to_string(), at: insn }),
            };
            let within = match *kind {
                K::Src if constants >> i & 1 != 0 => {
                    self.words[at as usize + i] = !word;
                    let is_last = !info.operands[i + 1..].contains(&K::Src);
                    version = if is_last && version == 0 { version::LAST_IS_CONSTANT } else { version::ANY };
                    (word as usize) < self.consts.len()
                }
                K::In | K::Out | K::Src => word < unit.regs,
                K::Block | K::OutBlock => block(counted(1, 0))?,
                K::Pairs => block(counted(2, 0))?,
                K::Args { extra } => block(counted(1, 4 + extra))?,
                K::OutMethod => within_frame(word, 5),
                K::Const => (word as usize) < self.consts.len(),
                K::Name => (word as usize) < self.names.len(),
                K::Target => {
                    self.jumps.push(at + i as u32);
                    true
                }
                K::Imm => true,
                K::Site => word < unit.sites,
                K::Loop => {
                    self.loops.push(word);
                    word < unit.sites
                }
            };
            if !within {
                return Err(LinkError::Range { op: info.name.to_string(), at: insn });
            }
        }
        self.words[at as usize - 1] += version * self.machine.hooks().ops.len() as u32;
        Ok(())
    }

    fn finish(mut self) -> Result<Parts, LinkError> {
        if let Some(e) = self.failed {
            return Err(e);
        }
        if !self.diverges {
            return Err(LinkError::FallsOff);
        }
        for &at in &self.jumps {
            let Some(&start) = self.starts.get(self.words[at as usize] as usize) else {
                let insn = self.starts.partition_point(|s| *s <= at) - 1;
                let op = self.machine.hooks().op(self.words[self.starts[insn] as usize]);
                return Err(LinkError::Range { op: op.name.to_string(), at: insn });
            };
            self.words[at as usize] = start;
        }
        let sites: Box<[Site]> = (0..self.unit.sites).map(|_| Site::default()).collect();
        for l in &self.loops {
            sites[*l as usize].key.set(self.machine.loop_threshold());
        }
        let end = self.words.len() as u32;
        let word_at = |i: u32| self.starts.get(i as usize).copied().unwrap_or(end);
        let handlers = self.handlers.iter().map(|h| HandlerRange {
            start: word_at(h.start),
            end: word_at(h.end),
            target: word_at(h.target),
            exc: h.exc.0,
        });
        Ok(Parts {
            handlers: handlers.collect(),
            words: self.words.into(),
            starts: self.starts.into(),
            consts: self.consts.into(),
            names: self.names.into(),
            sites,
            has_loops: !self.loops.is_empty(),
            forks: self.forks,
            suspends: Cell::new(self.suspends),
            resumptions: Default::default(),
        })
    }
}
