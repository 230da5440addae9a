//! math: rounding, and the parts and neighbours of doubles.

use super::{ALL, checked, domain, real};
use crate::builtins::args::{int_arg, int_word, tuple_word};
use crate::builtins::native::{Native, arg};
use crate::builtins::num::divide::scale;
use crate::builtins::num::{Num, float_ops, num};
use crate::errors::{type_error, value_error};
use crate::roots::bool_word;
use crate::tail;
use crate::types::class::user_special;
use crate::types::objects::Instance;
use crate::values::{class_of, type_name};
use trackway::{Machine, Raise, Value};

type Answer = Result<Value, Raise>;

/// floor, ceil, trunc: integers stay, other classes have a method.
fn rounded(machine: &Machine, args: &[Value], method: &'static str, f: fn(f64) -> f64) -> Answer {
    let v = args[0];
    if v.cast::<Instance>().is_some()
        && let Some(own) = user_special(machine, class_of(machine, v), method)
    {
        return tail::callable(machine, own, &[v]);
    }
    match num(machine, v) {
        Some(Num::Float(x)) => float_ops::to_int(machine, f(x)),
        Some(Num::Int(_)) => Ok(crate::builtins::num::arith::positive(machine, v).unwrap_or(v)),
        None if method == "__trunc__" => {
            let text = format!("type {} doesn't define __trunc__ method", type_name(machine, v));
            Err(type_error(machine, &text))
        }
        None if crate::values::has_float(machine, v) => {
            let up = crate::roots::bool_word(machine, method == "__ceil__");
            tail::prelude(machine, "_rounded_as_float", &[v, up])
        }
        None => Err(type_error(machine, &format!("must be real number, not {}", type_name(machine, v)))),
    }
}

fn modf(machine: &Machine, args: &[Value]) -> Answer {
    let x = real(machine, args[0])?;
    let (fraction, whole) =
        if x.is_infinite() { (0f64.copysign(x), x) } else { (x.fract().copysign(x), x.trunc()) };
    Ok(tuple_word(machine, &[machine.heap.float(fraction), machine.heap.float(whole)]))
}

fn frexp(machine: &Machine, args: &[Value]) -> Answer {
    let x = real(machine, args[0])?;
    let (m, e) = if x.is_finite() { libm::frexp(x) } else { (x, 0) };
    Ok(tuple_word(machine, &[machine.heap.float(m), int_word(machine, e as i64)]))
}

fn ldexp(machine: &Machine, args: &[Value]) -> Answer {
    let x = real(machine, args[0])?;
    let e = int_arg(machine, args[1])?.clamp().clamp(-100_000, 100_000);
    checked(machine, scale(x, e as i32), x.is_finite())
}

fn fmod(machine: &Machine, args: &[Value]) -> Answer {
    let (x, y) = (real(machine, args[0])?, real(machine, args[1])?);
    if (x.is_infinite() || y == 0.0) && !x.is_nan() && !y.is_nan() {
        return Err(domain(machine));
    }
    Ok(machine.heap.float(x % y))
}

fn remainder(machine: &Machine, args: &[Value]) -> Answer {
    let (x, y) = (real(machine, args[0])?, real(machine, args[1])?);
    if (x.is_infinite() || y == 0.0) && !x.is_nan() && !y.is_nan() {
        return Err(domain(machine));
    }
    Ok(machine.heap.float(libm::remainder(x, y)))
}

fn fma(machine: &Machine, args: &[Value]) -> Answer {
    let (x, y, z) = (real(machine, args[0])?, real(machine, args[1])?, real(machine, args[2])?);
    let r = x.mul_add(y, z);
    if r.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(value_error(machine, "invalid operation in fma"));
    }
    if r.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        let text = "overflow in fma";
        return Err(crate::errors::raise(machine, crate::types::builtin::Cls::OverflowError, text));
    }
    Ok(machine.heap.float(r))
}

fn copysign(machine: &Machine, args: &[Value]) -> Answer {
    Ok(machine.heap.float(real(machine, args[0])?.copysign(real(machine, args[1])?)))
}

fn next_towards(x: f64, y: f64) -> f64 {
    if x < y {
        x.next_up()
    } else if x > y {
        x.next_down()
    } else {
        y
    }
}

/// Arguments: steps, x, y.
fn nextafter(machine: &Machine, args: &[Value]) -> Answer {
    let (mut x, y) = (real(machine, args[1])?, real(machine, args[2])?);
    let steps = arg(machine, args, 0).map_or(Ok(1), |v| int_arg(machine, v).map(|i| i.clamp()))?;
    if steps < 0 {
        return Err(value_error(machine, "steps must be a non-negative integer"));
    }
    if x.is_nan() || y.is_nan() {
        return Ok(machine.heap.float(x + y));
    }
    // A million steps at a time is more than any use; the rest is arithmetic on the bits.
    for _ in 0..steps.min(1_000_000) {
        if x == y {
            break;
        }
        x = next_towards(x, y);
    }
    Ok(machine.heap.float(x))
}

fn ulp(machine: &Machine, args: &[Value]) -> Answer {
    let x = real(machine, args[0])?.abs();
    let u = match x {
        _ if x.is_nan() || x.is_infinite() => x,
        f64::MAX => x - x.next_down(),
        _ => x.next_up() - x,
    };
    Ok(machine.heap.float(u))
}

/// Arguments: relative and absolute tolerance, a, b.
fn isclose(machine: &Machine, args: &[Value]) -> Answer {
    let tolerance = |i, default| arg(machine, args, i).map_or(Ok(default), |v| real(machine, v));
    let (relative, absolute) = (tolerance(0, 1e-9)?, tolerance(1, 0.0)?);
    let (a, b) = (real(machine, args[2])?, real(machine, args[3])?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(value_error(machine, "tolerances must be non-negative"));
    }
    let difference = (b - a).abs();
    let close = a == b
        || !a.is_infinite()
            && !b.is_infinite()
            && (difference <= (relative * b).abs()
                || difference <= (relative * a).abs()
                || difference <= absolute);
    Ok(bool_word(machine, close))
}

/// Functions of math.
pub const FUNCTIONS: &[Native] = &[
    Native::tail("floor", 1, 1, |m, a| rounded(m, a, "__floor__", f64::floor)),
    Native::tail("ceil", 1, 1, |m, a| rounded(m, a, "__ceil__", f64::ceil)),
    Native::tail("trunc", 1, 1, |m, a| rounded(m, a, "__trunc__", f64::trunc)),
    Native::pure("fabs", 1, 1, |m, a| Ok(m.heap.float(real(m, a[0])?.abs()))).reals(ALL),
    Native::pure("modf", 1, 1, modf).reals(ALL),
    Native::pure("frexp", 1, 1, frexp).reals(ALL),
    Native::pure("ldexp", 2, 2, ldexp).reals(1),
    Native::pure("fmod", 2, 2, fmod).reals(ALL),
    Native::pure("remainder", 2, 2, remainder).reals(ALL),
    Native::pure("fma", 3, 3, fma).reals(ALL),
    Native::pure("copysign", 2, 2, copysign).reals(ALL),
    Native::pure("nextafter", 2, 2, nextafter).keyword_only(&["steps"]).reals(ALL),
    Native::pure("ulp", 1, 1, ulp).reals(ALL),
    Native::pure("isclose", 2, 2, isclose)
        .params(&["a", "b"])
        .keyword_only(&["rel_tol", "abs_tol"])
        .reals(ALL),
    Native::pure("isnan", 1, 1, |m, a| Ok(bool_word(m, real(m, a[0])?.is_nan()))).reals(ALL),
    Native::pure("isinf", 1, 1, |m, a| Ok(bool_word(m, real(m, a[0])?.is_infinite()))).reals(ALL),
    Native::pure("isfinite", 1, 1, |m, a| Ok(bool_word(m, real(m, a[0])?.is_finite()))).reals(ALL),
];
