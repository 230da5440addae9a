use trackway::*;

/// Forgets that the count may be too great to unroll.
#[op]
pub fn repeat<M: Mode>(m: M, a: In) -> Step {
    if let Some(n) = m.get(a).as_small() {
        let mut i = 0;
        while i < m.unroll(n.to_i64(), 4) {
            i += 1;
        }
    }
    m.next()
}

fn main() {}
