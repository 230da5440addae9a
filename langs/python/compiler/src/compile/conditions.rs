//! Expressions evaluated for their truth: jumps without intermediate values.

use crate::compile::operators::comparison;
use crate::compile::{Compiler, r};
use crate::syntax::error::Result;
use crate::syntax::literal;
use ruff_python_ast::{BoolOp, CmpOp, Expr, ExprBoolOp, ExprCompare, UnaryOp};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::{Label, Reg};

impl<'a> Compiler<'a> {
    /// Jumps to `to` when the truth of `e` is `when`; goes on otherwise.
    pub(super) fn cond(&mut self, e: &'a Expr, to: Label, when: bool) -> Result<()> {
        self.budget(e.range())?;
        if let Some(known) = literal::truth(e) {
            if known == when {
                self.jump(e.range(), to);
            }
            return Ok(());
        }
        let mark = self.unit.b.mark();
        match e {
            Expr::UnaryOp(u) if u.op == UnaryOp::Not => self.cond(&u.operand, to, !when)?,
            Expr::BoolOp(b) => self.bool_cond(b, to, when)?,
            Expr::Compare(c) => self.compare_cond(c, to, when)?,
            _ => {
                let value = self.expr_now(e)?;
                self.jump_truth(e.range(), value, to, when);
            }
        }
        self.unit.b.release_to(mark);
        Ok(())
    }

    pub(super) fn jump_truth(&mut self, at: TextRange, value: Reg, to: Label, when: bool) {
        let op = if when { "jump_if" } else { "jump_if_not" };
        let (target, site) = (self.unit.b.jump(to), self.site());
        self.emit(at, op, &[r(value), target, site]);
    }

    fn bool_cond(&mut self, b: &'a ExprBoolOp, to: Label, when: bool) -> Result<()> {
        let Some((last, init)) = b.values.split_last() else { return Ok(()) };
        let mut first = None;
        // `and` jumps on false at every operand; `or` on true.
        let direct = (b.op == BoolOp::Or) == when;
        let skip = self.unit.b.label();
        for value in init {
            self.cond(value, if direct { to } else { skip }, b.op == BoolOp::Or)?;
            first.get_or_insert_with(|| self.unit.flow.clone());
        }
        self.cond(last, to, when)?;
        self.unit.b.place(skip);
        self.restore_flow(first);
        Ok(())
    }

    fn compare_cond(&mut self, c: &'a ExprCompare, to: Label, when: bool) -> Result<()> {
        if let ([op @ (CmpOp::Is | CmpOp::IsNot)], [Expr::NoneLiteral(_)]) = (&*c.ops, &*c.comparators) {
            let value = self.expr_now(&c.left)?;
            let none = (*op == CmpOp::Is) == when;
            let target = self.unit.b.jump(to);
            let op = if none { "jump_if_none" } else { "jump_if_not_none" };
            self.emit(c.range, op, &[r(value), target]);
            return Ok(());
        }
        let skip = self.unit.b.label();
        let single = c.ops.len() == 1;
        let mut a = match &*c.comparators {
            [right] => {
                let (a, b) = self.pair(&c.left, right)?;
                self.jump_compare(c.range, c.ops[0], a, b, to, when);
                a
            }
            _ => self.expr(&c.left)?,
        };
        let mut first = None;
        for (i, (op, right)) in c.ops.iter().zip(&*c.comparators).enumerate().skip(usize::from(single)) {
            let b = self.expr(right)?;
            let last = i + 1 == c.ops.len();
            match (last, when) {
                (true, _) => self.jump_compare(c.range, *op, a, b, to, when),
                (false, true) => self.jump_compare(c.range, *op, a, b, skip, false),
                (false, false) => self.jump_compare(c.range, *op, a, b, to, false),
            }
            first.get_or_insert_with(|| self.unit.flow.clone());
            a = b;
        }
        self.unit.b.place(skip);
        self.restore_flow(first);
        Ok(())
    }

    fn jump_compare(&mut self, at: TextRange, op: CmpOp, a: Reg, b: Reg, to: Label, when: bool) {
        let names = comparison(op);
        let target = self.unit.b.jump(to);
        match names.jumps {
            Some((yes, no)) => {
                let op = if when { yes } else { no };
                if names.site {
                    let site = self.site();
                    self.emit(at, op, &[r(a), r(b), target, site]);
                } else {
                    self.emit(at, op, &[r(a), r(b), target]);
                }
            }
            None => {
                let t = self.alloc();
                self.comparison(at, op, t, a, b);
                self.jump_truth(at, t, to, when);
            }
        }
    }
}
