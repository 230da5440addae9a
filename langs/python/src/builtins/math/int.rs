//! math: functions of integers.

use crate::builtins::args::{int_arg, int_word};
use crate::builtins::native::{MANY, Native, arg};
use crate::builtins::num::{Int, check_bits, large, word};
use crate::errors::{raise, value_error};
use crate::roots;
use crate::types::builtin::Cls;
use num_bigint::BigInt as Big;
use num_integer::{Integer, Roots};
use num_traits::{Signed, Zero};
use trackway::{Machine, Raise, Value};

type Answer = Result<Value, Raise>;

fn fold(machine: &Machine, args: &[Value], start: i64, f: fn(&Big, &Big) -> Big) -> Answer {
    let mut total = Big::from(start);
    for v in args {
        total = f(&total, &int_arg(machine, *v)?.big());
    }
    Ok(word(machine, total.abs()))
}

fn gcd(machine: &Machine, args: &[Value]) -> Answer {
    if let [a, b] = args
        && let (Int::Small(a), Int::Small(b)) = (int_arg(machine, *a)?, int_arg(machine, *b)?)
        && a != i64::MIN
        && b != i64::MIN
    {
        return Ok(int_word(machine, a.gcd(&b)));
    }
    fold(machine, args, 0, large::gcd)
}

fn lcm(machine: &Machine, args: &[Value]) -> Answer {
    fold(machine, args, 1, |a, b| if a.is_zero() || b.is_zero() { Big::ZERO } else { a.lcm(b) })
}

fn isqrt(machine: &Machine, args: &[Value]) -> Answer {
    let n = int_arg(machine, args[0])?;
    if n.signum() < 0 {
        return Err(value_error(machine, "isqrt() argument must be nonnegative"));
    }
    Ok(match n {
        Int::Small(i) => int_word(machine, i.sqrt()),
        n => word(machine, n.big().sqrt()),
    })
}

/// A count for factorial, comb and perm.
fn counter(machine: &Machine, v: Value, negative: &str) -> Result<u64, Raise> {
    match int_arg(machine, v)? {
        n if n.signum() < 0 => Err(value_error(machine, negative)),
        Int::Small(i) => Ok(i as u64),
        Int::Wide(_) | Int::Big(_) => {
            Err(raise(machine, Cls::OverflowError, "Python int too large to convert to C int"))
        }
    }
}

/// The product of `from..=to`, by halves so that the factors stay of like size.
fn product(machine: &Machine, from: u64, to: u64) -> Result<Big, Raise> {
    match to.wrapping_sub(from) {
        _ if from > to => Ok(Big::from(1)),
        d if d < 8 => Ok((from..=to).fold(Big::from(1), |p, i| p * i)),
        d => {
            let middle = from + d / 2;
            large::product(machine, &product(machine, from, middle)?, &product(machine, middle + 1, to)?)
        }
    }
}

fn factorial(machine: &Machine, args: &[Value]) -> Answer {
    let n = counter(machine, args[0], "factorial() not defined for negative values")?;
    if n > i64::MAX as u64 / 64 {
        let text = "factorial() argument should not exceed 9223372036854775807";
        return Err(raise(machine, Cls::OverflowError, text));
    }
    check_bits(machine, n.saturating_mul(n.max(1).ilog2() as u64 + 1))?;
    Ok(word(machine, product(machine, 2, n)?))
}

fn perm(machine: &Machine, args: &[Value]) -> Answer {
    let Some(k) = arg(machine, args, 1).filter(|v| *v != roots::none(machine)) else {
        return factorial(machine, args);
    };
    let n = counter(machine, args[0], "n must be a non-negative integer")?;
    let k = counter(machine, k, "k must be a non-negative integer")?;
    if k > n {
        return Ok(Value::ZERO);
    }
    check_bits(machine, k.saturating_mul(n.max(1).ilog2() as u64 + 1))?;
    Ok(word(machine, product(machine, n - k + 1, n)?))
}

fn comb(machine: &Machine, args: &[Value]) -> Answer {
    let n = counter(machine, args[0], "n must be a non-negative integer")?;
    let k = counter(machine, args[1], "k must be a non-negative integer")?;
    if k > n {
        return Ok(Value::ZERO);
    }
    let k = k.min(n - k);
    check_bits(machine, k.saturating_mul(n.max(1).ilog2() as u64 + 1))?;
    Ok(word(machine, product(machine, n - k + 1, n)? / product(machine, 2, k)?))
}

/// Functions of math.
pub const FUNCTIONS: &[Native] = &[
    Native::tail("gcd", 0, MANY, gcd).indexes(255),
    Native::tail("lcm", 0, MANY, lcm).indexes(255),
    Native::tail("isqrt", 1, 1, isqrt).indexes(1),
    Native::tail("factorial", 1, 1, factorial).indexes(1),
    Native::tail("perm", 1, 2, perm).indexes(3),
    Native::tail("comb", 2, 2, comb).indexes(3),
];
