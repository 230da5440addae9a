//! The macros as functions on tokens: parse, model, check, render.
//!
//! No macro rewrites an expression: function bodies pass through untouched. What is generated is
//! registration, operand decoding, layouts and call glue.
#![forbid(unsafe_code)]

mod language;
mod lint;
mod object;
mod op;
mod residual;

pub use language::language;
pub use object::object;
pub use op::op;
pub use residual::residual;

use proc_macro2::TokenStream;

/// The expansion, or the error in its place together with the item, so that only one error shows.
fn finish(result: syn::Result<TokenStream>, item: TokenStream) -> TokenStream {
    result.unwrap_or_else(|e| {
        let error = e.to_compile_error();
        quote::quote!(#error #item)
    })
}

/// The text of an item's doc comment.
fn doc_text(attrs: &[syn::Attribute]) -> String {
    let mut lines = Vec::new();
    for attr in attrs {
        if let syn::Meta::NameValue(nv) = &attr.meta
            && nv.path.is_ident("doc")
            && let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(s), .. }) = &nv.value
        {
            lines.push(s.value().trim().to_string());
        }
    }
    lines.join("\n")
}
