use trackway::*;

#[derive(Object)]
#[object(id = 70)]
pub struct List {
    #[tail]
    items: Vec<Value>,
}

fn main() {}
