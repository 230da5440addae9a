use trackway::*;

#[residual(elidable)]
fn double(_machine: &Machine, i: i64) -> i64 {
    2 * i
}

/// `d := 4`
#[op]
pub fn four<M: Mode>(m: M, d: Out) -> Step {
    let four = double::call(m, 2);
    m.set(d, four);
    m.next()
}

fn main() {}
