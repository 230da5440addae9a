//! Numbers under a specifier of the format mini-language: fixed notation, and what `str` shows.

use super::context::Context;
use super::known::Decimal;
use super::rounding::room;
use super::text::{place_point, show};
use crate::builtins::formatting::float::separated;
use crate::builtins::formatting::int::sign;
use crate::builtins::formatting::spec::parse;
use crate::builtins::formatting::text::align;
use trackway::Machine;

/// The text, or `None` where the library has to do it.
pub fn format(machine: &Machine, c: &Context, d: Decimal, spec: &[u8]) -> Option<Vec<u8>> {
    let spec = parse(spec, "decimal.Decimal").ok()?;
    if spec.no_neg_zero || spec.alternate || spec.fraction_grouping.is_some() || spec.width > 10_000 {
        return None;
    }
    let negative = d.negative;
    let body = match (spec.kind.and_then(char::from_u32), spec.precision) {
        (None, None) => super::text::format(&Decimal { negative: false, ..d }, c.capitals, false),
        (Some('f' | 'F'), precision) => fixed(machine, c, d, precision)?,
        (Some('%'), precision) => {
            let exponent = d.exponent + 2;
            fixed(machine, c, Decimal { exponent, ..d }, precision)? + "%"
        }
        _ => return None,
    };
    let sign = sign(negative, &spec);
    align(sign, separated(&body, sign.len(), &spec).as_bytes(), &spec, b'>').ok()
}

/// The magnitude without an exponent, with `precision` digits behind the point or as many as there are.
fn fixed(machine: &Machine, c: &Context, d: Decimal, precision: Option<usize>) -> Option<String> {
    room(machine, d.exponent.unsigned_abs().max(precision.unwrap_or(0) as u64))?;
    let d = match precision {
        Some(n) => d.rescaled(machine, -i64::try_from(n).ok()?, c.rounding)?.0,
        None if d.is_zero() && d.exponent > 0 => Decimal { exponent: 0, ..d.into_owned() },
        None => d.into_owned(),
    };
    let digits = show(&d.coefficient);
    let mut out = String::with_capacity(digits.len() + 4);
    place_point(&mut out, &digits, d.exponent + digits.len() as i64);
    Some(out)
}
