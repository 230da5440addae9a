use trackway::*;

#[derive(Object)]
#[object(id = 1)]
pub struct Pair {
    first: Value,
}

fn main() {}
