use trackway::*;

/// Prints.
#[op]
pub fn print<M: Mode>(m: M) -> Step {
    println!("hello");
    m.next()
}

fn main() {}
