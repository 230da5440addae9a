//! The attributes that a class's methods assign through `self`: its `__static_attributes__`.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprContext, Stmt};
use std::collections::BTreeSet;

/// The names, sorted.
pub fn assigned(body: &[Stmt]) -> BTreeSet<String> {
    let mut c = Collector { names: BTreeSet::new(), functions: 0 };
    c.visit_body(body);
    c.names
}

struct Collector {
    names: BTreeSet<String>,
    functions: u32,
}

impl<'a> Visitor<'a> for Collector {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            // An inner class has its own.
            Stmt::ClassDef(_) => {}
            Stmt::FunctionDef(f) => {
                self.functions += 1;
                self.visit_body(&f.body);
                self.functions -= 1;
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Attribute(a) = expr
            && a.ctx == ExprContext::Store
            && self.functions > 0
            && matches!(&*a.value, Expr::Name(n) if n.id.as_str() == "self")
        {
            self.names.insert(a.attr.as_str().to_string());
        }
        visitor::walk_expr(self, expr);
    }
}
