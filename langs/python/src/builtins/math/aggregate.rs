//! Functions of many numbers: sum, math.fsum, prod, hypot, dist.

use super::{ALL, checked, real};
use crate::builtins::native::{MANY, Native, arg};
use crate::builtins::num::arith::binary;
use crate::builtins::num::divide::quotient;
use crate::builtins::num::{Int, Num, num};
use crate::errors::{raise, value_error};
use crate::iterate::items_of_any;
use crate::number::BinOp;
use crate::tail;
use crate::types::builtin::Cls;
use crate::values::has_float;
use num_bigint::{BigInt as Big, Sign};
use trackway::{Machine, Raise, Value};
use trackway_kit::list::Stored;
use trackway_kit::{BigInt, Floats, Limbs, List};

type Answer = Result<Value, Raise>;

/// The sum of numbers, floats with Neumaier's compensation as CPython does; `None` where something
/// is no number.
pub fn sum(machine: &Machine, items: &[Value], start: Value) -> Result<Option<Value>, Raise> {
    let mut total = start;
    let mut rest = items.iter().copied();
    let mut small = start.as_int();
    while let Some(n) = small {
        let Some(v) = rest.next() else { return Ok(Some(BigInt::from_i64(&machine.heap, n))) };
        match v.as_int().and_then(|i| n.checked_add(i)) {
            Some(next) => small = Some(next),
            None => {
                small = None;
                let so_far = BigInt::from_i64(&machine.heap, n);
                match binary(machine, BinOp::Add, so_far, v)? {
                    Some(v) => total = v,
                    None => return Ok(None),
                }
            }
        }
    }
    let left: Vec<Value> = rest.collect();
    for (i, v) in left.iter().enumerate() {
        if let Some(f) = total.as_float() {
            return Ok(float_sum(machine, f, &left[i..]));
        }
        match binary(machine, BinOp::Add, total, *v)? {
            Some(v) => total = v,
            None => return Ok(None),
        }
    }
    Ok(num(machine, total).map(|_| total))
}

/// The sum of a list's elements if all of them are doubles.
pub fn sum_of_floats(machine: &Machine, items: Value, start: Value) -> Option<Value> {
    let l = items.cast::<List>().filter(|l| List::len(*l) > 0)?;
    let Stored::Floats(f) = List::stored(l) else { return None };
    let start = start.as_float().or_else(|| start.as_int().map(|i| i as f64))?;
    compensated(machine, start, (0..List::len(l)).map(|i| Some(f.item(Floats::ITEMS, i))))
}

fn float_sum(machine: &Machine, start: f64, items: &[Value]) -> Option<Value> {
    let number = |v: &Value| match v.as_float().map_or_else(|| num(machine, *v), |f| Some(Num::Float(f)))? {
        Num::Float(f) => Some(f),
        Num::Int(Int::Small(i)) => Some(i as f64),
        Num::Int(Int::Wide(_) | Int::Big(_)) => None,
    };
    compensated(machine, start, items.iter().map(number))
}

fn compensated(machine: &Machine, start: f64, items: impl Iterator<Item = Option<f64>>) -> Option<Value> {
    let (mut total, mut lost) = (start, 0.0);
    for x in items {
        let x = x?;
        let t = total + x;
        lost += if total.abs() >= x.abs() { (total - t) + x } else { (x - t) + total };
        total = t;
    }
    Some(machine.heap.float(if lost != 0.0 && lost.is_finite() { total + lost } else { total }))
}

/// The numbers of an iterable, or that the prelude must collect them or ask them for doubles first.
fn reals(machine: &Machine, v: Value) -> Result<Option<Vec<f64>>, Raise> {
    match items_of_any(machine, v) {
        None => Ok(None),
        Some(items) if items.iter().any(|v| has_float(machine, *v)) => Ok(None),
        Some(items) => items.into_iter().map(|v| real(machine, v)).collect::<Result<_, _>>().map(Some),
    }
}

fn fsum(machine: &Machine, args: &[Value]) -> Answer {
    let Some(all) = reals(machine, args[0])? else { return tail::prelude(machine, "_fsum_slow", args) };
    let special: f64 = all.iter().filter(|f| !f.is_finite()).sum();
    if all.iter().any(|f| !f.is_finite()) {
        if special.is_nan() && !all.iter().any(|f| f.is_nan()) {
            return Err(value_error(machine, "-inf + inf in fsum"));
        }
        return Ok(machine.heap.float(special));
    }
    match exact_sum(&all) {
        f if f.is_finite() => Ok(machine.heap.float(f)),
        _ => Err(raise(machine, Cls::OverflowError, "intermediate overflow in fsum")),
    }
}

/// The exact sum, rounded once: every double is a multiple of 2**-1074.
fn exact_sum(all: &[f64]) -> f64 {
    let mut total = Big::ZERO;
    for f in all {
        let (n, d) = crate::builtins::float::ratio(*f);
        let shift = 1074 - (d.bits() - 1);
        total += n << shift;
    }
    let (sign, magnitude) = total.to_u64_digits();
    let total = Limbs { negative: sign == Sign::Minus, magnitude: &magnitude };
    let mut unit = [0; 1074 / 64 + 1];
    unit[1074 / 64] = 1 << (1074 % 64);
    quotient(total, Limbs { negative: false, magnitude: &unit })
}

/// Arguments: start, iterable.
fn prod(machine: &Machine, args: &[Value]) -> Answer {
    let mut total = arg(machine, args, 0).unwrap_or(Value::int(1).expect("small"));
    let slow = |total| tail::prelude(machine, "_prod", &[args[1], total]);
    let Some(items) = items_of_any(machine, args[1]) else { return slow(total) };
    let start = total;
    for v in items {
        match binary(machine, BinOp::Mul, total, v)? {
            Some(v) => total = v,
            None => return slow(start),
        }
    }
    Ok(total)
}

/// The length of a vector, scaled so that squares neither overflow nor vanish.
fn length(all: &[f64]) -> f64 {
    let greatest = all.iter().fold(0.0, |g: f64, f| g.max(f.abs()));
    if all.iter().any(|f| f.is_infinite()) {
        return f64::INFINITY;
    }
    if all.iter().any(|f| f.is_nan()) {
        return f64::NAN;
    }
    if let [x, y] = all {
        return x.hypot(*y);
    }
    if greatest == 0.0 || all.len() < 2 {
        return greatest;
    }
    let (mut sum, mut lost) = (0.0, 0.0);
    for f in all {
        let square = (f / greatest) * (f / greatest);
        let t: f64 = sum + square;
        lost += (sum - t) + square;
        sum = t;
    }
    greatest * (sum + lost).sqrt()
}

fn hypot(machine: &Machine, args: &[Value]) -> Answer {
    let all: Vec<f64> = args.iter().map(|v| real(machine, *v)).collect::<Result<_, _>>()?;
    checked(machine, length(&all), all.iter().all(|f| f.is_finite()))
}

fn dist(machine: &Machine, args: &[Value]) -> Answer {
    let (Some(p), Some(q)) = (reals(machine, args[0])?, reals(machine, args[1])?) else {
        return tail::prelude(machine, "_dist_slow", args);
    };
    if p.len() != q.len() {
        return Err(value_error(machine, "both points must have the same number of dimensions"));
    }
    let all: Vec<f64> = p.iter().zip(&q).map(|(x, y)| x - y).collect();
    Ok(machine.heap.float(length(&all)))
}

fn sumprod(machine: &Machine, args: &[Value]) -> Answer {
    let (Some(p), Some(q)) = (items_of_any(machine, args[0]), items_of_any(machine, args[1])) else {
        return tail::prelude(machine, "_sumprod_slow", args);
    };
    if p.len() != q.len() {
        return Err(value_error(machine, "Inputs are not the same length"));
    }
    let mut products = Vec::with_capacity(p.len());
    for (x, y) in p.iter().zip(&q) {
        match binary(machine, BinOp::Mul, *x, *y)? {
            Some(v) => products.push(v),
            None => return tail::prelude(machine, "_sumprod_any", args),
        }
    }
    match sum(machine, &products, Value::ZERO)? {
        Some(v) => Ok(v),
        None => tail::prelude(machine, "_sumprod_any", args),
    }
}

/// Functions of math.
pub const FUNCTIONS: &[Native] = &[
    Native::tail("fsum", 1, 1, fsum),
    Native::tail("prod", 1, 1, prod).keyword_only(&["start"]),
    Native::pure("hypot", 0, MANY, hypot).reals(ALL),
    Native::tail("dist", 2, 2, dist),
    Native::tail("sumprod", 2, 2, sumprod),
];

/// The same for the prelude, which makes lists of other iterables first.
pub const PRIVATE: &[Native] = &[
    Native::tail("_fsum", 1, 1, fsum),
    Native::tail("_dist", 2, 2, dist),
    Native::tail("_sumprod", 2, 2, sumprod),
];
