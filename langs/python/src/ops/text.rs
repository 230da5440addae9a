//! Formatting.

use super::call::finish;
use crate::roots;
use trackway::*;

/// The format spec operand counts.
const HAS_SPEC: u32 = 4;

/// `d := format(s, spec)`; `flags`: 1 str, 2 repr, 3 ascii before, 4 the spec is given
#[op]
pub fn format_value<M: Mode>(m: M, d: Out, s: In, spec: In, flags: Imm) -> Step {
    let v = m.get(s);
    let spec = if flags.0 & HAS_SPEC != 0 { m.get(spec) } else { T::lit(m.root(roots::EMPTY_STR)) };
    let text = formatted::call(m, v, spec, T::lit((flags.0 & 3) as i64))?;
    finish(m, d, text)
}

/// The text, or a tail.
#[residual(repeatable)]
fn formatted(machine: &Machine, v: Value, spec: Value, conversion: i64) -> Result<Value, Raise> {
    crate::builtins::text::format_value(machine, v, spec, conversion)
}
