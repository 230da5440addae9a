use trackway::*;

/// Goes to `t` if `a` is 1.
#[op]
pub fn jump_if_one<M: Mode>(m: M, a: In, t: Target) -> Step {
    if m.get(a).peek().as_int() == Some(1) { m.jump(t) } else { m.next() }
}

fn main() {}
