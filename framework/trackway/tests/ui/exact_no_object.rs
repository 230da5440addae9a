use trackway::*;

/// Takes the number in `a` for an object.
#[op]
pub fn wrong<M: Mode>(m: M, a: In) -> Step {
    let _ = m.exact::<i64>(m.get(a));
    m.next()
}

fn main() {}
