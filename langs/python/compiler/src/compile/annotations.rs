//! Annotate functions (PEP 649): `format` to a dict of annotations.

use crate::compile::{Compiler, imm, r};
use crate::scope::annotations::Annotation;
use crate::scope::{ScopeId, ScopeKind};
use crate::syntax::error::Result;
use crate::syntax::literal;
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::{Const, Reg};

/// `annotationlib.Format.VALUE_WITH_FAKE_GLOBALS`, the last one that compiled code serves.
const MAX_FORMAT: i64 = 2;

impl<'a> Compiler<'a> {
    /// Makes the annotate function of `owner`, if it has annotations.
    pub(super) fn annotate(
        &mut self,
        at: TextRange,
        owner: ScopeId,
        annotations: &[Annotation<'a>],
        dst: Reg,
    ) -> Result<bool> {
        let Some(&scope) = self.scopes.annotations.get(&owner) else { return Ok(false) };
        let code = self.nested_unit(at, scope, "__annotate__", |c| {
            c.unit.signature.positional = 1;
            c.unit.signature.positional_only = 1;
            c.annotate_body(at, annotations)
        })?;
        self.make_function(at, scope, code, None, dst)?;
        Ok(true)
    }

    /// The check with which code that is evaluated lazily begins.
    pub(super) fn check_format(&mut self, at: TextRange) -> Reg {
        let (t, ok) = (self.alloc(), self.unit.b.label());
        self.load_const(at, t, Const::Int(MAX_FORMAT));
        let (target, site) = (self.unit.b.jump(ok), self.site());
        self.emit(at, "jump_if_not_gt", &[r(Reg(0)), r(t), target, site]);
        let n = self.unit.b.name("NotImplementedError");
        self.emit(at, "load_builtin", &[r(t), n]);
        self.emit(at, "raise", &[r(t)]);
        self.unit.b.place(ok);
        t
    }

    fn annotate_body(&mut self, at: TextRange, annotations: &[Annotation<'a>]) -> Result<()> {
        let t = self.check_format(at);
        self.emit(at, "build_dict", &[r(t), r(t), imm(0)]);
        for (name, annotation) in annotations {
            let mark = self.unit.b.mark();
            let (key, value) = (self.alloc(), self.alloc());
            let at = annotation.range();
            let name = self.ident(name);
            self.load_const(at, key, Const::Str(name));
            if self.scopes.textual {
                let text = &self.lines.source()[literal::range_of(annotation)];
                self.load_const(at, value, Const::Str(text.into()));
            } else if let ruff_python_ast::Expr::Starred(s) = annotation {
                // `*args: *Ts`: the annotation is the one element.
                let list = self.expr_now(&s.value)?;
                self.emit(at, "unpack_seq", &[r(value), imm(1), r(list)]);
            } else {
                self.expr_to(annotation, value)?;
            }
            self.emit(at, "dict_set", &[r(t), r(key), r(value)]);
            self.unit.b.release_to(mark);
        }
        self.emit(at, "return", &[r(t)]);
        Ok(())
    }

    /// Whether this is code that looks names up in a class first: its annotations and type parameters.
    fn sees_class(&self) -> bool {
        let mut scope = &self.scopes.all[self.unit.scope];
        if !matches!(scope.kind, ScopeKind::Annotations | ScopeKind::TypeParams) {
            return false;
        }
        while let Some(p) = scope.parent {
            scope = &self.scopes.all[p];
            if scope.kind != ScopeKind::TypeParams {
                return scope.kind == ScopeKind::Class;
            }
        }
        false
    }

    /// Inside a class's annotations names are looked up in the class first.
    pub(super) fn class_namespace(&mut self, at: TextRange) -> Option<Reg> {
        let cell = *self.unit.frees.get("__classdict__").filter(|_| self.sees_class())?;
        let t = self.alloc();
        let n = self.unit.b.name("__classdict__");
        self.emit(at, "load_cell", &[r(t), r(cell), n]);
        Some(t)
    }
}
