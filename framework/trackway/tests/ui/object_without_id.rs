use trackway::*;

#[derive(Object)]
pub struct Pair {
    first: Value,
}

fn main() {}
