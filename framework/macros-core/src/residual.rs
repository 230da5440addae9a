//! `#[residual]`: a plain function becomes a helper that ops can call.

use crate::{finish, lint};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{Error, FnArg, GenericArgument, Ident, ItemFn, PathArguments, ReturnType, Type, parse2};

/// What the attribute and the signature say.
struct Model {
    function: ItemFn,
    effect: Ident,
    args: Vec<Type>,
    /// The result without its `Result`.
    ret: Type,
    raises: bool,
}

/// Expands `#[residual]`.
pub fn residual(args: TokenStream, item: TokenStream) -> TokenStream {
    finish(parse(args, item.clone()).map(render), item)
}

fn parse(args: TokenStream, item: TokenStream) -> syn::Result<Model> {
    let function: ItemFn = parse2(item)?;
    let sig = &function.sig;
    let effect = if args.is_empty() { format_ident!("Any") } else { effect_of(parse2(args)?)? };
    if let Some(p) = sig.generics.params.first() {
        return Err(Error::new_spanned(
            p,
            "a residual helper is a plain function: compiled code needs one address",
        ));
    }
    let first_is_machine = match sig.inputs.first() {
        Some(FnArg::Typed(t)) => {
            matches!(&*t.ty, Type::Reference(r) if r.elem.to_token_stream().to_string().ends_with("Machine"))
        }
        _ => false,
    };
    if !first_is_machine {
        return Err(Error::new_spanned(&sig.ident, "a residual helper's first parameter is `&Machine`"));
    }
    let mut types = Vec::new();
    for input in sig.inputs.iter().skip(1) {
        let FnArg::Typed(t) = input else { continue };
        if matches!(&*t.ty, Type::Reference(_) | Type::Tuple(_) | Type::Slice(_)) {
            let text = "a residual helper takes words: Value, Gc<..>, i64, f64, bool, Small";
            return Err(Error::new_spanned(&t.ty, text));
        }
        types.push((*t.ty).clone());
    }
    if effect == "Elidable" {
        lint::check_elidable(&function.block.to_token_stream())?;
    }
    let (ret, raises) = result_of(&sig.output);
    Ok(Model { effect, args: types, ret, raises, function })
}

fn effect_of(word: Ident) -> syn::Result<Ident> {
    Ok(match word.to_string().as_str() {
        "elidable" => format_ident!("Elidable"),
        "reads" => format_ident!("Reads"),
        "allocates" => format_ident!("Allocates"),
        "repeatable" => format_ident!("Repeatable"),
        _ => {
            let text = "unknown effect: elidable, reads, allocates, repeatable, or nothing for any effect";
            return Err(Error::new(word.span(), text));
        }
    })
}

/// The result type without `Result<_, Raise>`, and whether it was there.
fn result_of(output: &ReturnType) -> (Type, bool) {
    let ReturnType::Type(_, ty) = output else { return (syn::parse_quote!(()), false) };
    if let Type::Path(p) = &**ty
        && let Some(last) = p.path.segments.last()
        && last.ident == "Result"
        && let PathArguments::AngleBracketed(a) = &last.arguments
        && let Some(GenericArgument::Type(t)) = a.args.first()
    {
        return (t.clone(), true);
    }
    ((**ty).clone(), false)
}

fn render(model: Model) -> TokenStream {
    let Model { function, effect, args, ret, raises } = model;
    let (ident, vis) = (&function.sig.ident, &function.vis);
    let name = ident.to_string();
    let names: Vec<_> = (0..args.len()).map(|i| format_ident!("a{i}")).collect();
    let about = format!("`{name}` for ops: `{name}::call(m, ..)`.");
    let (result, wrap, unwrap, from_abi) = if raises {
        let result = quote!(::core::result::Result<::trackway::T<M, #ret>, ::trackway::Raise>);
        let value = quote!(::trackway::abi_result::<#ret>(machine, #ident(machine, #(#names),*)));
        (result, quote!(), quote!(), value)
    } else {
        let result = quote!(::trackway::T<M, #ret>);
        let value = quote!(<#ret as ::trackway::Abi>::to_abi(#ident(machine, #(#names),*)));
        (result, quote!(Ok), quote!(.expect("a helper that does not raise")), value)
    };
    let from_names =
        names.iter().zip(&args).map(|(n, t)| quote!(let #n = <#t as ::trackway::Abi>::from_abi(#n);));
    quote! {
        #function

        #[doc = #about]
        #vis mod #ident {
            #[allow(unused_imports, reason = "argument types come from where the helper is")]
            use super::*;
            static HELPER: ::trackway::HelperDesc = ::trackway::HelperDesc {
                name: #name,
                address: || entry as *const () as usize,
                args: &[#(<#args as ::trackway::Prim>::TY),*],
                ret: <#ret as ::trackway::Prim>::TY,
                effect: ::trackway::Effect::#effect,
                raises: #raises,
            };
            #[allow(unused_variables, reason = "a helper may ignore its machine")]
            extern "C" fn entry(ctx: usize, #(#names: <#args as ::trackway::Abi>::Abi),*) -> <#ret as ::trackway::Abi>::Abi {
                let machine = ::trackway::machine_of(ctx);
                #(#from_names)*
                #from_abi
            }
            /// Calls the helper: an opaque instruction when recorded.
            #[inline(always)]
            pub fn call<M: ::trackway::Mode>(m: M, #(#names: ::trackway::T<M, #args>),*) -> #result {
                m.residual::<#ret>(&HELPER, &[#(#names.node()),*], |machine| #wrap(#ident(machine, #(#names.peek()),*)))
                    .map(::trackway::T::from_repr)#unwrap
            }
        }
    }
}
