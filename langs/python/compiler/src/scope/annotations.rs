//! The annotations of functions, classes and modules, which are evaluated lazily.

use ruff_python_ast::{Expr, Parameters, Stmt, StmtImportFrom};

/// A name and its annotation.
pub type Annotation<'a> = (&'a str, &'a Expr);

/// Of a function.
pub fn of_function<'a>(p: &'a Parameters, returns: Option<&'a Expr>) -> Vec<Annotation<'a>> {
    let all = crate::scope::params::in_register_order(p);
    let annotated = all.into_iter().filter_map(|p| Some((p.name.as_str(), p.annotation.as_deref()?)));
    annotated.chain(returns.map(|e| ("return", e))).collect()
}

/// Of the names that the body of a class or module annotates, in nested blocks too.
pub fn of_body(body: &[Stmt]) -> Vec<Annotation<'_>> {
    let mut found = Vec::new();
    search(body, &mut found);
    found
}

fn search<'a>(body: &'a [Stmt], found: &mut Vec<Annotation<'a>>) {
    for stmt in body {
        match stmt {
            Stmt::AnnAssign(a) => {
                if let (Expr::Name(n), true) = (&*a.target, a.simple) {
                    found.push((n.id.as_str(), &a.annotation));
                }
            }
            Stmt::If(i) => {
                search(&i.body, found);
                i.elif_else_clauses.iter().for_each(|c| search(&c.body, found));
            }
            Stmt::For(f) => [&f.body, &f.orelse].into_iter().for_each(|b| search(b, found)),
            Stmt::While(w) => [&w.body, &w.orelse].into_iter().for_each(|b| search(b, found)),
            Stmt::With(w) => search(&w.body, found),
            Stmt::Try(t) => {
                [&t.body, &t.orelse, &t.finalbody].into_iter().for_each(|b| search(b, found));
            }
            _ => {}
        }
    }
}

/// Whether the import makes annotations text.
pub fn makes_textual(i: &StmtImportFrom) -> bool {
    i.module.as_deref() == Some("__future__") && i.names.iter().any(|a| a.name.as_str() == "annotations")
}
