use trackway::*;

/// Goes to `t` if the helper says so.
#[op]
pub fn jump_if<M: Mode>(m: M, a: In, t: Target) -> Step {
    if is_even::call(m, m.get(a)) { m.jump(t) } else { m.next() }
}

#[residual(elidable)]
fn is_even(_machine: &Machine, v: Value) -> bool {
    v.as_int().is_some_and(|i| i % 2 == 0)
}

fn main() {}
