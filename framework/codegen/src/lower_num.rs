//! Machine integers and doubles: one CLIF instruction each, or two.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{InstBuilder, Value, types};
use trackway_ir::Op;

use crate::lower::Lowering;

impl Lowering<'_, '_> {
    /// Pure ops on unboxed numbers.
    pub fn number_op(&mut self, op: Op, a: Value, b: Value) -> Option<Value> {
        self.integer_op(op, a, b).or_else(|| self.float_op(op, a, b))
    }

    fn integer_op(&mut self, op: Op, a: Value, b: Value) -> Option<Value> {
        Some(match op {
            Op::IAdd => self.b.ins().iadd(a, b),
            Op::ISub => self.b.ins().isub(a, b),
            Op::IMul => self.b.ins().imul(a, b),
            Op::IAnd => self.b.ins().band(a, b),
            Op::IOr => self.b.ins().bor(a, b),
            Op::IXor => self.b.ins().bxor(a, b),
            Op::IShl => self.b.ins().ishl(a, b),
            Op::IShr => self.b.ins().ushr(a, b),
            Op::ILt => self.b.ins().icmp(IntCC::SignedLessThan, a, b),
            Op::ILe => self.b.ins().icmp(IntCC::SignedLessThanOrEqual, a, b),
            Op::IULt => self.b.ins().icmp(IntCC::UnsignedLessThan, a, b),
            Op::IEq => self.b.ins().icmp(IntCC::Equal, a, b),
            Op::I64ToS => self.b.ins().ishl_imm_u(a, 1),
            Op::IFits => {
                let there = self.b.ins().ishl_imm_u(a, 1);
                let back = self.b.ins().sshr_imm_u(there, 1);
                self.b.ins().icmp(IntCC::Equal, back, a)
            }
            _ => return None,
        })
    }

    fn float_op(&mut self, op: Op, a: Value, b: Value) -> Option<Value> {
        Some(match op {
            Op::FAdd => self.b.ins().fadd(a, b),
            Op::FSub => self.b.ins().fsub(a, b),
            Op::FMul => self.b.ins().fmul(a, b),
            Op::FDiv => self.b.ins().fdiv(a, b),
            Op::FNeg => self.b.ins().fneg(a),
            Op::FAbs => self.b.ins().fabs(a),
            Op::FSqrt => self.b.ins().sqrt(a),
            Op::FFloor => self.b.ins().floor(a),
            Op::FCeil => self.b.ins().ceil(a),
            Op::FTrunc => self.b.ins().trunc(a),
            Op::FLt => self.b.ins().fcmp(FloatCC::LessThan, a, b),
            Op::FLe => self.b.ins().fcmp(FloatCC::LessThanOrEqual, a, b),
            Op::FEq => self.b.ins().fcmp(FloatCC::Equal, a, b),
            // In range by the op's contract, so the trapping form never traps and is shorter.
            Op::FToI64 => self.b.ins().fcvt_to_sint(types::I64, a),
            _ => return None,
        })
    }
}
