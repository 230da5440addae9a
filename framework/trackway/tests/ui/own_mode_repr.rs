use trackway::*;

/// Adds behind the framework's back.
#[op]
pub fn add<M: Mode>(m: M, d: Out, a: In) -> Step {
    let inside = m.get(a).0;
    m.set(d, T(inside));
    m.next()
}

fn main() {}
