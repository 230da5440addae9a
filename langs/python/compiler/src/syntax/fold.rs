//! Operators on constants, worked out once by the compiler, as the reference implementation does.
//!
//! What raises an error, or would become large, is left to the run time.

use crate::syntax::error::Result;
use crate::syntax::literal::constant;
use num_bigint::BigInt;
use ruff_python_ast::{Expr, ExprBinOp, Operator, UnaryOp};
use trackway_bytecode::Const;

/// The longest integer worked out here, in bits, and the longest string.
const MAX_BITS: u64 = 128;
const MAX_TEXT: usize = 4096;

/// The constant that operators between constants denote. A chain that leans to the left may be as long as the program
/// likes, so it is walked.
pub fn binary(e: &ExprBinOp, source: &str) -> Result<Option<Const>> {
    let mut spine = vec![e];
    while let Expr::BinOp(left) = &*spine[spine.len() - 1].left {
        spine.push(left);
    }
    let mut value = constant(&spine[spine.len() - 1].left, source)?;
    while let (Some(left), Some(node)) = (&value, spine.pop()) {
        value = match constant(&node.right, source)? {
            Some(right) => apply(node.op, left, &right),
            None => None,
        };
    }
    Ok(value)
}

pub fn unary(op: UnaryOp, operand: Const) -> Option<Const> {
    match (op, operand) {
        // -1j is complex(-0.0, -1.0), which an imaginary constant cannot hold.
        (_, Const::Imaginary(_) | Const::Bool(_)) => None,
        (UnaryOp::USub, Const::Float(f)) => Some(Const::Float(-f)),
        (UnaryOp::UAdd, value @ Const::Float(_)) => Some(value),
        (UnaryOp::USub, value) => Some(int_const(-int(&value)?)),
        (UnaryOp::UAdd, value) => Some(int_const(int(&value)?)),
        (UnaryOp::Invert, value) => Some(int_const(!int(&value)?)),
        (UnaryOp::Not, _) => None,
    }
}

fn apply(op: Operator, a: &Const, b: &Const) -> Option<Const> {
    match (op, a, b) {
        (Operator::Add, Const::Str(a), Const::Str(b)) => {
            (a.len() + b.len() <= MAX_TEXT).then(|| Const::Str(format!("{a}{b}").into()))
        }
        (Operator::Mult, Const::Str(s), Const::Int(n)) | (Operator::Mult, Const::Int(n), Const::Str(s)) => {
            let n = usize::try_from(*n).unwrap_or(0);
            (s.len().saturating_mul(n) <= MAX_TEXT).then(|| Const::Str(s.repeat(n).into()))
        }
        (_, Const::Float(_), _) | (_, _, Const::Float(_)) => floats(op, float(a)?, float(b)?),
        (Operator::Div, ..) | (Operator::Pow, _, Const::Int(i64::MIN..0)) => floats(op, float(a)?, float(b)?),
        _ => ints(op, &int(a)?, &int(b)?).map(int_const),
    }
}

fn ints(op: Operator, a: &BigInt, b: &BigInt) -> Option<BigInt> {
    let zero = BigInt::ZERO;
    let small = |n: &BigInt| u32::try_from(n).ok().filter(|&n| u64::from(n) <= MAX_BITS);
    let floor = |a: &BigInt, b: &BigInt| {
        let (quotient, rest) = (a / b, a % b);
        if rest != zero && (rest < zero) != (*b < zero) { (quotient - 1, rest + b) } else { (quotient, rest) }
    };
    Some(match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult if a.bits() + b.bits() <= MAX_BITS => a * b,
        Operator::FloorDiv if *b != zero => floor(a, b).0,
        Operator::Mod if *b != zero => floor(a, b).1,
        Operator::Pow if a.bits().saturating_mul(u64::from(small(b)?)) <= MAX_BITS => a.pow(small(b)?),
        Operator::LShift if a.bits() + u64::from(small(b)?) <= MAX_BITS => a << small(b)?,
        Operator::RShift => a >> small(b)?,
        Operator::BitAnd => a & b,
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        _ => return None,
    })
}

/// The run time has the rules for what raises an error or is no real number, and for remainders.
fn floats(op: Operator, a: f64, b: f64) -> Option<Const> {
    let value = match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div if b != 0.0 => a / b,
        Operator::Pow if a > 0.0 => a.powf(b),
        _ => return None,
    };
    value.is_finite().then_some(Const::Float(value))
}

fn int(value: &Const) -> Option<BigInt> {
    match value {
        Const::Int(i) => Some(BigInt::from(*i)),
        Const::BigInt(digits) if digits.len() as u64 <= MAX_BITS => digits.parse().ok(),
        _ => None,
    }
}

/// A float, or an integer that is one exactly.
fn float(value: &Const) -> Option<f64> {
    match value {
        Const::Float(f) => Some(*f),
        Const::Int(i) if i.unsigned_abs() < 1 << f64::MANTISSA_DIGITS => Some(*i as f64),
        _ => None,
    }
}

fn int_const(value: BigInt) -> Const {
    i64::try_from(&value).map_or_else(|_| Const::BigInt(value.to_string().into()), Const::Int)
}
