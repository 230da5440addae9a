//! Function definitions, lambdas, decorators.

use crate::compile::collections::MAX_RECORD;
use crate::compile::unit::{Signature, Unit};
use crate::compile::{Compiler, imm, r};
use crate::scope::annotations::{Annotation, of_function};
use crate::scope::{ScopeId, ScopeKind, flag};
use crate::syntax::error::Result;
use crate::syntax::literal;
use ruff_python_ast::{Decorator, Expr, ExprLambda, ParameterWithDefault, Parameters, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};
use std::rc::Rc;
use trackway_bytecode::{Const, Reg};

impl<'a> Compiler<'a> {
    /// Compiles the unit of `scope`, a function called `name`, with `run`.
    pub(super) fn nested_unit(
        &mut self,
        at: TextRange,
        scope: ScopeId,
        name: &str,
        run: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<Const> {
        let qualname = self.prefix(name) + name;
        let span = self.lines.span(at);
        let mut unit = Unit::new(self.scopes, scope, name, &qualname, &self.file.clone(), span.line);
        unit.b.set_span(span);
        let outer = std::mem::replace(&mut self.unit, unit);
        let result = run(self);
        let inner = std::mem::replace(&mut self.unit, outer);
        result?;
        Ok(Const::Code(Rc::new(inner.finish(self.scopes))))
    }

    /// What stands before `name` in the qualified name of a definition made here.
    pub(super) fn prefix(&self, name: &str) -> String {
        let outer = &self.scopes.all[self.unit.scope];
        let global = outer.flag(&self.ident(name)) & flag::GLOBAL != 0;
        match outer.kind {
            ScopeKind::Module => String::new(),
            ScopeKind::TypeParams => self.unit.prefix.clone(),
            _ if global => String::new(),
            ScopeKind::Class => format!("{}.", self.unit.qualname),
            _ => format!("{}.<locals>.", self.unit.qualname),
        }
    }

    pub(super) fn function_def(&mut self, f: &'a StmtFunctionDef) -> Result<()> {
        let at = f.range;
        let line = f.decorator_list.first().map_or(at, |d| d.range);
        self.decorated(&f.decorator_list, f.name.as_str(), f.name.range, |c, dst| match &f.type_params {
            None => c.function(f, line, dst),
            Some(params) => c.generic_function(f, params, line, dst),
        })
    }

    /// Makes the function of a definition without type parameters.
    fn function(&mut self, f: &'a StmtFunctionDef, line: TextRange, dst: Reg) -> Result<()> {
        let code = self.function_code(f, line)?;
        let header = TextRange::new(f.range.start(), f.parameters.range().end());
        let annotations = of_function(&f.parameters, f.returns.as_deref());
        self.make_annotated(header, self.scopes.of(f), code, Some(&f.parameters), &annotations, dst)
    }

    /// The code of a definition's body.
    pub(super) fn function_code(&mut self, f: &'a StmtFunctionDef, line: TextRange) -> Result<Const> {
        self.nested_unit(line, self.scopes.of(f), f.name.as_str(), |c| {
            c.unit.signature = Signature::of(Some(&f.parameters));
            c.unit.signature.doc = c.docstring(&f.body);
            let skip = usize::from(c.unit.signature.doc.is_some());
            c.stmts(&f.body[skip..])?;
            c.end_of_body(TextRange::empty(f.range.end()));
            Ok(())
        })
    }

    pub(super) fn lambda(&mut self, l: &'a ExprLambda, dst: Reg) -> Result<()> {
        let scope = self.scopes.of(l);
        let code = self.nested_unit(l.range, scope, "<lambda>", |c| {
            c.unit.signature = Signature::of(l.parameters.as_deref());
            let value = c.expr_now(&l.body)?;
            c.emit(l.body.range(), "return", &[r(value)]);
            Ok(())
        })?;
        self.make_function(l.range, scope, code, l.parameters.as_deref(), dst)
    }

    /// Evaluates decorators, makes the value, applies them inside out, stores the result under `name`.
    pub(super) fn decorated(
        &mut self,
        decorators: &'a [Decorator],
        name: &str,
        at: TextRange,
        make: impl FnOnce(&mut Self, Reg) -> Result<()>,
    ) -> Result<()> {
        let mut windows = Vec::with_capacity(decorators.len());
        for decorator in decorators {
            let w = self.window();
            self.expr_to(&decorator.expression, w)?;
            // The decorated value: the argument of this call, made by the calls inside.
            windows.push((w, self.alloc(), decorator.expression.range()));
        }
        let value = match windows.last() {
            Some(&(_, argument, _)) => argument,
            None => self.variable_target(name).unwrap_or_else(|| self.alloc()),
        };
        make(self, value)?;
        let mut value = value;
        while let Some((w, _, range)) = windows.pop() {
            value = windows.last().map_or(w, |&(_, argument, _)| argument);
            let site = self.site();
            self.emit(range, "call", &[r(value), r(w), imm(1), site]);
        }
        self.store_name(at, name, value);
        Ok(())
    }

    fn variable_target(&self, name: &str) -> Option<Reg> {
        match self.place(&self.ident(name)) {
            crate::compile::access::Place::Var(var) if !var.cell => Some(var.reg),
            _ => None,
        }
    }

    /// Makes a function without annotations.
    pub(super) fn make_function(
        &mut self,
        at: TextRange,
        scope: ScopeId,
        code: Const,
        parameters: Option<&'a Parameters>,
        dst: Reg,
    ) -> Result<()> {
        self.make_annotated(at, scope, code, parameters, &[], dst)
    }

    /// Makes the function: defaults, keyword defaults, closure and annotate function in consecutive registers.
    fn make_annotated(
        &mut self,
        at: TextRange,
        scope: ScopeId,
        code: Const,
        parameters: Option<&'a Parameters>,
        annotations: &[Annotation<'a>],
        dst: Reg,
    ) -> Result<()> {
        let start = Reg(self.unit.b.mark());
        let flags = self.default_values(at, parameters)?;
        self.finish_function(at, scope, code, (start, flags), annotations, dst)
    }

    /// Default values in fresh registers: bit 1 a tuple, bit 2 a dict of those of keyword-only parameters.
    pub(super) fn default_values(
        &mut self,
        at: TextRange,
        parameters: Option<&'a Parameters>,
    ) -> Result<usize> {
        let Some(p) = parameters else { return Ok(0) };
        let mut flags = 0;
        let defaults = |args: &'a [ParameterWithDefault]| args.iter().flat_map(|a| a.default.as_deref());
        let positional: Vec<&Expr> = defaults(&p.posonlyargs).chain(defaults(&p.args)).collect();
        if !positional.is_empty() {
            flags |= 1;
            let reg = self.alloc();
            self.tuple_of(&positional, at, reg)?;
        }
        if p.kwonlyargs.iter().any(|a| a.default.is_some()) {
            flags |= 2;
            let reg = self.alloc();
            self.keyword_defaults(at, &p.kwonlyargs, reg)?;
        }
        Ok(flags)
    }

    /// Closure and annotate function behind the default values, and the function itself.
    pub(super) fn finish_function(
        &mut self,
        at: TextRange,
        scope: ScopeId,
        code: Const,
        (start, mut flags): (Reg, usize),
        annotations: &[Annotation<'a>],
        dst: Reg,
    ) -> Result<()> {
        if !self.scopes.all[scope].frees.is_empty() {
            flags |= 4;
            let reg = self.alloc();
            self.closure(at, scope, reg);
        }
        if !annotations.is_empty() {
            flags |= 8;
            let reg = self.alloc();
            self.annotate(at, scope, annotations, reg)?;
        }
        let k = self.unit.b.constant(code);
        let block = if flags == 0 { dst } else { start };
        self.emit(at, "make_function", &[r(dst), k, r(block), imm(flags)]);
        self.unit.b.release_to(start.0);
        Ok(())
    }

    fn keyword_defaults(&mut self, at: TextRange, args: &'a [ParameterWithDefault], dst: Reg) -> Result<()> {
        let given = || args.iter().filter_map(|arg| Some((arg, arg.default.as_ref()?)));
        let (mark, record) = (self.unit.b.mark(), given().count() <= MAX_RECORD);
        let mut names = Vec::new();
        for (arg, default) in given() {
            let name = Const::Str(self.ident(arg.parameter.name.as_str()));
            if !record {
                let key = self.alloc();
                self.load_const(at, key, name.clone());
            }
            names.push(name);
            let value = self.alloc();
            self.expr_to(default, value)?;
        }
        if record {
            self.build_record(at, dst, Reg(mark), names);
        } else {
            self.emit(at, "build_dict", &[r(dst), r(Reg(mark)), imm(names.len())]);
        }
        self.unit.b.release_to(mark);
        Ok(())
    }

    fn closure(&mut self, at: TextRange, scope: ScopeId, dst: Reg) {
        let mark = self.unit.b.mark();
        let frees = &self.scopes.all[scope].frees;
        let start = match frees.as_slice() {
            // A tuple of one is made from the cell's own register.
            [name] => self.cell(name),
            names => {
                for name in names {
                    let (reg, cell) = (self.alloc(), self.cell(name));
                    self.mov(at, reg, cell);
                }
                Reg(mark)
            }
        };
        self.emit(at, "build_tuple", &[r(dst), r(start), imm(frees.len())]);
        self.unit.b.release_to(mark);
    }
}

impl Compiler<'_> {
    /// The docstring that a body starts with, unless documentation is left out.
    pub(super) fn docstring(&self, body: &[Stmt]) -> Option<Const> {
        if self.scopes.optimize > 1 { None } else { docstring(body, self.lines.source()) }
    }
}

/// The docstring that a body starts with, without its indentation.
fn docstring(body: &[Stmt], source: &str) -> Option<Const> {
    let Some(Stmt::Expr(first)) = body.first() else { return None };
    let Expr::StringLiteral(s) = &*first.value else { return None };
    Some(match literal::string(&s.value, source) {
        Const::Str(text) => Const::Str(dedent(&text).into()),
        wide => wide,
    })
}

/// Removes the indentation common to all lines but the first, and that of the first.
fn dedent(doc: &str) -> String {
    let doc = expand_tabs(doc);
    let mut lines = doc.split('\n');
    let first = lines.next().unwrap_or("").trim_start_matches(' ').to_string();
    let indent = |l: &str| l.len() - l.trim_start_matches(' ').len();
    let rest: Vec<&str> = lines.collect();
    let margin =
        rest.iter().filter(|l| !l.trim_matches(' ').is_empty()).map(|l| indent(l)).min().unwrap_or(0);
    rest.iter().fold(first, |text, line| text + "\n" + line.get(margin.min(indent(line))..).unwrap_or(""))
}

fn expand_tabs(doc: &str) -> String {
    let mut out = String::with_capacity(doc.len());
    let mut column = 0;
    for c in doc.chars() {
        match c {
            '\t' => {
                let n = 8 - column % 8;
                out.extend(std::iter::repeat_n(' ', n));
                column += n;
            }
            _ => {
                out.push(c);
                column = if c == '\n' { 0 } else { column + 1 };
            }
        }
    }
    out
}
