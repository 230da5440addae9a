//! `yield` and `yield from`.

use crate::compile::{Compiler, r};
use crate::syntax::error::Result;
use ruff_python_ast::{ExprYield, ExprYieldFrom};
use trackway_bytecode::Reg;

impl<'a> Compiler<'a> {
    pub(super) fn yield_(&mut self, y: &'a ExprYield, dst: Reg) -> Result<()> {
        let value = match &y.value {
            Some(value) => self.expr_now(value)?,
            None => {
                let t = self.alloc();
                self.load_none(y.range, t);
                t
            }
        };
        self.emit(y.range, "yield", &[r(dst), r(value)]);
        Ok(())
    }

    /// The loop is described in `OPS.md`, at `delegate`.
    pub(super) fn yield_from(&mut self, y: &'a ExprYieldFrom, dst: Reg) -> Result<()> {
        let (it, v, thrown) = (self.alloc(), self.alloc(), self.alloc());
        let source = self.expr_now(&y.value)?;
        self.emit(y.range, "get_yield_from_iter", &[r(it), r(source)]);
        self.load_none(y.range, v);
        self.emit(y.range, "unbind", &[r(thrown)]);
        let (start, back, done) = (self.unit.b.label(), self.unit.b.label(), self.unit.b.label());
        let head = self.header();
        self.emit(y.range, "delegate", &[r(v), r(it), r(v), r(thrown)]);
        let target = self.unit.b.jump(done);
        self.emit(y.range, "jump_if_end", &[r(v), target]);
        self.emit(y.range, "unbind", &[r(thrown)]);
        self.unit.b.place(start);
        self.emit(y.range, "yield", &[r(v), r(v)]);
        self.unit.b.place(back);
        self.unit.b.protect(start, back, back, thrown);
        self.loop_back(y.range, head);
        self.unit.b.place(done);
        self.emit(y.range, "delegate_result", &[r(dst), r(it)]);
        Ok(())
    }
}
