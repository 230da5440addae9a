use trackway::*;

/// `d := a`
#[op]
pub fn copy<M: Mode>(m: M, d: Out, a: String) -> Step {
    m.next()
}

fn main() {}
