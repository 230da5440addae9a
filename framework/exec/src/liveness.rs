//! Which registers an instruction still needs, from the operands' roles alone.
//!
//! Backward data flow over the bytecode. An instruction in a protected range may raise before it
//! writes anything, so what its handler needs is live before it.

use crate::code::CodeRef;
use crate::frame::handler_for;
use crate::machine::Machine;
use crate::operand::{OperandKind, is_constant};

/// One bit per register.
type Set = Box<[u64]>;

/// Live registers before each instruction of one code object.
pub struct Liveness {
    before: Vec<Set>,
}

/// One decoded instruction.
struct Step {
    reads: Vec<(u32, u32)>,
    writes: Vec<(u32, u32)>,
    successors: Vec<usize>,
    handler: Option<(usize, u32)>,
}

impl Liveness {
    pub fn of(machine: &Machine, code: CodeRef) -> Liveness {
        let steps: Vec<Step> = (0..code.starts.len()).map(|i| decode(machine, code, i)).collect();
        let words = (code.regs as usize).div_ceil(64);
        let mut before: Vec<Set> = steps.iter().map(|_| vec![0; words].into()).collect();
        loop {
            let mut changed = false;
            for i in (0..steps.len()).rev() {
                let live = transfer(&steps[i], &before, words);
                if live != before[i] {
                    before[i] = live;
                    changed = true;
                }
            }
            if !changed {
                return Liveness { before };
            }
        }
    }

    /// Whether the instruction at index `insn` or a later one may read `register` as it is now.
    pub fn is_live(&self, insn: usize, register: u32) -> bool {
        self.before[insn][register as usize / 64] >> (register % 64) & 1 != 0
    }
}

/// The registers that each place in a code object needs, as lists: for what looks at them at run time.
pub(crate) struct Needed {
    /// By instruction word: the part of `registers`.
    parts: Vec<(u32, u32)>,
    registers: Vec<u32>,
}

impl Needed {
    pub(crate) fn of(machine: &Machine, code: CodeRef) -> Needed {
        let live = code.liveness(machine);
        let mut n = Needed { parts: vec![(0, 0); code.words.len()], registers: Vec::new() };
        // A frame may be set aside before its first instruction too, where another one was entered between two.
        n.registers.extend((0..code.regs).filter(|r| live.is_live(0, *r)));
        n.parts[0] = (0, n.registers.len() as u32);
        for (i, before) in code.starts.windows(2).map(|w| w[0]).enumerate() {
            let handler = handler_for(code, before).map(|h| (code.insn_at(h.target), h.exc));
            let handled = |r: u32| handler.is_some_and(|(at, exc)| exc != r && live.is_live(at, r));
            let first = n.registers.len() as u32;
            n.registers.extend((0..code.regs).filter(|r| live.is_live(i + 1, *r) || handled(*r)));
            n.parts[code.starts[i + 1] as usize] = (first, n.registers.len() as u32);
        }
        n
    }

    pub(crate) fn at(&self, pc: u32) -> &[u32] {
        let (from, to) = self.parts[pc as usize];
        &self.registers[from as usize..to as usize]
    }
}

fn transfer(step: &Step, before: &[Set], words: usize) -> Set {
    let mut live: Set = vec![0; words].into();
    for &s in &step.successors {
        live.iter_mut().zip(&before[s]).for_each(|(a, b)| *a |= b);
    }
    for &(from, to) in &step.writes {
        (from..to).for_each(|r| live[r as usize / 64] &= !(1 << (r % 64)));
    }
    for &(from, to) in &step.reads {
        (from..to).for_each(|r| live[r as usize / 64] |= 1 << (r % 64));
    }
    if let Some((target, exc)) = step.handler {
        let mut at_handler = before[target].clone();
        at_handler[exc as usize / 64] &= !(1 << (exc % 64));
        live.iter_mut().zip(&at_handler).for_each(|(a, b)| *a |= b);
    }
    live
}

fn decode(machine: &Machine, code: CodeRef, i: usize) -> Step {
    let at = code.starts[i] as usize;
    let info = machine.hooks().op(code.words[at]);
    let mut step = Step { reads: Vec::new(), writes: Vec::new(), successors: Vec::new(), handler: None };
    for (n, kind) in info.operands.iter().enumerate() {
        let x = code.words[at + 1 + n];
        let count = code.words.get(at + 2 + n).copied().unwrap_or(0);
        match *kind {
            OperandKind::In => step.reads.push((x, x + 1)),
            OperandKind::Src if is_constant(x) => {}
            OperandKind::Src => step.reads.push((x, x + 1)),
            OperandKind::Out => step.writes.push((x, x + 1)),
            OperandKind::Block => step.reads.push((x, x + count)),
            OperandKind::Pairs => step.reads.push((x, x + 2 * count)),
            OperandKind::OutBlock => step.writes.push((x, x + count)),
            OperandKind::Args { extra } => {
                step.reads.extend([(x, x + 1), (x + 4, x + 4 + extra + count)]);
                step.writes.push((x, code.regs));
            }
            OperandKind::OutMethod => step.writes.extend([(x, x + 1), (x + 4, x + 5)]),
            OperandKind::Target => step.successors.push(code.insn_at(x)),
            _ => {}
        }
    }
    if !info.diverges && i + 1 < code.starts.len() {
        step.successors.push(i + 1);
    }
    let handler = code.handlers.iter().find(|h| h.start as usize <= at && at < h.end as usize);
    step.handler = handler.map(|h| (code.insn_at(h.target), h.exc));
    step
}
