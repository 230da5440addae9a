//! Rounding: to a number of digits, to an exponent, to what a context allows.

use super::coefficient::{Coefficient, Lost, Owned};
use super::context::{CLAMPED, Context, INEXACT, ROUNDED, Rounding, SUBNORMAL, UNDERFLOW};
use super::known::{Decimal, Number};
use trackway::Machine;

impl Rounding {
    /// Whether the magnitude `n`, from which something was lost, becomes larger by one.
    fn is_up(self, negative: bool, n: &Coefficient, lost: Lost) -> bool {
        match self {
            _ if lost == Lost::Nothing => false,
            Rounding::Down => false,
            Rounding::Up => true,
            Rounding::Ceiling => !negative,
            Rounding::Floor => negative,
            Rounding::HalfUp => lost != Lost::BelowHalf,
            Rounding::HalfDown => lost == Lost::AboveHalf,
            Rounding::HalfEven => lost == Lost::AboveHalf || lost == Lost::Half && n.modulo(2) == 1,
            Rounding::ZeroFiveUp => n.modulo(5) == 0,
        }
    }
}

/// A coefficient without its last `n` digits, rounded; whether something was lost.
pub fn round_off(c: &Coefficient, n: u64, negative: bool, rounding: Rounding) -> (Owned, bool) {
    let (q, lost) = c.cut(n);
    let up = rounding.is_up(negative, &q, lost);
    (if up { q.plus_one() } else { q }, lost != Lost::Nothing)
}

impl Decimal<'_> {
    /// The exponent of the first digit.
    pub fn adjusted(&self) -> i64 {
        self.exponent + self.coefficient.digits() as i64 - 1
    }

    pub fn is_zero(&self) -> bool {
        self.coefficient.is_zero()
    }

    pub fn into_owned(self) -> Number {
        Decimal { coefficient: self.coefficient.into_owned(), ..self }
    }

    /// The number with another exponent, rounded where that is larger; whether something was lost. `None`: it has too many
    /// digits for the heap.
    pub fn rescaled(&self, machine: &Machine, exponent: i64, rounding: Rounding) -> Option<(Number, bool)> {
        let (coefficient, lost) = match u64::try_from(exponent - self.exponent) {
            Ok(n) => round_off(&self.coefficient, n, self.negative, rounding),
            Err(_) => (self.padded(machine, exponent)?, false),
        };
        Some((Decimal { negative: self.negative, coefficient, exponent }, lost))
    }

    /// The coefficient that goes with a smaller exponent.
    pub fn padded(&self, machine: &Machine, exponent: i64) -> Option<Owned> {
        let n = self.exponent.abs_diff(exponent);
        if !self.is_zero() {
            room(machine, n)?;
        }
        Some(self.coefficient.shifted(n))
    }
}

/// Whether a number of so many digits fits the heap.
pub fn room(machine: &Machine, digits: u64) -> Option<()> {
    if digits < 1000 {
        return Some(());
    }
    // The powers of ten on the way take as much again.
    let fits = digits < u32::MAX.into() && machine.heap.check(digits as usize).is_ok();
    fits.then_some(())
}

impl Context {
    /// The number rounded to what the context allows, with the conditions that this raises. `None` for an overflow.
    pub fn fix(&self, machine: &Machine, d: Number) -> Option<(Number, i64)> {
        if d.is_zero() {
            let top = if self.clamp { self.top() } else { self.max };
            let exponent = d.exponent.max(self.tiny()).min(top);
            let conditions = if exponent == d.exponent { 0 } else { CLAMPED };
            return Some((Decimal { exponent, ..d }, conditions));
        }
        let (low, high) = d.coefficient.digit_bounds();
        let fits = high <= self.precision
            && d.exponent + high as i64 - 1 <= self.max
            && d.exponent + low as i64 > self.min
            && (!self.clamp || d.exponent <= self.top());
        if fits { Some((d, 0)) } else { self.fit(machine, d) }
    }

    fn fit(&self, machine: &Machine, d: Number) -> Option<(Number, i64)> {
        let (tiny, top) = (self.tiny(), self.top());
        let least = d.exponent + d.coefficient.digits() as i64 - self.precision as i64;
        if least > top {
            return None;
        }
        let subnormal = least < tiny;
        let least = least.max(tiny);
        if d.exponent < least {
            return self.shorten(d, least, subnormal);
        }
        let conditions = if subnormal { SUBNORMAL } else { 0 };
        if self.clamp && d.exponent > top {
            let coefficient = d.padded(machine, top)?;
            return Some((Decimal { coefficient, exponent: top, ..d }, conditions | CLAMPED));
        }
        Some((d, conditions))
    }

    /// Rounds to the exponent `least`.
    fn shorten(&self, d: Number, least: i64, subnormal: bool) -> Option<(Number, i64)> {
        let n = (least - d.exponent) as u64;
        let (mut coefficient, lost) = round_off(&d.coefficient, n, d.negative, self.rounding);
        let mut exponent = least;
        if coefficient.digits() > self.precision {
            coefficient = coefficient.cut(1).0;
            exponent += 1;
        }
        if exponent > self.top() {
            return None;
        }
        let mut conditions = ROUNDED;
        if lost {
            conditions |= INEXACT;
        }
        if subnormal {
            conditions |= if lost { SUBNORMAL | UNDERFLOW } else { SUBNORMAL };
        }
        if coefficient.is_zero() {
            conditions |= CLAMPED;
        }
        Some((Decimal { negative: d.negative, coefficient, exponent }, conditions))
    }
}
