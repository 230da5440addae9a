use trackway::*;

#[derive(Object)]
#[object(id = 70)]
pub struct List {
    #[tail]
    items: Elements<Value>,
    length: i64,
}

fn main() {}
