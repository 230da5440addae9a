//! Calls: arguments are evaluated straight into the callee's frame.

use crate::compile::access::Place;
use crate::compile::unit::Var;
use crate::compile::{Compiler, imm, r};
use crate::scope::flag;
use crate::syntax::error::Result;
use ruff_python_ast::{Arguments, Expr, ExprAttribute, ExprCall, Keyword};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::{Const, FRAME_HEADER, Reg};

/// Arguments beyond which a call goes through a tuple.
const MAX_IN_PLACE: usize = 200;

/// A window under construction: callee loaded, some arguments in place.
pub(super) struct Window {
    pub w: Reg,
    /// Arguments in place already, the receiver of a method not counted.
    pub placed: usize,
    /// Loaded by `get_method`.
    pub method: bool,
}

/// Builtins that look at their caller's variables, by the names they usually have.
const OBSERVERS: [&str; 5] = ["locals", "vars", "dir", "eval", "exec"];

impl<'a> Compiler<'a> {
    pub(super) fn call(&mut self, c: &'a ExprCall, dst: Reg) -> Result<()> {
        let (args, keywords) = (&*c.arguments.args, &*c.arguments.keywords);
        if self.is_bare_super(c) && self.bare_super(c.range(), dst) {
            return Ok(());
        }
        let spread = spreads(args, keywords);
        let window = match &*c.func {
            Expr::Attribute(a) if !spread => self.method_window(a)?,
            callee => {
                let w = self.window();
                self.expr_to(callee, w)?;
                Window { w, placed: 0, method: false }
            }
        };
        let at = match &*c.func {
            Expr::Attribute(a) => self.lines.at_name(c.range(), a.attr.range),
            _ => c.range(),
        };
        self.finish_call(at, dst, window, args, keywords)?;
        if matches!(&*c.func, Expr::Name(f) if OBSERVERS.contains(&f.id.as_str())) {
            let variables = self.unit.local_count();
            self.emit(c.range(), "keep_locals", &[r(Reg(0)), imm(variables)]);
        }
        Ok(())
    }

    /// A fresh window: callee and header.
    pub(super) fn window(&mut self) -> Reg {
        self.unit.b.alloc_block(FRAME_HEADER)
    }

    fn method_window(&mut self, a: &'a ExprAttribute) -> Result<Window> {
        let w = self.unit.b.alloc_block(FRAME_HEADER + 1);
        let mark = self.unit.b.mark();
        let o = match &*a.value {
            Expr::Name(_) => self.expr_now(&a.value)?,
            value => {
                self.expr_to(value, w)?;
                w
            }
        };
        self.unit.b.release_to(mark);
        let (n, site) = (self.name(a.attr.as_str()), self.site());
        let at = self.lines.at_name(a.range, a.attr.range);
        self.emit(at, "get_method", &[r(w), r(o), n, site]);
        Ok(Window { w, placed: 0, method: true })
    }

    /// Evaluates the arguments and calls.
    pub(super) fn finish_call(
        &mut self,
        at: TextRange,
        dst: Reg,
        window: Window,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Result<()> {
        if spreads(args, keywords) {
            return self.call_ex(at, dst, window, args, None, keywords);
        }
        for value in args.iter().chain(keywords.iter().map(|k| &k.value)) {
            let reg = self.alloc();
            self.expr_to(value, reg)?;
        }
        let argc = imm(window.placed + args.len() + keywords.len());
        let w = r(window.w);
        if keywords.is_empty() {
            let op = if window.method { "call_method" } else { "call" };
            let site = self.site();
            self.emit(at, op, &[r(dst), w, argc, site]);
        } else {
            let names = keywords.iter().flat_map(|k| &k.arg).map(|n| Const::Str(n.as_str().into()));
            let names = self.unit.b.constant(Const::Tuple(names.collect()));
            let op = if window.method { "call_method_kw" } else { "call_kw" };
            let site = self.site();
            self.emit(at, op, &[r(dst), w, argc, names, site]);
        }
        Ok(())
    }

    /// Calls with `*args` or `**kw`: a tuple and a dict. `last` is one more positional argument.
    pub(super) fn call_ex(
        &mut self,
        at: TextRange,
        dst: Reg,
        window: Window,
        args: &'a [Expr],
        last: Option<Reg>,
        keywords: &'a [Keyword],
    ) -> Result<()> {
        let first = window.w.offset(FRAME_HEADER);
        let positional = if window.placed == 0 { self.alloc() } else { first };
        match args {
            [Expr::Starred(all)] if window.placed == 0 && last.is_none() => {
                self.spread(all.range, &all.value, positional)?;
            }
            _ => {
                self.emit(at, "build_list", &[r(positional), r(first), imm(window.placed)]);
                self.unit.b.release_to(first.0 + 1);
                self.extend_list(args, positional)?;
                if let Some(last) = last {
                    self.emit(at, "list_append", &[r(positional), r(last)]);
                }
                self.emit(at, "list_to_tuple", &[r(positional), r(positional)]);
            }
        }
        if !keywords.is_empty() {
            let dict = self.alloc();
            self.keyword_dict(at, dict, window.w, keywords)?;
        }
        let site = self.site();
        self.emit(at, "call_ex", &[r(dst), r(window.w), imm(usize::from(!keywords.is_empty())), site]);
        Ok(())
    }

    /// The tuple of what `all` yields; a tuple stays as it is.
    fn spread(&mut self, at: TextRange, all: &'a Expr, dst: Reg) -> Result<()> {
        let mark = self.unit.b.mark();
        let given = self.alloc();
        self.expr_to(all, given)?;
        let done = self.unit.b.label();
        self.emit(at, "mov", &[r(dst), r(given)]);
        let target = self.unit.b.jump(done);
        self.emit(at, "jump_if_tuple", &[r(given), target]);
        self.emit(at, "build_list", &[r(dst), r(dst), imm(0)]);
        self.emit(at, "list_extend", &[r(dst), r(given)]);
        self.emit(at, "list_to_tuple", &[r(dst), r(dst)]);
        self.unit.b.place(done);
        self.unit.b.release_to(mark);
        Ok(())
    }

    fn keyword_dict(&mut self, at: TextRange, dict: Reg, callee: Reg, keywords: &'a [Keyword]) -> Result<()> {
        if let [Keyword { arg: None, value, range, .. }] = keywords {
            let given = self.expr_now(value)?;
            self.emit(*range, "all_keywords", &[r(dict), r(given), r(callee)]);
            return Ok(());
        }
        self.emit(at, "build_dict", &[r(dict), r(dict), imm(0)]);
        for keyword in keywords {
            let mark = self.unit.b.mark();
            match &keyword.arg {
                Some(name) => {
                    // A dict of one entry, so that a repeated key is found by the merge.
                    let pair = self.unit.b.alloc_block(2);
                    self.load_const(keyword.range, pair, Const::Str(name.as_str().into()));
                    self.expr_to(&keyword.value, pair.offset(1))?;
                    self.emit(keyword.range, "build_dict", &[r(pair), r(pair), imm(1)]);
                    self.emit(keyword.range, "dict_merge", &[r(dict), r(pair), r(callee)]);
                }
                None => {
                    let other = self.expr_now(&keyword.value)?;
                    self.emit(keyword.range, "dict_merge", &[r(dict), r(other), r(callee)]);
                }
            }
            self.unit.b.release_to(mark);
        }
        Ok(())
    }

    /// `super()`: without arguments, of the builtin or what the module calls so.
    fn is_bare_super(&self, c: &ExprCall) -> bool {
        let Arguments { args, keywords, .. } = &c.arguments;
        matches!(&*c.func, Expr::Name(n) if n.id.as_str() == "super")
            && args.is_empty()
            && keywords.is_empty()
    }

    /// `super(__class__, self)`; false when there is no class or no parameter around.
    fn bare_super(&mut self, at: TextRange, dst: Reg) -> bool {
        let scope = &self.scopes.all[self.unit.scope];
        let first = scope.names.iter().find(|n| scope.flag(n) & flag::PARAM != 0).cloned();
        let class = self.place(&"__class__".into());
        let (Place::Var(Var { reg: class, cell: true }) | Place::Free(class)) = class else { return false };
        let Some(first) = first else { return false };
        if !matches!(self.place(&"super".into()), Place::Global) {
            return false;
        }
        let w = self.window();
        self.load_name(at, "super", w);
        let (a, b) = (self.alloc(), self.alloc());
        let n = self.unit.b.name("__class__");
        self.emit(at, "load_cell", &[r(a), r(class), n]);
        self.load_name(at, &first, b);
        let site = self.site();
        self.emit(at, "call", &[r(dst), r(w), imm(2), site]);
        true
    }
}

/// Whether the arguments need a tuple.
pub(super) fn spreads(args: &[Expr], keywords: &[Keyword]) -> bool {
    args.iter().any(Expr::is_starred_expr)
        || keywords.iter().any(|k| k.arg.is_none())
        || args.len() + keywords.len() > MAX_IN_PLACE
}
