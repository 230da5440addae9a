//! `#[op]`: a function becomes an op with a name, documentation and typed operands.

use crate::{doc_text, finish, lint};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Error, FnArg, Ident, ItemFn, ReturnType, Token, Type, parse2};

/// What the attribute and the signature say.
struct Model {
    function: ItemFn,
    name: String,
    doc: String,
    operands: Vec<Type>,
    diverges: bool,
    suspends: bool,
}

/// Expands `#[op]`.
pub fn op(args: TokenStream, item: TokenStream) -> TokenStream {
    finish(parse(args, item.clone()).and_then(check).map(render), item)
}

fn parse(args: TokenStream, item: TokenStream) -> syn::Result<Model> {
    let function: ItemFn = parse2(item)?;
    let (mut diverges, mut suspends) = (false, false);
    if !args.is_empty() {
        let words = Punctuated::<Ident, Token![,]>::parse_terminated.parse2(args)?;
        for word in words {
            match word.to_string().as_str() {
                "diverges" => diverges = true,
                "suspends" => suspends = true,
                _ => return Err(Error::new(word.span(), "#[op] takes `diverges`, `suspends` or nothing")),
            }
        }
    }
    let name = function.sig.ident.to_string().trim_end_matches('_').to_string();
    let doc = doc_text(&function.attrs);
    let mut operands = Vec::new();
    for input in function.sig.inputs.iter().skip(1) {
        match input {
            FnArg::Typed(t) => operands.push((*t.ty).clone()),
            FnArg::Receiver(r) => return Err(Error::new_spanned(r, "an op is a free function")),
        }
    }
    Ok(Model { function, name, doc, operands, diverges, suspends })
}

fn check(model: Model) -> syn::Result<Model> {
    let sig = &model.function.sig;
    if model.doc.is_empty() {
        return Err(Error::new_spanned(&sig.ident, "an op needs a doc comment: it is the op's reference"));
    }
    let generics: Vec<_> = sig.generics.type_params().collect();
    if generics.len() != 1 || sig.generics.params.len() != 1 {
        return Err(Error::new_spanned(
            sig,
            "an op is generic over its mode only: `fn name<M: Mode>(m: M, ..)`",
        ));
    }
    let mode = &generics[0].ident;
    let first_is_mode = match sig.inputs.first() {
        Some(FnArg::Typed(t)) => matches!(&*t.ty, Type::Path(p) if p.path.is_ident(mode)),
        _ => false,
    };
    if !first_is_mode {
        return Err(Error::new_spanned(&sig.inputs, "an op's first parameter is its mode: `m: M`"));
    }
    for ty in &model.operands {
        if matches!(ty, Type::Reference(_) | Type::Tuple(_) | Type::Slice(_))
            || mentions(ty, &mode.to_string())
        {
            return Err(Error::new_spanned(
                ty,
                "not an operand type: use In, Out, Const, Name, Target, Imm, ..",
            ));
        }
    }
    let returns_step = match &sig.output {
        ReturnType::Type(_, t) => {
            matches!(&**t, Type::Path(p) if p.path.segments.last().is_some_and(|s| s.ident == "Step"))
        }
        ReturnType::Default => false,
    };
    if !returns_step {
        return Err(Error::new_spanned(&sig.output, "an op returns `Step`: what to do next"));
    }
    lint::check_body(&model.function.block.to_token_stream())?;
    Ok(model)
}

fn mentions(ty: &Type, word: &str) -> bool {
    ty.to_token_stream().into_iter().any(|t| t.to_string() == word)
}

fn render(model: Model) -> TokenStream {
    let Model { function, name, doc, operands, diverges, suspends } = model;
    let (ident, vis) = (&function.sig.ident, &function.vis);
    let length = operands.len() as u32 + 1;
    let indices = 0..operands.len() as u32;
    let versions = versions(ident, &operands);
    let about = format!("The op `{name}`, for the op table.");
    quote! {
        #[inline(always)]
        #function

        #[doc = #about]
        #vis mod #ident {
            #[allow(unused_imports, reason = "operand types come from where the op is")]
            use super::*;
            /// Name, documentation and operands.
            pub static INFO: ::trackway::OpInfo = ::trackway::OpInfo {
                name: #name,
                doc: #doc,
                operands: &[#(<#operands as ::trackway::Operand>::KIND),*],
                diverges: #diverges,
                suspends: #suspends,
            };
            /// Decodes the operands and runs the op.
            #[inline(always)]
            pub fn run<M: ::trackway::Mode>(m: M, insn: ::trackway::Insn) -> ::trackway::Step {
                let m = m.sized(#length);
                super::#ident(m, #(<#operands as ::trackway::Operand>::decode(insn.operand(#indices))),*)
            }
            #versions
        }
    }
}

/// The versions for instructions in which a `Src` is a constant: the last one, or any of them.
fn versions(ident: &Ident, operands: &[Type]) -> TokenStream {
    let is_source =
        |ty: &Type| matches!(ty, Type::Path(p) if p.path.segments.last().is_some_and(|s| s.ident == "Src"));
    let last = operands.iter().rposition(is_source);
    let body = |decode: &dyn Fn(usize) -> TokenStream| match last {
        None => quote!(::trackway::no_such_op(insn.op())),
        Some(_) => {
            let length = operands.len() as u32 + 1;
            let decoded = operands.iter().enumerate().map(|(i, ty)| {
                let (decode, at) = (decode(i), i as u32);
                quote!(<#ty as ::trackway::Operand>::#decode(insn.operand(#at)))
            });
            quote!(super::#ident(m.sized(#length), #(#decoded),*))
        }
    };
    let constant = body(&|i| if Some(i) == last { quote!(decode_constant) } else { quote!(decode) });
    let any = body(&|_| quote!(decode_either));
    quote! {
        /// The same where the last `Src` is a constant and the others are registers.
        #[inline(always)]
        #[allow(unused_variables, reason = "an op without `Src` has no such version")]
        pub fn run_with_constant<M: ::trackway::Mode>(m: M, insn: ::trackway::Insn) -> ::trackway::Step {
            #constant
        }
        /// The same where the words say what is a constant.
        #[inline(always)]
        #[allow(unused_variables, reason = "an op without `Src` has no such version")]
        pub fn run_with_any<M: ::trackway::Mode>(m: M, insn: ::trackway::Insn) -> ::trackway::Step {
            #any
        }
    }
}
