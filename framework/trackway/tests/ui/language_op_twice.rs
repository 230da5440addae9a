use trackway::*;

/// Does nothing.
#[op]
pub fn nothing<M: Mode>(m: M) -> Step {
    m.next()
}

struct Tiny;

#[language(ops(nothing, nothing))]
impl Language for Tiny {
    const NAME: &'static str = "tiny";
}

fn main() {}
