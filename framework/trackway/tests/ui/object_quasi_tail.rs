use trackway::*;

#[derive(Object)]
#[object(id = 70)]
pub struct Row {
    #[tail]
    #[quasi_immutable]
    items: Elements<Value>,
}

fn main() {}
