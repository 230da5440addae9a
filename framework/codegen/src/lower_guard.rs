//! Guards: a branch to the exit of their snapshot.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use trackway_ir::{Ins, Op, Ref, SnapId};

use crate::error::BadTrace;
use crate::layout::CtxLayout;
use crate::lower::{Lowered, Lowering, plain};

impl Lowering<'_, '_> {
    /// A guard; the three that compute have a value.
    pub fn guard(&mut self, ins: &Ins) -> Lowered<Option<Value>> {
        if ins.snap == SnapId::NONE {
            return Err(self.bad(BadTrace::NoSnapshot));
        }
        let exit = self.exit_block(ins.snap)?;
        match ins.op {
            // Part of the call before it, see `call_code`.
            Op::GuardReturned if self.after_call_code() => {}
            Op::GuardTrue => self.guard_condition(ins.args[0], true, exit)?,
            Op::GuardFalse => self.guard_condition(ins.args[0], false, exit)?,
            Op::GuardNoRaise => self.guard_pending(false, exit),
            Op::GuardRaised => self.guard_pending(true, exit),
            Op::GuardValid => self.guard_epoch(exit),
            Op::Poll => {
                let at = self.b.ins().iadd_imm_s(self.ctx, self.world.layout.interrupt as i64);
                match self.world.layout.steps {
                    None => self.guard_uninterrupted(at, exit),
                    Some(steps) => self.poll_counted(at, steps, exit),
                }
            }
            Op::GuardRoom(n) => self.guard_room(n, exit),
            Op::GuardStack => self.guard_stack(exit),
            Op::AddOvf | Op::SubOvf | Op::MulOvf => return self.guard_overflow(ins, exit).map(Some),
            _ => return Err(self.bad(BadTrace::Misplaced)),
        }
        Ok(None)
    }

    fn guard_condition(&mut self, condition: Ref, expected: bool, exit: Block) -> Lowered<()> {
        if !condition.is_const() && !self.is_defined(condition) {
            let test = self.trace.ins[condition.index()];
            return self.guard_kind(test.op, test.args[0], expected, exit);
        }
        let condition = self.value(condition)?;
        self.leave_unless(condition, expected, exit);
        Ok(())
    }

    fn guard_pending(&mut self, raised: bool, exit: Block) {
        let pending = self.b.ins().load(types::I64, plain(), self.ctx, self.world.layout.pending);
        let none = self.b.ins().icmp_imm_u(IntCC::Equal, pending, 0);
        self.leave_unless(none, !raised, exit);
    }

    /// Tests the interrupt word, which other threads write. A plain load folds into the comparison, which an
    /// atomic one does not; it is sound because no pass that merges loads runs at this `opt_level`,
    /// and a 32-bit load is one access on every machine that Cranelift knows.
    fn guard_uninterrupted(&mut self, at: Value, exit: Block) {
        let seen = self.b.ins().load(types::I32, plain(), at, 0);
        let zero = self.b.ins().icmp_imm_u(IntCC::Equal, seen, 0);
        self.leave_unless(zero, true, exit);
    }

    /// What may have changed the epoch ran just before, on this thread.
    fn guard_epoch(&mut self, exit: Block) {
        let Some(epoch) = self.world.epoch else { return };
        let now = self.b.ins().load(types::I64, plain(), self.ctx, self.world.layout.epoch);
        let same = self.b.ins().icmp_imm_u(IntCC::Equal, now, epoch as i64);
        self.leave_unless(same, true, exit);
    }

    /// As the other polls, and one step less is left.
    fn poll_counted(&mut self, interrupt: Value, steps: i32, exit: Block) {
        let before = self.b.ins().load(types::I64, plain(), self.ctx, steps);
        let left = self.b.ins().iadd_imm_s(before, -1);
        self.b.ins().store(plain(), left, self.ctx, steps);
        let over = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, left, 0);
        let seen = self.b.ins().load(types::I32, plain(), interrupt, 0);
        let other = self.b.ins().band_imm_u(seen, !(CtxLayout::COUNTING as i64) & 0xffff_ffff);
        let wanted = self.b.ins().icmp_imm_u(IntCC::NotEqual, other, 0);
        let leave = self.b.ins().bor(over, wanted);
        self.leave_unless(leave, false, exit);
    }

    fn guard_overflow(&mut self, ins: &Ins, exit: Block) -> Lowered<Value> {
        let (a, b) = (self.value(ins.args[0])?, self.value(ins.args[1])?);
        let (result, overflow) = self.with_overflow(ins, a, b);
        self.leave_unless(overflow, false, exit);
        Ok(result)
    }
}
