//! `import` and `from .. import`.

use crate::compile::{Compiler, r};
use crate::syntax::error::{Fault, Result};
use ruff_python_ast::{StmtImport, StmtImportFrom};
use trackway_bytecode::{Const, Operand};

/// Features that `from __future__` may name; all are in force already or change nothing here.
const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

impl<'a> Compiler<'a> {
    pub(super) fn import(&mut self, i: &'a StmtImport) -> Result<()> {
        for alias in &i.names {
            let mark = self.unit.b.mark();
            let m = self.alloc();
            let dotted = alias.name.as_str();
            let (n, none) = (self.unit.b.name(dotted), self.unit.b.constant(Const::Nil));
            self.emit(i.range, "import_name", &[r(m), n, none, Operand::Imm(0)]);
            match &alias.asname {
                None => self.store_name(i.range, dotted.split('.').next().unwrap_or(dotted), m),
                Some(name) => {
                    // The import returned the top package.
                    for part in dotted.split('.').skip(1) {
                        let n = self.unit.b.name(part);
                        self.emit(i.range, "import_from", &[r(m), r(m), n]);
                    }
                    self.store_name(i.range, name.as_str(), m);
                }
            }
            self.unit.b.release_to(mark);
        }
        Ok(())
    }

    pub(super) fn import_from(&mut self, i: &'a StmtImportFrom) -> Result<()> {
        let module = i.module.as_ref().map_or("", |m| m.as_str());
        if module == "__future__" && i.level == 0 {
            self.check_features(i)?;
        }
        let m = self.alloc();
        let names = i.names.iter().map(|a| Const::Str(a.name.as_str().into())).collect();
        let names = self.unit.b.constant(Const::Tuple(names));
        let n = self.unit.b.name(module);
        self.emit(i.range, "import_name", &[r(m), n, names, Operand::Imm(i.level)]);
        for alias in &i.names {
            if alias.name.as_str() == "*" {
                self.emit(i.range, "import_star", &[r(m)]);
                continue;
            }
            let mark = self.unit.b.mark();
            let t = self.alloc();
            let n = self.unit.b.name(alias.name.as_str());
            self.emit(alias.range, "import_from", &[r(t), r(m), n]);
            self.store_name(alias.range, alias.asname.as_ref().unwrap_or(&alias.name).as_str(), t);
            self.unit.b.release_to(mark);
        }
        Ok(())
    }

    fn check_features(&self, i: &StmtImportFrom) -> Result<()> {
        match i.names.iter().find(|a| !FEATURES.contains(&a.name.as_str())) {
            Some(a) if a.name.as_str() == "braces" => Err(Fault::syntax(a.range, "not a chance")),
            Some(a) => Err(Fault::syntax(a.range, format!("future feature {} is not defined", a.name))),
            None => Ok(()),
        }
    }
}
