//! `#[language(ops(..))]`: the op table and the dispatch of an interpreter.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, Ident, ItemImpl, Path, Token, parenthesized, parse2};

/// The attribute's argument.
struct Ops(Vec<Path>);

impl Parse for Ops {
    fn parse(input: ParseStream) -> syn::Result<Ops> {
        let word: Ident = input.parse()?;
        if word != "ops" {
            return Err(Error::new(word.span(), "#[language] takes `ops(path, ..)`"));
        }
        let list;
        parenthesized!(list in input);
        let paths = Punctuated::<Path, Token![,]>::parse_terminated(&list)?;
        Ok(Ops(paths.into_iter().collect()))
    }
}

/// Expands `#[language]`.
pub fn language(args: TokenStream, item: TokenStream) -> TokenStream {
    // Without the implementation, so that rustc does not list what the macro did not write.
    expand(args, item).unwrap_or_else(|e| e.to_compile_error())
}

fn expand(args: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    let Ops(paths) = parse2(args)?;
    let mut imp: ItemImpl = parse2(item)?;
    let is_language =
        imp.trait_.as_ref().is_some_and(|(_, p, _)| p.segments.last().is_some_and(|s| s.ident == "Language"));
    if !is_language {
        return Err(Error::new_spanned(&imp.self_ty, "#[language] goes on `impl Language for ..`"));
    }
    if paths.is_empty() {
        return Err(Error::new_spanned(&imp.self_ty, "a language without ops: list them in `ops(..)`"));
    }
    let mut seen = std::collections::HashSet::new();
    for p in &paths {
        if !seen.insert(quote!(#p).to_string()) {
            return Err(Error::new_spanned(p, "this op is listed twice"));
        }
    }
    let count = paths.len() as u32;
    let (numbers, last, any) = (0..count, count..2 * count, 2 * count..3 * count);
    imp.items.push(parse2(quote! {
        const OPS: &'static [&'static ::trackway::OpInfo] = &[#(&#paths::INFO),*];
    })?);
    imp.items.push(parse2(quote! {
        #[inline(always)]
        fn step<M: ::trackway::Mode>(m: M, insn: ::trackway::Insn) -> ::trackway::Step {
            match insn.op() {
                #(#numbers => #paths::run(m, insn),)*
                #(#last => #paths::run_with_constant(m, insn),)*
                #(#any => #paths::run_with_any(m, insn),)*
                op => ::trackway::no_such_op(op),
            }
        }
    })?);
    Ok(quote!(#imp))
}
