//! `#[derive(Object)]`: the layout of a heap type.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{
    Attribute, Data, DeriveInput, Error, Fields, GenericArgument, Ident, LitInt, PathArguments, Type, parse2,
};

/// One field of the struct.
struct FieldModel {
    name: Ident,
    ty: Type,
    immutable: bool,
    quasi: bool,
}

/// What the struct says.
struct Model {
    ident: Ident,
    id: LitInt,
    fields: Vec<FieldModel>,
    tail: Option<FieldModel>,
}

/// Expands `#[derive(Object)]`.
pub fn object(item: TokenStream) -> TokenStream {
    parse(item).map_or_else(|e| e.to_compile_error(), render)
}

fn parse(item: TokenStream) -> syn::Result<Model> {
    let input: DeriveInput = parse2(item)?;
    if let Some(p) = input.generics.params.first() {
        return Err(Error::new_spanned(p, "a heap type has no parameters: its layout is fixed"));
    }
    let id = id_of(&input)?;
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(&input.ident, "a heap type is a struct"));
    };
    let list = match &data.fields {
        Fields::Named(named) => named.named.iter().collect(),
        Fields::Unit => Vec::new(),
        Fields::Unnamed(f) => return Err(Error::new_spanned(f, "a heap type's fields have names")),
    };
    let mut model = Model { ident: input.ident.clone(), id, fields: Vec::new(), tail: None };
    for field in list {
        if let Some(tail) = &model.tail {
            return Err(Error::new_spanned(&tail.name, "the tail must be the last field"));
        }
        let name = field.ident.clone().expect("a named field");
        let (immutable, quasi) = (has(&field.attrs, "immutable"), has(&field.attrs, "quasi_immutable"));
        if quasi && (immutable || has(&field.attrs, "tail")) {
            let text = "`quasi_immutable` is for a single field that is written now and then";
            return Err(Error::new_spanned(field, text));
        }
        if has(&field.attrs, "tail") {
            let ty = element_type(&field.ty)?;
            model.tail = Some(FieldModel { name, ty, immutable, quasi });
        } else {
            if matches!(field.ty, Type::Reference(_) | Type::Slice(_) | Type::Tuple(_)) {
                let text = "a field holds one word: Value, Gc<..>, i64, f64, bool, Native<..>";
                return Err(Error::new_spanned(&field.ty, text));
            }
            model.fields.push(FieldModel { name, ty: field.ty.clone(), immutable, quasi });
        }
    }
    Ok(model)
}

fn id_of(input: &DeriveInput) -> syn::Result<LitInt> {
    let attr = input.attrs.iter().find(|a| a.path().is_ident("object"));
    let Some(attr) = attr else {
        return Err(Error::new_spanned(&input.ident, "a heap type needs its number: #[object(id = N)]"));
    };
    let mut id = None;
    attr.parse_nested_meta(|meta| {
        if meta.path.is_ident("id") {
            id = Some(meta.value()?.parse::<LitInt>()?);
            return Ok(());
        }
        Err(meta.error("#[object] takes `id = N`"))
    })?;
    let id = id.ok_or_else(|| Error::new_spanned(attr, "#[object] takes `id = N`"))?;
    if id.base10_parse::<u16>()? < 2 {
        return Err(Error::new(id.span(), "numbers 0 and 1 are the heap's own"));
    }
    Ok(id)
}

/// The `X` of `Elements<X>`.
fn element_type(ty: &Type) -> syn::Result<Type> {
    if let Type::Path(p) = ty
        && let Some(last) = p.path.segments.last()
        && last.ident == "Elements"
        && let PathArguments::AngleBracketed(a) = &last.arguments
        && let Some(GenericArgument::Type(t)) = a.args.first()
    {
        return Ok(t.clone());
    }
    Err(Error::new_spanned(ty, "a tail is `Elements<X>`, X one of Value, i64, f64, u8"))
}

fn has(attrs: &[Attribute], name: &str) -> bool {
    attrs.iter().any(|a| a.path().is_ident(name))
}

fn is_native(ty: &Type) -> bool {
    matches!(ty, Type::Path(p) if p.path.segments.last().is_some_and(|s| s.ident == "Native"))
}

/// `name` in capitals, at the same place in the source.
fn capital(name: &Ident) -> Ident {
    Ident::new(&name.to_string().trim_start_matches("r#").to_uppercase(), name.span())
}

fn render(model: Model) -> TokenStream {
    let Model { ident, id, fields, tail } = &model;
    let first = if tail.is_some() { 16u32 } else { 8 };
    let names: Vec<_> = fields.iter().map(|f| &f.name).collect();
    let consts: Vec<_> = fields.iter().map(|f| capital(&f.name)).collect();
    let statics: Vec<_> = consts.iter().map(|c| format_ident!("FIELD_{c}")).collect();
    let types: Vec<_> = fields.iter().map(|f| &f.ty).collect();
    let texts = fields.iter().map(|f| format!("{ident}.{}", f.name));
    let offset_list: Vec<u32> = (0..fields.len() as u32).map(|i| first + 8 * i).collect();
    let offsets = &offset_list;
    let immutable = fields.iter().map(|f| f.immutable || f.quasi);
    let quasi = fields.iter().map(|f| f.quasi);
    let kinds: Vec<_> = fields
        .iter()
        .map(|f| if f.quasi { quote!(::trackway::Quasi) } else { quote!(::trackway::Field) })
        .collect();
    let end = first + 8 * fields.len() as u32;
    let size = end.max(16);
    let type_name = ident.to_string();
    let (tail_items, tail_option, tail_touch) = render_tail(ident, tail.as_ref(), size);
    let natives: Vec<_> = fields.iter().filter(|f| is_native(&f.ty)).map(|f| capital(&f.name)).collect();
    let finalize = if natives.is_empty() {
        quote!()
    } else {
        quote! {
            const FINALIZE: Option<fn(::trackway::Gc<Self>)> = Some(|o| { #(o.get(Self::#natives).free();)* });
        }
    };
    let fixed = if tail.is_none() { quote!(impl ::trackway::Fixed for #ident {}) } else { quote!() };
    quote! {
        const _: () = {
            #(static #statics: ::trackway::FieldDesc = ::trackway::FieldDesc {
                name: #texts,
                offset: #offsets,
                width: ::trackway::Width::W64,
                ty: <#types as ::trackway::Prim>::TY,
                immutable: #immutable,
                quasi_immutable: #quasi,
            };)*
            static DESC: ::trackway::TypeDesc = ::trackway::TypeDesc {
                name: #type_name,
                type_id: #id,
                size: #size,
                fields: &[#(&#statics),*],
                tail: #tail_option,
            };
            #[allow(missing_docs, reason = "documented at the struct's field")]
            impl #ident {
                #(pub const #consts: #kinds<#ident, #types> = <#kinds<#ident, #types>>::new(&#statics, #offset_list);)*
                #tail_items
                /// The struct only describes the layout: this reads its fields once for rustc.
                #[doc(hidden)]
                pub fn describe(&self) {
                    #(let _ = &self.#names;)*
                    #tail_touch
                }
            }
            impl ::trackway::Object for #ident {
                const ID: u16 = #id;
                const DESC: &'static ::trackway::TypeDesc = &DESC;
                #finalize
            }
            #fixed
        };
    }
}

/// Constants, description and use of the tail.
fn render_tail(
    ident: &Ident,
    tail: Option<&FieldModel>,
    size: u32,
) -> (TokenStream, TokenStream, TokenStream) {
    let Some(tail) = tail else { return (quote!(), quote!(None), quote!()) };
    let (name, ty, immutable) = (&tail.name, &tail.ty, tail.immutable);
    let constant = capital(name);
    let text = format!("{ident}[]");
    let len_text = format!("{ident}.len");
    let bytes = matches!(ty, Type::Path(p) if p.path.is_ident("u8"));
    let (width, element) = if bytes { (quote!(U8), quote!(i64)) } else { (quote!(W64), quote!(#ty)) };
    let descriptions = quote! {{
        static LEN: ::trackway::FieldDesc = ::trackway::FieldDesc {
            name: #len_text, offset: 8, width: ::trackway::Width::W64, ty: ::trackway::Ty::I64, immutable: true,
            quasi_immutable: false,
        };
        static TAIL: ::trackway::ArrayDesc = ::trackway::ArrayDesc {
            name: #text,
            offset: #size,
            width: ::trackway::Width::#width,
            ty: <#element as ::trackway::Prim>::TY,
            immutable: #immutable,
        };
        (&LEN, &TAIL)
    }};
    let items = quote! {
        pub const #constant: ::trackway::Tail<#ident, #element> = {
            const T: (&'static ::trackway::FieldDesc, &'static ::trackway::ArrayDesc) =
                match DESC.tail { Some(t) => t, None => unreachable!() };
            ::trackway::Tail::new(T.0, T.1, #size, ::trackway::Width::#width)
        };
    };
    (items, quote!(Some(#descriptions)), quote!(let _ = &self.#name;))
}
