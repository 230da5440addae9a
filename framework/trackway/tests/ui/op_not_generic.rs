use trackway::*;

/// Does nothing.
#[op]
pub fn nothing(m: u32) -> Step {
    m.next()
}

fn main() {}
