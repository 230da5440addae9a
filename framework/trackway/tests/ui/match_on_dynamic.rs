use trackway::*;

/// Goes to `t` if `a` is 1.
#[op]
pub fn jump_if_one<M: Mode>(m: M, a: In, t: Target) -> Step {
    match m.get(a).as_small() {
        Some(1) => m.jump(t),
        _ => m.next(),
    }
}

fn main() {}
