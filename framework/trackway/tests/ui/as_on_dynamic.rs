use trackway::*;

/// Shortens a number.
#[op]
pub fn shorten<M: Mode>(m: M, a: In) -> Step {
    if let Some(n) = m.get(a).as_small() {
        let _short = n as u32;
    }
    m.next()
}

fn main() {}
