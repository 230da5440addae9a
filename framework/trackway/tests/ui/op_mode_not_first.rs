use trackway::*;

/// `d := a`
#[op]
pub fn copy<M: Mode>(d: Out, a: In, m: M) -> Step {
    m.set(d, m.get(a));
    m.next()
}

fn main() {}
