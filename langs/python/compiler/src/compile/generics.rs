//! Type parameters and type aliases.
//!
//! The statement is compiled inside a function that is called at once; what is returned is the
//! function, class or alias:
//! ```text
//! def <generic parameters of f>(.defaults, .kwdefaults):
//!     T = __make_type_param__('T', kind, bound, constrained, default, module)
//!     .type_params = (T,)
//!     f = <the function>; f.__type_params__ = .type_params; return f
//! ```

use crate::compile::{Compiler, imm, r};
use crate::scope::annotations::of_function;
use crate::scope::generic::{TYPE_PARAMS, lazy_parts};
use crate::scope::{ScopeId, ScopeKind};
use crate::syntax::error::Result;
use ruff_python_ast::{Expr, StmtClassDef, StmtFunctionDef, StmtTypeAlias, TypeParam, TypeParams};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::{Const, FRAME_HEADER, Reg};

impl<'a> Compiler<'a> {
    pub(super) fn generic_function(
        &mut self,
        f: &'a StmtFunctionDef,
        params: &'a TypeParams,
        line: TextRange,
        dst: Reg,
    ) -> Result<()> {
        let header = TextRange::new(f.range.start(), f.parameters.range().end());
        let w = self.window();
        let flags = self.default_values(header, Some(&f.parameters))?;
        let count = flags.count_ones();
        self.around(params, f.name.as_str(), header, (w, count), dst, |c, result| {
            let code = c.function_code(f, line)?;
            let start = Reg(c.unit.b.mark());
            for i in 0..count {
                let reg = c.alloc();
                c.mov(header, reg, Reg(i));
            }
            let annotations = of_function(&f.parameters, f.returns.as_deref());
            c.finish_function(header, c.scopes.of(f), code, (start, flags), &annotations, result)?;
            let types = c.alloc();
            c.load_name(header, TYPE_PARAMS, types);
            let (n, site) = (c.unit.b.name("__type_params__"), c.site());
            c.emit(header, "set_attr", &[r(result), n, r(types), site]);
            Ok(())
        })
    }

    pub(super) fn generic_class(
        &mut self,
        c: &'a StmtClassDef,
        params: &'a TypeParams,
        dst: Reg,
    ) -> Result<()> {
        let header = TextRange::new(c.range.start(), c.name.range.end());
        let w = self.window();
        self.around(params, c.name.as_str(), header, (w, 0), dst, |this, result| {
            let base = this.alloc();
            let args = this.helper(header, "__generic_base__");
            let types = this.alloc();
            this.load_name(header, TYPE_PARAMS, types);
            this.call_helper(header, args, 1, base);
            this.class(c, Some(base), result)
        })
    }

    pub(super) fn type_alias(&mut self, t: &'a StmtTypeAlias) -> Result<()> {
        let Expr::Name(name) = &*t.name else { return Ok(()) };
        let result = self.alloc();
        match &t.type_params {
            None => self.alias(t, name.id.as_str(), result)?,
            Some(params) => {
                let w = self.window();
                let name = name.id.as_str();
                self.around(params, name, t.range, (w, 0), result, |c, result| c.alias(t, name, result))?;
            }
        }
        self.store_name(name.range, name.id.as_str(), result);
        Ok(())
    }

    fn alias(&mut self, t: &'a StmtTypeAlias, name: &'a str, dst: Reg) -> Result<()> {
        let at = t.range;
        let mark = self.unit.b.mark();
        let w = self.helper(at, "__make_type_alias__");
        let args = self.unit.b.alloc_block(4);
        self.load_const(at, args, Const::Str(name.into()));
        if self.scopes.all[self.unit.scope].kind == ScopeKind::TypeParams {
            self.load_name(at, TYPE_PARAMS, args.offset(1));
        } else {
            self.load_const(at, args.offset(1), Const::Tuple(Vec::new()));
        }
        self.lazily(&t.value, name, args.offset(2))?;
        self.module_name(at, args.offset(3));
        self.call_helper(at, w, 4, dst);
        self.unit.b.release_to(mark);
        Ok(())
    }

    /// Makes and calls the function around a generic definition; its arguments stand in the window.
    fn around(
        &mut self,
        params: &'a TypeParams,
        name: &str,
        at: TextRange,
        (w, count): (Reg, u32),
        dst: Reg,
        run: impl FnOnce(&mut Self, Reg) -> Result<()>,
    ) -> Result<()> {
        let scope: ScopeId = self.scopes.of(params);
        let prefix = self.prefix(name);
        let code = self.nested_unit(at, scope, &format!("<generic parameters of {name}>"), |c| {
            c.unit.prefix = prefix;
            c.unit.signature.positional = count as usize;
            c.unit.signature.positional_only = count as usize;
            c.type_params(params, at)?;
            let result = c.alloc();
            run(c, result)?;
            c.emit(at, "return", &[r(result)]);
            Ok(())
        })?;
        self.make_function(at, scope, code, None, w)?;
        let site = self.site();
        self.emit(at, "call", &[r(dst), r(w), imm(count as usize), site]);
        self.unit.b.release_to(w.0);
        Ok(())
    }

    fn type_params(&mut self, params: &'a TypeParams, at: TextRange) -> Result<()> {
        let mark = self.unit.b.mark();
        let start = self.unit.b.alloc_block(params.len() as u32);
        for (i, p) in params.iter().enumerate() {
            let reg = start.offset(i as u32);
            self.type_param(p, reg)?;
            self.store_name(p.range(), p.name().as_str(), reg);
        }
        let t = self.alloc();
        self.emit(at, "build_tuple", &[r(t), r(start), imm(params.len())]);
        self.store_name(at, TYPE_PARAMS, t);
        self.unit.b.release_to(mark);
        Ok(())
    }

    fn type_param(&mut self, p: &'a TypeParam, dst: Reg) -> Result<()> {
        let (at, name) = (p.range(), p.name().as_str());
        let kind = match p {
            TypeParam::TypeVar(_) => 0,
            TypeParam::ParamSpec(_) => 1,
            TypeParam::TypeVarTuple(_) => 2,
        };
        let (bound, default) = lazy_parts(p);
        let mark = self.unit.b.mark();
        let w = self.helper(at, "__make_type_param__");
        let args = self.unit.b.alloc_block(6);
        self.load_const(at, args, Const::Str(name.into()));
        self.load_const(at, args.offset(1), Const::Int(kind));
        let constrained = bound.is_some_and(|b| b.is_tuple_expr());
        self.load_const(at, args.offset(3), Const::Bool(constrained));
        for (i, part) in [(2, bound), (4, default)] {
            match part {
                Some(e) => self.lazily(e, name, args.offset(i))?,
                None => self.load_none(at, args.offset(i)),
            }
        }
        self.module_name(at, args.offset(5));
        self.call_helper(at, w, 6, dst);
        self.unit.b.release_to(mark);
        Ok(())
    }

    /// A function that evaluates `e` when called with a format.
    fn lazily(&mut self, e: &'a Expr, name: &str, dst: Reg) -> Result<()> {
        let (at, scope) = (e.range(), self.scopes.of_lazy(e));
        let code = self.nested_unit(at, scope, name, |c| {
            c.unit.signature.positional = 1;
            c.unit.signature.positional_only = 1;
            let t = c.check_format(at);
            match e {
                // `*Ts = *default`: the default is the one element.
                Expr::Starred(s) => {
                    let list = c.expr_now(&s.value)?;
                    c.emit(at, "unpack_seq", &[r(t), imm(1), r(list)]);
                }
                e => c.expr_to(e, t)?,
            }
            c.emit(at, "return", &[r(t)]);
            Ok(())
        })?;
        self.make_function(at, scope, code, None, dst)
    }

    fn module_name(&mut self, at: TextRange, dst: Reg) {
        let (n, site) = (self.unit.b.name("__name__"), self.site());
        self.emit(at, "load_global", &[r(dst), n, site]);
    }

    /// A window with a function of the run time; its arguments come next.
    pub(super) fn helper(&mut self, at: TextRange, name: &str) -> Reg {
        let w = self.window();
        let n = self.unit.b.name(name);
        self.emit(at, "load_builtin", &[r(w), n]);
        w
    }

    pub(super) fn call_helper(&mut self, at: TextRange, w: Reg, argc: usize, dst: Reg) {
        debug_assert!(self.unit.b.mark() >= w.0 + FRAME_HEADER + argc as u32);
        let site = self.site();
        self.emit(at, "call", &[r(dst), r(w), imm(argc), site]);
    }
}
