//! The proc-macro shim over `trackway-macros-core`.
#![forbid(unsafe_code)]

use proc_macro::TokenStream;

/// Declares an op: one documented function, generic over `M: Mode`, that takes the mode, then the
/// operands, and returns a `Step`. `#[op(diverges)]`: control never goes on behind it.
#[proc_macro_attribute]
pub fn op(args: TokenStream, item: TokenStream) -> TokenStream {
    trackway_macros_core::op(args.into(), item.into()).into()
}

/// Makes a plain function callable from ops, as `name::call(m, ..)`: one opaque instruction of
/// the trace. The argument states its effect: `elidable`, `reads`, `allocates`, `repeatable`;
/// none means that it may do anything.
#[proc_macro_attribute]
pub fn residual(args: TokenStream, item: TokenStream) -> TokenStream {
    trackway_macros_core::residual(args.into(), item.into()).into()
}

/// Completes an implementation of `Language` from its list of ops: `#[language(ops(path, ..))]`.
#[proc_macro_attribute]
pub fn language(args: TokenStream, item: TokenStream) -> TokenStream {
    trackway_macros_core::language(args.into(), item.into()).into()
}

/// Lays a heap type out: `#[object(id = N)]` on the struct, `#[immutable]` on fields that are set
/// once, `#[quasi_immutable]` on those that are written so rarely that compiled code may rely on them until
/// `Machine::set_quasi` writes them, `#[tail]` on a last field of type `Elements<X>`. Each field becomes a constant of the same name
/// in capitals.
#[proc_macro_derive(Object, attributes(object, immutable, quasi_immutable, tail))]
pub fn object(item: TokenStream) -> TokenStream {
    trackway_macros_core::object(item.into()).into()
}
