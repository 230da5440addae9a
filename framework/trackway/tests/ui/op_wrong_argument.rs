use trackway::*;

/// Does nothing.
#[op(pure)]
pub fn nothing<M: Mode>(m: M) -> Step {
    m.next()
}

fn main() {}
