use trackway::*;

#[derive(Object)]
#[object(id = 70)]
pub struct Pair<X> {
    first: X,
}

fn main() {}
