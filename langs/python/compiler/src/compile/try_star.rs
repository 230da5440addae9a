//! `try` with `except*`.
//!
//! Every clause gets its part of the group. What the clauses raise is collected, and at the end
//! raised together with what no clause took:
//! ```text
//! handler:  results := []; rest := exc
//! clause:   pair := exc_group_match rest, T        (match or None, rest or None)
//!           rest := pair[1]; unless pair[0] is None: body, its exception appended to results
//! end:      exc_group_raise                        what is to be raised, or None
//! ```

use crate::compile::flow::Flow;
use crate::compile::{Compiler, imm, r};
use crate::syntax::error::Result;
use ruff_python_ast::{ExceptHandler, ExceptHandlerExceptHandler, StmtTry};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::{Const, Reg};

/// Registers that all clauses share.
#[derive(Clone, Copy)]
struct Shared {
    rest: Reg,
    results: Reg,
}

impl<'a> Compiler<'a> {
    pub(super) fn try_star(&mut self, t: &'a StmtTry) -> Result<()> {
        let before = self.unit.flow.clone();
        let (handler, end) = (self.unit.b.label(), self.unit.b.label());
        self.protect(crate::compile::blocks::Exit::Nothing);
        self.stmts(&t.body)?;
        let (exc, saved) = (self.alloc(), self.alloc());
        let shared = Shared { rest: self.alloc(), results: self.alloc() };
        self.unprotect(handler, exc);
        self.stmts(&t.orelse)?;
        self.jump(t.range, end);
        let mut after = std::mem::replace(&mut self.unit.flow, before);
        self.unit.b.place(handler);
        let at = t.handlers.first().map_or(t.range, |h| TextRange::empty(h.range().start()));
        self.handled(at, exc, saved, |c| {
            c.mov(at, shared.rest, exc);
            c.emit(at, "build_list", &[r(shared.results), r(shared.results), imm(0)]);
            for ExceptHandler::ExceptHandler(h) in &t.handlers {
                c.star_clause(h, shared)?;
            }
            let done = c.unit.b.label();
            c.emit(at, "list_append", &[r(shared.results), r(shared.rest)]);
            c.emit(at, "exc_group_raise", &[r(shared.rest), r(shared.results), r(exc)]);
            let target = c.unit.b.jump(done);
            c.emit(at, "jump_if_none", &[r(shared.rest), target]);
            c.emit(at, "reraise", &[r(shared.rest)]);
            c.unit.b.place(done);
            c.emit(at, "pop_handled", &[r(saved)]);
            after.join(&c.unit.flow);
            c.jump(at, end);
            c.unit.flow.kill();
            Ok(())
        })?;
        self.unit.b.place(end);
        self.unit.flow = after;
        Ok(())
    }

    fn star_clause(&mut self, h: &'a ExceptHandlerExceptHandler, shared: Shared) -> Result<()> {
        let Some(class) = &h.type_ else { return Ok(()) };
        let at = class.range();
        let mark = self.unit.b.mark();
        let (next, raised) = (self.unit.b.label(), self.unit.b.label());
        let (pair, exc, saved) = (self.alloc(), self.alloc(), self.alloc());
        let class_reg = self.expr_now(class)?;
        self.emit(at, "exc_group_match", &[r(pair), r(shared.rest), r(class_reg)]);
        let part = self.alloc();
        for (i, to) in [(1, shared.rest), (0, pair)] {
            self.load_const(at, part, Const::Int(i));
            let site = self.site();
            self.emit(at, "get_item", &[r(to), r(pair), r(part), site]);
        }
        let target = self.unit.b.jump(next);
        self.emit(at, "jump_if_none", &[r(pair), target]);
        let flow: Flow = self.unit.flow.clone();
        let end = TextRange::empty(h.range.end());
        self.emit(at, "push_handled", &[r(saved), r(pair)]);
        self.protect(crate::compile::blocks::Exit::Handled(saved));
        match &h.name {
            None => self.stmts(&h.body)?,
            Some(name) => self.named_body(h, name.as_str(), pair)?,
        }
        self.unprotect(raised, exc);
        if !self.unit.flow.dead {
            self.emit(end, "pop_handled", &[r(saved)]);
            self.jump(end, next);
        }
        let done = std::mem::replace(&mut self.unit.flow, flow.clone());
        self.unit.b.place(raised);
        self.unit.forget_deleted(self.scopes);
        self.emit(end, "pop_handled", &[r(saved)]);
        self.emit(end, "list_append", &[r(shared.results), r(exc)]);
        self.unit.b.place(next);
        self.unit.flow.join(&done);
        self.unit.flow.join(&flow);
        self.unit.b.release_to(mark);
        Ok(())
    }
}
