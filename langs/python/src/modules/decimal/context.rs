//! Contexts as Rust reads them: the slots of the guest's `Context`.

use super::known::Known;
use crate::modules::args::Answer;
use crate::roots;
use crate::types::objects::Instance;
use trackway::{Gc, Machine, Value};
use trackway_kit::{List, Str, str_of};

/// Bits of conditions, in the order in which `_decimal_classes.py` lists the signals.
pub const CLAMPED: i64 = 1;
pub const INEXACT: i64 = 8;
pub const ROUNDED: i64 = 64;
pub const SUBNORMAL: i64 = 128;
pub const UNDERFLOW: i64 = 256;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    Down,
    Up,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
    ZeroFiveUp,
}

/// The constants of the modes.
const MODES: [(&[u8], Rounding); 8] = [
    (b"ROUND_DOWN", Rounding::Down),
    (b"ROUND_UP", Rounding::Up),
    (b"ROUND_CEILING", Rounding::Ceiling),
    (b"ROUND_FLOOR", Rounding::Floor),
    (b"ROUND_HALF_UP", Rounding::HalfUp),
    (b"ROUND_HALF_DOWN", Rounding::HalfDown),
    (b"ROUND_HALF_EVEN", Rounding::HalfEven),
    (b"ROUND_05UP", Rounding::ZeroFiveUp),
];

impl Rounding {
    /// The mode behind a constant such as `ROUND_UP`.
    pub fn read(machine: &Machine, v: Value) -> Option<Rounding> {
        let name = Str::bytes(&machine.heap, str_of(v)?);
        MODES.iter().find(|(n, _)| *n == name).map(|(_, mode)| *mode)
    }
}

/// `(constant)`: the mode's number, which contexts keep beside it.
pub fn mode(machine: &Machine, args: &[Value]) -> Answer {
    let found = Rounding::read(machine, args[0]).and_then(|r| Value::int(r as i64));
    Ok(found.unwrap_or_else(|| roots::none(machine)))
}

/// See the module.
pub struct Context {
    /// Digits of a result at most.
    pub precision: u64,
    pub rounding: Rounding,
    pub min: i64,
    pub max: i64,
    pub capitals: bool,
    pub clamp: bool,
    traps: i64,
    flags: Gc<Instance>,
}

/// The slots of a `Context`, in the order of its `__slots__`.
const MAX: usize = 0;
const MIN: usize = 1;
const IGNORED: usize = 2;
const MODE: usize = 3;
const CAPITALS: usize = 4;
const CLAMP: usize = 5;
const FLAGS: usize = 6;
const PRECISION: usize = 7;
const TRAPS: usize = 9;

impl Context {
    /// The context that was given, or the current one; `None` where only guest code can tell.
    pub fn of(machine: &Machine, known: &Known, given: Value) -> Option<Context> {
        let c = known.context(machine, given)?;
        let slot = |n: usize| c.item(Instance::SLOTS, n);
        let flags = slot(FLAGS).cast::<Instance>()?;
        let traps = slot(TRAPS).cast::<Instance>()?.item(Instance::SLOTS, 0).as_int()?;
        if List::len(slot(IGNORED).cast::<List>()?) > 0 {
            return None;
        }
        // Exponents beyond these bounds are left to guest code, so that sums of some fit 64 bits.
        let bounded = |v: Value| v.as_int().filter(|n| n.unsigned_abs() <= 1 << 60);
        Some(Context {
            precision: bounded(slot(PRECISION))? as u64,
            rounding: MODES.get(slot(MODE).as_int()? as usize)?.1,
            min: bounded(slot(MIN))?,
            max: bounded(slot(MAX))?,
            capitals: slot(CAPITALS) != Value::ZERO,
            clamp: slot(CLAMP) != Value::ZERO,
            traps,
            flags,
        })
    }

    /// The same, but rounding to the nearest.
    pub fn nearest(self) -> Context {
        Context { rounding: Rounding::HalfEven, ..self }
    }

    /// The least exponent of a subnormal number.
    pub fn tiny(&self) -> i64 {
        self.min - self.precision as i64 + 1
    }

    /// The greatest exponent of a number with all digits.
    pub fn top(&self) -> i64 {
        self.max - self.precision as i64 + 1
    }

    /// Sets the flags of conditions; `None`, and no flag set, if one of them is trapped.
    pub fn signal(&self, machine: &Machine, conditions: i64) -> Option<()> {
        if conditions == 0 {
            return Some(());
        }
        if self.traps & conditions != 0 {
            return None;
        }
        let all = self.flags.item(Instance::SLOTS, 0).as_int()?;
        self.flags.set_item(&machine.heap, Instance::SLOTS, 0, Value::int(all | conditions)?);
        Some(())
    }
}
