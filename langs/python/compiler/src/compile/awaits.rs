//! `await`, `async for` and `async with`.
//!
//! `await x` is the loop of `yield from` on the iterator that `get_awaitable` makes of x.

use crate::compile::{Compiler, imm, r};
use crate::syntax::error::Result;
use ruff_python_ast::{Expr, ExprAwait, StmtFor};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::{Label, Reg};

/// What is awaited, for messages.
#[derive(Clone, Copy)]
pub enum Awaited {
    Value = 0,
    Next = 1,
    Enter = 2,
    Exit = 3,
}

impl<'a> Compiler<'a> {
    pub(super) fn await_(&mut self, a: &'a ExprAwait, dst: Reg) -> Result<()> {
        let regs = self.unit.b.alloc_block(3);
        let value = self.expr_now(&a.value)?;
        self.awaiting(a.range, Awaited::Value, value, regs, dst);
        Ok(())
    }

    /// Awaits `value` with three registers to work in.
    pub(super) fn awaiting(&mut self, at: TextRange, what: Awaited, value: Reg, regs: Reg, dst: Reg) {
        self.emit(at, "get_awaitable", &[r(regs), r(value), imm(what as usize)]);
        self.delegating(at, regs, dst);
    }

    pub(super) fn async_iterator(&mut self, e: &'a Expr, it: Reg) -> Result<()> {
        let mark = self.unit.b.mark();
        let source = self.expr_now(e)?;
        self.emit(e.range(), "get_aiter", &[r(it), r(source)]);
        self.unit.b.release_to(mark);
        Ok(())
    }

    /// Awaits the next value of the asynchronous iterator `it`; goes to `exit` when there is none.
    pub(super) fn async_next(&mut self, at: TextRange, it: Reg, dst: Reg, exit: Label) {
        let mark = self.unit.b.mark();
        let (t, regs) = (self.alloc(), self.unit.b.alloc_block(3));
        let (start, end) = (self.unit.b.label(), self.unit.b.label());
        let (handler, go_on) = (self.unit.b.label(), self.unit.b.label());
        self.unit.b.place(start);
        self.emit(at, "get_anext", &[r(t), r(it)]);
        self.awaiting(at, Awaited::Next, t, regs, t);
        self.unit.b.place(end);
        let over = self.unit.b.jump(go_on);
        self.emit(at, "jump", &[over]);
        self.unit.b.place(handler);
        let (exc, class, matched) = (regs, regs.offset(1), regs.offset(2));
        self.unit.b.protect(start, end, handler, exc);
        let n = self.unit.b.name("StopAsyncIteration");
        self.emit(at, "load_builtin", &[r(class), n]);
        let site = self.site();
        self.emit(at, "exc_match", &[r(matched), r(exc), r(class), site]);
        let target = self.unit.b.jump(exit);
        self.emit(at, "jump_if_true", &[r(matched), target]);
        self.emit(at, "reraise", &[r(exc)]);
        self.unit.b.place(go_on);
        self.mov(at, dst, t);
        self.unit.b.release_to(mark);
    }

    pub(super) fn async_for(&mut self, f: &'a StmtFor) -> Result<()> {
        let it = self.alloc();
        self.async_iterator(&f.iter, it)?;
        let exit = self.unit.b.label();
        let head = self.header_of(&f.body);
        let mark = self.unit.b.mark();
        let t = self.alloc();
        self.async_next(f.iter.range(), it, t, exit);
        let done = self.unit.flow.clone();
        self.assign(&f.target, t)?;
        self.unit.b.release_to(mark);
        self.body(&f.body, &f.orelse, f.iter.range(), head, exit, done)
    }
}
