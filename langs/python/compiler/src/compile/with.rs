//! `with`.

use crate::compile::awaits::Awaited;
use crate::compile::blocks::Exit;
use crate::compile::{Compiler, imm, r};
use crate::syntax::error::Result;
use ruff_python_ast::{Stmt, StmtWith, WithItem};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::Reg;

impl<'a> Compiler<'a> {
    pub(super) fn with(&mut self, w: &'a StmtWith) -> Result<()> {
        let fresh = self.ensure_ret();
        self.items(&w.items, w.is_async, &w.body)?;
        if fresh {
            self.unit.ret = None;
        }
        Ok(())
    }

    fn items(&mut self, items: &'a [WithItem], is_async: bool, body: &'a [Stmt]) -> Result<()> {
        let Some((item, rest)) = items.split_first() else { return self.stmts(body) };
        let at = item.context_expr.range();
        self.budget(at)?;
        let (exc, saved) = (self.alloc(), self.alloc());
        let manager = self.expr(&item.context_expr)?;
        // The window of `__exit__` stays in place, its callee and receiver loaded, until the block ends.
        let exit = self.unit.b.alloc_block(5);
        let mark = self.unit.b.mark();
        let (enter_name, exit_name) = match is_async {
            true => ("__aenter__", "__aexit__"),
            false => ("__enter__", "__exit__"),
        };
        let n = self.unit.b.name(exit_name);
        let site = self.site();
        self.emit(at, "load_special", &[r(exit), r(manager), n, site]);
        let enter = self.unit.b.alloc_block(5);
        let n = self.unit.b.name(enter_name);
        let site = self.site();
        self.emit(at, "load_special", &[r(enter), r(manager), n, site]);
        let site = self.site();
        self.emit(at, "call_method", &[r(enter), r(enter), imm(0), site]);
        if is_async {
            self.awaiting(at, Awaited::Enter, enter, enter.offset(1), enter);
        }
        let before = self.unit.flow.clone();
        self.protect(Exit::With(exit, at, is_async));
        if let Some(target) = &item.optional_vars {
            self.assign(target, enter)?;
        }
        self.unit.b.release_to(mark);
        self.items(rest, is_async, body)?;
        self.unit.b.release_to(mark);
        let (handler, suppressed, end) = (self.unit.b.label(), self.unit.b.label(), self.unit.b.label());
        self.unprotect(handler, exc);
        if !self.unit.flow.dead {
            self.normal_exit(at, exit, is_async);
        }
        self.jump(at, end);
        let after = std::mem::replace(&mut self.unit.flow, before.clone());
        self.unit.b.place(handler);
        self.handled(at, exc, saved, |c| {
            let start = c.unit.b.alloc_block(3);
            c.emit(at, "exc_info", &[r(start), r(exc)]);
            let site = c.site();
            c.emit(at, "call_method", &[r(exit), r(exit), imm(3), site]);
            if is_async {
                c.awaiting(at, Awaited::Exit, exit, start, exit);
            }
            c.jump_truth(at, exit, suppressed, true);
            Ok(())
        })?;
        self.unit.b.place(suppressed);
        self.unit.flow = before;
        self.unit.forget_deleted(self.scopes);
        self.emit(at, "pop_handled", &[r(saved)]);
        self.unit.b.place(end);
        self.unit.flow.join(&after);
        Ok(())
    }

    /// `__exit__(None, None, None)` in the window that was kept for it. Whatever lies above is dead: this runs
    /// when the block is left.
    pub(super) fn normal_exit(&mut self, at: TextRange, exit: Reg, is_async: bool) {
        self.unit.reserve(exit.0 + 8);
        for i in 5..8 {
            self.load_none(at, exit.offset(i));
        }
        let site = self.site();
        self.emit(at, "call_method", &[r(exit), r(exit), imm(3), site]);
        if is_async {
            self.awaiting(at, Awaited::Exit, exit, exit.offset(5), exit.offset(4));
        }
    }
}
