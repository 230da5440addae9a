//! What the types cannot see: state that an op or helper would reach around the machine.

use proc_macro2::{TokenStream, TokenTree};
use syn::Error;

const FORBIDDEN: &[(&str, &str)] = &[
    ("static", "an op keeps no state of its own; what changes lives in the machine"),
    ("thread_local", "an op keeps no state of its own; what changes lives in the machine"),
    ("Cell", "a trace does not see changes made through a Cell; use an object's field"),
    ("RefCell", "a trace does not see changes made through a RefCell; use an object's field"),
    ("Mutex", "a trace does not see changes made through a Mutex; use an object's field"),
    ("unsafe", "unsafe code belongs in the framework"),
    ("peek", "`peek` would hide a dynamic value from the trace; use `promote` or a residual helper"),
    ("println", "output is an effect: put it in a #[residual] helper"),
    ("eprintln", "output is an effect: put it in a #[residual] helper"),
    ("machine", "an op reaches the machine through its mode only; use a #[residual] helper"),
    ("async", "an op runs to its end"),
];

/// Finds the first forbidden word in an op's body.
pub(crate) fn check_body(body: &TokenStream) -> syn::Result<()> {
    for tree in body.clone() {
        match tree {
            TokenTree::Group(g) => check_body(&g.stream())?,
            TokenTree::Ident(word) => {
                let found = FORBIDDEN.iter().find(|(w, _)| word == w);
                if let Some((w, why)) = found {
                    return Err(Error::new(word.span(), format!("`{w}` in an op: {why}")));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// An elidable helper depends on its arguments only: it cannot read fields or print.
pub(crate) fn check_elidable(body: &TokenStream) -> syn::Result<()> {
    for tree in body.clone() {
        match tree {
            TokenTree::Group(g) => check_elidable(&g.stream())?,
            TokenTree::Ident(word) if word == "println" || word == "set_root" || word == "raise_value" => {
                let text =
                    format!("`{word}` in an elidable helper: its result must depend on its arguments only");
                return Err(Error::new(word.span(), text));
            }
            _ => {}
        }
    }
    Ok(())
}
