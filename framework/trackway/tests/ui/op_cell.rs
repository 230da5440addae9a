use trackway::*;

/// Keeps a value aside.
#[op]
pub fn aside<M: Mode>(m: M, a: In) -> Step {
    let kept = std::cell::Cell::new(m.get(a));
    kept.set(m.get(a));
    m.next()
}

fn main() {}
