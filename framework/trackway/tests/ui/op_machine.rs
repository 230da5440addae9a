use trackway::*;

/// Sets a root.
#[op]
pub fn set<M: Mode>(m: M) -> Step {
    m.machine().set_root(0, Value::ZERO);
    m.next()
}

fn main() {}
