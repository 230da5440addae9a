//! Statements.

use super::Emitter;
use crate::syntax::error::Result;
use ruff_python_ast::{
    Alias, Arguments, Decorator, ElifElseClause, ExceptHandler, Stmt, StmtClassDef, StmtFunctionDef, StmtIf,
    StmtTry, TypeParam, TypeParams, WithItem,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

impl Emitter<'_> {
    pub(super) fn body(&mut self, body: &[Stmt]) -> Result<()> {
        self.each(body, Self::stmt)
    }

    fn stmt(&mut self, s: &Stmt) -> Result<()> {
        let at = s.range();
        match s {
            Stmt::FunctionDef(f) => return self.function(f),
            Stmt::ClassDef(c) => return self.class(c),
            Stmt::If(i) => return self.if_(i),
            Stmt::Try(t) => return self.try_(t),
            Stmt::Return(r) => {
                self.optional(r.value.as_deref())?;
                self.node("Return", at);
            }
            Stmt::Delete(d) => {
                self.exprs(&d.targets)?;
                self.node("Delete", at);
            }
            Stmt::TypeAlias(t) => {
                self.expr(&t.name)?;
                self.type_params(t.type_params.as_deref())?;
                self.expr(&t.value)?;
                self.node("TypeAlias", at);
            }
            Stmt::Assign(a) => {
                self.exprs(&a.targets)?;
                self.expr(&a.value)?;
                self.none();
                self.node("Assign", at);
            }
            Stmt::AugAssign(a) => {
                self.expr(&a.target)?;
                self.operator(a.op);
                self.expr(&a.value)?;
                self.node("AugAssign", at);
            }
            Stmt::AnnAssign(a) => {
                self.expr(&a.target)?;
                self.expr(&a.annotation)?;
                self.optional(a.value.as_deref())?;
                self.int(a.simple.into());
                self.node("AnnAssign", at);
            }
            Stmt::Match(m) => {
                self.expr(&m.subject)?;
                self.each(&m.cases, Self::case)?;
                self.node("Match", at);
            }
            Stmt::Raise(r) => {
                self.optional(r.exc.as_deref())?;
                self.optional(r.cause.as_deref())?;
                self.node("Raise", at);
            }
            Stmt::Assert(a) => {
                self.expr(&a.test)?;
                self.optional(a.msg.as_deref())?;
                self.node("Assert", at);
            }
            Stmt::For(_) | Stmt::While(_) | Stmt::With(_) => return self.block(s),
            _ => return self.simple(s),
        }
        Ok(())
    }

    fn block(&mut self, s: &Stmt) -> Result<()> {
        match s {
            Stmt::For(f) => {
                self.expr(&f.target)?;
                self.expr(&f.iter)?;
                self.body(&f.body)?;
                self.body(&f.orelse)?;
                self.none();
                self.node(if f.is_async { "AsyncFor" } else { "For" }, f.range);
            }
            Stmt::While(w) => {
                self.expr(&w.test)?;
                self.body(&w.body)?;
                self.body(&w.orelse)?;
                self.node("While", w.range);
            }
            Stmt::With(w) => {
                self.each(&w.items, Self::with_item)?;
                self.body(&w.body)?;
                self.none();
                self.node(if w.is_async { "AsyncWith" } else { "With" }, w.range);
            }
            _ => {}
        }
        Ok(())
    }

    fn simple(&mut self, s: &Stmt) -> Result<()> {
        let at = s.range();
        match s {
            Stmt::Import(i) => {
                self.each(&i.names, Self::alias)?;
                self.node("Import", at);
            }
            Stmt::ImportFrom(i) => {
                self.str_or_none(i.module.as_ref());
                self.each(&i.names, Self::alias)?;
                self.int(i.level.into());
                self.node("ImportFrom", at);
            }
            Stmt::Global(g) => {
                self.names(&g.names);
                self.node("Global", at);
            }
            Stmt::Nonlocal(n) => {
                self.names(&n.names);
                self.node("Nonlocal", at);
            }
            Stmt::Expr(e) => {
                self.expr(&e.value)?;
                self.node("Expr", at);
            }
            Stmt::Break(_) => self.node("Break", at),
            Stmt::Continue(_) => self.node("Continue", at),
            _ => self.node("Pass", at),
        }
        Ok(())
    }

    /// Behind the decorators.
    fn without(&self, at: TextRange, decorators: &[Decorator]) -> TextRange {
        let Some(last) = decorators.last() else { return at };
        let source = self.lines.source();
        let mut start = last.range().end().to_usize();
        while let Some(c) = source[start..].chars().next() {
            if c == '#' {
                start += source[start..].find(['\n', '\r']).unwrap_or(source.len() - start);
            } else if c.is_whitespace() || c == '\\' {
                start += c.len_utf8();
            } else {
                break;
            }
        }
        TextRange::new(TextSize::try_from(start).unwrap_or(at.start()), at.end())
    }

    fn function(&mut self, f: &StmtFunctionDef) -> Result<()> {
        self.str(&f.name);
        self.parameters(Some(&f.parameters))?;
        self.body(&f.body)?;
        self.each(&f.decorator_list, |e, d| e.expr(&d.expression))?;
        self.optional(f.returns.as_deref())?;
        self.none();
        self.type_params(f.type_params.as_deref())?;
        let class = if f.is_async { "AsyncFunctionDef" } else { "FunctionDef" };
        self.node(class, self.without(f.range, &f.decorator_list));
        Ok(())
    }

    fn class(&mut self, c: &StmtClassDef) -> Result<()> {
        self.str(&c.name);
        let none = Arguments {
            range: TextRange::default(),
            node_index: Default::default(),
            args: Default::default(),
            keywords: Default::default(),
        };
        let arguments = c.arguments.as_deref().unwrap_or(&none);
        self.exprs(&arguments.args)?;
        self.each(&arguments.keywords, Self::keyword)?;
        self.body(&c.body)?;
        self.each(&c.decorator_list, |e, d| e.expr(&d.expression))?;
        self.type_params(c.type_params.as_deref())?;
        self.node("ClassDef", self.without(c.range, &c.decorator_list));
        Ok(())
    }

    fn if_(&mut self, i: &StmtIf) -> Result<()> {
        self.expr(&i.test)?;
        self.body(&i.body)?;
        self.clauses(&i.elif_else_clauses, i.range.end())?;
        self.node("If", i.range);
        Ok(())
    }

    /// The list `orelse`: each `elif` is an `If` within the one before.
    fn clauses(&mut self, clauses: &[ElifElseClause], end: TextSize) -> Result<()> {
        // Statements of the clauses come first, the nodes around them after the last.
        let mut open = Vec::new();
        for clause in clauses {
            match &clause.test {
                Some(test) => {
                    self.expr(test)?;
                    self.body(&clause.body)?;
                    open.push(clause.range.start());
                }
                None => {
                    self.body(&clause.body)?;
                    return self.close(open, end);
                }
            }
        }
        self.list(0);
        self.close(open, end)
    }

    fn close(&mut self, open: Vec<TextSize>, end: TextSize) -> Result<()> {
        for start in open.into_iter().rev() {
            self.node("If", TextRange::new(start, end));
            self.list(1);
        }
        Ok(())
    }

    fn try_(&mut self, t: &StmtTry) -> Result<()> {
        self.body(&t.body)?;
        self.each(&t.handlers, |e, ExceptHandler::ExceptHandler(h)| {
            e.optional(h.type_.as_deref())?;
            e.str_or_none(h.name.as_ref());
            e.body(&h.body)?;
            e.node("ExceptHandler", h.range);
            Ok(())
        })?;
        self.body(&t.orelse)?;
        self.body(&t.finalbody)?;
        self.node(if t.is_star { "TryStar" } else { "Try" }, t.range);
        Ok(())
    }

    fn with_item(&mut self, w: &WithItem) -> Result<()> {
        self.expr(&w.context_expr)?;
        self.optional(w.optional_vars.as_deref())?;
        self.bare("withitem");
        Ok(())
    }

    fn alias(&mut self, a: &Alias) -> Result<()> {
        self.str(&a.name);
        self.str_or_none(a.asname.as_ref());
        self.node("alias", a.range);
        Ok(())
    }

    fn type_params(&mut self, params: Option<&TypeParams>) -> Result<()> {
        let Some(params) = params else {
            self.list(0);
            return Ok(());
        };
        self.each(&params.type_params, |e, p| {
            let (class, name, default) = match p {
                TypeParam::TypeVar(t) => ("TypeVar", &t.name, &t.default),
                TypeParam::TypeVarTuple(t) => ("TypeVarTuple", &t.name, &t.default),
                TypeParam::ParamSpec(t) => ("ParamSpec", &t.name, &t.default),
            };
            e.str(name);
            if let TypeParam::TypeVar(t) = p {
                e.optional(t.bound.as_deref())?;
            }
            e.optional(default.as_deref())?;
            e.node(class, p.range());
            Ok(())
        })
    }
}
