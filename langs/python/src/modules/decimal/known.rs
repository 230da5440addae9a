//! What `_decimal_classes.py` told about its classes, and the numbers that are instances of them.
//!
//! A finite number is an instance with the slots sign, coefficient (an integer of the guest's) and
//! exponent (a small integer); others have a string for an exponent.

use super::coefficient::{Coefficient, Owned};
use crate::builtins::num::{Int, int};
use crate::modules::args::Answer;
use crate::roots;
use crate::types::class::{Class, is_subclass};
use crate::types::objects::Instance;
use crate::values::instance_class;
use num_bigint::{BigInt as Big, Sign};
use trackway::{Gc, Machine, Value};
use trackway_kit::{Array, BigInt, Wide};

/// A finite number.
#[derive(Clone, Debug)]
pub struct Decimal<'h> {
    pub negative: bool,
    pub coefficient: Coefficient<'h>,
    pub exponent: i64,
}

/// A finite number of its own.
pub type Number = Decimal<'static>;

/// What stands in the root's array.
const DECIMAL: usize = 0;
const CONTEXT: usize = 1;
/// The current context; ZERO where that is not known.
const CURRENT: usize = 2;

/// The slots of a `Decimal`.
const EXPONENT: usize = 0;
const COEFFICIENT: usize = 1;
const SIGN: usize = 2;

/// See the module.
pub struct Known {
    all: Gc<Array>,
}

/// `(Decimal, Context)`
pub fn set_up(machine: &Machine, args: &[Value]) -> Answer {
    let all = Array::new(&machine.heap, 3);
    args.iter().enumerate().for_each(|(i, v)| all.set_item(&machine.heap, Array::ITEMS, i, *v));
    machine.set_root(roots::DECIMAL, all.value());
    Ok(roots::none(machine))
}

/// `(context)`: it is the current one, until `_contextvars` changes its context.
pub fn set_current(machine: &Machine, args: &[Value]) -> Answer {
    let context = args.first().copied().unwrap_or(Value::ZERO);
    if let Some(known) = Known::of(machine) {
        known.all.set_item(&machine.heap, Array::ITEMS, CURRENT, context);
    }
    Ok(roots::none(machine))
}

/// `()`: the current context, or None where `_contextvars` has to be asked.
pub fn current(machine: &Machine, _: &[Value]) -> Answer {
    let context = Known::of(machine).map(|known| known.item(CURRENT)).filter(|c| *c != Value::ZERO);
    Ok(context.unwrap_or_else(|| roots::none(machine)))
}

impl Known {
    pub fn of(machine: &Machine) -> Option<Known> {
        machine.root(roots::DECIMAL).cast::<Array>().map(|all| Known { all })
    }

    fn item(&self, i: usize) -> Value {
        self.all.item(Array::ITEMS, i)
    }

    fn class(&self, i: usize) -> Option<Gc<Class>> {
        self.item(i).cast()
    }

    fn is_a(&self, machine: &Machine, i: Gc<Instance>, which: usize) -> Option<()> {
        let class = self.class(which)?;
        let direct = i.shape() as i64 == class.get(Class::ROOT_SHAPE);
        (direct || is_subclass(instance_class(machine, i), class)).then_some(())
    }

    /// The context that was given, or the current one.
    pub fn context(&self, machine: &Machine, given: Value) -> Option<Gc<Instance>> {
        let v = if given == roots::none(machine) { self.item(CURRENT) } else { given };
        let i = v.cast::<Instance>()?;
        self.is_a(machine, i, CONTEXT)?;
        Some(i)
    }

    /// The finite number that is a `Decimal`.
    pub fn decimal<'h>(&self, machine: &'h Machine, v: Value) -> Option<Decimal<'h>> {
        let i = v.cast::<Instance>()?;
        self.is_a(machine, i, DECIMAL)?;
        let exponent = i.item(Instance::SLOTS, EXPONENT).as_int()?;
        if exponent.unsigned_abs() > 1 << 60 {
            return None;
        }
        let negative = i.item(Instance::SLOTS, SIGN) != Value::ZERO;
        let n = i.item(Instance::SLOTS, COEFFICIENT);
        let coefficient = match n.as_int() {
            Some(n) => Coefficient::Word(n as u128),
            None => magnitude(int(machine, n)?),
        };
        Some(Decimal { negative, coefficient, exponent })
    }

    /// The finite number that is a `Decimal` or an integer.
    pub fn number<'h>(&self, machine: &'h Machine, v: Value) -> Option<Decimal<'h>> {
        match v.cast::<Instance>() {
            Some(i) if self.is_a(machine, i, DECIMAL).is_some() => self.decimal(machine, v),
            _ => {
                let n = int(machine, v)?;
                Some(Decimal { negative: n.signum() < 0, coefficient: magnitude(n), exponent: 0 })
            }
        }
    }

    /// A new `Decimal`.
    pub fn word(&self, machine: &Machine, d: Number) -> Option<Value> {
        let exponent = Value::int(d.exponent)?;
        let coefficient = integer(machine, false, d.coefficient);
        self.parts(machine, d.negative, coefficient, exponent)
    }

    /// A new `Decimal` of these parts.
    pub fn parts(
        &self,
        machine: &Machine,
        negative: bool,
        coefficient: Value,
        exponent: Value,
    ) -> Option<Value> {
        let heap = &machine.heap;
        let i = heap.alloc_tail::<Instance>(3);
        i.set_shape(self.class(DECIMAL)?.get(Class::ROOT_SHAPE) as u32);
        i.set_item(heap, Instance::SLOTS, SIGN, Value::int(negative.into())?);
        i.set_item(heap, Instance::SLOTS, COEFFICIENT, coefficient);
        i.set_item(heap, Instance::SLOTS, EXPONENT, exponent);
        Some(i.value())
    }
}

fn magnitude(n: Int<'_>) -> Coefficient<'_> {
    match n {
        Int::Small(i) => Coefficient::Word(i.unsigned_abs().into()),
        Int::Wide(Wide::Signed(i)) => Coefficient::Word(i.unsigned_abs()),
        Int::Wide(Wide::Unsigned(u)) => Coefficient::Word(u),
        // -2**128 .. are big integers though their magnitude may fit two words.
        Int::Big(b) => Coefficient::from(b.big_magnitude()),
    }
}

/// The guest's integer for a magnitude.
pub fn integer(machine: &Machine, negative: bool, n: Owned) -> Value {
    let heap = &machine.heap;
    match n {
        Coefficient::Word(w) if !negative => BigInt::from_u128(heap, w),
        Coefficient::Word(w) if let Ok(i) = i128::try_from(w) => BigInt::from_i128(heap, -i),
        n => {
            let sign = if negative { Sign::Minus } else { Sign::Plus };
            BigInt::word(heap, &Big::from_biguint(sign, n.big().into_owned()))
        }
    }
}
