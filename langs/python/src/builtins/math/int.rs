//! math: functions of integers.

use crate::builtins::args::{int_arg, int_word};
use crate::builtins::native::{MANY, Native, arg};
use crate::builtins::num::{Int, check_bits, large};
use crate::errors::{raise, value_error};
use crate::roots;
use crate::types::builtin::Cls;
use dashu_int::UBig;
use dashu_int::ops::{Gcd, SquareRoot};
use num_integer::Integer;
use trackway::{Machine, Raise, Value};
use trackway_kit::BigInt;

type Answer = Result<Value, Raise>;

/// `f` of the magnitudes of all arguments.
fn fold(machine: &Machine, args: &[Value], start: UBig, f: fn(UBig, UBig) -> UBig) -> Answer {
    let mut total = start;
    for v in args {
        let n = large::natural(int_arg(machine, *v)?.limbs(&mut [0; 2]));
        total = f(total, n);
    }
    Ok(large::natural_word(&machine.heap, false, &total))
}

fn gcd(machine: &Machine, args: &[Value]) -> Answer {
    if let [a, b] = args
        && let (Int::Small(a), Int::Small(b)) = (int_arg(machine, *a)?, int_arg(machine, *b)?)
        && a != i64::MIN
        && b != i64::MIN
    {
        return Ok(int_word(machine, a.gcd(&b)));
    }
    fold(machine, args, UBig::ZERO, |a, b| match (a.is_zero(), b.is_zero()) {
        (true, _) => b,
        (_, true) => a,
        _ => Gcd::gcd(a, b),
    })
}

fn lcm(machine: &Machine, args: &[Value]) -> Answer {
    fold(machine, args, UBig::ONE, |a, b| match a.is_zero() || b.is_zero() {
        true => UBig::ZERO,
        false => &a / Gcd::gcd(&a, &b) * b,
    })
}

fn isqrt(machine: &Machine, args: &[Value]) -> Answer {
    let n = int_arg(machine, args[0])?;
    if n.signum() < 0 {
        return Err(value_error(machine, "isqrt() argument must be nonnegative"));
    }
    Ok(match n {
        Int::Small(i) => int_word(machine, i.isqrt()),
        Int::Wide(w) => BigInt::from_u128(&machine.heap, w.magnitude().isqrt()),
        Int::Big(b) => large::natural_word(&machine.heap, false, &large::natural(b).sqrt()),
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

/// The product of `from..=to`; fails where it does not fit the heap.
fn product(machine: &Machine, from: u64, to: u64) -> Result<UBig, Raise> {
    let count = (to + 1).saturating_sub(from);
    check_bits(machine, count.saturating_mul(u64::from(to.max(1).ilog2()) + 1))?;
    large::product_of(machine, from..=to)
}

fn factorial(machine: &Machine, args: &[Value]) -> Answer {
    let n = counter(machine, args[0], "factorial() not defined for negative values")?;
    if n > i64::MAX as u64 / 64 {
        let text = "factorial() argument should not exceed 9223372036854775807";
        return Err(raise(machine, Cls::OverflowError, text));
    }
    Ok(large::natural_word(&machine.heap, false, &product(machine, 2, n)?))
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
    Ok(large::natural_word(&machine.heap, false, &product(machine, n - k + 1, n)?))
}

fn comb(machine: &Machine, args: &[Value]) -> Answer {
    let n = counter(machine, args[0], "n must be a non-negative integer")?;
    let k = counter(machine, args[1], "k must be a non-negative integer")?;
    if k > n {
        return Ok(Value::ZERO);
    }
    let k = k.min(n - k);
    if n < ODD.len() as u64 {
        return Ok(BigInt::from_u128(&machine.heap, small_comb(n, k).into()));
    }
    // Of few factors the quotient of products: primes are many then.
    let n = if k < 128 || n / 64 > k {
        product(machine, n - k + 1, n)? / product(machine, 2, k)?
    } else {
        check_bits(machine, n)?;
        large::product_of(machine, primes(n).map(|p| power_in_comb(n, k, p)))?
    };
    Ok(large::natural_word(&machine.heap, false, &n))
}

/// What is left of the factorials modulo 2**64 when all factors of 2 are taken out, while `n` over anything is less.
const ODD: [u64; 68] = {
    let mut all = [1u64; 68];
    let mut i = 1;
    while i < 68 {
        let n = i as u64;
        all[i] = all[i - 1].wrapping_mul(n >> n.trailing_zeros());
        i += 1;
    }
    all
};

/// Their inverses modulo 2**64, by Newton's iteration, which doubles the bits that are right: an odd number is its own
/// inverse in three.
const INVERSE: [u64; 68] = {
    let mut all = ODD;
    let mut i = 0;
    while i < 68 {
        let mut round = 0;
        while round < 5 {
            all[i] = all[i].wrapping_mul(2u64.wrapping_sub(ODD[i].wrapping_mul(all[i])));
            round += 1;
        }
        i += 1;
    }
    all
};

/// `n` over `k` where that is less than 2**64: the odd part, and the factors of 2, of which `n!` has as many as `n` less
/// the number of ones in it (Legendre).
fn small_comb(n: u64, k: u64) -> u64 {
    let rest = n - k;
    let odd = ODD[n as usize].wrapping_mul(INVERSE[k as usize]).wrapping_mul(INVERSE[rest as usize]);
    odd << (k.count_ones() + rest.count_ones() - n.count_ones())
}

/// The power of a prime that divides `n` over `k`: its exponent is the number of borrows when `k` is subtracted from `n`
/// with that base (Kummer).
fn power_in_comb(mut n: u64, mut k: u64, prime: u64) -> u64 {
    let (mut borrow, mut power) = (0, 1);
    while k + borrow > 0 {
        borrow = u64::from(n % prime < k % prime + borrow);
        power *= if borrow == 1 { prime } else { 1 };
        (n, k) = (n / prime, k / prime);
    }
    power
}

/// The primes up to `n`.
fn primes(n: u64) -> impl Iterator<Item = u64> {
    let n = n as usize;
    let mut composite = vec![false; n + 1];
    for i in 2..=n.isqrt() {
        if !composite[i] {
            (i * i..=n).step_by(i).for_each(|j| composite[j] = true);
        }
    }
    (2..=n).filter(move |i| !composite[*i]).map(|i| i as u64)
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
