//! Records what each scope binds and uses.

use crate::driver::Options;
use crate::scope::annotations;
use crate::scope::check::{self, Context};
use crate::scope::{Ident, Scope, ScopeId, ScopeKind, Scopes, flag, mangle, params, resolve};
use crate::syntax::error::{Fault, Result};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    Alias, Comprehension, ExceptHandler, Expr, ExprContext, ExprNamed, Identifier, Mod, Parameters, Pattern,
    Stmt, StmtReturn,
};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

const GENERATOR: &str = "generator expression";

/// The scopes of a tree.
pub fn collect(tree: &Mod, options: Options) -> Result<Scopes> {
    let mut c = Collector {
        scopes: Scopes {
            named: options.named,
            textual: options.textual,
            optimize: options.optimize,
            ..Scopes::default()
        },
        at: 0,
        context: Context::default(),
        fault: None,
        declared: Vec::new(),
        iterables: 0,
        comprehension: "",
        assigned: HashSet::default(),
        values: HashMap::default(),
    };
    c.open(ScopeKind::Module, tree, None);
    match tree {
        Mod::Module(m) => {
            c.check(check::future_imports(&m.body));
            c.visit_body(&m.body);
            c.annotations(0, &annotations::of_body(&m.body));
        }
        Mod::Expression(e) => c.visit_expr(&e.body),
    }
    if let Some(fault) = c.fault {
        return Err(fault);
    }
    if let Some(range) = c.bad_return() {
        return Err(Fault::syntax(range, "'return' with value in async generator"));
    }
    resolve::mark_varying(&mut c.scopes);
    if let Some((scope, name)) = resolve::resolve(&mut c.scopes) {
        let range = c.declared.iter().find(|d| d.0 == scope && d.1 == name).map(|d| d.2).unwrap_or_default();
        return Err(Fault::syntax(range, format!("no binding for nonlocal '{name}' found")));
    }
    Ok(c.scopes)
}

pub(super) struct Collector {
    pub(super) scopes: Scopes,
    pub(super) at: ScopeId,
    pub(super) context: Context,
    fault: Option<Box<Fault>>,
    /// `nonlocal` declarations, for the error message.
    declared: Vec<(ScopeId, Ident, TextRange)>,
    /// Depth of comprehension iterables around this place.
    iterables: u32,
    /// What messages call the innermost comprehension.
    comprehension: &'static str,
    /// Targets of assignment expressions in comprehensions.
    assigned: HashSet<(ScopeId, Ident)>,
    /// The first `return` with a value of each scope.
    pub(super) values: HashMap<ScopeId, TextRange>,
}

impl Collector {
    pub(super) fn open<T>(
        &mut self,
        kind: ScopeKind,
        node: &T,
        private: Option<std::rc::Rc<str>>,
    ) -> ScopeId {
        let id = self.open_scope(kind, private);
        self.scopes.by_node.insert(std::ptr::from_ref(node) as usize, id);
        id
    }

    pub(super) fn open_scope(&mut self, kind: ScopeKind, private: Option<std::rc::Rc<str>>) -> ScopeId {
        let first = self.scopes.all.is_empty();
        let parent = (!first).then_some(self.at);
        // A comprehension in a class body sees the names outside the class only, as a function does.
        let inlined = kind == ScopeKind::Comprehension
            && parent.is_some_and(|p| self.scopes.all[self.scopes.unit(p)].kind != ScopeKind::Class);
        let private = private.or_else(|| parent.and_then(|p| self.scopes.all[p].private.clone()));
        let id = self.scopes.all.len();
        self.scopes.all.push(Scope {
            kind,
            parent,
            inlined,
            names: Vec::new(),
            flags: HashMap::default(),
            cells: HashSet::default(),
            frees: Vec::new(),
            generator: kind == ScopeKind::Generator,
            coroutine: false,
            private,
        });
        self.at = id;
        id
    }

    pub(super) fn fail(&mut self, fault: Box<Fault>) {
        self.fault.get_or_insert(fault);
    }

    pub(super) fn check(&mut self, result: Result<()>) {
        if let Err(fault) = result {
            self.fail(fault);
        }
    }

    pub(super) fn scope(&mut self) -> &mut Scope {
        &mut self.scopes.all[self.at]
    }

    fn mangled(&self, name: &str) -> Ident {
        mangle(name, self.scopes.all[self.at].private.as_deref())
    }

    pub(super) fn bind(&mut self, name: &Identifier) {
        self.check(check::debug_name(name.as_str(), name));
        self.mark(name.as_str(), flag::BOUND);
    }

    pub(super) fn mark(&mut self, name: &str, bits: u16) {
        let name = self.mangled(name);
        let again = bits & flag::BOUND != 0 && self.context.in_loop;
        self.scope().add(&name, if again { bits | flag::VARIES } else { bits });
    }

    /// A use. An inlined comprehension's use of a name that it does not bind is its unit's, but whether it
    /// binds it is known only at the end: the use is recorded here and found by resolution.
    fn use_name(&mut self, name: &str) {
        self.mark(name, flag::USED);
        if name == "super" {
            self.mark("__class__", flag::USED);
        }
    }

    pub(super) fn with_context(&mut self, context: Context, run: impl FnOnce(&mut Self)) {
        let saved = std::mem::replace(&mut self.context, context);
        run(self);
        self.context = saved;
    }

    pub(super) fn function<T>(
        &mut self,
        kind: ScopeKind,
        node: &T,
        p: Option<&Parameters>,
        body: impl FnOnce(&mut Self),
    ) {
        let outer = self.at;
        self.open(kind, node, None);
        if let Some(p) = p {
            self.check(check::parameters(p));
            for parameter in params::in_register_order(p) {
                self.mark(parameter.name.as_str(), flag::BOUND | flag::PARAM);
            }
        }
        self.with_context(Context { in_function: true, ..Context::default() }, body);
        self.at = outer;
    }

    pub(super) fn defaults(&mut self, p: &Parameters) {
        for parameter in p.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    fn comprehension<T: Ranged>(
        &mut self,
        what: &'static str,
        node: &T,
        generators: &[Comprehension],
        elements: &[&Expr],
    ) {
        let Some(first) = generators.first() else { return };
        self.iterables += 1;
        self.visit_expr(&first.iter);
        self.iterables -= 1;
        let outer = self.at;
        let around = std::mem::replace(&mut self.comprehension, what);
        let kind = if what == GENERATOR { ScopeKind::Generator } else { ScopeKind::Comprehension };
        self.open(kind, node, None);
        if !self.scope().inlined {
            self.mark(".0", flag::BOUND | flag::PARAM);
        }
        for (i, generator) in generators.iter().enumerate() {
            if generator.is_async {
                self.asynchronous(node.range());
            }
            self.visit_expr(&generator.target);
            if i > 0 {
                self.iterables += 1;
                self.visit_expr(&generator.iter);
                self.iterables -= 1;
            }
            generator.ifs.iter().for_each(|e| self.visit_expr(e));
        }
        elements.iter().for_each(|e| self.visit_expr(e));
        self.comprehension = around;
        self.at = outer;
    }

    /// The scope that an assignment expression binds in: the nearest that is not a comprehension.
    fn walrus(&mut self, named: &ExprNamed) {
        let target = &*named.target;
        let Expr::Name(name) = target else { return };
        self.check(check::debug_name(name.id.as_str(), target));
        if self.iterables > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            self.fail(Fault::syntax(named.range, message));
        }
        let id = self.mangled(name.id.as_str());
        let mut s = self.at;
        while matches!(self.scopes.all[s].kind, ScopeKind::Comprehension | ScopeKind::Generator) {
            if self.scopes.all[s].flag(&id) & flag::BOUND != 0 {
                let message =
                    format!("assignment expression cannot rebind comprehension iteration variable '{id}'");
                return self.fail(Fault::syntax(target.range(), message));
            }
            self.assigned.insert((s, id.clone()));
            let outer = self.scopes.all[s].parent.unwrap_or(0);
            let bits = match self.scopes.all[outer].kind {
                ScopeKind::Class => {
                    let message =
                        "assignment expression within a comprehension cannot be used in a class body";
                    return self.fail(Fault::syntax(target.range(), message));
                }
                _ if self.scopes.all[s].inlined => flag::USED,
                ScopeKind::Module => flag::GLOBAL,
                _ => flag::NONLOCAL,
            };
            // The scope names the variable of the outer one, so that resolution threads it through.
            let bits = if bits == flag::NONLOCAL && self.is_global(outer, &id) { flag::GLOBAL } else { bits };
            self.scopes.all[s].add(&id, bits);
            s = outer;
        }
        self.scopes.all[s].add(&id, flag::BOUND | flag::WALRUS);
    }

    fn is_global(&self, mut s: ScopeId, name: &str) -> bool {
        while matches!(self.scopes.all[s].kind, ScopeKind::Comprehension | ScopeKind::Generator) {
            s = self.scopes.all[s].parent.unwrap_or(0);
        }
        self.scopes.all[s].kind == ScopeKind::Module || self.scopes.all[s].flag(name) & flag::GLOBAL != 0
    }

    fn declare(&mut self, names: &[Identifier], bit: u16, range: TextRange) {
        let word = if bit == flag::GLOBAL { "global" } else { "nonlocal" };
        if bit == flag::NONLOCAL && self.scope().kind == ScopeKind::Module {
            return self.fail(Fault::syntax(range, "nonlocal declaration not allowed at module level"));
        }
        for name in names {
            let id = self.mangled(name.as_str());
            let bits = self.scope().flag(&id);
            let message = if bits & flag::PARAM != 0 {
                format!("name '{id}' is parameter and {word}")
            } else if (bits | bit) & (flag::GLOBAL | flag::NONLOCAL) == flag::GLOBAL | flag::NONLOCAL {
                format!("name '{id}' is nonlocal and global")
            } else if bits & flag::USED != 0 {
                format!("name '{id}' is used prior to {word} declaration")
            } else if bits & flag::BOUND != 0 {
                format!("name '{id}' is assigned to before {word} declaration")
            } else {
                self.scope().add(&id, bit);
                if bit == flag::GLOBAL && self.scopes.named {
                    // As in the reference, the outermost code means the global, too.
                    self.scopes.all[0].add(&id, bit);
                }
                self.declared.push((self.at, id, range));
                continue;
            };
            self.fail(Fault::syntax(range, message));
        }
    }

    fn import(&mut self, alias: &Alias, top: bool) {
        match (&alias.asname, alias.name.as_str()) {
            (Some(name), _) => self.bind(name),
            (None, "*") => {
                if self.scope().kind != ScopeKind::Module {
                    self.fail(Fault::syntax(alias.range, "import * only allowed at module level"));
                }
            }
            (None, name) => {
                let name = if top { name.split('.').next().unwrap_or(name) } else { name };
                self.check(check::debug_name(name, alias));
                self.mark(name, flag::BOUND);
            }
        }
    }

    /// The target of `+=` and the like.
    fn changed(&mut self, target: &Expr) {
        if let Expr::Name(n) = target {
            self.use_name(n.id.as_str());
            self.mark(n.id.as_str(), flag::VARIES);
        }
    }

    fn looped(&mut self, run: impl FnOnce(&mut Self)) {
        let context = Context { in_loop: true, in_star: false, ..self.context };
        self.with_context(context, run);
    }

    fn return_(&mut self, r: &StmtReturn) {
        if !self.context.in_function {
            return self.fail(Fault::syntax(r.range, "'return' outside function"));
        }
        self.leaves_star(self.context.around_star, r.range);
        self.returns(r);
    }

    /// `break` and `continue`.
    fn leaves_loop(&mut self, range: TextRange, outside: &str) {
        self.leaves_star(self.context.in_star, range);
        if !self.context.in_loop {
            self.fail(Fault::syntax(range, outside));
        }
    }

    fn yields(&mut self, range: TextRange) {
        match self.scope().kind {
            ScopeKind::Function | ScopeKind::Lambda => self.scope().generator = true,
            ScopeKind::Comprehension | ScopeKind::Generator => {
                self.fail(Fault::syntax(range, format!("'yield' inside {}", self.comprehension)));
            }
            _ => self.fail(Fault::syntax(range, "'yield' outside function")),
        }
    }
}

impl<'a> Visitor<'a> for Collector {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if self.fault.is_some() {
            return;
        }
        match stmt {
            Stmt::FunctionDef(f) => self.function_def(f),
            Stmt::ClassDef(c) => self.class(c),
            Stmt::Return(r) => {
                self.return_(r);
                visitor::walk_stmt(self, stmt);
            }
            Stmt::Break(b) => self.leaves_loop(b.range, "'break' outside loop"),
            Stmt::Continue(c) => self.leaves_loop(c.range, "'continue' not properly in loop"),
            Stmt::Global(g) => self.declare(&g.names, flag::GLOBAL, g.range),
            Stmt::Nonlocal(n) => self.declare(&n.names, flag::NONLOCAL, n.range),
            Stmt::Import(i) => i.names.iter().for_each(|a| self.import(a, true)),
            Stmt::ImportFrom(i) => {
                if self.at != 0 {
                    self.check(check::no_future_import(i));
                }
                self.scopes.textual |= annotations::makes_textual(i);
                i.names.iter().for_each(|a| self.import(a, false));
            }
            Stmt::For(f) => {
                if f.is_async {
                    self.in_async(f.range, "async for");
                }
                self.visit_expr(&f.iter);
                self.looped(|c| {
                    c.visit_expr(&f.target);
                    c.visit_body(&f.body);
                });
                self.visit_body(&f.orelse);
            }
            Stmt::While(w) => {
                self.visit_expr(&w.test);
                self.looped(|c| c.visit_body(&w.body));
                self.visit_body(&w.orelse);
            }
            Stmt::AnnAssign(a) => self.annotated(a),
            Stmt::AugAssign(a) => {
                self.changed(&a.target);
                visitor::walk_stmt(self, stmt);
            }
            Stmt::With(w) => {
                if w.is_async {
                    self.in_async(w.range, "async with");
                }
                visitor::walk_stmt(self, stmt);
            }
            Stmt::TypeAlias(t) => self.type_alias(t),
            Stmt::Try(t) => {
                let mut handlers = t.handlers.iter();
                let bare = handlers.find(|ExceptHandler::ExceptHandler(h)| h.type_.is_none());
                if let Some(bare) = bare
                    && handlers.next().is_some()
                {
                    return self.fail(Fault::syntax(bare.range(), "default 'except:' must be last"));
                }
                self.visit_body(&t.body);
                let star = Context { in_star: true, around_star: true, ..self.context };
                let context = if t.is_star { star } else { self.context };
                self.with_context(context, |c| t.handlers.iter().for_each(|h| c.visit_except_handler(h)));
                self.visit_body(&t.orelse);
                self.visit_body(&t.finalbody);
            }
            Stmt::Delete(_) | Stmt::Assign(_) => {
                if let Stmt::Assign(a) = stmt
                    && let Some(star) = a.targets.iter().find(|t| t.is_starred_expr())
                {
                    let message = "starred assignment target must be in a list or tuple";
                    return self.fail(Fault::syntax(star.range(), message));
                }
                visitor::walk_stmt(self, stmt);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, e: &'a Expr) {
        if self.fault.is_some() {
            return;
        }
        match e {
            Expr::Name(n) => match n.ctx {
                ExprContext::Store => {
                    self.check(check::debug_target(n.id.as_str(), n.ctx, n));
                    let id = self.mangled(n.id.as_str());
                    if self.assigned.contains(&(self.at, id.clone())) {
                        let text = format!(
                            "comprehension inner loop cannot rebind assignment expression target '{id}'"
                        );
                        self.fail(Fault::syntax(n.range, text));
                    }
                    self.mark(n.id.as_str(), flag::BOUND);
                }
                ExprContext::Del => {
                    self.check(check::debug_target(n.id.as_str(), n.ctx, n));
                    self.mark(n.id.as_str(), flag::BOUND | flag::DELETED);
                }
                _ => self.use_name(n.id.as_str()),
            },
            Expr::Named(n) => {
                self.visit_expr(&n.value);
                self.walrus(n);
            }
            Expr::Lambda(l) => {
                if let Some(p) = &l.parameters {
                    self.defaults(p);
                }
                self.function(ScopeKind::Lambda, l, l.parameters.as_deref(), |c| c.visit_expr(&l.body));
            }
            Expr::ListComp(c) => self.comprehension("list comprehension", c, &c.generators, &[&c.elt]),
            Expr::SetComp(c) => self.comprehension("set comprehension", c, &c.generators, &[&c.elt]),
            Expr::Generator(c) => self.comprehension(GENERATOR, c, &c.generators, &[&c.elt]),
            Expr::DictComp(c) => {
                let mut elements = vec![&*c.value];
                elements.extend(c.key.as_deref());
                self.comprehension("dict comprehension", c, &c.generators, &elements);
            }
            Expr::Yield(y) => {
                self.yields(y.range);
                visitor::walk_expr(self, e);
            }
            Expr::YieldFrom(y) => {
                if self.scope().coroutine {
                    return self.fail(Fault::syntax(y.range, "'yield from' inside async function"));
                }
                self.yields(y.range);
                visitor::walk_expr(self, e);
            }
            Expr::Await(a) => {
                self.awaits(a.range);
                visitor::walk_expr(self, e);
            }
            Expr::Attribute(a) => {
                self.check(check::debug_target(a.attr.as_str(), a.ctx, a));
                visitor::walk_expr(self, e);
            }
            Expr::Call(c) => {
                self.check(check::arguments(&c.arguments));
                visitor::walk_expr(self, e);
            }
            Expr::Tuple(t) if t.ctx != ExprContext::Load => {
                self.check(check::target_elements(&t.elts, t.range));
                visitor::walk_expr(self, e);
            }
            Expr::List(t) if t.ctx != ExprContext::Load => {
                self.check(check::target_elements(&t.elts, t.range));
                visitor::walk_expr(self, e);
            }
            _ => visitor::walk_expr(self, e),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(h) = handler;
        if let Some(t) = &h.type_ {
            self.visit_expr(t);
        }
        if let Some(name) = &h.name {
            self.bind(name);
            self.mark(name.as_str(), flag::DELETED);
        }
        self.visit_body(&h.body);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        match pattern {
            Pattern::MatchAs(p) => p.name.iter().for_each(|n| self.bind(n)),
            Pattern::MatchStar(p) => p.name.iter().for_each(|n| self.bind(n)),
            Pattern::MatchMapping(p) => p.rest.iter().for_each(|n| self.bind(n)),
            _ => {}
        }
        visitor::walk_pattern(self, pattern);
    }
}

impl Collector {
    /// Opens the scope that evaluates the annotations of `owner` here.
    pub(super) fn annotations(&mut self, owner: ScopeId, annotations: &[annotations::Annotation<'_>]) {
        if annotations.is_empty() {
            return;
        }
        let outer = self.at;
        let id = self.open_scope(ScopeKind::Annotations, None);
        self.scopes.annotations.insert(owner, id);
        self.mark("format", flag::BOUND | flag::PARAM);
        if self.scopes.all[outer].kind == ScopeKind::Class {
            self.mark("__classdict__", flag::USED);
        }
        if !self.scopes.textual {
            self.with_context(Context::default(), |c| annotations.iter().for_each(|a| c.visit_expr(a.1)));
        }
        self.at = outer;
    }

    /// Annotations are evaluated lazily or not at all, so their names are not used here.
    fn annotated(&mut self, a: &ruff_python_ast::StmtAnnAssign) {
        if let Expr::Name(n) = &*a.target {
            let id = self.mangled(n.id.as_str());
            for (bit, word) in [(flag::GLOBAL, "global"), (flag::NONLOCAL, "nonlocal")] {
                if self.scope().flag(&id) & bit != 0 {
                    let message = format!("annotated name '{id}' can't be {word}");
                    return self.fail(Fault::syntax(a.range, message));
                }
            }
            self.mark(n.id.as_str(), flag::BOUND);
        } else {
            self.visit_expr(&a.target);
        }
        if let Some(value) = &a.value {
            self.visit_expr(value);
        }
    }
}
