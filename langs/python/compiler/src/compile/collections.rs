//! List, tuple, set and dict displays.

use crate::compile::{Compiler, imm, r};
use crate::syntax::error::Result;
use crate::syntax::literal;
use ruff_python_ast::{DictItem, Expr, ExprDict};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::{Const, Reg};

/// Elements that are evaluated into registers before the container is built; the rest is added one by one.
const MAX_IN_REGISTERS: usize = 32;
/// Keys up to which a dict may be a record: what the run time knows by shape.
pub(super) const MAX_RECORD: usize = 8;
/// Constant elements from which on a list is made from a constant tuple.
const MIN_CONSTANT: usize = 3;

impl<'a> Compiler<'a> {
    pub(super) fn list(&mut self, elements: &'a [Expr], at: TextRange, dst: Reg) -> Result<()> {
        if elements.len() >= MIN_CONSTANT
            && let Some(items) = self.constants(elements)?
        {
            let (t, list) = (self.alloc(), self.scratch(dst));
            self.load_const(at, t, Const::Tuple(items));
            self.emit(at, "build_list", &[r(list), r(list), imm(0)]);
            self.emit(at, "list_extend", &[r(list), r(t)]);
            self.mov(at, dst, list);
            return Ok(());
        }
        if is_short(elements) {
            return self.build("build_list", elements, at, dst);
        }
        let list = self.scratch(dst);
        let rest = self.head("build_list", elements, at, list)?;
        self.extend_list(rest, list)?;
        self.mov(at, dst, list);
        Ok(())
    }

    /// Appends elements, starred or not, to the list in `list`, a temporary.
    pub(super) fn extend_list(&mut self, elements: &'a [Expr], list: Reg) -> Result<()> {
        self.extend(elements, list, "list_append", "list_extend")
    }

    fn extend(&mut self, elements: &'a [Expr], to: Reg, add: &'static str, join: &'static str) -> Result<()> {
        for element in elements {
            let mark = self.unit.b.mark();
            let (op, value) = match element {
                Expr::Starred(s) => (join, &*s.value),
                value => (add, value),
            };
            let value = self.expr_now(value)?;
            self.emit(element.range(), op, &[r(to), r(value)]);
            self.unit.b.release_to(mark);
        }
        Ok(())
    }

    pub(super) fn tuple(&mut self, elements: &'a [Expr], at: TextRange, dst: Reg) -> Result<()> {
        if is_short(elements) {
            return self.build("build_tuple", elements, at, dst);
        }
        let list = self.scratch(dst);
        let rest = self.head("build_list", elements, at, list)?;
        self.extend_list(rest, list)?;
        self.emit(at, "list_to_tuple", &[r(dst), r(list)]);
        Ok(())
    }

    pub(super) fn set(&mut self, elements: &'a [Expr], at: TextRange, dst: Reg) -> Result<()> {
        if is_short(elements) {
            return self.build("build_set", elements, at, dst);
        }
        let set = self.scratch(dst);
        let rest = self.head("build_set", elements, at, set)?;
        self.extend(rest, set, "set_add", "set_update")?;
        self.mov(at, dst, set);
        Ok(())
    }

    /// Builds the container from the leading plain elements; returns the others.
    fn head(&mut self, op: &'static str, elements: &'a [Expr], at: TextRange, to: Reg) -> Result<&'a [Expr]> {
        let n = elements.iter().take(MAX_IN_REGISTERS).take_while(|e| !e.is_starred_expr()).count();
        self.build(op, &elements[..n], at, to)?;
        Ok(&elements[n..])
    }

    fn build(&mut self, op: &'static str, elements: &'a [Expr], at: TextRange, dst: Reg) -> Result<()> {
        let mark = self.unit.b.mark();
        let start = Reg(mark);
        for element in elements {
            let reg = self.alloc();
            self.expr_to(element, reg)?;
        }
        let start = if elements.is_empty() { dst } else { start };
        self.emit(at, op, &[r(dst), r(start), imm(elements.len())]);
        self.unit.b.release_to(mark);
        Ok(())
    }

    fn constants(&self, elements: &[Expr]) -> Result<Option<Vec<Const>>> {
        let mut items = Vec::with_capacity(elements.len());
        for element in elements {
            match literal::constant(element, self.lines.source())? {
                Some(item) => items.push(item),
                None => return Ok(None),
            }
        }
        Ok(Some(items))
    }

    /// A tuple of expressions that do not stand in one list in the source; a constant where it can be.
    pub(super) fn tuple_of(&mut self, elements: &[&'a Expr], at: TextRange, dst: Reg) -> Result<()> {
        let mut items = Vec::new();
        for element in elements {
            items.extend(literal::constant(element, self.lines.source())?);
        }
        if items.len() == elements.len() {
            self.load_const(at, dst, Const::Tuple(items));
            return Ok(());
        }
        let mark = self.unit.b.mark();
        for element in elements {
            let reg = self.alloc();
            self.expr_to(element, reg)?;
        }
        self.emit(at, "build_tuple", &[r(dst), r(Reg(mark)), imm(elements.len())]);
        self.unit.b.release_to(mark);
        Ok(())
    }

    pub(super) fn dict(&mut self, d: &'a ExprDict, dst: Reg) -> Result<()> {
        let items = &*d.items;
        let plain = items.iter().take(MAX_IN_REGISTERS / 2).take_while(|i| i.key.is_some()).count();
        let dict = if plain == items.len() { dst } else { self.scratch(dst) };
        self.build_dict(&items[..plain], d.range, dict)?;
        for item in &items[plain..] {
            let mark = self.unit.b.mark();
            match &item.key {
                Some(key) => {
                    let (k, v) = self.pair(key, &item.value)?;
                    self.emit(item.range(), "dict_set", &[r(dict), r(k), r(v)]);
                }
                None => {
                    let other = self.expr_now(&item.value)?;
                    self.emit(item.range(), "dict_update", &[r(dict), r(other)]);
                }
            }
            self.unit.b.release_to(mark);
        }
        self.mov(d.range, dst, dict);
        Ok(())
    }

    /// The keys of a few items, if they are different string constants.
    fn record(&self, items: &[DictItem]) -> Result<Option<Vec<Const>>> {
        if items.is_empty() || items.len() > MAX_RECORD {
            return Ok(None);
        }
        let mut names = Vec::with_capacity(items.len());
        for key in items.iter().filter_map(|i| i.key.as_ref()) {
            match literal::constant(key, self.lines.source())? {
                Some(name @ Const::Str(_)) if !names.contains(&name) => names.push(name),
                _ => return Ok(None),
            }
        }
        Ok((names.len() == items.len()).then_some(names))
    }

    /// A dict of different names, whose values stand from `start` on.
    pub(super) fn build_record(&mut self, at: TextRange, dst: Reg, start: Reg, names: Vec<Const>) {
        let n = imm(names.len());
        let (k, site) = (self.unit.b.constant(Const::Tuple(names)), self.site());
        self.emit(at, "build_record", &[r(dst), r(start), n, k, site]);
    }

    fn build_dict(&mut self, items: &'a [DictItem], at: TextRange, dst: Reg) -> Result<()> {
        let mark = self.unit.b.mark();
        if let Some(names) = self.record(items)? {
            for item in items {
                let reg = self.alloc();
                self.expr_to(&item.value, reg)?;
            }
            self.build_record(at, dst, Reg(mark), names);
            self.unit.b.release_to(mark);
            return Ok(());
        }
        for e in items.iter().flat_map(|i| i.key.iter().chain([&i.value])) {
            let reg = self.alloc();
            self.expr_to(e, reg)?;
        }
        let start = if items.is_empty() { dst } else { Reg(mark) };
        self.emit(at, "build_dict", &[r(dst), r(start), imm(items.len())]);
        self.unit.b.release_to(mark);
        Ok(())
    }
}

fn is_short(elements: &[Expr]) -> bool {
    elements.len() <= MAX_IN_REGISTERS && !elements.iter().any(Expr::is_starred_expr)
}
