//! `try` with `except`, `else` and `finally`.

use crate::compile::blocks::Exit;
use crate::compile::flow::Flow;
use crate::compile::{Compiler, r};
use crate::syntax::error::Result;
use ruff_python_ast::{ExceptHandler, ExceptHandlerExceptHandler, StmtTry};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::{Label, Reg};

impl<'a> Compiler<'a> {
    pub(super) fn try_(&mut self, t: &'a StmtTry) -> Result<()> {
        if t.finalbody.is_empty() {
            return self.try_handlers(t);
        }
        let fresh = self.ensure_ret();
        let before = self.unit.flow.clone();
        self.protect(Exit::Finally(&t.finalbody));
        if t.handlers.is_empty() {
            self.stmts(&t.body)?;
        } else {
            self.try_handlers(t)?;
        }
        let (handler, end) = (self.unit.b.label(), self.unit.b.label());
        let (exc, saved) = (self.alloc(), self.alloc());
        self.unprotect(handler, exc);
        let at = TextRange::empty(t.finalbody.first().map_or(t.range.end(), |s| s.range().start()));
        self.stmts(&t.finalbody)?;
        self.jump(at, end);
        let after = std::mem::replace(&mut self.unit.flow, before);
        self.unit.b.place(handler);
        self.handled(at, exc, saved, |c| c.stmts(&t.finalbody))?;
        self.unit.b.place(end);
        self.unit.flow = after;
        if fresh {
            self.unit.ret = None;
        }
        Ok(())
    }

    /// Code that runs while `exc` is the handled exception and then raises it again; a raise inside restores
    /// what was handled before.
    pub(super) fn handled(
        &mut self,
        at: TextRange,
        exc: Reg,
        saved: Reg,
        run: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        self.unit.forget_deleted(self.scopes);
        self.emit(at, "push_handled", &[r(saved), r(exc)]);
        self.protect(Exit::Handled(saved));
        run(self)?;
        let cleanup = self.unit.b.label();
        self.unprotect(cleanup, exc);
        self.unit.b.place(cleanup);
        self.emit(at, "pop_handled", &[r(saved)]);
        self.emit(at, "reraise", &[r(exc)]);
        self.unit.flow.kill();
        Ok(())
    }

    fn try_handlers(&mut self, t: &'a StmtTry) -> Result<()> {
        if t.is_star { self.try_star(t) } else { self.try_except(t) }
    }

    fn try_except(&mut self, t: &'a StmtTry) -> Result<()> {
        let before = self.unit.flow.clone();
        let (handler, end) = (self.unit.b.label(), self.unit.b.label());
        self.protect(Exit::Nothing);
        self.stmts(&t.body)?;
        let (exc, saved) = (self.alloc(), self.alloc());
        self.unprotect(handler, exc);
        self.stmts(&t.orelse)?;
        self.jump(t.range, end);
        let mut after = std::mem::replace(&mut self.unit.flow, before);
        self.unit.b.place(handler);
        let at = t.handlers.first().map_or(t.range, |h| TextRange::empty(h.range().start()));
        self.handled(at, exc, saved, |c| {
            for ExceptHandler::ExceptHandler(h) in &t.handlers {
                c.clause(h, exc, saved, end, &mut after)?;
            }
            Ok(())
        })?;
        self.unit.b.place(end);
        self.unit.flow = after;
        Ok(())
    }

    fn clause(
        &mut self,
        h: &'a ExceptHandlerExceptHandler,
        exc: Reg,
        saved: Reg,
        end: Label,
        after: &mut Flow,
    ) -> Result<()> {
        let next = self.unit.b.label();
        let mark = self.unit.b.mark();
        if let Some(class) = &h.type_ {
            let class_reg = self.expr_now(class)?;
            let matched = self.alloc();
            let site = self.site();
            self.emit(class.range(), "exc_match", &[r(matched), r(exc), r(class_reg), site]);
            self.jump_truth(class.range(), matched, next, false);
            self.unit.b.release_to(mark);
        }
        let flow = self.unit.flow.clone();
        let at = TextRange::empty(h.range.end());
        match &h.name {
            None => self.stmts(&h.body)?,
            Some(name) => self.named_body(h, name.as_str(), exc)?,
        }
        if !self.unit.flow.dead {
            self.emit(at, "pop_handled", &[r(saved)]);
            self.jump(at, end);
        }
        after.join(&self.unit.flow);
        self.unit.flow = flow;
        self.unit.b.place(next);
        self.unit.b.release_to(mark);
        Ok(())
    }

    /// The body of `except E as name`: the name is unbound however the body ends.
    pub(super) fn named_body(
        &mut self,
        h: &'a ExceptHandlerExceptHandler,
        name: &'a str,
        exc: Reg,
    ) -> Result<()> {
        let at = h.name.as_ref().map_or(h.range, |n| n.range);
        self.store_name(at, name, exc);
        self.protect(Exit::Name(name));
        self.stmts(&h.body)?;
        let (cleanup, end) = (self.unit.b.label(), self.unit.b.label());
        self.unprotect(cleanup, exc);
        if !self.unit.flow.dead {
            self.clear_name(at, name);
        }
        self.jump(at, end);
        let flow = self.unit.flow.clone();
        self.unit.flow.dead = false;
        self.unit.b.place(cleanup);
        self.clear_name(at, name);
        self.emit(at, "reraise", &[r(exc)]);
        self.unit.flow = flow;
        self.unit.b.place(end);
        Ok(())
    }
}
