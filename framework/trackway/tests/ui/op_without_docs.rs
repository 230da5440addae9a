use trackway::*;

#[op]
pub fn nothing<M: Mode>(m: M) -> Step {
    m.next()
}

fn main() {}
