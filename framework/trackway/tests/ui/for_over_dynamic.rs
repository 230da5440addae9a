use trackway::*;

/// Runs `a` times.
#[op]
pub fn repeat<M: Mode>(m: M, a: In) -> Step {
    if let Some(n) = m.get(a).as_small() {
        for _ in 0..n.to_i64() {}
    }
    m.next()
}

fn main() {}
