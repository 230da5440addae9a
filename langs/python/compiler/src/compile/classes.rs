//! Class definitions, and docstrings of modules.

use crate::compile::calls::Window;
use crate::compile::{Compiler, r};
use crate::scope::annotations::of_body;
use crate::scope::attributes::assigned;
use crate::scope::generic::TYPE_PARAMS;
use crate::syntax::error::Result;
use ruff_python_ast::{Stmt, StmtClassDef};
use ruff_text_size::{Ranged, TextRange, TextSize};
use trackway_bytecode::{Const, Reg};

/// The namespace mapping of a class body.
const NAMESPACE: Reg = Reg(0);

impl<'a> Compiler<'a> {
    pub(super) fn class_def(&mut self, c: &'a StmtClassDef) -> Result<()> {
        self.decorated(&c.decorator_list, c.name.as_str(), c.name.range, |this, dst| match &c.type_params {
            None => this.class(c, None, dst),
            Some(params) => this.generic_class(c, params, dst),
        })
    }

    /// Makes the class; `generic` is a base that its type parameters add.
    pub(super) fn class(&mut self, c: &'a StmtClassDef, generic: Option<Reg>, dst: Reg) -> Result<()> {
        let mark = self.unit.b.mark();
        // The statement without its decorators.
        let before = &self.lines.source()[..c.name.range.start().to_usize()];
        let start = before.rfind("class").map_or(c.range.start(), |i| TextSize::of(&before[..i]));
        let header = TextRange::new(start, c.range.end());
        let w = self.window();
        let n = self.unit.b.name("__build_class__");
        self.emit(header, "load_builtin", &[r(w), n]);
        let scope = self.scopes.of(c);
        let line = c.decorator_list.first().map_or(c.range, |d| d.range);
        let code = self.nested_unit(line, scope, c.name.as_str(), |this| this.class_body(c, line))?;
        let (body, name) = (self.alloc(), self.alloc());
        self.make_function(header, scope, code, None, body)?;
        self.load_const(header, name, Const::Str(c.name.as_str().into()));
        let window = Window { w, placed: 2, method: false };
        let (args, keywords) = match &c.arguments {
            Some(a) => (&*a.args, &*a.keywords),
            None => (&[][..], &[][..]),
        };
        match generic {
            None => self.finish_call(header, dst, window, args, keywords)?,
            Some(base) => self.call_ex(header, dst, window, args, Some(base), keywords)?,
        }
        self.unit.b.release_to(mark);
        Ok(())
    }

    fn class_body(&mut self, c: &'a StmtClassDef, line: TextRange) -> Result<()> {
        let at = line;
        let t = self.alloc();
        let (n, site) = (self.unit.b.name("__name__"), self.site());
        self.emit(at, "load_global", &[r(t), n, site]);
        self.class_store(at, "__module__", t);
        let qualname = Const::Str(self.unit.qualname.clone());
        self.class_constant(at, "__qualname__", qualname, t);
        let first_line = self.lines.span(line).line;
        self.class_constant(at, "__firstlineno__", Const::Int(i64::from(first_line)), t);
        let doc = self.docstring(&c.body);
        let skip = usize::from(doc.is_some());
        if let Some(doc) = doc {
            let at = c.body[0].range();
            self.class_constant(at, "__doc__", doc, t);
        }
        if c.type_params.is_some() {
            self.load_name(at, TYPE_PARAMS, t);
            self.class_store(at, "__type_params__", t);
        }
        self.stmts(&c.body[skip..])?;
        let end = TextRange::empty(c.range.end());
        if self.annotate(at, self.unit.scope, &of_body(&c.body), t)? {
            self.class_store(at, "__annotate_func__", t);
        }
        let names = assigned(&c.body).into_iter().map(|n| Const::Str(n.into())).collect();
        self.class_constant(end, "__static_attributes__", Const::Tuple(names), t);
        match self.unit.vars.get(&(self.unit.scope, "__class__".into())).copied() {
            Some(cell) => {
                self.class_store(end, "__classcell__", cell.reg);
                self.emit(end, "return", &[r(cell.reg)]);
            }
            None => self.end_of_body(end),
        }
        Ok(())
    }

    fn class_constant(&mut self, at: TextRange, name: &str, value: Const, t: Reg) {
        self.load_const(at, t, value);
        self.class_store(at, name, t);
    }

    fn class_store(&mut self, at: TextRange, name: &str, value: Reg) {
        let n = self.unit.b.name(name);
        self.emit(at, "store_name", &[r(NAMESPACE), n, r(value)]);
    }

    /// `__doc__` of a module. The string itself stays a statement without effect.
    pub(super) fn module_docstring(&mut self, body: &'a [Stmt]) {
        let (Some(doc), Some(first)) = (self.docstring(body), body.first()) else { return };
        let t = self.alloc();
        self.load_const(first.range(), t, doc);
        self.store_name(first.range(), "__doc__", t);
        self.unit.b.release_to(t.0);
    }
}
