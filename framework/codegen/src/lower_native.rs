//! Compiled code calls compiled code.
//!
//! ```text
//! [new base - 32] = callee; [new base - 16] = NATIVE; [new base + 8 i] = argument i
//! depth = entry's + n; (result, status) = *cell (ctx, new base); depth = entry's
//! unless status is RETURNED: RAISED goes to the exit of the guard behind the call, UNWOUND through
//! the call's own
//! ```
//! The rest of the callee's header is written by that exit. A native caller stores nothing else:
//! its own frames are in its registers.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use trackway_ir::{CodeCall, Ins, NativeRaise, NativeReturn, Op, SnapId, Ty};

use crate::error::BadTrace;
use crate::layout::{frame, status};
use crate::lower::{Lowered, Lowering, plain};

impl Lowering<'_, '_> {
    pub fn call_code(&mut self, c: CodeCall, ins: &Ins) -> Lowered<Value> {
        if ins.snap == SnapId::NONE || ins.call_range().is_empty() {
            return Err(self.bad(BadTrace::NoSnapshot));
        }
        let trace = self.trace;
        let exit = self.exit_block(ins.snap)?;
        let number = self.exit_blocks.iter().position(|b| *b == Some(exit)).expect("an exit block");
        self.unwinding.insert(number);
        let base = self.b.ins().iadd_imm_s(self.base, 8 * c.base as i64);
        for (i, r) in trace.call_args[ins.call_range()].iter().enumerate() {
            self.check_type(*r, Ty::Value)?;
            let v = self.boxed(*r)?;
            let at = if i == 0 { frame::CALLEE } else { 8 * (i as i32 - 1) };
            self.b.ins().store(plain(), v, base, at);
        }
        let word = self.word(frame::NATIVE | (c.ret as i64) << frame::RET_SHIFT);
        self.b.ins().store(plain(), word, base, frame::RETURN);
        self.set_depth(trace.snapshots[ins.snap.0 as usize].depth);
        let cell = self.word(c.cell as i64);
        let target = self.b.ins().load(types::I64, plain(), cell, 0);
        let signature = self.trace_signature();
        let call = self.b.ins().call_indirect(signature, target, &[self.ctx, base]);
        let (result, status) = (self.b.inst_results(call)[0], self.b.inst_results(call)[1]);
        let raised_exit = match trace.ins.get(self.at + 1) {
            Some(next) if next.op == Op::GuardReturned => self.exit_block(next.snap)?,
            _ => return Err(self.bad(BadTrace::Misplaced)),
        };
        let returned = self.b.ins().icmp_imm_s(IntCC::Equal, status, status::RETURNED);
        let (go_on, other, raised) = (self.b.create_block(), self.cold_block(), self.cold_block());
        self.b.ins().brif(returned, go_on, &[], other, &[]);
        self.b.switch_to_block(other);
        let unwound = self.b.ins().icmp_imm_s(IntCC::Equal, status, status::UNWOUND);
        self.b.ins().brif(unwound, exit, &[], raised, &[]);
        self.b.switch_to_block(raised);
        self.set_depth(0);
        self.b.ins().jump(raised_exit, &[]);
        self.b.switch_to_block(go_on);
        self.set_depth(0);
        Ok(result)
    }

    pub fn after_call_code(&self) -> bool {
        self.at > 0 && matches!(self.trace.ins[self.at - 1].op, Op::CallCode(_))
    }

    /// The rest of a call's exit, when its values are saved.
    pub fn unwind_caller(&mut self) {
        self.call_with_base(self.world.calls.unwound);
        let (none, status) = (self.word(0), self.word(status::UNWOUND));
        self.b.ins().return_(&[none, status]);
    }

    pub fn return_native(&mut self, r: NativeReturn, ins: &Ins) -> Lowered<()> {
        let result = self.boxed(ins.args[0])?;
        let mask = frame::NATIVE | frame::RET_MASK;
        let go_on = self.open_native_end(r.frame, mask, frame::NATIVE | (r.ret as i64) << frame::RET_SHIFT);
        let status = self.word(status::RETURNED);
        self.b.ins().return_(&[result, status]);
        self.b.switch_to_block(go_on);
        Ok(())
    }

    /// Begins what ends the activation where these bits of the frame's return word are so; the block to
    /// go on in where they are not.
    fn open_native_end(&mut self, frame: i32, mask: i64, wanted: i64) -> Block {
        let word = self.b.ins().load(types::I64, plain(), self.base, 8 * frame + frame::RETURN);
        let bits = self.b.ins().band_imm_s(word, mask);
        let native = self.b.ins().icmp_imm_s(IntCC::Equal, bits, wanted);
        let (leave, go_on) = (self.b.create_block(), self.cold_block());
        self.b.ins().brif(native, leave, &[], go_on, &[]);
        self.b.switch_to_block(leave);
        go_on
    }

    pub fn raise_native(&mut self, r: NativeRaise, ins: &Ins) -> Lowered<()> {
        let trace = self.trace;
        let args = &trace.call_args[ins.call_range()];
        let Some((exception, frames)) = args.split_first() else {
            return Err(self.bad(BadTrace::Misplaced));
        };
        let exception = self.boxed(*exception)?;
        let go_on = self.open_native_end(r.frame, frame::NATIVE, frame::NATIVE);
        let mut place = self.word(0);
        for of_frame in frames.chunks_exact(2) {
            let code = self.value(of_frame[0])?;
            place = self.value(of_frame[1])?;
            self.call_note_traceback(&[exception, code, place]);
        }
        self.b.ins().store(plain(), exception, self.ctx, self.world.layout.pending);
        let status = self.word(status::RAISED);
        self.b.ins().return_(&[place, status]);
        self.b.switch_to_block(go_on);
        Ok(())
    }

    pub fn guard_room(&mut self, frames: u32, exit: Block) {
        let depth = self.depth_at_entry();
        let limit = self.b.ins().load(types::I64, plain(), self.ctx, self.world.layout.depth_limit);
        let after = self.b.ins().iadd_imm_s(depth, frames as i64);
        let room = self.b.ins().icmp(IntCC::SignedLessThanOrEqual, after, limit);
        self.leave_unless(room, true, exit);
    }

    pub fn guard_stack(&mut self, exit: Block) {
        let limit = self.b.ins().load(types::I64, plain(), self.ctx, self.world.layout.native_limit);
        let pointer = self.b.ins().get_stack_pointer(types::I64);
        let room = self.b.ins().icmp(IntCC::UnsignedGreaterThan, pointer, limit);
        self.leave_unless(room, true, exit);
    }
}
