//! Expressions.

use crate::compile::operators::{self, comparison};
use crate::compile::{Compiler, r};
use crate::scope::flag;
use crate::syntax::error::{Fault, Result};
use crate::syntax::{fold, literal};
use ruff_python_ast::{
    BoolOp, Expr, ExprBinOp, ExprBoolOp, ExprCompare, ExprIf, ExprSlice, ExprSubscript, ExprUnaryOp, UnaryOp,
};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::{Const, Operand, Reg};

impl<'a> Compiler<'a> {
    /// Evaluates `e` for its effects.
    pub(super) fn effect(&mut self, e: &'a Expr) -> Result<()> {
        let mark = self.unit.b.mark();
        if literal::constant(e, self.lines.source())?.is_none() {
            self.expr_now(e)?;
        }
        self.unit.b.release_to(mark);
        Ok(())
    }

    /// A register that holds the value of `e` and keeps it while other expressions are evaluated.
    pub(super) fn expr(&mut self, e: &'a Expr) -> Result<Reg> {
        if let Expr::Name(n) = e {
            let id = self.ident(n.id.as_str());
            // Only an assignment expression changes a variable in the middle of an expression.
            let stable = self.scopes.all[self.unit.scope].flag(&id) & flag::WALRUS == 0;
            if stable && let Some(reg) = self.variable(n.range, &id) {
                return Ok(reg);
            }
        }
        let t = self.alloc();
        self.expr_to(e, t)?;
        Ok(t)
    }

    /// As [`Self::expr`], for a value that is used before anything else is evaluated.
    pub(super) fn expr_now(&mut self, e: &'a Expr) -> Result<Reg> {
        match e {
            Expr::Name(n) => {
                let id = self.ident(n.id.as_str());
                if let Some(reg) = self.variable(n.range, &id) {
                    return Ok(reg);
                }
            }
            Expr::Named(n) => {
                if let Expr::Name(target) = &*n.target {
                    self.assign_value(&n.target, &n.value)?;
                    let id = self.ident(target.id.as_str());
                    if let Some(reg) = self.variable(n.range, &id) {
                        return Ok(reg);
                    }
                    let t = self.alloc();
                    self.load_name(n.range, target.id.as_str(), t);
                    return Ok(t);
                }
            }
            _ => {}
        }
        let t = self.alloc();
        self.expr_to(e, t)?;
        Ok(t)
    }

    /// Two operands of one instruction.
    pub(super) fn pair(&mut self, left: &'a Expr, right: &'a Expr) -> Result<(Reg, Reg)> {
        let simple = right.is_name_expr() || right.is_literal_expr();
        let a = if simple { self.expr_now(left)? } else { self.expr(left)? };
        let b = self.expr_now(right)?;
        Ok((a, b))
    }

    /// Evaluates `e` into `dst`; see the module's contract.
    pub(super) fn expr_to(&mut self, e: &'a Expr, dst: Reg) -> Result<()> {
        self.budget(e.range())?;
        let mark = self.unit.b.mark();
        self.expr_into(e, dst)?;
        self.unit.b.release_to(mark);
        Ok(())
    }

    fn expr_into(&mut self, e: &'a Expr, dst: Reg) -> Result<()> {
        if let Some(value) = literal::constant(e, self.lines.source())? {
            self.load_const(e.range(), dst, value);
            return Ok(());
        }
        match e {
            Expr::Name(n) if n.id.as_str() == "__debug__" => {
                let debug = self.scopes.optimize == 0;
                self.load_const(n.range, dst, Const::Bool(debug));
            }
            Expr::Name(n) => self.load_name(n.range, n.id.as_str(), dst),
            Expr::Named(n) => {
                let value = self.expr_now(e)?;
                self.mov(n.range, dst, value);
            }
            Expr::BoolOp(b) => self.bool_op(b, dst)?,
            Expr::BinOp(b) => self.bin_op(b, dst)?,
            Expr::UnaryOp(u) => self.unary_op(u, dst)?,
            Expr::If(i) => self.conditional(i, dst)?,
            Expr::Compare(c) => self.compare(c, dst)?,
            Expr::Attribute(a) => {
                let o = self.expr_now(&a.value)?;
                let (n, site) = (self.name(a.attr.as_str()), self.site());
                let at = self.lines.at_name(a.range, a.attr.range);
                self.emit(at, "get_attr", &[r(dst), r(o), n, site]);
            }
            Expr::Subscript(s) => self.subscript(s, dst)?,
            Expr::Slice(s) => self.slice(s, dst)?,
            Expr::Call(c) => self.call(c, dst)?,
            Expr::Lambda(l) => self.lambda(l, dst)?,
            Expr::List(l) => self.list(&l.elts, l.range, dst)?,
            Expr::Tuple(t) => self.tuple(&t.elts, t.range, dst)?,
            Expr::Set(s) => self.set(&s.elts, s.range, dst)?,
            Expr::Dict(d) => self.dict(d, dst)?,
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => self.comprehension(e, dst)?,
            Expr::Generator(g) => self.generator(g, dst)?,
            Expr::FString(f) => self.fstring(f, dst)?,
            Expr::Yield(y) => self.yield_(y, dst)?,
            Expr::YieldFrom(y) => self.yield_from(y, dst)?,
            Expr::Starred(s) => return Err(Fault::syntax(s.range, "can't use starred expression here")),
            Expr::Await(a) => self.await_(a, dst)?,
            Expr::TString(t) => self.tstring(t, dst)?,
            other => return Err(Fault::syntax(other.range(), "invalid syntax")),
        }
        Ok(())
    }

    /// Left-leaning chains are as deep as they are long; they are walked, not recursed into.
    fn bin_op(&mut self, b: &'a ExprBinOp, dst: Reg) -> Result<()> {
        let mut spine = vec![b];
        while let Expr::BinOp(left) = &*spine[spine.len() - 1].left {
            spine.push(left);
        }
        let mut left: Option<Reg> = None;
        // The whole is no constant, but its beginning may be, as in `60 * 60 * hours`.
        if let [.., first] = spine[..]
            && let Some(value) = fold::binary(first, self.lines.source())?
        {
            spine.pop();
            let t = self.alloc();
            self.load_const(first.range, t, value);
            left = Some(t);
        }
        while let Some(node) = spine.pop() {
            let (a, b) = match left {
                None => self.pair(&node.left, &node.right)?,
                Some(reg) => (reg, self.expr_now(&node.right)?),
            };
            let last = spine.is_empty();
            let target = if last { dst } else { left.unwrap_or_else(|| self.alloc()) };
            let site = self.site();
            self.emit(node.range, operators::binary(node.op), &[r(target), r(a), r(b), site]);
            left = Some(target);
        }
        Ok(())
    }

    fn unary_op(&mut self, u: &'a ExprUnaryOp, dst: Reg) -> Result<()> {
        let a = self.expr_now(&u.operand)?;
        if u.op == UnaryOp::Not {
            self.emit(u.range, "not", &[r(dst), r(a)]);
        } else {
            let site = self.site();
            self.emit(u.range, operators::unary(u.op), &[r(dst), r(a), site]);
        }
        Ok(())
    }

    /// `a and b`: the last value evaluated is the result.
    fn bool_op(&mut self, b: &'a ExprBoolOp, dst: Reg) -> Result<()> {
        let t = self.scratch(dst);
        let end = self.unit.b.label();
        let jump = if b.op == BoolOp::Or { "jump_if" } else { "jump_if_not" };
        let mut first = None;
        for (i, value) in b.values.iter().enumerate() {
            self.expr_to(value, t)?;
            if i + 1 < b.values.len() {
                let (target, site) = (self.unit.b.jump(end), self.site());
                self.emit(value.range(), jump, &[r(t), target, site]);
            }
            first.get_or_insert_with(|| self.unit.flow.clone());
        }
        self.unit.b.place(end);
        self.mov(b.range, dst, t);
        self.restore_flow(first);
        Ok(())
    }

    /// After operands that are evaluated on some paths only: what the first one assigned is certain.
    pub(super) fn restore_flow(&mut self, first: Option<crate::compile::flow::Flow>) {
        if let Some(flow) = first {
            self.unit.flow.join(&flow);
        }
    }

    fn conditional(&mut self, i: &'a ExprIf, dst: Reg) -> Result<()> {
        let (other, end) = (self.unit.b.label(), self.unit.b.label());
        self.cond(&i.test, other, false)?;
        let before = self.unit.flow.clone();
        self.expr_to(&i.body, dst)?;
        self.jump(i.range, end);
        let after = std::mem::replace(&mut self.unit.flow, before);
        self.unit.b.place(other);
        self.expr_to(&i.orelse, dst)?;
        self.unit.b.place(end);
        self.unit.flow.join(&after);
        Ok(())
    }

    fn compare(&mut self, c: &'a ExprCompare, dst: Reg) -> Result<()> {
        if let ([op], [right]) = (&*c.ops, &*c.comparators) {
            let (a, b) = self.pair(&c.left, right)?;
            self.comparison(c.range, *op, dst, a, b);
            return Ok(());
        }
        let t = self.scratch(dst);
        let end = self.unit.b.label();
        let mut a = self.expr(&c.left)?;
        let mut first = None;
        for (i, (op, right)) in c.ops.iter().zip(&*c.comparators).enumerate() {
            let b = self.expr(right)?;
            self.comparison(c.range, *op, t, a, b);
            if i + 1 < c.ops.len() {
                let (target, site) = (self.unit.b.jump(end), self.site());
                self.emit(c.range, "jump_if_not", &[r(t), target, site]);
            }
            first.get_or_insert_with(|| self.unit.flow.clone());
            a = b;
        }
        self.unit.b.place(end);
        self.mov(c.range, dst, t);
        self.restore_flow(first);
        Ok(())
    }

    pub fn comparison(&mut self, at: TextRange, op: ruff_python_ast::CmpOp, dst: Reg, a: Reg, b: Reg) {
        let names = comparison(op);
        if names.site {
            let site = self.site();
            self.emit(at, names.value, &[r(dst), r(a), r(b), site]);
        } else {
            self.emit(at, names.value, &[r(dst), r(a), r(b)]);
        }
    }

    /// A subscript that is a string constant, as a name.
    pub(super) fn key(&mut self, slice: &Expr) -> Result<Option<Operand>> {
        if !slice.is_string_literal_expr() {
            return Ok(None);
        }
        Ok(match literal::constant(slice, self.lines.source())? {
            Some(Const::Str(text)) => Some(self.unit.b.name(&text)),
            _ => None,
        })
    }

    fn subscript(&mut self, s: &'a ExprSubscript, dst: Reg) -> Result<()> {
        if let Some(n) = self.key(&s.slice)? {
            let (o, site) = (self.expr_now(&s.value)?, self.site());
            self.emit(s.range, "get_key", &[r(dst), r(o), n, site]);
            return Ok(());
        }
        let (o, i) = self.pair(&s.value, &s.slice)?;
        let site = self.site();
        self.emit(s.range, "get_item", &[r(dst), r(o), r(i), site]);
        Ok(())
    }

    fn slice(&mut self, s: &'a ExprSlice, dst: Reg) -> Result<()> {
        let mut parts = [Reg(0); 3];
        for (part, e) in parts.iter_mut().zip([&s.lower, &s.upper, &s.step]) {
            *part = match e {
                Some(e) => self.expr(e)?,
                None => {
                    let t = self.alloc();
                    self.load_none(s.range, t);
                    t
                }
            };
        }
        self.emit(s.range, "make_slice", &[r(dst), r(parts[0]), r(parts[1]), r(parts[2])]);
        Ok(())
    }

    /// An unconditional forward jump.
    pub(super) fn jump(&mut self, at: TextRange, to: trackway_bytecode::Label) {
        if !self.unit.flow.dead {
            let target = self.unit.b.jump(to);
            self.emit(at, "jump", &[target]);
        }
    }
}
