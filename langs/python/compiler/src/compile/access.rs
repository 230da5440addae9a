//! Reading, writing and deleting names.

use crate::compile::unit::Var;
use crate::compile::{Compiler, r};
use crate::scope::{Ident, ScopeId, ScopeKind, flag, mangle};
use ruff_text_size::TextRange;
use trackway_bytecode::Reg;

/// Where a name lives, seen from the place being compiled.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// A variable of this unit.
    Var(Var),
    /// A free variable: the register holds its cell.
    Free(Reg),
    Global,
    /// In the namespace of the class body, or code for `exec`, being compiled.
    Class,
    /// In the class's namespace, else in the cell.
    ClassOrCell(Reg),
}

impl Compiler<'_> {
    pub(super) fn ident(&self, name: &str) -> Ident {
        mangle(name, self.scopes.all[self.unit.scope].private.as_deref())
    }

    /// Where `name` (mangled) lives.
    pub(super) fn place(&self, name: &Ident) -> Place {
        self.place_from(self.unit.at, name)
    }

    fn place_from(&self, mut at: ScopeId, name: &Ident) -> Place {
        while at != self.unit.scope {
            if let Some(&var) = self.unit.vars.get(&(at, name.clone())) {
                return Place::Var(var);
            }
            at = self.scopes.all[at].parent.unwrap_or(self.unit.scope);
        }
        let s = &self.scopes.all[at];
        if s.flag(name) & flag::GLOBAL != 0 {
            return Place::Global;
        }
        // A class's own names are in its namespace; its registers hold special cells only.
        let class = s.kind == ScopeKind::Class || s.kind == ScopeKind::Module && self.scopes.named;
        if !class && let Some(&var) = self.unit.vars.get(&(at, name.clone())) {
            return Place::Var(var);
        }
        match self.unit.frees.get(name) {
            Some(&cell) if class && s.flag(name) & flag::NONLOCAL == 0 => Place::ClassOrCell(cell),
            Some(&cell) => Place::Free(cell),
            None if class => Place::Class,
            None => Place::Global,
        }
    }

    /// The register that holds the cell of `name`, for the closure of a unit opened here. A class's own
    /// names are not visible inside it; only its special cells are variables.
    pub(super) fn cell(&self, name: &Ident) -> Reg {
        let mut at = self.unit.at;
        loop {
            if let Some(var) = self.unit.vars.get(&(at, name.clone()))
                && var.cell
            {
                return var.reg;
            }
            if at == self.unit.scope {
                return self.unit.frees[name];
            }
            at = self.scopes.all[at].parent.unwrap_or(self.unit.scope);
        }
    }

    /// The register of a plain variable, checked to be bound; none for every other kind of name.
    pub(super) fn variable(&mut self, at: TextRange, name: &Ident) -> Option<Reg> {
        let Place::Var(Var { reg, cell: false }) = self.place(name) else { return None };
        self.check_bound(at, name, reg);
        Some(reg)
    }

    fn check_bound(&mut self, at: TextRange, name: &Ident, reg: Reg) {
        if !self.unit.flow.has(reg) {
            let n = self.unit.b.name(name);
            self.emit(at, "check_bound", &[r(reg), n]);
            self.unit.start_unbound(reg);
            self.unit.flow.set(reg);
        }
    }

    pub(super) fn load_name(&mut self, at: TextRange, name: &str, dst: Reg) {
        let name = self.ident(name);
        let n = self.unit.b.name(&name);
        match self.place(&name) {
            Place::Var(Var { reg, cell: false }) => {
                self.check_bound(at, &name, reg);
                self.mov(at, dst, reg);
            }
            Place::Var(Var { reg, .. }) => self.emit(at, "load_cell", &[r(dst), r(reg), n]),
            Place::Free(reg) => match self.class_namespace(at) {
                Some(ns) => self.emit(at, "load_name_cell", &[r(dst), r(ns), n, r(reg)]),
                None => self.emit(at, "load_cell", &[r(dst), r(reg), n]),
            },
            Place::Global => {
                if let Some(ns) = self.class_namespace(at) {
                    let site = self.site();
                    return self.emit(at, "load_name", &[r(dst), r(ns), n, site]);
                }
                let site = self.site();
                self.emit(at, "load_global", &[r(dst), n, site]);
            }
            Place::Class => {
                let site = self.site();
                self.emit(at, "load_name", &[r(dst), r(Reg(0)), n, site]);
            }
            Place::ClassOrCell(cell) => self.emit(at, "load_name_cell", &[r(dst), r(Reg(0)), n, r(cell)]),
        }
    }

    pub(super) fn store_name(&mut self, at: TextRange, name: &str, src: Reg) {
        let name = self.ident(name);
        let n = self.unit.b.name(&name);
        match self.place(&name) {
            Place::Var(Var { reg, cell: false }) => {
                self.mov(at, reg, src);
                self.unit.flow.set(reg);
            }
            Place::Var(Var { reg, .. }) | Place::Free(reg) => self.emit(at, "store_cell", &[r(reg), r(src)]),
            Place::Global => {
                // What functions assign has changed by then.
                let varies = self.unit.scope != 0 || self.scopes.all[0].flag(&name) & flag::VARIES != 0;
                let site = self.site();
                let op = if varies { "store_variable" } else { "store_global" };
                self.emit(at, op, &[n, r(src), site]);
            }
            Place::Class | Place::ClassOrCell(_) => self.emit(at, "store_name", &[r(Reg(0)), n, r(src)]),
        }
    }

    pub(super) fn delete_name(&mut self, at: TextRange, name: &str) {
        let name = self.ident(name);
        let n = self.unit.b.name(&name);
        match self.place(&name) {
            Place::Var(Var { reg, cell: false }) => {
                self.check_bound(at, &name, reg);
                self.emit(at, "unbind", &[r(reg)]);
                self.unit.flow.clear(reg);
            }
            Place::Var(Var { reg, .. }) | Place::Free(reg) => self.emit(at, "del_cell", &[r(reg), n]),
            Place::Global => self.emit(at, "del_global", &[n]),
            Place::Class | Place::ClassOrCell(_) => self.emit(at, "del_name", &[r(Reg(0)), n]),
        }
    }

    /// The end of `except E as name`: unbinds the name, which the clause may have deleted already.
    pub(super) fn clear_name(&mut self, at: TextRange, name: &str) {
        if let Place::Var(Var { reg, cell: false }) = self.place(&self.ident(name)) {
            self.emit(at, "unbind", &[r(reg)]);
            self.unit.flow.clear(reg);
            return;
        }
        let mark = self.unit.b.mark();
        let t = self.alloc();
        self.load_none(at, t);
        self.store_name(at, name, t);
        self.delete_name(at, name);
        self.unit.b.release_to(mark);
    }
}
