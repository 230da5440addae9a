//! The order of parameters in registers.

use ruff_python_ast::{Parameter, Parameters};

/// Parameters in register order: positional, keyword-only, `*args`, `**kw`.
pub fn in_register_order(p: &Parameters) -> Vec<&Parameter> {
    let plain = p.posonlyargs.iter().chain(&p.args).chain(&p.kwonlyargs).map(|a| &a.parameter);
    plain.chain(p.vararg.as_deref()).chain(p.kwarg.as_deref()).collect()
}
