//! `for`, `while`, `break`, `continue`.

use crate::compile::access::Place;
use crate::compile::blocks::Block;
use crate::compile::flow::Flow;
use crate::compile::unit::Var;
use crate::compile::{Compiler, r};
use crate::syntax::error::Result;
use crate::syntax::literal;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{ExceptHandler, Expr, ExprContext, Stmt, StmtFor, StmtWhile};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::Label;

impl<'a> Compiler<'a> {
    /// Places a loop header.
    pub(super) fn header(&mut self) -> Label {
        let head = self.unit.b.label();
        self.unit.b.place(head);
        head
    }

    /// Places the header of a loop over statements: what the body may unbind is not certain from here on.
    pub(super) fn header_of(&mut self, body: &'a [Stmt]) -> Label {
        let mut deleted = Deleted::default();
        deleted.visit_body(body);
        for name in deleted.0 {
            if let Place::Var(Var { reg, cell: false }) = self.place(&self.ident(name)) {
                self.unit.flow.clear(reg);
            }
        }
        self.header()
    }

    pub(super) fn loop_back(&mut self, at: TextRange, head: Label) {
        let (target, site) = (self.unit.b.jump(head), self.site());
        self.emit(at, "loop_back", &[target, site]);
    }

    pub(super) fn while_(&mut self, w: &'a StmtWhile) -> Result<()> {
        let known = literal::truth(&w.test);
        if known == Some(false) {
            return self.stmts(&w.orelse);
        }
        let exit = self.unit.b.label();
        let head = self.header_of(&w.body);
        if known.is_none() {
            self.cond(&w.test, exit, false)?;
        }
        let mut done = self.unit.flow.clone();
        if known.is_some() {
            done.kill();
        }
        let at = literal::range_of(&w.test);
        self.body(&w.body, &w.orelse, at, head, exit, done)
    }

    pub(super) fn for_(&mut self, f: &'a StmtFor) -> Result<()> {
        if f.is_async {
            return self.async_for(f);
        }
        let it = self.alloc();
        let source = self.expr_now(&f.iter)?;
        self.emit(f.iter.range(), "get_iter", &[r(it), r(source)]);
        self.unit.b.release_to(it.0 + 1);
        let exit = self.unit.b.label();
        let head = self.header_of(&f.body);
        let mark = self.unit.b.mark();
        let t = self.alloc();
        let site = self.site();
        self.emit(f.iter.range(), "next", &[r(t), r(it), site]);
        let target = self.unit.b.jump(exit);
        self.emit(f.iter.range(), "jump_if_end", &[r(t), target]);
        let done = self.unit.flow.clone();
        self.assign(&f.target, t)?;
        self.unit.b.release_to(mark);
        self.body(&f.body, &f.orelse, f.iter.range(), head, exit, done)
    }

    /// The body of a loop from behind its test, and its `else`; `done` is the state where the test ends it.
    pub(super) fn body(
        &mut self,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        at: TextRange,
        head: Label,
        exit: Label,
        done: Flow,
    ) -> Result<()> {
        let (brk, cont) = (self.unit.b.label(), self.unit.b.label());
        self.unit.blocks.push(Block::Loop { brk, cont, broken: Flow::unreached() });
        self.stmts(body)?;
        self.unit.b.place(cont);
        self.loop_back(at, head);
        let broken = match self.unit.blocks.pop() {
            Some(Block::Loop { broken, .. }) => broken,
            _ => Flow::unreached(),
        };
        self.unit.b.place(exit);
        self.unit.flow = done;
        self.stmts(orelse)?;
        self.unit.b.place(brk);
        self.unit.flow.join(&broken);
        Ok(())
    }

    /// `if test: continue` or `break` directly in a loop: one conditional jump. False for anything else.
    pub(super) fn jump_out_if(&mut self, test: &'a Expr, body: &'a [Stmt]) -> Result<bool> {
        let out = match body {
            [Stmt::Break(_)] => true,
            [Stmt::Continue(_)] => false,
            _ => return Ok(false),
        };
        let Some(&Block::Loop { brk, cont, .. }) = self.unit.blocks.last() else { return Ok(false) };
        if literal::truth(test).is_some() {
            return Ok(false);
        }
        self.cond(test, if out { brk } else { cont }, true)?;
        let flow = self.unit.flow.clone();
        if let (true, Some(Block::Loop { broken, .. })) = (out, self.unit.blocks.last_mut()) {
            broken.join(&flow);
        }
        Ok(true)
    }

    pub(super) fn leave_loop(&mut self, at: TextRange, out: bool) -> Result<()> {
        let is_loop = |b: &Block<'_>| matches!(b, Block::Loop { .. });
        // The scope pass has refused `break` and `continue` outside loops.
        let Some(i) = self.unit.blocks.iter().rposition(is_loop) else { return Ok(()) };
        self.unwind(at, i + 1, |c| {
            let flow = c.unit.flow.clone();
            let Some(Block::Loop { brk, cont, broken }) = c.unit.blocks.last_mut() else { return };
            if out {
                broken.join(&flow);
            }
            let label = if out { *brk } else { *cont };
            c.jump(at, label);
        })
    }
}

/// Names that statements unbind: by `del` or at the end of an `except` clause.
#[derive(Default)]
struct Deleted<'a>(Vec<&'a str>);

impl<'a> Visitor<'a> for Deleted<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        // Functions and classes have variables of their own.
        if !matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) {
            visitor::walk_stmt(self, stmt);
        }
    }

    fn visit_expr(&mut self, e: &'a Expr) {
        match e {
            Expr::Name(n) if n.ctx == ExprContext::Del => self.0.push(n.id.as_str()),
            Expr::Tuple(t) if t.ctx == ExprContext::Del => visitor::walk_expr(self, e),
            Expr::List(t) if t.ctx == ExprContext::Del => visitor::walk_expr(self, e),
            _ => {}
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(h) = handler;
        self.0.extend(h.name.as_ref().map(|n| n.as_str()));
        self.visit_body(&h.body);
    }
}
