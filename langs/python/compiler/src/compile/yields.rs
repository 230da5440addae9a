//! `yield`, `yield from`, and the loop that both `yield from` and `await` are.

use crate::compile::blocks::{Block, Exit};
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
        let mark = self.unit.b.mark();
        let mut value = value;
        if self.scopes.all[self.unit.scope].coroutine {
            let t = self.alloc();
            self.emit(at, "async_value", &[r(t), r(value)]);
            value = t;
        }
        match self.outermost_handled() {
            None => self.emit(at, "yield", &[r(dst), r(value)]),
            Some(outer) => self.suspend_handling(at, dst, value, outer),
        }
        self.unit.b.release_to(mark);
    }

    /// The register with the exception that the resumer handles, in code that handles one itself.
    fn outermost_handled(&self) -> Option<Reg> {
        self.unit.blocks.iter().find_map(|b| match b {
            Block::Protected { exit: Exit::Handled(saved), .. } => Some(*saved),
            _ => None,
        })
    }

    /// While the frame is suspended, its resumer's exception is the handled one; that may be another at the
    /// next resumption, by a value or by `throw`.
    fn suspend_handling(&mut self, at: TextRange, dst: Reg, value: Reg, outer: Reg) {
        let (inner, exc) = (self.alloc(), self.alloc());
        let (start, end) = (self.unit.b.label(), self.unit.b.label());
        let (thrown, go_on) = (self.unit.b.label(), self.unit.b.label());
        self.emit(at, "push_handled", &[r(inner), r(outer)]);
        self.unit.b.place(start);
        self.emit(at, "yield", &[r(dst), r(value)]);
        self.unit.b.place(end);
        self.unit.b.protect(start, end, thrown, exc);
        self.emit(at, "push_handled", &[r(outer), r(inner)]);
        let over = self.unit.b.jump(go_on);
        self.emit(at, "jump", &[over]);
        self.unit.b.place(thrown);
        self.emit(at, "push_handled", &[r(outer), r(inner)]);
        self.emit(at, "raise", &[r(exc)]);
        self.unit.b.place(go_on);
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
        let mark = self.unit.b.mark();
        let handled = self.outermost_handled().map(|outer| (outer, self.alloc()));
        if let Some((outer, inner)) = handled {
            self.emit(at, "push_handled", &[r(inner), r(outer)]);
        }
        self.unit.b.place(start);
        self.emit(at, "yield", &[r(v), r(v)]);
        self.unit.b.place(back);
        self.unit.b.protect(start, back, back, thrown);
        if let Some((outer, inner)) = handled {
            self.emit(at, "push_handled", &[r(outer), r(inner)]);
        }
        self.unit.b.release_to(mark);
        self.loop_back(at, head);
        self.unit.b.place(done);
        self.emit(at, "delegate_result", &[r(dst), r(it)]);
    }
}
