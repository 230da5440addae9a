//! Comprehensions, in line where scoping permits, and generator expressions.

use crate::compile::calls::Window;
use crate::compile::unit::Var;
use crate::compile::{Compiler, imm, r};
use crate::scope::{Ident, ScopeId};
use crate::syntax::error::Result;
use ruff_python_ast::{Comprehension, Expr, ExprGenerator};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::{FRAME_HEADER, Reg};

/// What the innermost loop does with its element.
#[derive(Clone, Copy)]
enum Yielding<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    /// `{**x for ..}`.
    Merge(&'a Expr),
    Generator(&'a Expr),
}

impl<'a> Compiler<'a> {
    /// A list, set or dict comprehension.
    pub(super) fn comprehension(&mut self, e: &'a Expr, dst: Reg) -> Result<()> {
        let (scope, generators, what): (ScopeId, &'a [Comprehension], _) = match e {
            Expr::ListComp(c) => (self.scopes.of(c), &c.generators, Yielding::List(&c.elt)),
            Expr::SetComp(c) => (self.scopes.of(c), &c.generators, Yielding::Set(&c.elt)),
            Expr::DictComp(c) => {
                let what = match &c.key {
                    Some(key) => Yielding::Dict(key, &c.value),
                    None => Yielding::Merge(&c.value),
                };
                (self.scopes.of(c), &c.generators, what)
            }
            _ => return Ok(()),
        };
        if self.scopes.all[scope].inlined {
            self.inlined(e.range(), scope, generators, what, dst)
        } else {
            self.nested(e.range(), scope, generators, what, dst)
        }
    }

    pub(super) fn generator(&mut self, g: &'a ExprGenerator, dst: Reg) -> Result<()> {
        self.nested(g.range, self.scopes.of(g), &g.generators, Yielding::Generator(&g.elt), dst)
    }

    fn inlined(
        &mut self,
        at: TextRange,
        scope: ScopeId,
        generators: &'a [Comprehension],
        what: Yielding<'a>,
        dst: Reg,
    ) -> Result<()> {
        let it = self.alloc();
        self.first_iterator(&generators[0], it)?;
        let names = self.scopes.all[scope].locals();
        let outer = std::mem::replace(&mut self.unit.at, scope);
        // Only what an inner clause binds can be read too early.
        let first = &generators[0].target;
        names.iter().for_each(|n| {
            let early =
                generators.len() > 1 && !matches!(first, Expr::Name(f) if self.ident(f.id.as_str()) == *n);
            self.comprehension_variable(at, scope, n, early);
        });
        // The result is complete only at the end, and `dst` may be a variable that the loop reads.
        let result = self.scratch(dst);
        self.start(at, what, result);
        self.loops(generators, Some(it), what, result)?;
        self.mov(at, dst, result);
        self.unit.at = outer;
        names.iter().for_each(|n| self.unit.forget(scope, n));
        Ok(())
    }

    fn comprehension_variable(&mut self, at: TextRange, scope: ScopeId, name: &Ident, early: bool) {
        let reg = self.alloc();
        let cell = self.scopes.all[scope].cells.contains(name);
        self.unit.flow.clear(reg);
        if cell || early {
            self.emit(at, "unbind", &[r(reg)]);
        }
        if cell {
            self.emit(at, "make_cell", &[r(reg), r(reg)]);
        }
        self.unit.declare(scope, name, Var { reg, cell });
    }

    fn nested(
        &mut self,
        at: TextRange,
        scope: ScopeId,
        generators: &'a [Comprehension],
        what: Yielding<'a>,
        dst: Reg,
    ) -> Result<()> {
        let name = match what {
            Yielding::List(_) => "<listcomp>",
            Yielding::Set(_) => "<setcomp>",
            Yielding::Dict(..) | Yielding::Merge(_) => "<dictcomp>",
            Yielding::Generator(_) => "<genexpr>",
        };
        let w = self.window();
        let code = self.nested_unit(at, scope, name, |c| {
            c.unit.signature.positional = 1;
            c.unit.signature.positional_only = 1;
            let result = c.alloc();
            c.start(at, what, result);
            c.loops(generators, None, what, result)?;
            if matches!(what, Yielding::Generator(_)) {
                c.load_none(at, result);
            }
            c.emit(at, "return", &[r(result)]);
            Ok(())
        })?;
        self.make_function(at, scope, code, None, w)?;
        let argument = self.alloc();
        debug_assert_eq!(argument, w.offset(FRAME_HEADER));
        self.first_iterator(&generators[0], argument)?;
        self.finish_call(at, dst, Window { w, placed: 1, method: false }, &[], &[])
    }

    fn first_iterator(&mut self, g: &'a Comprehension, it: Reg) -> Result<()> {
        if g.is_async { self.async_iterator(&g.iter, it) } else { self.iterator(&g.iter, it) }
    }

    fn iterator(&mut self, e: &'a Expr, it: Reg) -> Result<()> {
        let mark = self.unit.b.mark();
        let source = self.expr_now(e)?;
        self.emit(e.range(), "get_iter", &[r(it), r(source)]);
        self.unit.b.release_to(mark);
        Ok(())
    }

    fn start(&mut self, at: TextRange, what: Yielding<'a>, result: Reg) {
        let op = match what {
            Yielding::List(_) => "build_list",
            Yielding::Set(_) => "build_set",
            Yielding::Dict(..) | Yielding::Merge(_) => "build_dict",
            Yielding::Generator(_) => return,
        };
        self.emit(at, op, &[r(result), r(result), imm(0)]);
    }

    /// The loops of `generators`; the first one's iterator is in `first`, or in register 0 of a unit of its own.
    fn loops(
        &mut self,
        generators: &'a [Comprehension],
        first: Option<Reg>,
        what: Yielding<'a>,
        result: Reg,
    ) -> Result<()> {
        let it = first.unwrap_or(Reg(0));
        self.one_loop(generators, it, what, result)
    }

    fn one_loop(
        &mut self,
        generators: &'a [Comprehension],
        it: Reg,
        what: Yielding<'a>,
        result: Reg,
    ) -> Result<()> {
        let Some((g, rest)) = generators.split_first() else { return self.element(what, result) };
        let mark = self.unit.b.mark();
        let at = g.iter.range();
        let (exit, cont) = (self.unit.b.label(), self.unit.b.label());
        let head = self.header();
        // The variable dies with the comprehension, so it may hold the END marker in the end; not so where an
        // outer clause, whose code has been emitted by now, reads it.
        let target = self.plain_variable(&g.target).filter(|reg| !self.unit.checked.contains(&reg.0));
        let t = target.unwrap_or_else(|| self.alloc());
        if g.is_async {
            self.async_next(at, it, t, exit);
        } else {
            let site = self.site();
            self.emit(at, "next", &[r(t), r(it), site]);
            let jump = self.unit.b.jump(exit);
            self.emit(at, "jump_if_end", &[r(t), jump]);
        }
        let flow = self.unit.flow.clone();
        match target {
            Some(reg) => self.unit.flow.set(reg),
            None => self.assign(&g.target, t)?,
        }
        for test in &g.ifs {
            self.cond(test, cont, false)?;
        }
        match rest.first() {
            Some(inner) => {
                let inner_it = self.alloc();
                self.first_iterator(inner, inner_it)?;
                self.one_loop(rest, inner_it, what, result)?;
            }
            None => self.element(what, result)?,
        }
        self.unit.b.place(cont);
        self.loop_back(at, head);
        self.unit.b.place(exit);
        self.unit.flow = flow;
        self.unit.b.release_to(mark);
        Ok(())
    }

    fn element(&mut self, what: Yielding<'a>, result: Reg) -> Result<()> {
        let mark = self.unit.b.mark();
        match what {
            Yielding::List(e) | Yielding::Set(e) | Yielding::Merge(e) => {
                let (op, e) = match (what, e) {
                    (Yielding::List(_), Expr::Starred(s)) => ("list_extend", &*s.value),
                    (Yielding::List(_), e) => ("list_append", e),
                    (Yielding::Set(_), Expr::Starred(s)) => ("set_update", &*s.value),
                    (Yielding::Set(_), e) => ("set_add", e),
                    (_, e) => ("dict_update", e),
                };
                let value = self.expr_now(e)?;
                self.emit(e.range(), op, &[r(result), r(value)]);
            }
            Yielding::Dict(key, value) => {
                let (k, v) = self.pair(key, value)?;
                self.emit(key.range(), "dict_set", &[r(result), r(k), r(v)]);
            }
            Yielding::Generator(e) => {
                let value = self.expr_now(e)?;
                self.suspend(e.range(), result, value);
            }
        }
        self.unit.b.release_to(mark);
        Ok(())
    }
}
