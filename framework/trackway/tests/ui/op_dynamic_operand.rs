use trackway::*;

/// `d := a`
#[op]
pub fn copy<M: Mode>(m: M, d: Out, a: T<M, Value>) -> Step {
    m.set(d, a);
    m.next()
}

fn main() {}
