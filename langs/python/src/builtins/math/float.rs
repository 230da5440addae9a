//! math: powers, logarithms, trigonometry, special functions.

use super::{ALL, checked, domain, expected, real};
use crate::builtins::native::{Inline, Native, arg};
use crate::builtins::num::{Int, Num, num};
use crate::errors::{raise, value_error};
use crate::types::builtin::Cls;
use trackway::{Machine, Raise, Value};

type Answer = Result<Value, Raise>;

const POSITIVE: &str = "a positive input";
const UNIT: &str = "a number in range from -1 up to 1";
const NO_POLE: &str = "a noninteger or positive integer";

/// A function of one argument that is defined where `domain` holds.
fn one(machine: &Machine, args: &[Value], f: fn(f64) -> f64, inside: fn(f64) -> bool, what: &str) -> Answer {
    let x = real(machine, args[0])?;
    if !x.is_nan() && !inside(x) {
        return Err(expected(machine, what, x));
    }
    checked(machine, f(x), x.is_finite())
}

/// A function that is defined everywhere.
fn any(machine: &Machine, args: &[Value], f: fn(f64) -> f64) -> Answer {
    let x = real(machine, args[0])?;
    checked(machine, f(x), x.is_finite())
}

fn sqrt(machine: &Machine, args: &[Value]) -> Answer {
    one(machine, args, f64::sqrt, |x| x >= 0.0, "a nonnegative input")
}

fn pow(machine: &Machine, args: &[Value]) -> Answer {
    let (x, y) = (real(machine, args[0])?, real(machine, args[1])?);
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(domain(machine));
    }
    checked(machine, x.powf(y), x.is_finite() && y.is_finite())
}

/// The logarithm of any positive number; big integers that are no doubles included.
fn logarithm(machine: &Machine, v: Value, f: fn(f64) -> f64) -> Result<f64, Raise> {
    match num(machine, v) {
        Some(Num::Int(i)) if i.signum() <= 0 => Err(value_error(machine, "expected a positive input")),
        // A fraction from a half to one, and a power of two.
        Some(Num::Int(Int::Big(b))) => {
            let (first, rest) = b.leading();
            Ok(f(first / 2f64.powi(64)) + f(2.0) * (rest + 64) as f64)
        }
        _ => match real(machine, v)? {
            x if x <= 0.0 => Err(expected(machine, POSITIVE, x)),
            x => Ok(f(x)),
        },
    }
}

fn log(machine: &Machine, args: &[Value]) -> Answer {
    let n = logarithm(machine, args[0], f64::ln)?;
    let Some(base) = arg(machine, args, 1) else { return Ok(machine.heap.float(n)) };
    let d = logarithm(machine, base, f64::ln)?;
    if d == 0.0 {
        return Err(raise(machine, Cls::ZeroDivisionError, "division by zero"));
    }
    Ok(machine.heap.float(n / d))
}

fn atan2(machine: &Machine, args: &[Value]) -> Answer {
    Ok(machine.heap.float(real(machine, args[0])?.atan2(real(machine, args[1])?)))
}

fn is_pole(x: f64) -> bool {
    x <= 0.0 && x == x.floor()
}

fn gamma(machine: &Machine, args: &[Value]) -> Answer {
    one(machine, args, |x| if whole(x) { factorial(x) } else { libm::tgamma(x) }, |x| !is_pole(x), NO_POLE)
}

/// Whether gamma is an exact factorial.
fn whole(x: f64) -> bool {
    x == x.floor() && (1.0..=23.0).contains(&x)
}

fn factorial(x: f64) -> f64 {
    (1..x as u64).map(|i| i as f64).product()
}

fn lgamma(machine: &Machine, args: &[Value]) -> Answer {
    let x = real(machine, args[0])?;
    if is_pole(x) && x.is_finite() {
        return Err(expected(machine, NO_POLE, x));
    }
    let f = if x.is_infinite() { f64::INFINITY } else { libm::lgamma(x) };
    checked(machine, f, x.is_finite())
}

fn finite(x: f64) -> bool {
    x.is_finite()
}

const FINITE: &str = "a finite input";

/// Functions of math.
pub const FUNCTIONS: &[Native] = &[
    Native::pure("sqrt", 1, 1, sqrt).inline(Inline::Sqrt).reals(ALL),
    Native::pure("cbrt", 1, 1, |m, a| any(m, a, f64::cbrt)).reals(ALL),
    Native::pure("exp", 1, 1, |m, a| any(m, a, f64::exp)).reals(ALL),
    Native::pure("exp2", 1, 1, |m, a| any(m, a, f64::exp2)).reals(ALL),
    Native::pure("expm1", 1, 1, |m, a| any(m, a, f64::exp_m1)).reals(ALL),
    Native::pure("pow", 2, 2, pow).reals(ALL),
    Native::pure("log", 1, 2, log).reals(ALL),
    Native::pure("log2", 1, 1, |m, a| Ok(m.heap.float(logarithm(m, a[0], f64::log2)?))).reals(ALL),
    Native::pure("log10", 1, 1, |m, a| Ok(m.heap.float(logarithm(m, a[0], f64::log10)?))).reals(ALL),
    Native::pure("log1p", 1, 1, |m, a| one(m, a, f64::ln_1p, |x| x > -1.0, "argument value > -1")).reals(ALL),
    Native::pure("sin", 1, 1, |m, a| one(m, a, f64::sin, finite, FINITE)).reals(ALL),
    Native::pure("cos", 1, 1, |m, a| one(m, a, f64::cos, finite, FINITE)).reals(ALL),
    Native::pure("tan", 1, 1, |m, a| one(m, a, f64::tan, finite, FINITE)).reals(ALL),
    Native::pure("asin", 1, 1, |m, a| one(m, a, f64::asin, |x| x.abs() <= 1.0, UNIT)).reals(ALL),
    Native::pure("acos", 1, 1, |m, a| one(m, a, f64::acos, |x| x.abs() <= 1.0, UNIT)).reals(ALL),
    Native::pure("atan", 1, 1, |m, a| any(m, a, f64::atan)).reals(ALL),
    Native::pure("atan2", 2, 2, atan2).reals(ALL),
    Native::pure("sinh", 1, 1, |m, a| any(m, a, f64::sinh)).reals(ALL),
    Native::pure("cosh", 1, 1, |m, a| any(m, a, f64::cosh)).reals(ALL),
    Native::pure("tanh", 1, 1, |m, a| any(m, a, f64::tanh)).reals(ALL),
    Native::pure("asinh", 1, 1, |m, a| any(m, a, libm::asinh)).reals(ALL),
    Native::pure("acosh", 1, 1, |m, a| {
        one(m, a, libm::acosh, |x| x >= 1.0, "argument value not less than 1")
    })
    .reals(ALL),
    Native::pure("atanh", 1, 1, |m, a| {
        one(m, a, libm::atanh, |x| x.abs() < 1.0, "a number between -1 and 1")
    })
    .reals(ALL),
    Native::pure("degrees", 1, 1, |m, a| Ok(m.heap.float(real(m, a[0])? * (180.0 / std::f64::consts::PI))))
        .reals(ALL),
    Native::pure("radians", 1, 1, |m, a| Ok(m.heap.float(real(m, a[0])? * (std::f64::consts::PI / 180.0))))
        .reals(ALL),
    Native::pure("erf", 1, 1, |m, a| any(m, a, libm::erf)).reals(ALL),
    Native::pure("erfc", 1, 1, |m, a| any(m, a, libm::erfc)).reals(ALL),
    Native::pure("gamma", 1, 1, gamma).reals(ALL),
    Native::pure("lgamma", 1, 1, lgamma).reals(ALL),
];
