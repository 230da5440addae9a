use trackway::*;

/// `d := a`
#[op]
pub fn copy<M: Mode>(m: M, d: Out, a: In) -> u32 {
    m.set(d, m.get(a));
    0
}

fn main() {}
