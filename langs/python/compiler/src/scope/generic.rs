//! Definitions with type parameters, and what is evaluated lazily for them.
//!
//! ```text
//! class C[T: B](Base): ..      a function `<generic parameters of C>` around the class statement,
//!                              whose variable T is; in it a function that evaluates B when asked
//! ```

use crate::scope::annotations;
use crate::scope::check::{self, Context};
use crate::scope::collect::Collector;
use crate::scope::{ScopeKind, flag};
use crate::syntax::error::Fault;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{Expr, StmtClassDef, StmtFunctionDef, StmtTypeAlias, TypeParam, TypeParams};
use ruff_text_size::Ranged;
use std::collections::HashSet;

/// Hidden variables of the function around a generic definition.
pub const DEFAULTS: &str = ".defaults";
pub const KWDEFAULTS: &str = ".kwdefaults";
pub const TYPE_PARAMS: &str = ".type_params";

/// Bound or constraints, and default of a type parameter.
pub fn lazy_parts(p: &TypeParam) -> (Option<&Expr>, Option<&Expr>) {
    match p {
        TypeParam::TypeVar(t) => (t.bound.as_deref(), t.default.as_deref()),
        TypeParam::ParamSpec(t) => (None, t.default.as_deref()),
        TypeParam::TypeVarTuple(t) => (None, t.default.as_deref()),
    }
}

impl Collector {
    pub(super) fn function_def(&mut self, f: &StmtFunctionDef) {
        f.decorator_list.iter().for_each(|d| self.visit_expr(&d.expression));
        self.defaults(&f.parameters);
        self.bind(&f.name);
        let p = &f.parameters;
        let mut hidden = Vec::new();
        if p.posonlyargs.iter().chain(&p.args).any(|a| a.default.is_some()) {
            hidden.push(DEFAULTS);
        }
        if p.kwonlyargs.iter().any(|a| a.default.is_some()) {
            hidden.push(KWDEFAULTS);
        }
        self.generic(f.type_params.as_deref(), &hidden, |c| {
            c.function(ScopeKind::Function, f, Some(&f.parameters), |c| {
                c.scope().coroutine = f.is_async;
                c.visit_body(&f.body);
            });
            let scope = c.scopes.of(f);
            c.annotations(scope, &annotations::of_function(&f.parameters, f.returns.as_deref()));
        });
    }

    pub(super) fn class(&mut self, c: &StmtClassDef) {
        c.decorator_list.iter().for_each(|d| self.visit_expr(&d.expression));
        self.bind(&c.name);
        self.generic(c.type_params.as_deref(), &[], |this| {
            if let Some(arguments) = &c.arguments {
                this.check(check::arguments(arguments));
                this.visit_arguments(arguments);
            }
            let outer = this.at;
            this.open(ScopeKind::Class, c, Some(c.name.as_str().into()));
            if c.type_params.is_some() {
                this.mark(TYPE_PARAMS, flag::USED);
            }
            this.with_context(Context::default(), |s| s.visit_body(&c.body));
            this.annotations(this.at, &annotations::of_body(&c.body));
            this.at = outer;
        });
    }

    pub(super) fn type_alias(&mut self, t: &StmtTypeAlias) {
        self.visit_expr(&t.name);
        self.generic(t.type_params.as_deref(), &[], |c| c.lazily(&t.value));
    }

    /// Visits a definition, inside the scope of its type parameters if it has any.
    fn generic(&mut self, params: Option<&TypeParams>, hidden: &[&str], run: impl FnOnce(&mut Self)) {
        let Some(params) = params else { return run(self) };
        let outer = self.at;
        let in_class = self.sees_class();
        self.open(ScopeKind::TypeParams, params, None);
        if in_class {
            self.mark("__classdict__", flag::USED);
        }
        for name in hidden {
            self.mark(name, flag::BOUND | flag::PARAM);
        }
        self.mark(TYPE_PARAMS, flag::BOUND);
        let mut seen = HashSet::new();
        let mut with_default = false;
        for p in params.iter() {
            let default = lazy_parts(p).1.is_some();
            if with_default && !default {
                let text =
                    format!("non-default type parameter '{}' follows default type parameter", p.name());
                self.fail(Fault::syntax(p.range(), text));
            }
            with_default |= default;
            if !seen.insert(p.name().as_str()) {
                let text = format!("duplicate type parameter '{}'", p.name());
                self.fail(Fault::syntax(p.range(), text));
            }
            self.bind(p.name());
        }
        self.with_context(Context::default(), |c| {
            for p in params.iter() {
                let (bound, default) = lazy_parts(p);
                bound.into_iter().chain(default).for_each(|e| c.lazily(e));
            }
            run(c);
        });
        self.at = outer;
    }

    /// Whether names here are looked up in a class first.
    fn sees_class(&self) -> bool {
        let mut at = self.at;
        while self.scopes.all[at].kind == ScopeKind::TypeParams {
            at = self.scopes.all[at].parent.unwrap_or(0);
        }
        self.scopes.all[at].kind == ScopeKind::Class
    }

    /// Opens a scope for an expression that is evaluated when asked for.
    fn lazily(&mut self, e: &Expr) {
        let outer = self.at;
        let in_class = self.sees_class();
        let id = self.open_scope(ScopeKind::Annotations, None);
        self.scopes.lazy.insert(std::ptr::from_ref(e) as usize, id);
        self.mark("format", flag::BOUND | flag::PARAM);
        if in_class {
            self.mark("__classdict__", flag::USED);
        }
        self.with_context(Context::default(), |c| c.visit_expr(e));
        self.at = outer;
    }
}
