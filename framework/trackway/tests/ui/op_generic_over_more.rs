use trackway::*;

/// Does nothing.
#[op]
pub fn nothing<M: Mode, X>(m: M) -> Step {
    m.next()
}

fn main() {}
