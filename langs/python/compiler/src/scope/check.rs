//! Misuse that needs context but no names: control flow outside its construct, repeated keywords.

use crate::syntax::error::{Fault, Result};
use crate::syntax::literal;
use ruff_python_ast::{Arguments, Expr, ExprContext, Parameters, Pattern, Stmt, StmtImportFrom};
use ruff_text_size::{Ranged, TextRange};
use std::collections::HashSet;
use trackway_bytecode::Const;

/// Where a statement stands.
#[derive(Clone, Copy, Default)]
pub struct Context {
    pub in_function: bool,
    pub in_loop: bool,
    /// Directly in the handler of `except*`, outside loops there.
    pub in_star: bool,
    /// In the handler of `except*`, in a loop or not.
    pub around_star: bool,
}

/// `f(a=1, a=2)`.
pub fn arguments(arguments: &Arguments) -> Result<()> {
    let mut seen = HashSet::new();
    for keyword in &arguments.keywords {
        let Some(name) = &keyword.arg else { continue };
        if !seen.insert(name.as_str()) {
            return Err(Fault::syntax(keyword.range(), format!("keyword argument repeated: {name}")));
        }
        debug_name(name.as_str(), keyword)?;
    }
    Ok(())
}

/// `from __future__ import ..` behind other statements than the documentation and its like.
pub fn future_imports(body: &[Stmt]) -> Result<()> {
    let is_future = |s: &Stmt| matches!(s, Stmt::ImportFrom(i) if no_future_import(i).is_err());
    let documented = matches!(body.first(), Some(Stmt::Expr(e)) if e.value.is_string_literal_expr());
    let rest = body.iter().skip(usize::from(documented)).skip_while(|s| is_future(s));
    rest.filter_map(Stmt::as_import_from_stmt).try_for_each(no_future_import)
}

/// As [`future_imports`], for an import that certainly stands behind others.
pub fn no_future_import(i: &StmtImportFrom) -> Result<()> {
    if i.module.as_deref() == Some("__future__") && i.level == 0 {
        let text = "from __future__ imports must occur at the beginning of the file";
        return Err(Fault::syntax(i.range, text));
    }
    Ok(())
}

/// `def f(a, a)`.
pub fn parameters(parameters: &Parameters) -> Result<()> {
    let mut seen = HashSet::new();
    for p in crate::scope::params::in_register_order(parameters) {
        if !seen.insert(p.name.as_str()) {
            let message = format!("duplicate parameter '{}' in function definition", p.name);
            return Err(Fault::syntax(p.range(), message));
        }
        debug_name(p.name.as_str(), p)?;
    }
    Ok(())
}

/// `__debug__` cannot be bound.
pub fn debug_name(name: &str, at: &impl Ranged) -> Result<()> {
    match name {
        "__debug__" => Err(Fault::syntax(at.range(), "cannot assign to __debug__")),
        _ => Ok(()),
    }
}

/// Neither as a name nor as an attribute can `__debug__` be changed.
pub fn debug_target(name: &str, context: ExprContext, at: &impl Ranged) -> Result<()> {
    match (name, context) {
        ("__debug__", ExprContext::Del) => Err(Fault::syntax(at.range(), "cannot delete __debug__")),
        (_, ExprContext::Store) => debug_name(name, at),
        _ => Ok(()),
    }
}

/// What a pattern may not repeat, and what it may not be.
pub fn pattern(pattern: &Pattern, source: &str) -> Result<()> {
    match pattern {
        Pattern::MatchClass(c) => {
            let mut seen = HashSet::new();
            for k in &c.arguments.keywords {
                if !seen.insert(k.attr.as_str()) {
                    let message = format!("attribute name repeated in class pattern: {}", k.attr);
                    return Err(Fault::syntax(k.pattern.range(), message));
                }
            }
        }
        Pattern::MatchMapping(m) => {
            let mut seen = HashSet::new();
            for key in &m.keys {
                let Some(value) = literal::constant(key, source)? else { continue };
                if !seen.insert(equal_key(&value)) {
                    let shown = &source[key.range()];
                    let message = format!("mapping pattern checks duplicate key ({shown})");
                    return Err(Fault::syntax(pattern.range(), message));
                }
            }
        }
        Pattern::MatchValue(v) if v.value.is_f_string_expr() => {
            let message = "patterns may only match literals and attribute lookups";
            return Err(Fault::syntax(v.range, message));
        }
        _ => {}
    }
    Ok(())
}

/// The same text for constants that are equal as keys.
fn equal_key(value: &Const) -> String {
    match value {
        Const::Bool(b) => format!("{:?}", Const::Int((*b).into())),
        Const::Float(f) if f.fract() == 0.0 && f.abs() < 1e15 => format!("{:?}", Const::Int(*f as i64)),
        Const::Imaginary(f) if *f == 0.0 => format!("{:?}", Const::Int(0)),
        other => format!("{other:?}"),
    }
}

/// At most one star among the elements of a target.
pub fn target_elements(elements: &[Expr], whole: TextRange) -> Result<()> {
    let mut stars = elements.iter().filter(|e| e.is_starred_expr());
    stars.next();
    match stars.next() {
        Some(_) => Err(Fault::syntax(whole, "multiple starred expressions in assignment")),
        None => Ok(()),
    }
}
