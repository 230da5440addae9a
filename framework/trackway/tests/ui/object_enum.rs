use trackway::*;

#[derive(Object)]
#[object(id = 70)]
pub enum Shape {
    Circle,
    Square,
}

fn main() {}
