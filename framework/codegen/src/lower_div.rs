//! Division of small integers.
//!
//! With words `a' = 2a` the quotient of the words is the plain quotient, and `a' - q * b'` is the
//! rest as a word. A positive constant divisor needs no division instruction: a shift, or a
//! multiplication by its reciprocal (Granlund and Montgomery, "Division by Invariant Integers
//! using Multiplication", 1994).

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use trackway_ir::{Ins, Op};

use crate::lower::Lowering;

/// `floor(n / d) = (n * factor) >> (64 + shift)` for `0 <= n <= 2^62`, and one less than the
/// truncated quotient for negative `n`; `d > 2` and no power of two.
///
/// With `p = 64 + shift = 62 + ceil(log2 d)` and `factor = ceil(2^p / d)`: the error
/// `e = factor * d - 2^p < d <= 2^(p - 62)`, so `n * e < 2^p`, and the product is too large by
/// less than `1 / d`. And `d > 2^(p - 63)`, so the factor is less than `2^63`.
struct Reciprocal {
    factor: i64,
    shift: i64,
}

impl Reciprocal {
    fn of(d: i64) -> Reciprocal {
        let p = 62 + (64 - (d - 1).leading_zeros());
        let factor = ((1u128 << p) / d as u128 + 1) as i64;
        Reciprocal { factor, shift: p as i64 - 64 }
    }
}

impl Lowering<'_, '_> {
    pub fn division(&mut self, ins: &Ins, a: Value, b: Value) -> Value {
        match self.constant(ins.args[1]).map(|w| w >> 1) {
            Some(d) if d > 0 => self.divide_by_constant(ins.op, a, d),
            _ => self.divide(ins.op, a, b),
        }
    }

    fn divide_by_constant(&mut self, op: Op, a: Value, d: i64) -> Value {
        let log = d.trailing_zeros() as i64;
        let power = d & (d - 1) == 0;
        match op {
            Op::FloorDiv if power => {
                let shifted = self.b.ins().sshr_imm_u(a, log);
                self.clear_tag(shifted)
            }
            Op::FloorMod if power => self.b.ins().band_imm_s(a, (d << 1) - 1),
            _ => {
                let n = self.b.ins().sshr_imm_u(a, 1);
                let q = match op {
                    Op::FloorDiv | Op::FloorMod => self.floor_by_reciprocal(n, d),
                    _ if power => self.truncate_by_shift(n, d),
                    _ => self.truncate_by_reciprocal(n, d),
                };
                if matches!(op, Op::FloorDiv | Op::TruncDiv) {
                    return self.b.ins().ishl_imm_u(q, 1);
                }
                let product = self.b.ins().imul_imm_s(q, d << 1);
                self.b.ins().isub(a, product)
            }
        }
    }

    /// `floor(n / d)` is the complement of `floor(!n / d)`.
    fn floor_by_reciprocal(&mut self, n: Value, d: i64) -> Value {
        let sign = self.b.ins().sshr_imm_u(n, 63);
        let natural = self.b.ins().bxor(n, sign);
        let q = self.times_reciprocal(natural, d);
        self.b.ins().bxor(q, sign)
    }

    fn truncate_by_reciprocal(&mut self, n: Value, d: i64) -> Value {
        let q = self.times_reciprocal(n, d);
        let sign = self.b.ins().sshr_imm_u(n, 63);
        self.b.ins().isub(q, sign)
    }

    /// A negative dividend is moved up by `d - 1`, so that the shift rounds it up.
    fn truncate_by_shift(&mut self, n: Value, d: i64) -> Value {
        let sign = self.b.ins().sshr_imm_u(n, 63);
        let up = self.b.ins().band_imm_s(sign, d - 1);
        let moved = self.b.ins().iadd(n, up);
        self.b.ins().sshr_imm_u(moved, d.trailing_zeros() as i64)
    }

    fn times_reciprocal(&mut self, n: Value, d: i64) -> Value {
        let r = Reciprocal::of(d);
        let factor = self.word(r.factor);
        let high = self.b.ins().smulhi(n, factor);
        self.b.ins().sshr_imm_u(high, r.shift)
    }

    fn divide(&mut self, op: Op, a: Value, b: Value) -> Value {
        let q = self.b.ins().sdiv(a, b);
        if op == Op::TruncDiv {
            return self.b.ins().ishl_imm_u(q, 1);
        }
        let product = self.b.ins().imul(q, b);
        let rest = self.b.ins().isub(a, product);
        if op == Op::TruncMod {
            return rest;
        }
        let went_up = self.went_up(rest, b);
        if op == Op::FloorMod {
            let fixed = self.b.ins().iadd(rest, b);
            return self.b.ins().select(went_up, fixed, rest);
        }
        let one = self.b.ins().uextend(types::I64, went_up);
        let floor = self.b.ins().isub(q, one);
        self.b.ins().ishl_imm_u(floor, 1)
    }

    /// Truncation went above the exact quotient: the rest is nonzero and not of the divisor's
    /// sign.
    fn went_up(&mut self, rest: Value, b: Value) -> Value {
        let inexact = self.b.ins().icmp_imm_s(IntCC::NotEqual, rest, 0);
        let signs = self.b.ins().bxor(rest, b);
        let differ = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, signs, 0);
        self.b.ins().band(inexact, differ)
    }
}
