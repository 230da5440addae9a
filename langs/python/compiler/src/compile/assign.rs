//! Assignment, augmented assignment, deletion.

use crate::compile::access::Place;
use crate::compile::unit::Var;
use crate::compile::{Compiler, imm, operators, r};
use crate::syntax::error::{Fault, Result};
use ruff_python_ast::{Expr, StmtAnnAssign, StmtAssign, StmtAugAssign};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::Reg;

impl<'a> Compiler<'a> {
    pub(super) fn assign_stmt(&mut self, a: &'a StmtAssign) -> Result<()> {
        let [target] = &*a.targets else {
            let value = self.expr_now(&a.value)?;
            return a.targets.iter().try_for_each(|t| self.assign(t, value));
        };
        self.assign_value(target, &a.value)
    }

    /// `target = value`.
    pub(super) fn assign_value(&mut self, target: &'a Expr, value: &'a Expr) -> Result<()> {
        if let Some(reg) = self.plain_variable(target) {
            self.expr_to(value, reg)?;
            self.unit.flow.set(reg);
            return Ok(());
        }
        if let (Some(targets), Some(values)) = (elements(target), elements(value))
            && targets.len() == values.len()
            && !targets.iter().chain(values).any(Expr::is_starred_expr)
        {
            return self.assign_pairwise(targets, values);
        }
        let value = self.expr_now(value)?;
        self.assign(target, value)
    }

    /// The register of a target that is a plain variable of this unit.
    pub(super) fn plain_variable(&self, target: &Expr) -> Option<Reg> {
        let Expr::Name(n) = target else { return None };
        match self.place(&self.ident(n.id.as_str())) {
            Place::Var(Var { reg, cell: false }) => Some(reg),
            _ => None,
        }
    }

    /// `a, b = x, y` without the tuple. A variable is read in place unless an earlier target is, or may be, the same.
    fn assign_pairwise(&mut self, targets: &'a [Expr], values: &'a [Expr]) -> Result<()> {
        let mut regs = Vec::with_capacity(values.len());
        for (i, value) in values.iter().enumerate() {
            let source = self.plain_variable(value);
            let stored =
                targets[..i].iter().any(|t| elements(t).is_some() || self.plain_variable(t) == source);
            if source.is_some() && !stored {
                regs.push(self.expr(value)?);
            } else {
                let t = self.alloc();
                self.expr_to(value, t)?;
                regs.push(t);
            }
        }
        targets.iter().zip(regs).try_for_each(|(target, reg)| self.assign(target, reg))
    }

    /// Stores `src` into a target.
    pub(super) fn assign(&mut self, target: &'a Expr, src: Reg) -> Result<()> {
        let mark = self.unit.b.mark();
        match target {
            Expr::Name(n) => self.store_name(n.range, n.id.as_str(), src),
            Expr::Attribute(a) => {
                let o = self.expr_now(&a.value)?;
                let (n, site) = (self.name(a.attr.as_str()), self.site());
                let at = self.lines.at_name(a.range, a.attr.range);
                self.emit(at, "set_attr", &[r(o), n, r(src), site]);
            }
            Expr::Subscript(s) => match self.key(&s.slice)? {
                Some(n) => {
                    let (o, site) = (self.expr_now(&s.value)?, self.site());
                    self.emit(s.range, "set_key", &[r(o), n, r(src), site]);
                }
                None => {
                    let (o, i) = self.pair(&s.value, &s.slice)?;
                    let site = self.site();
                    self.emit(s.range, "set_item", &[r(o), r(i), r(src), site]);
                }
            },
            Expr::Tuple(t) => self.unpack(&t.elts, t.range, src)?,
            Expr::List(l) => self.unpack(&l.elts, l.range, src)?,
            other => return Err(Fault::syntax(other.range(), "cannot assign to expression")),
        }
        self.unit.b.release_to(mark);
        Ok(())
    }

    fn unpack(&mut self, targets: &'a [Expr], at: TextRange, src: Reg) -> Result<()> {
        let n = targets.len();
        if let Some(star) = targets.iter().position(Expr::is_starred_expr) {
            let start = self.unit.b.alloc_block(n as u32);
            self.emit(at, "unpack_ex", &[r(start), imm(star), imm(n - star - 1), r(src)]);
            for (i, target) in targets.iter().enumerate() {
                let target = target.as_starred_expr().map_or(target, |s| &s.value);
                self.assign(target, start.offset(i as u32))?;
            }
            return Ok(());
        }
        if let Some(start) = self.consecutive(targets) {
            self.emit(at, "unpack_seq", &[r(start), imm(n), r(src)]);
            (0..n as u32).for_each(|i| self.unit.flow.set(start.offset(i)));
            return Ok(());
        }
        let start = self.unit.b.alloc_block(n as u32);
        self.emit(at, "unpack_seq", &[r(start), imm(n), r(src)]);
        targets.iter().enumerate().try_for_each(|(i, t)| self.assign(t, start.offset(i as u32)))
    }

    /// The first register when the targets are variables that lie side by side.
    fn consecutive(&self, targets: &[Expr]) -> Option<Reg> {
        let first = self.plain_variable(targets.first()?)?;
        let fits = |(i, t)| self.plain_variable(t) == Some(first.offset(i as u32));
        targets.iter().enumerate().all(fits).then_some(first)
    }

    pub(super) fn aug_assign(&mut self, a: &'a StmtAugAssign) -> Result<()> {
        let op = operators::in_place(a.op);
        let at = a.range;
        match &*a.target {
            Expr::Name(n) => {
                let left = self.expr(&a.target)?;
                let right = self.expr_now(&a.value)?;
                let variable = self.plain_variable(&a.target);
                let dst = variable.unwrap_or(left);
                let site = self.site();
                self.emit(at, op, &[r(dst), r(left), r(right), site]);
                if variable.is_none() {
                    self.store_name(n.range, n.id.as_str(), dst);
                }
            }
            Expr::Attribute(t) => {
                let o = self.expr(&t.value)?;
                let value = self.alloc();
                let (n, site) = (self.name(t.attr.as_str()), self.site());
                self.emit(t.range, "get_attr", &[r(value), r(o), n, site]);
                let right = self.expr_now(&a.value)?;
                let site = self.site();
                self.emit(at, op, &[r(value), r(value), r(right), site]);
                let site = self.site();
                self.emit(at, "set_attr", &[r(o), n, r(value), site]);
            }
            Expr::Subscript(s) => {
                let o = self.expr(&s.value)?;
                let (get, set, i) = match self.key(&s.slice)? {
                    Some(n) => ("get_key", "set_key", n),
                    None => ("get_item", "set_item", r(self.expr(&s.slice)?)),
                };
                let value = self.alloc();
                let site = self.site();
                self.emit(s.range, get, &[r(value), r(o), i, site]);
                let right = self.expr_now(&a.value)?;
                let site = self.site();
                self.emit(at, op, &[r(value), r(value), r(right), site]);
                let site = self.site();
                self.emit(at, set, &[r(o), i, r(value), site]);
            }
            other => return Err(Fault::syntax(other.range(), "illegal expression for augmented assignment")),
        }
        Ok(())
    }

    /// The annotation is not evaluated here.
    pub(super) fn ann_assign(&mut self, a: &'a StmtAnnAssign) -> Result<()> {
        match &a.value {
            Some(value) => self.assign_value(&a.target, value),
            None => Ok(()),
        }
    }

    pub(super) fn delete(&mut self, target: &'a Expr) -> Result<()> {
        let mark = self.unit.b.mark();
        match target {
            Expr::Name(n) => self.delete_name(n.range, n.id.as_str()),
            Expr::Attribute(a) => {
                let o = self.expr_now(&a.value)?;
                let n = self.name(a.attr.as_str());
                let site = self.site();
                let at = self.lines.at_name(a.range, a.attr.range);
                self.emit(at, "del_attr", &[r(o), n, site]);
            }
            Expr::Subscript(s) => {
                let (o, i) = self.pair(&s.value, &s.slice)?;
                let site = self.site();
                self.emit(s.range, "del_item", &[r(o), r(i), site]);
            }
            Expr::Tuple(t) => t.elts.iter().try_for_each(|t| self.delete(t))?,
            Expr::List(l) => l.elts.iter().try_for_each(|t| self.delete(t))?,
            other => return Err(Fault::syntax(other.range(), "cannot delete expression")),
        }
        self.unit.b.release_to(mark);
        Ok(())
    }
}

fn elements(e: &Expr) -> Option<&[Expr]> {
    match e {
        Expr::Tuple(t) => Some(&t.elts),
        Expr::List(l) => Some(&l.elts),
        _ => None,
    }
}
