use trackway::*;

/// `d := a`
#[op]
pub fn copy<M: Mode>(m: M, d: Out, a: &In) -> Step {
    m.set(d, m.get(*a));
    m.next()
}

fn main() {}
