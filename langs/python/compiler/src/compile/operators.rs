//! Operators and their mnemonics.

use ruff_python_ast::{CmpOp, Operator, UnaryOp};

/// `a op b`.
pub fn binary(op: Operator) -> &'static str {
    match op {
        Operator::Add => "add",
        Operator::Sub => "sub",
        Operator::Mult => "mul",
        Operator::MatMult => "matmul",
        Operator::Div => "truediv",
        Operator::Mod => "mod",
        Operator::Pow => "pow",
        Operator::LShift => "lshift",
        Operator::RShift => "rshift",
        Operator::BitOr => "bit_or",
        Operator::BitXor => "bit_xor",
        Operator::BitAnd => "bit_and",
        Operator::FloorDiv => "floordiv",
    }
}

/// `a op= b`.
pub fn in_place(op: Operator) -> &'static str {
    match op {
        Operator::Add => "iadd",
        Operator::Sub => "isub",
        Operator::Mult => "imul",
        Operator::MatMult => "imatmul",
        Operator::Div => "itruediv",
        Operator::Mod => "imod",
        Operator::Pow => "ipow",
        Operator::LShift => "ilshift",
        Operator::RShift => "irshift",
        Operator::BitOr => "ibit_or",
        Operator::BitXor => "ibit_xor",
        Operator::BitAnd => "ibit_and",
        Operator::FloorDiv => "ifloordiv",
    }
}

/// `op a`.
pub fn unary(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Invert => "invert",
        UnaryOp::Not => "not",
        UnaryOp::UAdd => "pos",
        UnaryOp::USub => "neg",
    }
}

/// The mnemonics of a comparison.
pub struct Comparison {
    pub value: &'static str,
    /// Has a cache site.
    pub site: bool,
    /// Compare and branch when true, when false.
    pub jumps: Option<(&'static str, &'static str)>,
}

/// `a op b` for comparisons.
pub fn comparison(op: CmpOp) -> Comparison {
    let rich = |value, yes, no| Comparison { value, site: true, jumps: Some((yes, no)) };
    let plain = |value, jumps| Comparison { value, site: false, jumps: Some(jumps) };
    match op {
        CmpOp::Eq => rich("eq", "jump_if_eq", "jump_if_not_eq"),
        CmpOp::NotEq => rich("ne", "jump_if_ne", "jump_if_not_ne"),
        CmpOp::Lt => rich("lt", "jump_if_lt", "jump_if_not_lt"),
        CmpOp::LtE => rich("le", "jump_if_le", "jump_if_not_le"),
        CmpOp::Gt => rich("gt", "jump_if_gt", "jump_if_not_gt"),
        CmpOp::GtE => rich("ge", "jump_if_ge", "jump_if_not_ge"),
        CmpOp::Is => plain("is", ("jump_if_is", "jump_if_is_not")),
        CmpOp::IsNot => plain("is_not", ("jump_if_is_not", "jump_if_is")),
        CmpOp::In => Comparison { value: "in", site: true, jumps: None },
        CmpOp::NotIn => Comparison { value: "not_in", site: true, jumps: None },
    }
}
