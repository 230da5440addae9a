//! Small integers, computed on the shifted words.
//!
//! With `a' = 2a`: `a' + b'`, `a' - b'`, comparisons and bitwise operations need no conversion,
//! overflow of the 63-bit result is overflow of the word, `a' * b = (ab)'`, and `a' / b' = a / b`.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use trackway_ir::{Ins, Op, Ref};

use crate::layout::word;
use crate::lower::Lowering;

impl Lowering<'_, '_> {
    /// Pure ops whose operands are small integers.
    pub fn small_op(&mut self, ins: &Ins, a: Value, b: Value) -> Option<Value> {
        Some(match ins.op {
            Op::SAdd => self.b.ins().iadd(a, b),
            Op::SSub => self.b.ins().isub(a, b),
            Op::SMul => {
                let (a, b) = self.factors(ins, a, b);
                self.b.ins().imul(a, b)
            }
            Op::AddOverflows | Op::SubOverflows | Op::MulOverflows => self.with_overflow(ins, a, b).1,
            Op::FloorDiv | Op::FloorMod | Op::TruncDiv | Op::TruncMod => self.division(ins, a, b),
            Op::SAnd => self.b.ins().band(a, b),
            Op::SOr => self.b.ins().bor(a, b),
            Op::SXor => self.b.ins().bxor(a, b),
            Op::SMin => self.b.ins().smin(a, b),
            Op::SMax => self.b.ins().smax(a, b),
            Op::SNot => self.b.ins().bxor_imm_s(a, !word::SMALL_MASK),
            Op::SShl => self.b.ins().ishl(a, b),
            Op::SShr => {
                let shifted = self.b.ins().sshr(a, b);
                self.clear_tag(shifted)
            }
            Op::ShlOverflows => {
                let there = self.b.ins().ishl(a, b);
                let back = self.b.ins().sshr(there, b);
                self.b.ins().icmp(IntCC::NotEqual, back, a)
            }
            Op::SLt => self.b.ins().icmp(IntCC::SignedLessThan, a, b),
            Op::SLe => self.b.ins().icmp(IntCC::SignedLessThanOrEqual, a, b),
            Op::SEq => self.b.ins().icmp(IntCC::Equal, a, b),
            Op::SToI64 => self.b.ins().sshr_imm_u(a, 1),
            Op::SToF => {
                let plain = self.b.ins().sshr_imm_u(a, 1);
                self.b.ins().fcvt_from_sint(types::F64, plain)
            }
            _ => return None,
        })
    }

    /// Result and overflow flag of `AddOvf`, `AddOverflows` and their like.
    ///
    /// With a constant on one side the comparison of result and operand is one instruction less
    /// than materialising the hardware flag, and fuses with a branch.
    pub fn with_overflow(&mut self, ins: &Ins, a: Value, b: Value) -> (Value, Value) {
        let constant = |r: Ref| self.constant(r);
        match (ins.op, constant(ins.args[0]), constant(ins.args[1])) {
            (Op::AddOvf | Op::AddOverflows, None, Some(c)) => self.add_constant(a, b, c >= 0),
            (Op::AddOvf | Op::AddOverflows, Some(c), _) => self.add_constant(b, a, c >= 0),
            (Op::AddOvf | Op::AddOverflows, ..) => self.b.ins().sadd_overflow(a, b),
            (Op::SubOvf | Op::SubOverflows, None, Some(c)) => {
                let r = self.b.ins().isub(a, b);
                (r, self.moved_wrongly(r, a, c <= 0))
            }
            (Op::SubOvf | Op::SubOverflows, ..) => self.b.ins().ssub_overflow(a, b),
            _ => {
                let (a, b) = self.factors(ins, a, b);
                self.b.ins().smul_overflow(a, b)
            }
        }
    }

    fn add_constant(&mut self, a: Value, c: Value, upwards: bool) -> (Value, Value) {
        let r = self.b.ins().iadd(a, c);
        (r, self.moved_wrongly(r, a, upwards))
    }

    /// `r`, which should be `a` moved up or down by a constant, lies on the wrong side of it.
    fn moved_wrongly(&mut self, r: Value, a: Value, upwards: bool) -> Value {
        let wrong = if upwards { IntCC::SignedLessThan } else { IntCC::SignedGreaterThan };
        self.b.ins().icmp(wrong, r, a)
    }

    /// One factor as a plain integer, so that the product is a word: the constant one if any.
    fn factors(&mut self, ins: &Ins, a: Value, b: Value) -> (Value, Value) {
        match (self.constant(ins.args[0]), self.constant(ins.args[1])) {
            (_, Some(c)) => (a, self.word(c >> 1)),
            (Some(c), None) => (self.word(c >> 1), b),
            (None, None) => (self.b.ins().sshr_imm_u(a, 1), b),
        }
    }

    pub fn clear_tag(&mut self, w: Value) -> Value {
        self.b.ins().band_imm_s(w, !word::SMALL_MASK)
    }
}
