use std::collections::HashMap;
use trackway::*;

/// Looks a value up in a table of its own.
#[op]
pub fn look_up<M: Mode>(m: M, a: In) -> Step {
    let mut table = HashMap::new();
    table.insert(m.get(a), 1);
    m.next()
}

fn main() {}
