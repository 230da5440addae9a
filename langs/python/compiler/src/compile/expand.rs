//! Ops that may need guest code in the middle, as pairs of instructions.
//!
//! A conditional jump whose condition guest code computes (`__bool__`, `__lt__`) cannot go on by
//! itself. It names a scratch register `x` and where to go on otherwise; the call's answer, True or
//! False, goes to `x`, and the next instruction jumps on it:
//! ```text
//!     jump_if_lt a, b, t, e, x, site
//!     jump_if_true x, t
//! e:
//! ```
//! `exc_info` and `make_function` get the number of registers in their block.
//! Likewise `unpack_seq` and `unpack_ex` name a register for a list of what guest code yields,
//! and the next instruction unpacks that.

use crate::compile::{Compiler, r};
use trackway_bytecode::Operand;

impl Compiler<'_> {
    pub(super) fn emit_expanded(&mut self, op: &'static str, operands: &[Operand]) {
        let mark = self.unit.b.mark();
        match op {
            "exc_info" => {
                self.unit.b.emit(op, &[operands[0], Operand::Imm(3), operands[1]]);
            }
            "make_function" => {
                let Operand::Imm(flags) = operands[3] else { return };
                let present = Operand::Imm(flags.count_ones());
                self.unit.b.emit(op, &[operands[0], operands[1], operands[2], present, operands[3]]);
            }
            "unpack_seq" => self.unpacking(op, operands[0], operands[1], None, operands[2]),
            "unpack_ex" => {
                let (Operand::Imm(before), Operand::Imm(after)) = (operands[1], operands[2]) else { return };
                let total = Operand::Imm(before + after + 1);
                self.unpacking(op, operands[0], total, Some(operands[1]), operands[3]);
            }
            _ if asks(op) => self.conditional_jump(op, operands),
            _ => {
                self.unit.b.emit(op, operands);
            }
        }
        self.unit.b.release_to(mark);
    }

    fn conditional_jump(&mut self, op: &'static str, operands: &[Operand]) {
        let (x, on) = (self.alloc(), self.unit.b.label());
        let e = self.unit.b.jump(on);
        let (site, rest) = operands.split_last().expect("a conditional jump has a site");
        let target = rest[rest.len() - 1];
        self.unit.b.emit(op, &[rest, &[e, r(x), *site]].concat());
        let then = if op.starts_with("jump_if_not") { "jump_if_false" } else { "jump_if_true" };
        self.unit.b.emit(then, &[r(x), target]);
        self.unit.b.place(on);
    }

    fn unpacking(
        &mut self,
        op: &'static str,
        start: Operand,
        n: Operand,
        before: Option<Operand>,
        s: Operand,
    ) {
        let (x, on) = (self.alloc(), self.unit.b.label());
        let e = self.unit.b.jump(on);
        for source in [s, r(x)] {
            let mut operands = vec![start, n];
            operands.extend(before);
            operands.extend([source, r(x), e]);
            if before.is_none() {
                operands.push(self.site());
            }
            self.unit.b.emit(op, &operands);
        }
        self.unit.b.place(on);
    }
}

/// Whether the jump may need guest code.
fn asks(op: &str) -> bool {
    let Some(condition) = op.strip_prefix("jump_if") else { return false };
    let condition = condition.strip_prefix("_not").unwrap_or(condition);
    matches!(condition, "" | "_lt" | "_le" | "_eq" | "_ne" | "_gt" | "_ge")
}
