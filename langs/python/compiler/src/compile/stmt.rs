//! Statements.

use crate::compile::{Compiler, r};
use crate::syntax::error::{Fault, Result};
use crate::syntax::literal;
use ruff_python_ast::{Expr, Stmt, StmtAssert, StmtIf, StmtRaise, StmtReturn};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::Const;

impl<'a> Compiler<'a> {
    /// A suite. What follows a statement that never completes is not compiled.
    pub(super) fn stmts(&mut self, body: &'a [Stmt]) -> Result<()> {
        for stmt in body {
            if self.unit.flow.dead {
                break;
            }
            let mark = self.unit.b.mark();
            self.budget(stmt.range())?;
            self.stmt(stmt)?;
            self.unit.b.release_to(mark);
        }
        Ok(())
    }

    fn stmt(&mut self, stmt: &'a Stmt) -> Result<()> {
        match stmt {
            Stmt::Expr(e) => self.expr_stmt(&e.value, e.range),
            Stmt::Assign(a) => self.assign_stmt(a),
            Stmt::AugAssign(a) => self.aug_assign(a),
            Stmt::AnnAssign(a) => self.ann_assign(a),
            Stmt::Return(ret) => self.return_(ret),
            Stmt::If(i) => self.if_(i),
            Stmt::While(w) => self.while_(w),
            Stmt::For(f) => self.for_(f),
            Stmt::Break(b) => self.leave_loop(b.range, true),
            Stmt::Continue(c) => self.leave_loop(c.range, false),
            Stmt::FunctionDef(f) => self.function_def(f),
            Stmt::ClassDef(c) => self.class_def(c),
            Stmt::Try(t) => self.try_(t),
            Stmt::With(w) => self.with(w),
            Stmt::Raise(raise) => self.raise(raise),
            Stmt::Assert(a) => self.assert(a),
            Stmt::Import(i) => self.import(i),
            Stmt::ImportFrom(i) => self.import_from(i),
            Stmt::Delete(d) => d.targets.iter().try_for_each(|t| self.delete(t)),
            Stmt::Match(m) => self.match_(m),
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::Pass(_) => Ok(()),
            Stmt::TypeAlias(t) => self.type_alias(t),
            Stmt::IpyEscapeCommand(i) => Err(Fault::syntax(i.range, "invalid syntax")),
        }
    }

    fn expr_stmt(&mut self, value: &'a Expr, at: TextRange) -> Result<()> {
        if !self.interactive || self.unit.scope != 0 {
            return self.effect(value);
        }
        let value = self.expr_now(value)?;
        self.emit(at, "print_expr", &[r(value)]);
        Ok(())
    }

    fn return_(&mut self, ret: &'a StmtReturn) -> Result<()> {
        let constant = match &ret.value {
            Some(value) => literal::constant(value, self.lines.source())?,
            None => Some(Const::Nil),
        };
        let at = ret.range;
        if let Some(constant) = constant {
            return self.unwind(at, 0, |c| {
                let t = c.alloc();
                c.load_const(at, t, constant);
                c.emit(at, "return", &[r(t)]);
            });
        }
        let Some(value) = ret.value.as_deref() else { return Ok(()) };
        if !self.unwinds() {
            let value = self.expr_now(value)?;
            return self.unwind(at, 0, |c| c.emit(at, "return", &[r(value)]));
        }
        let fresh = self.ensure_ret();
        let reg = self.unit.ret.unwrap_or(trackway_bytecode::Reg(0));
        self.expr_to(value, reg)?;
        self.unwind(at, 0, |c| c.emit(at, "return", &[r(reg)]))?;
        if fresh {
            self.unit.ret = None;
        }
        Ok(())
    }

    fn if_(&mut self, i: &'a StmtIf) -> Result<()> {
        if i.elif_else_clauses.is_empty() && self.jump_out_if(&i.test, &i.body)? {
            return Ok(());
        }
        let end = self.unit.b.label();
        let mut done = crate::compile::flow::Flow::unreached();
        let first = std::iter::once((Some(&*i.test), &i.body));
        let clauses = first.chain(i.elif_else_clauses.iter().map(|c| (c.test.as_ref(), &c.body)));
        let count = 1 + i.elif_else_clauses.len();
        for (n, (test, body)) in clauses.enumerate() {
            let next = self.unit.b.label();
            match test.map(|t| (t, literal::truth(t))) {
                Some((_, Some(false))) => {
                    self.unit.b.place(next);
                    continue;
                }
                None | Some((_, Some(true))) => {
                    self.stmts(body)?;
                    done.join(&self.unit.flow);
                    self.unit.flow.kill();
                    self.unit.b.place(next);
                    break;
                }
                Some((test, None)) => self.cond(test, next, false)?,
            }
            let before = self.unit.flow.clone();
            self.stmts(body)?;
            if n + 1 < count {
                self.jump(i.range, end);
            }
            done.join(&self.unit.flow);
            self.unit.flow = before;
            self.unit.b.place(next);
        }
        self.unit.b.place(end);
        self.unit.flow.join(&done);
        Ok(())
    }

    fn raise(&mut self, raise: &'a StmtRaise) -> Result<()> {
        match (&raise.exc, &raise.cause) {
            (None, _) => self.emit(raise.range, "raise_last", &[]),
            (Some(e), None) => {
                let e = self.expr_now(e)?;
                self.emit(raise.range, "raise", &[r(e)]);
            }
            (Some(e), Some(cause)) => {
                let (e, cause) = self.pair(e, cause)?;
                self.emit(raise.range, "raise_from", &[r(e), r(cause)]);
            }
        }
        self.unit.flow.kill();
        Ok(())
    }

    fn assert(&mut self, a: &'a StmtAssert) -> Result<()> {
        if self.scopes.optimize > 0 {
            return Ok(());
        }
        let ok = self.unit.b.label();
        self.cond(&a.test, ok, true)?;
        let flow = self.unit.flow.clone();
        let w = self.alloc();
        let n = self.unit.b.name("AssertionError");
        let at = a.test.range();
        self.emit(at, "load_builtin", &[r(w), n]);
        if let Some(msg) = &a.msg {
            self.unit.b.alloc_block(3);
            let argument = self.alloc();
            self.expr_to(msg, argument)?;
            let site = self.site();
            self.emit(at, "call", &[r(w), r(w), crate::compile::imm(1), site]);
        }
        self.emit(at, "raise", &[r(w)]);
        self.unit.b.place(ok);
        self.unit.flow = flow;
        Ok(())
    }
}
