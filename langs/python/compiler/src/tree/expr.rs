//! Expressions.

use super::Emitter;
use crate::syntax::error::Result;
use crate::syntax::literal;
use ruff_python_ast::{
    BoolOp, CmpOp, Comprehension, Expr, ExprCall, ExprContext, Keyword, Operator, Parameter,
    ParameterWithDefault, Parameters, UnaryOp,
};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::Const;

impl Emitter<'_> {
    pub(super) fn exprs(&mut self, all: &[Expr]) -> Result<()> {
        self.each(all, Self::expr)
    }

    pub(super) fn optional(&mut self, e: Option<&Expr>) -> Result<()> {
        match e {
            Some(e) => self.expr(e),
            None => {
                self.none();
                Ok(())
            }
        }
    }

    pub(super) fn expr(&mut self, e: &Expr) -> Result<()> {
        let at = e.range();
        match e {
            Expr::BoolOp(b) => {
                self.bare(if b.op == BoolOp::And { "And" } else { "Or" });
                self.exprs(&b.values)?;
                self.node("BoolOp", at);
            }
            Expr::Named(n) => self.pair("NamedExpr", &n.target, &n.value, at)?,
            Expr::BinOp(b) => {
                self.expr(&b.left)?;
                self.operator(b.op);
                self.expr(&b.right)?;
                self.node("BinOp", at);
            }
            Expr::UnaryOp(u) => {
                self.bare(unary(u.op));
                self.one("UnaryOp", &u.operand, at)?;
            }
            Expr::Lambda(l) => {
                self.parameters(l.parameters.as_deref())?;
                self.expr(&l.body)?;
                self.node("Lambda", at);
            }
            Expr::If(i) => {
                self.expr(&i.test)?;
                self.pair("IfExp", &i.body, &i.orelse, at)?;
            }
            Expr::Await(a) => self.one("Await", &a.value, at)?,
            Expr::Yield(y) => {
                self.optional(y.value.as_deref())?;
                self.node("Yield", at);
            }
            Expr::YieldFrom(y) => self.one("YieldFrom", &y.value, at)?,
            Expr::Compare(c) => {
                self.expr(&c.left)?;
                self.each(&c.ops, |e, op| {
                    e.bare(comparison(*op));
                    Ok(())
                })?;
                self.exprs(&c.comparators)?;
                self.node("Compare", at);
            }
            Expr::Call(c) => self.call(c)?,
            Expr::FString(_) | Expr::TString(_) => self.interpolated(e)?,
            Expr::Slice(s) => {
                for part in [&s.lower, &s.upper, &s.step] {
                    self.optional(part.as_deref())?;
                }
                self.node("Slice", at);
            }
            Expr::Dict(_)
            | Expr::Set(_)
            | Expr::ListComp(_)
            | Expr::SetComp(_)
            | Expr::DictComp(_)
            | Expr::Generator(_) => self.display(e, at)?,
            Expr::Attribute(_)
            | Expr::Subscript(_)
            | Expr::Starred(_)
            | Expr::Name(_)
            | Expr::List(_)
            | Expr::Tuple(_) => self.place_like(e)?,
            _ => {
                let value = literal::constant(e, self.lines.source())?.unwrap_or(Const::Nil);
                self.value(value);
                match e {
                    Expr::StringLiteral(s) if self.lines.source()[self.start_of(s)..].starts_with('u') => {
                        self.str("u");
                    }
                    _ => self.none(),
                }
                self.node("Constant", at);
            }
        }
        Ok(())
    }

    fn one(&mut self, class: &'static str, value: &Expr, at: TextRange) -> Result<()> {
        self.expr(value)?;
        self.node(class, at);
        Ok(())
    }

    fn pair(&mut self, class: &'static str, a: &Expr, b: &Expr, at: TextRange) -> Result<()> {
        self.expr(a)?;
        self.expr(b)?;
        self.node(class, at);
        Ok(())
    }

    /// What may be assigned to.
    fn place_like(&mut self, e: &Expr) -> Result<()> {
        let at = e.range();
        let (class, context) = match e {
            Expr::Attribute(a) => {
                self.expr(&a.value)?;
                self.str(&a.attr);
                ("Attribute", a.ctx)
            }
            Expr::Subscript(s) => {
                self.expr(&s.value)?;
                self.expr(&s.slice)?;
                ("Subscript", s.ctx)
            }
            Expr::Starred(s) => {
                self.expr(&s.value)?;
                ("Starred", s.ctx)
            }
            Expr::Name(n) => {
                self.str(&n.id);
                ("Name", n.ctx)
            }
            Expr::List(l) => {
                self.exprs(&l.elts)?;
                ("List", l.ctx)
            }
            Expr::Tuple(t) => {
                self.exprs(&t.elts)?;
                ("Tuple", t.ctx)
            }
            _ => return Ok(()),
        };
        self.bare(match context {
            ExprContext::Store => "Store",
            ExprContext::Del => "Del",
            ExprContext::Load | ExprContext::Invalid => "Load",
        });
        self.node(class, at);
        Ok(())
    }

    fn display(&mut self, e: &Expr, at: TextRange) -> Result<()> {
        match e {
            Expr::Dict(d) => {
                self.each(&d.items, |e, i| e.optional(i.key.as_ref()))?;
                self.each(&d.items, |e, i| e.expr(&i.value))?;
                self.node("Dict", at);
            }
            Expr::Set(s) => {
                self.exprs(&s.elts)?;
                self.node("Set", at);
            }
            Expr::ListComp(c) => self.comprehension("ListComp", &[&c.elt], &c.generators, at)?,
            Expr::SetComp(c) => self.comprehension("SetComp", &[&c.elt], &c.generators, at)?,
            Expr::Generator(c) => self.comprehension("GeneratorExp", &[&c.elt], &c.generators, at)?,
            Expr::DictComp(c) => {
                let parts: Vec<&Expr> = c.key.as_deref().into_iter().chain([&*c.value]).collect();
                self.comprehension("DictComp", &parts, &c.generators, at)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn comprehension(
        &mut self,
        class: &'static str,
        parts: &[&Expr],
        generators: &[Comprehension],
        at: TextRange,
    ) -> Result<()> {
        for part in parts {
            self.expr(part)?;
        }
        self.each(generators, |e, g| {
            e.expr(&g.target)?;
            e.expr(&g.iter)?;
            e.exprs(&g.ifs)?;
            e.int(g.is_async.into());
            e.bare("comprehension");
            Ok(())
        })?;
        self.node(class, at);
        Ok(())
    }

    fn call(&mut self, c: &ExprCall) -> Result<()> {
        self.expr(&c.func)?;
        match &*c.arguments.args {
            // The call's parentheses are those of the generator.
            [Expr::Generator(g)] if !g.parenthesized => {
                self.comprehension("GeneratorExp", &[&g.elt], &g.generators, c.arguments.range)?;
                self.list(1);
            }
            args => self.exprs(args)?,
        }
        self.each(&c.arguments.keywords, Self::keyword)?;
        self.node("Call", c.range());
        Ok(())
    }

    pub(super) fn keyword(&mut self, k: &Keyword) -> Result<()> {
        self.str_or_none(k.arg.as_ref());
        self.expr(&k.value)?;
        self.node("keyword", k.range);
        Ok(())
    }

    pub(super) fn operator(&mut self, op: Operator) {
        self.bare(match op {
            Operator::Add => "Add",
            Operator::Sub => "Sub",
            Operator::Mult => "Mult",
            Operator::MatMult => "MatMult",
            Operator::Div => "Div",
            Operator::Mod => "Mod",
            Operator::Pow => "Pow",
            Operator::LShift => "LShift",
            Operator::RShift => "RShift",
            Operator::BitOr => "BitOr",
            Operator::BitXor => "BitXor",
            Operator::BitAnd => "BitAnd",
            Operator::FloorDiv => "FloorDiv",
        });
    }

    /// The node `arguments`.
    pub(super) fn parameters(&mut self, p: Option<&Parameters>) -> Result<()> {
        let empty = Parameters::default();
        let p = p.unwrap_or(&empty);
        let arg = |e: &mut Self, p: &ParameterWithDefault| e.parameter(&p.parameter);
        self.each(&p.posonlyargs, arg)?;
        self.each(&p.args, arg)?;
        self.parameter_or_none(p.vararg.as_deref())?;
        self.each(&p.kwonlyargs, arg)?;
        self.each(&p.kwonlyargs, |e, p| e.optional(p.default.as_deref()))?;
        self.parameter_or_none(p.kwarg.as_deref())?;
        let defaults: Vec<&Expr> =
            p.posonlyargs.iter().chain(&p.args).filter_map(|p| p.default.as_deref()).collect();
        self.each(&defaults, |e, d| e.expr(d))?;
        self.bare("arguments");
        Ok(())
    }

    fn parameter_or_none(&mut self, p: Option<&Parameter>) -> Result<()> {
        match p {
            Some(p) => self.parameter(p),
            None => {
                self.none();
                Ok(())
            }
        }
    }

    fn parameter(&mut self, p: &Parameter) -> Result<()> {
        self.str(&p.name);
        self.optional(p.annotation.as_deref())?;
        self.none();
        // The stars of `*args` are no part of it.
        let end = p.annotation.as_ref().map_or(p.name.range().end(), |a| a.range().end());
        self.node("arg", TextRange::new(p.name.range().start(), end));
        Ok(())
    }
}

fn unary(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Invert => "Invert",
        UnaryOp::Not => "Not",
        UnaryOp::UAdd => "UAdd",
        UnaryOp::USub => "USub",
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => "Eq",
        CmpOp::NotEq => "NotEq",
        CmpOp::Lt => "Lt",
        CmpOp::LtE => "LtE",
        CmpOp::Gt => "Gt",
        CmpOp::GtE => "GtE",
        CmpOp::Is => "Is",
        CmpOp::IsNot => "IsNot",
        CmpOp::In => "In",
        CmpOp::NotIn => "NotIn",
    }
}
