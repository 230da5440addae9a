//! `yield`, `yield from`, and the loop that both `yield from` and `await` are.

use crate::compile::{Compiler, r};
use crate::syntax::error::Result;
use ruff_python_ast::{ExprYield, ExprYieldFrom};
use ruff_text_size::TextRange;
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
        self.suspend(y.range, dst, value);
        Ok(())
    }

    /// Suspends with a value; an asynchronous generator marks it, since its `await` suspends too.
    pub(super) fn suspend(&mut self, at: TextRange, dst: Reg, value: Reg) {
        if !self.scopes.all[self.unit.scope].coroutine {
            return self.emit(at, "yield", &[r(dst), r(value)]);
        }
        let mark = self.unit.b.mark();
        let t = self.alloc();
        self.emit(at, "async_value", &[r(t), r(value)]);
        self.emit(at, "yield", &[r(dst), r(t)]);
        self.unit.b.release_to(mark);
    }

    /// The loop is described in `OPS.md`, at `delegate`.
    pub(super) fn yield_from(&mut self, y: &'a ExprYieldFrom, dst: Reg) -> Result<()> {
        let regs = self.unit.b.alloc_block(3);
        let source = self.expr_now(&y.value)?;
        self.emit(y.range, "get_yield_from_iter", &[r(regs), r(source)]);
        self.delegating(y.range, regs, dst);
        Ok(())
    }

    /// Delegates to the generator or coroutine in the first of three registers; its result goes to `dst`.
    pub(super) fn delegating(&mut self, at: TextRange, regs: Reg, dst: Reg) {
        let (it, v, thrown) = (regs, regs.offset(1), regs.offset(2));
        self.load_none(at, v);
        self.emit(at, "unbind", &[r(thrown)]);
        let (start, back, done) = (self.unit.b.label(), self.unit.b.label(), self.unit.b.label());
        let head = self.header();
        self.emit(at, "delegate", &[r(v), r(it), r(v), r(thrown)]);
        let target = self.unit.b.jump(done);
        self.emit(at, "jump_if_end", &[r(v), target]);
        self.emit(at, "unbind", &[r(thrown)]);
        self.unit.b.place(start);
        self.emit(at, "yield", &[r(v), r(v)]);
        self.unit.b.place(back);
        self.unit.b.protect(start, back, back, thrown);
        self.loop_back(at, head);
        self.unit.b.place(done);
        self.emit(at, "delegate_result", &[r(dst), r(it)]);
    }
}
